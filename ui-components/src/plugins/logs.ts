import { html, nothing, type TemplateResult } from 'lit';
import { call, reason } from '../core/http.ts';
import type { Row } from '../core/model.ts';
import { laterScript } from '../nodes/later.ts';
import type { logView } from '../show/log.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { t } from './texts.ts';

const EVERY = 2000;
/** More than that nobody reads on a page; the file of the log has all. */
const KEEP = 2000;

/** A plugin's log: it asks for what has come since, as long as somebody looks. */
class PluginLog extends Element {
  static override properties = { plugin: {}, label: {}, lines: { state: true }, view: { state: true }, problem: { state: true } };
  declare plugin: string;
  declare label: string;
  declare lines: readonly Row[] | null;
  declare problem: string | null;
  /** Draws the lines, once its script is there. */
  declare view: typeof logView | null;

  constructor() {
    super();
    this.lines = this.problem = this.view = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    void this.learn();
    const timer = setInterval(() => !document.hidden && void this.load(), EVERY);
    this.until(() => clearInterval(timer));
  }

  protected override render(): TemplateResult {
    return html`${this.problem ? html`<p class="small tone-text-danger" role="alert">${this.problem}</p>` : nothing}${this.box()}`;
  }

  private box(): TemplateResult {
    if (!this.lines || (this.lines.length > 0 && !this.view)) return html`<div class="skeleton-list late" aria-busy="true">${[1, 2, 3].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    if (this.lines.length > 0) return this.view!(this.lines, t('logs.label', { name: this.label }));
    return html`<div class="empty compact">${icon('scroll-text')}<p class="empty-title">${t('logs.none')}</p><p class="empty-hint">${t('logs.none.hint')}</p></div>`;
  }

  private async learn(): Promise<void> {
    try {
      this.view = (await laterScript<{ logView: typeof logView }>('show')!()).logView;
    } catch (failure) {
      this.problem = reason(failure);
    }
  }

  private async load(): Promise<void> {
    try {
      const { body } = await call('GET', `/api/plugins/${encodeURIComponent(this.plugin)}/logs`, { level: 'debug', after: this.lines?.at(-1)?.['sequence'] ?? null });
      this.problem = null;
      if (this.lines === null || body.items.length > 0) this.lines = [...(this.lines ?? []), ...(body.items as Row[])].slice(-KEEP);
    } catch (failure) {
      this.problem = reason(failure);
    }
  }
}

define('u-plugin-log', PluginLog);
