import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import * as format from '../core/format.ts';
import type { Row } from '../core/model.ts';
import { searchBox } from '../nodes/search-box.ts';
import { nothingMatches } from '../nodes/states.ts';
import { button } from '../ui/button.ts';
import { copy } from '../ui/copy.ts';
import { saveAs } from '../ui/save-as.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import { chunks, LEVELS, linesOf, type Level, type Line } from './log-lines.ts';
import { t } from './texts.ts';

const WRAP = 'dalbox.log.wrap';
/** So near to the end the log counts as scrolled to it. */
const NEAR = 24;

/** The end of a log. It follows what comes as long as it is scrolled to its end, and says what came since when it is not. */
export class LogView extends Element {
  static override properties = { rows: { attribute: false }, label: {}, search: { state: true }, levels: { state: true }, wrap: { state: true }, since: { state: true } };
  declare rows: readonly (Row | string)[];
  declare label: string;
  declare search: string;
  /** The levels that are shown; none means all. */
  declare levels: readonly Level[];
  declare wrap: boolean;
  /** The last line that was there when the person scrolled up; null while the end is followed. */
  declare since: Line | null;
  private all: readonly Line[] = [];
  private shown: readonly Line[] = [];

  constructor() {
    super();
    this.search = '';
    this.levels = [];
    this.wrap = localStorage.getItem(WRAP) !== 'off';
    this.since = null;
  }

  protected override render(): TemplateResult {
    this.all = linesOf(this.rows);
    this.shown = this.all.filter((line) => this.fits(line));
    return html`<div class="log-frame">
      ${this.bar()}
      <div class="log-lines ${this.wrap ? 'wrapped' : ''}" role="log" aria-live="off" aria-label=${this.label} tabindex="0" @scroll=${this.scrolled}>
        ${this.shown.length === 0 ? nothingMatches(() => this.reset())
          : repeat(chunks(this.shown), (_, at) => at, (chunk) => guard([chunk[0], chunk.at(-1), chunk.length, this.search], () => html`<div class="log-chunk">${chunk.map((line) => this.line(line))}</div>`))}
      </div>
      ${this.since ? this.jump() : nothing}</div>`;
  }

  protected override updated(): void {
    if (!this.since) this.toEnd();
  }

  private bar(): TemplateResult {
    const { levels } = this;
    const counts = new Map<Level, number>();
    for (const { level } of this.all) counts.set(level, (counts.get(level) ?? 0) + 1);
    const name = levels.length === 0 ? t('log.all') : levels.map((level) => t(`log.level.${level}`)).join(', ');
    return html`<div class="log-bar">
      ${searchBox(t('log.search'), this.search, (value) => (this.search = value))}
      ${menu(html`<button slot="trigger" type="button" class="button secondary small filter ${levels.length > 0 ? 'active' : ''}" aria-label=${`${t('log.levels')}: ${name}`}>${icon('list-filter')}<span>${name}</span></button>`, [
        { label: t('log.all'), checked: levels.length === 0, run: () => (this.levels = []) },
        ...LEVELS.filter((level) => counts.has(level) || levels.includes(level)).map((level) => ({
          label: t(`log.level.${level}`), checked: levels.includes(level), detail: String(counts.get(level) ?? 0),
          run: () => (this.levels = levels.includes(level) ? levels.filter((one) => one !== level) : [...levels, level]),
        })),
      ], 'bottom-start')}
      <span class="log-count muted small" role="status">${this.shown.length === this.all.length ? t('log.count', { count: this.all.length }) : t('table.found', { count: this.shown.length, total: this.all.length })}</span>
      <button type="button" class="button ghost small icon-only" aria-pressed=${String(this.wrap)} aria-label=${t('log.wrap')} data-tip=${t('log.wrap')} @click=${this.toggleWrap}>${icon('wrap-text')}</button>
      ${button({ label: t('log.copy'), icon: 'copy', kind: 'ghost', size: 'small', iconOnly: true, click: () => void copy(this.written()) })}
      ${button({ label: t('log.save'), icon: 'download', kind: 'ghost', size: 'small', iconOnly: true, click: () => saveAs(`${this.label}.log`, `${this.written()}\n`) })}</div>`;
  }

  /** Above the end: what has come since, and the way there. */
  private jump(): TemplateResult {
    const at = this.shown.indexOf(this.since!);
    const fresh = at < 0 ? 0 : this.shown.length - 1 - at;
    return html`<div class="log-jump"><button type="button" class="button secondary small" title=${t('log.paused')} @click=${this.follow}>${icon('chevrons-down')}<span>${fresh > 0 ? t('log.new', { count: fresh }) : t('log.end')}</span></button></div>`;
  }

  private line(line: Line): TemplateResult {
    return html`<div class="log-line level-${line.level}"><time datetime=${format.instant(line.time) === null ? nothing : String(line.time)} title=${format.date(line.time)}>${line.time == null ? '' : format.clock(line.time)}</time><span class="log-level">${line.word}</span><span class="log-text">${this.marked(line.text)}${line.error ? html`<details><summary>${this.marked(line.error.split('\n', 1)[0]!)}</summary><pre>${this.marked(line.error)}</pre></details>` : nothing}</span></div>`;
  }

  /** The text with what was searched for marked in it. */
  private marked(text: string): unknown {
    const wanted = this.search.trim().toLowerCase();
    if (!wanted) return text;
    const lower = text.toLowerCase();
    // Some letters have another length in lower case; then nothing is marked rather than the wrong thing.
    if (lower.length !== text.length) return text;
    const parts: unknown[] = [];
    let from = 0;
    for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, from)) {
      parts.push(text.slice(from, at), html`<mark>${text.slice(at, at + wanted.length)}</mark>`);
      from = at + wanted.length;
    }
    return [...parts, text.slice(from)];
  }

  private fits(line: Line): boolean {
    if (this.levels.length > 0 && !this.levels.includes(line.level)) return false;
    const wanted = this.search.trim().toLowerCase();
    return wanted === '' || `${line.text}\n${line.error}`.toLowerCase().includes(wanted);
  }

  private written(): string {
    return this.shown.map(written).join('\n');
  }

  private scrolled(event: Event): void {
    const box = event.currentTarget as HTMLElement;
    const atEnd = box.scrollTop + box.clientHeight >= box.scrollHeight - NEAR;
    if (atEnd) this.since = null;
    else this.since ??= this.shown.at(-1) ?? null;
  }

  private follow(): void {
    this.since = null;
    this.toEnd();
    this.querySelector<HTMLElement>('.log-lines')?.focus({ preventScroll: true });
  }

  /** The pieces out of sight have only a likely height, so the end may move when it comes near. */
  private toEnd(tries = 3): void {
    const box = this.querySelector('.log-lines');
    if (!box) return;
    box.scrollTop = box.scrollHeight;
    if (tries > 0) requestAnimationFrame(() => !this.since && box.scrollTop + box.clientHeight < box.scrollHeight - 1 && this.toEnd(tries - 1));
  }

  private toggleWrap(): void {
    this.wrap = !this.wrap;
    localStorage.setItem(WRAP, this.wrap ? 'on' : 'off');
  }

  private reset(): void {
    this.search = '';
    this.levels = [];
  }
}

function written({ row, word, text, error }: Line): string {
  const line = [typeof row === 'object' && row !== null ? row['time'] : '', word.toUpperCase(), text].filter(Boolean).join(' ');
  return error ? `${line}\n${error}` : line;
}

define('u-log-view', LogView);
