import { html, nothing, type TemplateResult } from 'lit';
import { openLayer } from '../app/layers.ts';
import { toast } from '../app/toasts.ts';
import * as format from '../core/format.ts';
import { reason } from '../core/http.ts';
import { button } from '../ui/button.ts';
import { confirm } from '../ui/confirm.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { name } from '../ui/name.ts';
import { above, purge, restore, trashed, type TrashedFile } from './files.ts';
import { t } from './texts.ts';

/** So many are asked for at once when the trash is emptied. */
const AT_ONCE = 4;

/** Shows what was thrown away in a storage; `restored` is called whenever something is back in its place. */
export function openTrash(storage: string, restored: () => void): void {
  openLayer({ kind: 'drawer', heading: t('trash.title', { storage }), body: () => html`<u-trash .storage=${storage} .restored=${restored}></u-trash>` });
}

/** The trash of one storage: bring back, delete for good, empty. */
class TrashView extends Element {
  static override properties = { storage: {}, files: { state: true }, problem: { state: true }, busy: { state: true } };
  declare storage: string;
  declare files: readonly TrashedFile[] | null;
  declare problem: string | null;
  declare busy: boolean;
  restored: () => void = () => {};

  constructor() {
    super();
    this.files = null;
    this.problem = null;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  protected override render(): TemplateResult {
    const any = (this.files?.length ?? 0) > 0;
    return html`<div class="dialog-body"><div class="trash-head"><p class="muted small">${t('trash.hint')}</p>
      ${any ? button({ label: t('trash.empty'), icon: 'trash-2', size: 'small', busy: this.busy, click: () => void this.empty() }) : nothing}</div>${this.content()}</div>`;
  }

  private content(): TemplateResult {
    if (this.problem) return html`<div class="empty compact" role="alert">${icon('cloud-off')}<p class="empty-title">${t('files.failed')}</p><p class="empty-hint">${this.problem}</p>${button({ label: t('retry'), icon: 'rotate-cw', click: () => void this.load() })}</div>`;
    if (!this.files) return html`<div class="skeleton-list" aria-busy="true"><div class="skeleton row"></div><div class="skeleton row"></div></div>`;
    if (this.files.length === 0) return html`<div class="empty compact">${icon('trash-2')}<p class="empty-title">${t('trash.none')}</p></div>`;
    return html`<ul class="trash-list" aria-label=${t('trash')}>${this.files.map((file) => this.row(file))}</ul>`;
  }

  private row(file: TrashedFile): TemplateResult {
    const small = { iconOnly: true, kind: 'ghost', size: 'small', about: file.name, disabled: this.busy } as const;
    return html`<li>${icon(file.folder ? 'folder' : 'file', 'faint')}<span class="trash-text">${name(file.name)}<span class="muted small" dir="auto">${above(file.path) ?? file.path} · ${format.relative(file.deleted)}</span></span>
      ${button({ label: t('trash.restore'), icon: 'archive-restore', ...small, click: () => void this.bringBack(file) })}${button({ label: t('trash.purge'), icon: 'x', ...small, click: () => void this.deleteForGood(file) })}</li>`;
  }

  private async load(): Promise<void> {
    this.problem = null;
    try {
      this.files = await trashed(this.storage);
    } catch (failure) {
      this.problem = reason(failure);
    }
  }

  private async bringBack(file: TrashedFile): Promise<void> {
    await this.change(() => restore(this.storage, file.id));
    this.restored();
  }

  private async deleteForGood(file: TrashedFile): Promise<void> {
    if (await confirm({ heading: t('trash.purge'), text: t('trash.purge.sure', { name: file.name }), submit: t('trash.purge'), tone: 'danger' })) await this.change(() => purge(this.storage, file.id));
  }

  private async empty(): Promise<void> {
    const all = this.files ?? [];
    if (!(await confirm({ heading: t('trash.empty'), text: t('trash.empty.sure', { count: all.length }), submit: t('trash.empty'), tone: 'danger' }))) return;
    await this.change(async () => {
      for (let at = 0; at < all.length; at += AT_ONCE) await Promise.all(all.slice(at, at + AT_ONCE).map(({ id }) => purge(this.storage, id)));
    });
  }

  private async change(act: () => Promise<void>): Promise<void> {
    this.busy = true;
    try {
      await act();
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
    this.busy = false;
    await this.load();
  }
}

define('u-trash', TrashView);
