import { html, nothing, type TemplateResult } from 'lit';
import { percent } from '../core/format.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { titleOf, type Region } from './regions.ts';

const BEYOND = 8;
const PAGE = 10;
let made = 0;

/** The regions of a picture as a list in a window of its own, of which only what is near is drawn. It says `chosen`, `opened` and `pointed`. */
class TextList extends Element {
  static override properties = { label: {}, regions: { attribute: false }, chosen: {}, top: { state: true } };
  declare label: string;
  declare regions: readonly Region[];
  declare chosen: string | null;
  declare top: number;
  private readonly name = `texts-${++made}`;
  private row = 36;
  private height = 480;

  constructor() {
    super();
    Object.assign(this, { label: '', regions: [], chosen: null, top: 0 });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const sizes = new ResizeObserver(() => this.learn());
    sizes.observe(this);
    this.until(() => sizes.disconnect());
  }

  private get list(): HTMLElement {
    return this.querySelector<HTMLElement>('.boxes-list')!;
  }

  protected override render(): TemplateResult {
    const { regions, row } = this;
    const start = Math.max(0, Math.floor(this.top / row) - BEYOND);
    const end = Math.min(regions.length, start + Math.ceil(this.height / row) + 2 * BEYOND);
    const at = regions.findIndex(({ id }) => id === this.chosen);
    return html`<div class="boxes-list" role="listbox" tabindex="0" aria-label=${this.label} aria-activedescendant=${at >= start && at < end ? `${this.name}-${at}` : nothing}
        @scroll=${() => (this.top = this.list.scrollTop)} @keydown=${this.key} @click=${this.pick} @dblclick=${() => this.say('opened', null)} @pointermove=${this.point} @pointerleave=${() => this.say('pointed', null)}>
      <div class="boxes-rows" role="presentation" ${vars({ '--before': `${start * row}px`, '--after': `${Math.max(0, regions.length - end) * row}px` })}>
        ${regions.slice(start, end).map((region, index) => this.option(region, start + index, start + index === at))}</div></div>`;
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!this.learned) this.learn();
    if (changed.has('chosen') || changed.has('regions')) this.reveal();
  }

  private learned = false;

  private learn(): void {
    const { list } = this;
    const row = this.querySelector<HTMLElement>('.boxes-row')?.offsetHeight ?? this.row;
    this.learned = list.clientHeight > 0;
    if (row === this.row && list.clientHeight === this.height) return;
    [this.row, this.height] = [row || this.row, list.clientHeight];
    this.requestUpdate();
  }

  private option(region: Region, at: number, chosen: boolean): TemplateResult {
    const title = titleOf(region);
    const about = region.text.trim() !== '' ? region.label : '';
    return html`<div class="boxes-row ${chosen ? 'chosen' : ''}" role="option" id=${`${this.name}-${at}`} data-at=${at} aria-selected=${String(chosen)} aria-setsize=${this.regions.length} aria-posinset=${at + 1}>
      <span class="boxes-dot tone-${region.tone}"></span><span class="boxes-title ${region.text || region.label ? '' : 'muted'}" dir="auto" title=${title}>${title}</span>${about ? html`<span class="boxes-label muted small">${about}</span>` : nothing}
      ${region.confidence === null ? nothing : html`<span class="boxes-sure muted small">${percent(region.confidence * 100)}</span>`}</div>`;
  }

  private reveal(): void {
    const at = this.regions.findIndex(({ id }) => id === this.chosen);
    if (at < 0) return;
    const { list, row } = this;
    const top = at * row;
    if (top < list.scrollTop) list.scrollTop = top;
    else if (top + row > list.scrollTop + list.clientHeight) list.scrollTop = top + row - list.clientHeight;
  }

  private say(what: 'chosen' | 'opened' | 'pointed', detail: string | null): void {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }

  private under(event: Event): Region | null {
    const at = (event.target as HTMLElement).closest<HTMLElement>('[data-at]')?.dataset['at'];
    return at === undefined ? null : (this.regions[Number(at)] ?? null);
  }

  private readonly pick = (event: MouseEvent): void => {
    const region = this.under(event);
    if (region) this.say('chosen', region.id);
  };

  private readonly point = (event: PointerEvent): void => {
    if (event.pointerType === 'mouse') this.say('pointed', this.under(event)?.id ?? null);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || this.regions.length === 0) return;
    const last = this.regions.length - 1;
    const at = this.regions.findIndex(({ id }) => id === this.chosen);
    const targets: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: last, PageDown: at + PAGE, PageUp: at - PAGE };
    const target = targets[event.key];
    if (event.key === 'Enter' && at >= 0) this.say('opened', null);
    else if (target !== undefined) this.say('chosen', this.regions[Math.max(0, Math.min(last, target))]!.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

define('u-text-list', TextList);
