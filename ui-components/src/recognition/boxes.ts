import { html, nothing, type TemplateResult } from 'lit';
import { isDisabled, start } from '../app/actions.ts';
import { go } from '../app/router.ts';
import { localAddress } from '../core/address.ts';
import { fill, fillText } from '../core/expr.ts';
import * as format from '../core/format.ts';
import type { Node, Row } from '../core/model.ts';
import { applicable } from '../nodes/action-buttons.ts';
import { option, withRow, type Context } from '../nodes/context.ts';
import { searchBox } from '../nodes/search-box.ts';
import { rowsOf, staleNote } from '../nodes/states.ts';
import { Fingers, wheelFactor } from '../show/fingers.ts';
import { LARGEST, Zoom } from '../show/zoom.ts';
import { button } from '../ui/button.ts';
import { copyButton } from '../ui/copy.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { drawMarks, drawRegions, REGION_INKS } from './draw-regions.ts';
import { inksOf, inkwell, whenItLooksDifferent, type Inks } from './ink.ts';
import { acrossLines, contained, regionAt, regionsOf, spoken, textOf, titleOf, type Box, type Region } from './regions.ts';
import { t } from './texts.ts';
import './text-list.ts';

const PAN = 80;
const PAGE = 10;
const CLICK = 6;
const DOUBLE = 2.5;
const NONE: readonly Region[] = [];
let made = 0;

/** A picture with what was found in it: words, faces, things. All of them are one drawing, walked through by keys, and beside it a list. */
class Boxes extends Element {
  static override properties = {
    node: { attribute: false }, context: { attribute: false }, chosen: { state: true }, pointed: { state: true }, framed: { state: true }, search: { state: true }, state: { state: true }, ratio: { state: true }, byKey: { state: true },
  };
  declare node: Node;
  declare context: Context;
  /** The id of the region that is chosen. */
  declare chosen: string | null;
  declare pointed: string | null;
  declare framed: boolean;
  declare search: string;
  declare state: 'loading' | 'ready' | 'broken';
  declare ratio: number;
  /** Whether the keyboard has chosen: then the text stands at the box. */
  declare byKey: boolean;
  private regions: readonly Region[] = [];
  private found: readonly Region[] = [];
  private memo: { rows: readonly Row[]; regions: readonly Region[] } | null = null;
  private filtered: { regions: readonly Region[]; wanted: string } = { regions: [], wanted: '' };
  private src: string | null = null;
  private inks: Inks | null = null;
  /** What the drawing of all regions was made of. */
  private drawn: readonly unknown[] = [];
  private readonly optionId = `boxes-${++made}`;
  private readonly zoom = new Zoom(() => this.requestUpdate());
  private readonly fingers = new Fingers(this.zoom, () => this.stage, (by, event) => {
    if (Math.hypot(by.x, by.y) < CLICK) this.choose(this.at(event)?.id ?? null);
  });

  constructor() {
    super();
    Object.assign(this, { chosen: null, pointed: null, framed: true, search: '', state: 'loading', ratio: 1.5, byKey: false });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(whenItLooksDifferent(this, () => {
      this.inks = null;
      this.requestUpdate();
    }));
  }

  private get source(): string {
    return this.context.sourceName(this.node['source'] as string);
  }

  private get stage(): DOMRect {
    return this.querySelector('.boxes-stage')!.getBoundingClientRect();
  }

  private get current(): Region | null {
    return this.regions.find(({ id }) => id === this.chosen) ?? null;
  }

  protected override willUpdate(): void {
    const src = localAddress(fill(this.node['src'], this.context.scope));
    if (src !== this.src || !this.hasUpdated) {
      this.src = src;
      this.state = src === null ? 'broken' : 'loading';
      this.zoom.fit();
    }
  }

  protected override render(): TemplateResult {
    const { rows, instead } = rowsOf(this.node, this.context);
    const key = this.context.store.key(this.source);
    const known = rows ?? [];
    if (this.memo?.rows !== known) this.memo = { rows: known, regions: regionsOf(known, key) };
    this.regions = this.memo.regions;
    const wanted = this.search.trim().toLocaleLowerCase();
    if (this.filtered.regions !== this.regions || this.filtered.wanted !== wanted) {
      this.filtered = { regions: this.regions, wanted };
      this.found = wanted === '' ? this.regions : this.regions.filter(({ text, label }) => `${label} ${text}`.toLocaleLowerCase().includes(wanted));
    }
    const label = fillText(this.node.label, this.context.scope);
    return html`<section class="boxes" aria-label=${label}>${inkwell(REGION_INKS)}
      ${this.tools(instead === null)}${staleNote(this.node, this.context)}
      <div class="boxes-body"><div class="boxes-picture">${this.picture(label)}${this.detail()}</div>
        <div class="boxes-side">${instead ?? html`${this.regions.length > PAGE ? searchBox(t('boxes.search'), this.search, (text) => (this.search = text)) : nothing}
          <u-text-list ${vars({ '--count': String(this.found.length) })} .label=${`${t('boxes.list')}: ${label}`} .regions=${this.found} .chosen=${this.chosen} @chosen=${(event: CustomEvent<string>) => this.choose(event.detail)} @opened=${() => this.open()} @pointed=${(event: CustomEvent<string | null>) => (this.pointed = event.detail)}></u-text-list>`}</div>
      </div></section>`;
  }

  protected override updated(): void {
    const [all, marks] = this.querySelectorAll<HTMLCanvasElement>('.boxes-canvas');
    if (!all || !marks || this.state !== 'ready') return;
    const inks = (this.inks ??= inksOf(this));
    const regions = this.framed ? this.regions : NONE;
    const place = this.placer();
    const { scale, x, y } = this.zoom;
    const look = [regions, this.found, inks, this.ratio, all, scale, x, y];
    if (look.some((one, at) => one !== this.drawn[at])) drawRegions(all, { regions, place, found: this.search.trim() === '' ? null : new Set(this.found) }, inks);
    this.drawn = look;
    const known = (id: string | null) => regions.find((one) => one.id === id) ?? null;
    drawMarks(marks, place, known(this.chosen), known(this.pointed), inks);
  }

  private tools(some: boolean): TemplateResult {
    const { scale } = this.zoom;
    const small = { iconOnly: true, kind: 'ghost', size: 'small' } as const;
    const count = this.regions.length;
    return html`<div class="toolbar boxes-tools">
      <label class="boxes-switch"><input type="checkbox" role="switch" class="switch" .checked=${this.framed} @change=${(event: Event) => (this.framed = (event.target as HTMLInputElement).checked)} /><span>${t('boxes.on')}</span></label>
      <span class="muted small boxes-count" role="status">${some ? (this.found.length < count ? t('boxes.found', { found: this.found.length, count }) : t('boxes.count', { count })) : nothing}</span>
      <span class="spacer"></span>
      ${button({ label: t('boxes.out'), icon: 'zoom-out', ...small, keys: '−', disabled: scale <= 1, click: () => this.zoom.by(1 / 1.5) })}
      <span class="boxes-scale small muted">${format.percent(scale * 100)}</span>
      ${button({ label: t('boxes.in'), icon: 'zoom-in', ...small, keys: '+', disabled: scale >= LARGEST || this.state !== 'ready', click: () => this.zoom.by(1.5) })}
      ${button({ label: t('boxes.fit'), icon: 'maximize', ...small, keys: '0', disabled: scale <= 1, click: () => this.zoom.fit() })}
      ${this.regions.some(({ text }) => text !== '') ? copyButton(t('boxes.copy'), () => textOf(this.regions)) : nothing}</div>`;
  }

  /** To a screen reader it is a list of which the region at hand is the one option that is there. */
  private picture(label: string): TemplateResult {
    const { scale, x, y } = this.zoom;
    const { current } = this;
    const [first] = this.regions;
    const active = current ?? first ?? null;
    const some = active !== null;
    return html`<div class="boxes-stage ${scale > 1 ? 'zoomed' : ''} ${this.pointed !== null ? 'pointing' : ''}" role=${some ? 'listbox' : 'img'} tabindex="0" aria-label=${label} aria-activedescendant=${some ? this.optionId : nothing}
        ${vars({ '--ratio': String(this.ratio), '--zoom': String(scale), '--x': `${x}px`, '--y': `${y}px` })}
        @pointerdown=${this.fingers.press} @pointermove=${this.move} @pointerup=${this.fingers.lift} @pointercancel=${this.fingers.lift} @pointerleave=${() => (this.pointed = null)} @wheel=${this.wheel} @dblclick=${this.twice} @keydown=${this.key} @blur=${() => (this.byKey = false)}>
      ${this.state === 'broken' ? html`<span class="boxes-broken">${icon('image-off')}<span>${t(this.src === null ? 'boxes.no-picture' : 'boxes.broken')}</span></span>`
        : html`<img src=${this.src!} alt="" draggable="false" decoding="async" @load=${this.loaded} @error=${() => (this.state = 'broken')} /><canvas class="boxes-canvas" aria-hidden="true"></canvas><canvas class="boxes-canvas" aria-hidden="true"></canvas>`}
      ${this.state === 'loading' ? html`<span class="skeleton" aria-hidden="true"></span>` : nothing}
      ${active ? html`<span class="visually-hidden" role="option" id=${this.optionId} aria-selected=${String(current !== null)} aria-setsize=${this.regions.length} aria-posinset=${this.regions.indexOf(active) + 1}>${spoken(active)}</span>` : nothing}
      ${this.tip(current)}</div>`;
  }

  private tip(current: Region | null): TemplateResult | typeof nothing {
    const region = this.regions.find(({ id }) => id === this.pointed) ?? (this.byKey ? current : null);
    if (!region || region.width === 0 || !this.framed || this.state !== 'ready') return nothing;
    const { x, y, width, height } = this.placer()(region);
    const stage = this.stage;
    const below = y < 56;
    return html`<span class="mark-tip ${below ? 'below' : ''}" aria-hidden="true" ${vars({ '--at-x': `${Math.max(70, Math.min(stage.width - 70, x + width / 2))}px`, '--at-y': `${Math.max(0, Math.min(stage.height, below ? y + height + 6 : y - 6))}px` })}>
      <span class="mark-tip-text" dir="auto">${titleOf(region)}</span>${region.confidence === null ? nothing : html`<span class="mark-tip-side">${format.percent(region.confidence * 100)}</span>`}</span>`;
  }

  /** What is known of the chosen region, and what can be done with it. */
  private detail(): TemplateResult {
    const { current } = this;
    if (!current) return html`<p class="boxes-detail muted small">${this.regions.length > 0 ? t('boxes.hint') : nothing}</p>`;
    const inner = withRow(this.context, current.row);
    const to = localAddress(fill(this.node['to'], inner.scope));
    const actions = applicable(option<string[]>(this.node, 'row_actions'), inner);
    return html`<div class="boxes-detail">
      <div class="boxes-about"><span class="boxes-text" dir="auto">${titleOf(current)}</span>
        <span class="muted small">${[current.label && current.text ? current.label : '', current.confidence === null ? '' : t('boxes.sure', { percent: format.percent(current.confidence * 100) })].filter(Boolean).join(' · ')}</span></div>
      <div class="button-row">${actions.map((action) => button({ label: fillText(action.label, inner.scope), icon: action.icon, size: 'small', kind: action.tone === 'danger' ? 'danger' : 'secondary', disabled: isDisabled(action, inner.scope), about: titleOf(current), click: () => void start(action, inner, inner.scope, { source: this.source, row: current.row }) }))}
        ${to ? html`<a class="button ghost small" href=${to}>${icon('arrow-right')}<span>${t('boxes.open')}</span></a>` : nothing}
        ${current.text ? copyButton(t('boxes.copy'), () => current.text, true) : nothing}</div></div>`;
  }

  private readonly loaded = (event: Event): void => {
    const { naturalWidth, naturalHeight } = event.target as HTMLImageElement;
    this.ratio = naturalWidth > 0 && naturalHeight > 0 ? naturalWidth / naturalHeight : 1.5;
    this.state = 'ready';
  };

  /** Where regions are drawn in the stage, in pixels. */
  private placer(): (region: Region) => Box {
    const { width, height } = this.stage;
    const fit = contained({ width, height }, this.ratio);
    const { scale, x, y } = this.zoom;
    return (region) => ({
      x: width / 2 + x + (fit.x + region.x * fit.width - width / 2) * scale, y: height / 2 + y + (fit.y + region.y * fit.height - height / 2) * scale,
      width: region.width * fit.width * scale, height: region.height * fit.height * scale,
    });
  }

  private at(event: MouseEvent): Region | null {
    if (!this.framed || this.state !== 'ready') return null;
    const { x, y, width, height } = this.stage;
    const fit = contained({ width, height }, this.ratio);
    const { scale } = this.zoom;
    const across = (event.clientX - x - width / 2 - this.zoom.x) / scale + width / 2 - fit.x;
    const down = (event.clientY - y - height / 2 - this.zoom.y) / scale + height / 2 - fit.y;
    return regionAt(this.regions, across / fit.width, down / fit.height);
  }

  private choose(id: string | null, byKey = false): void {
    this.chosen = id;
    this.byKey = byKey;
    const { current } = this;
    if (!current || this.zoom.scale <= 1) return;
    const { width, height } = this.stage;
    const box = this.placer()(current);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    if (box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height) this.zoom.pan(width / 2 - x, height / 2 - y, this.stage);
  }

  private open(): void {
    const { current } = this;
    const to = current && localAddress(fill(this.node['to'], withRow(this.context, current.row).scope));
    if (to) void go(to);
  }

  private readonly move = (event: PointerEvent): void => {
    this.fingers.move(event);
    if (event.pointerType === 'mouse') this.pointed = event.buttons === 0 ? (this.at(event)?.id ?? null) : null;
  };

  private readonly wheel = (event: WheelEvent): void => {
    // Without the key the wheel moves the page. Two fingers on a touchpad come as a wheel with it.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom.by(wheelFactor(event), { x: event.clientX, y: event.clientY }, this.stage);
  };

  private readonly twice = (event: MouseEvent): void => {
    if (this.zoom.scale > 1) this.zoom.fit();
    else this.zoom.by(DOUBLE, { x: event.clientX, y: event.clientY }, this.stage);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.zoomKey(event) && !this.walkKey(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  private zoomKey({ key, shiftKey }: KeyboardEvent): boolean {
    const pan: Record<string, [number, number]> = { ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] };
    if (shiftKey && pan[key]) this.zoom.pan(...pan[key]!, this.stage);
    else if (key === '+' || key === '=') this.zoom.by(1.5, this.middle(), this.stage);
    else if (key === '-') this.zoom.by(1 / 1.5, this.middle(), this.stage);
    else if (key === '0') this.zoom.fit();
    else return false;
    return true;
  }

  /** Keys enlarge around what is chosen. */
  private middle(): { x: number; y: number } {
    const { x, y, width, height } = this.stage;
    const { current } = this;
    const box = current && current.width > 0 ? this.placer()(current) : { x: 0, y: 0, width, height };
    return { x: x + box.x + box.width / 2, y: y + box.y + box.height / 2 };
  }

  private walkKey(key: string): boolean {
    const { regions } = this;
    const last = regions.length - 1;
    if (last < 0) return false;
    const at = regions.findIndex(({ id }) => id === this.chosen);
    const steps: Record<string, () => number> = {
      ArrowRight: () => at + 1, ArrowLeft: () => at - 1, ArrowDown: () => (at < 0 ? 0 : acrossLines(regions, at, 1)), ArrowUp: () => (at < 0 ? 0 : acrossLines(regions, at, -1)),
      Home: () => 0, End: () => last, PageDown: () => at + PAGE, PageUp: () => at - PAGE, ' ': () => at,
    };
    if (key === 'Escape' && at >= 0) this.choose(null);
    else if (key === 'Enter') this.open();
    else if (steps[key]) this.choose(regions[Math.max(0, Math.min(last, steps[key]!()))]!.id, true);
    else return false;
    return true;
  }
}

define('u-boxes', Boxes);
