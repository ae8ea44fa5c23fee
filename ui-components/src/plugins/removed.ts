import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { toast } from '../app/toasts.ts';
import { call, reason } from '../core/http.ts';
import * as format from '../core/format.ts';
import { button } from '../ui/button.ts';
import { confirm } from '../ui/confirm.ts';
import { define, Element } from '../ui/element.ts';
import { icon, tile } from '../ui/icon.ts';
import { restore, type Shown } from './control.ts';
import type { Removed } from './data.ts';
import { shortVersion } from './state.ts';
import { t } from './texts.ts';

/** The jars that were removed and can come back; folded, since they are seldom needed. */
class RemovedPlugins extends Element {
  static override properties = { shown: { attribute: false }, rows: { state: true } };
  declare shown: Shown;
  declare rows: readonly Removed[];
  private known = '';

  constructor() {
    super();
    this.rows = [];
  }

  /** What is installed has changed when its ids have: then something may have been removed or brought back. */
  protected override updated(): void {
    const ids = this.shown.store.items(this.shown.source).map((row) => `${row['id']} ${row['file']}`).join('\n');
    if (ids === this.known) return;
    this.known = ids;
    void this.load();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.rows.length === 0) return nothing;
    return html`<details class="details removed-plugins"><summary>${icon('chevron-right')}<span>${t('plugin.removed.title')}</span><span class="count">${this.rows.length}</span></summary>
      <p class="muted small">${t('plugin.removed.hint')}</p>
      <ul class="panel-list">${repeat(this.rows, (row) => row.file, (row) => this.row(row))}</ul></details>`;
  }

  private row(row: Removed): TemplateResult {
    return html`<li class="removed-row">${tile(row.id, row.icon ?? 'package-x', 'small')}
      <div class="plugin-text"><div class="plugin-line"><span class="plugin-name">${row.name}</span><span class="plugin-version">${shortVersion(row.version)}</span></div>
        <p class="muted small"><time title=${format.date(row.removed)}>${t('plugin.removed.when', { time: format.relative(row.removed) })}</time> · ${format.bytes(row.size)}</p></div>
      <div class="plugin-actions">${button({ label: t('plugin.restore'), size: 'small', icon: 'archive-restore', about: row.name, click: () => void this.back(row) })}
        ${button({ label: t('plugin.purge'), size: 'small', icon: 'trash-2', kind: 'ghost', iconOnly: true, about: `${row.name} ${row.version}`, click: () => void this.purge(row) })}</div></li>`;
  }

  private async load(): Promise<void> {
    try {
      const { body } = await call('GET', '/api/removed-plugins');
      this.rows = body?.items ?? [];
    } catch (failure) {
      console.warn('The removed plugins cannot be listed', failure);
    }
  }

  private async back(row: Removed): Promise<void> {
    if (await restore(this.shown, row.id, row.name)) await this.load();
  }

  private async purge(row: Removed): Promise<void> {
    const about = { name: row.name, version: shortVersion(row.version) };
    if (!(await confirm({ heading: t('plugin.purge.title', about), text: t('plugin.purge.text'), submit: t('plugin.purge'), tone: 'danger' }))) return;
    try {
      await call('DELETE', `/api/removed-plugins/${encodeURIComponent(row.file)}`);
      toast(t('plugin.purged', about));
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
    await this.load();
  }
}

define('u-removed-plugins', RemovedPlugins);
