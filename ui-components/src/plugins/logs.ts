import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { call, reason } from '../core/http.ts';
import * as format from '../core/format.ts';
import { searchBox } from '../nodes/search-box.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { t } from './texts.ts';

const EVERY = 2000;
/** More than that nobody reads on a page; the file of the log has all. */
const KEEP = 2000;
const LEVELS = ['debug', 'info', 'warn', 'error'] as const;

interface Line {
  sequence: number;
  time: string;
  level: string;
  logger: string;
  message: string;
  error: string | null;
}

/** A plugin's log: it follows what comes as long as it is scrolled to its end. */
class PluginLog extends Element {
  static override properties = { plugin: {}, label: {}, lines: { state: true }, level: { state: true }, search: { state: true }, follow: { state: true }, problem: { state: true } };
  declare plugin: string;
  declare label: string;
  declare lines: readonly Line[] | null;
  declare level: (typeof LEVELS)[number];
  declare search: string;
  declare follow: boolean;
  declare problem: string | null;
  private atEnd = true;
  private asked = 0;

  constructor() {
    super();
    this.lines = this.problem = null;
    this.level = 'info';
    this.search = '';
    this.follow = true;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    const timer = setInterval(() => this.follow && !document.hidden && void this.load(), EVERY);
    this.until(() => clearInterval(timer));
  }

  protected override render(): TemplateResult {
    const wanted = this.search.trim().toLowerCase();
    const lines = (this.lines ?? []).filter((line) => !wanted || `${line.message} ${line.logger} ${line.error ?? ''}`.toLowerCase().includes(wanted));
    return html`<div class="toolbar"><div class="segmented" role="group" aria-label=${t('logs.level')}>${LEVELS.map((level) => html`<button type="button" aria-pressed=${String(level === this.level)} @click=${() => this.choose(level)}>${t(`logs.level.${level}`)}</button>`)}</div>
        <span class="spacer"></span>${searchBox(t('logs.search'), this.search, (value) => (this.search = value))}
        ${button({ label: t(this.follow ? 'logs.pause' : 'logs.follow'), icon: this.follow ? 'pause' : 'play', size: 'small', kind: 'ghost', iconOnly: true, click: () => (this.follow = !this.follow) })}
        ${button({ label: t('logs.download'), icon: 'download', size: 'small', kind: 'ghost', iconOnly: true, disabled: lines.length === 0, click: () => this.download(lines) })}</div>
      ${this.problem ? html`<p class="small tone-text-danger" role="alert">${this.problem}</p>` : nothing}
      ${lines.length > 0 ? this.box(lines) : this.lines ? this.empty() : html`<div class="skeleton-list late" aria-busy="true">${[1, 2, 3].map(() => html`<div class="skeleton row"></div>`)}</div>`}`;
  }

  private box(lines: readonly Line[]): TemplateResult {
    return html`<div class="log plugin-log" role="log" aria-label=${t('logs.label', { name: this.label })} tabindex="0" @scroll=${this.scrolled}>${repeat(lines, (line) => line.sequence, (line) => html`<div class="log-line level-${line.level}">
      <time title=${format.date(line.time)}>${format.clock(line.time)}</time><span class="log-level">${line.level}</span>
      <div class="log-text">${line.message}${line.error ? html`<details><summary>${line.error.split('\n', 1)[0]}</summary><pre>${line.error}</pre></details>` : nothing}</div></div>`)}</div>`;
  }

  private empty(): TemplateResult {
    return html`<div class="empty compact">${icon('scroll-text')}<p class="empty-title">${t(this.lines!.length > 0 ? 'logs.filtered' : 'logs.none')}</p>${this.lines!.length > 0 ? nothing : html`<p class="empty-hint">${t('logs.none.hint')}</p>`}</div>`;
  }

  protected override updated(): void {
    const box = this.querySelector('.log');
    if (box && this.atEnd) box.scrollTop = box.scrollHeight;
  }

  private scrolled(event: Event): void {
    const box = event.currentTarget as HTMLElement;
    this.atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - 24;
  }

  private choose(level: (typeof LEVELS)[number]): void {
    this.level = level;
    this.lines = null;
    this.atEnd = true;
    void this.load();
  }

  private async load(): Promise<void> {
    const mine = ++this.asked;
    const after = this.lines?.at(-1)?.sequence;
    try {
      const { body } = await call('GET', `/api/plugins/${encodeURIComponent(this.plugin)}/logs`, { level: this.level, after: after ?? null });
      // Another level may have been chosen meanwhile.
      if (mine !== this.asked) return;
      this.problem = null;
      if (this.lines === null || body.items.length > 0) this.lines = [...(this.lines ?? []), ...(body.items as Line[])].slice(-KEEP);
    } catch (failure) {
      if (mine === this.asked) this.problem = reason(failure);
    }
  }

  private download(lines: readonly Line[]): void {
    const text = lines.map((line) => `${line.time} ${line.level.toUpperCase().padEnd(5)} ${line.logger} ${line.message}${line.error ? `\n${line.error}` : ''}`).join('\n');
    const href = URL.createObjectURL(new Blob([text, '\n'], { type: 'text/plain' }));
    const link = Object.assign(document.createElement('a'), { href, download: `${this.plugin}.log` });
    link.click();
    // The browser has taken the address over by then.
    setTimeout(() => URL.revokeObjectURL(href), 10_000);
  }
}

define('u-plugin-log', PluginLog);
