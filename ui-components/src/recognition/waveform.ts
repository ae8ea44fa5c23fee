import { html, nothing, type TemplateResult } from 'lit';
import { localAddress } from '../core/address.ts';
import { fill, fillText } from '../core/expr.ts';
import * as format from '../core/format.ts';
import type { Node, Row } from '../core/model.ts';
import type { MediaPlayer } from '../media/media-player.ts';
import { kindOf, stamp } from '../media/play.ts';
import type { Context } from '../nodes/context.ts';
import { laterScript } from '../nodes/later.ts';
import { empty } from '../nodes/show.ts';
import { failed, onlyRows, staleNote } from '../nodes/states.ts';
import { wheelFactor } from '../show/fingers.ts';
import { button } from '../ui/button.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { AXIS, drawWave, LANE, WAVE_INKS } from './draw-wave.ts';
import { inksOf, inkwell, whenItLooksDifferent, type Inks } from './ink.ts';
import { allParts, curveOf, lanesOf, nextStart, partsAt, soundOf, valueAt, type Curve, type Lane, type Part, type Sound } from './sound.ts';
import { t } from './texts.ts';

const STEP = 5;
/** The least that fills the window, in seconds, and the most pixels that all of it may take. */
const CLOSEST = 5;
const WIDEST = 4e6;
/** So many rows does the table have. */
const ROWS = 1000;

interface Measure {
  source: string;
  label?: string;
  unit?: string;
}

/** Sound over time: its shape, what was recognised in it, and the player that it is the bar of. */
class Waveform extends Element {
  static override properties = {
    node: { attribute: false }, context: { attribute: false }, now: { state: true }, playing: { state: true }, scale: { state: true }, from: { state: true }, pointed: { state: true }, asTable: { state: true },
  };
  declare node: Node;
  declare context: Context;
  /** Where the player is, and without one where the mark is, in seconds. */
  declare now: number;
  declare playing: boolean;
  declare scale: number;
  /** The first moment that is seen. */
  declare from: number;
  /** What the pointer is at. */
  declare pointed: { time: number; x: number; y: number } | null;
  declare asTable: boolean;
  private lanes: readonly Lane[] = [];
  private sound: Sound = { duration: 0, peaks: [] };
  private curve: Curve | null = null;
  private known: { value: unknown; rows: readonly Row[]; points: readonly Row[] } | null = null;
  private inks: Inks | null = null;
  private drawn: readonly unknown[] = [];
  private apart = 0;

  constructor() {
    super();
    Object.assign(this, { now: 0, playing: false, scale: 1, from: 0, pointed: null, asTable: false });
    const on = (names: string, act: () => void) => names.split(' ').forEach((name) => this.addEventListener(name, act, true));
    on('timeupdate seeked', () => this.follow());
    on('loadedmetadata', () => (this.now > 0 ? this.player?.seek(this.now) : this.follow()));
    on('play', () => ((this.playing = true), this.run()));
    on('pause ended', () => (this.playing = false));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // The player is a part of another script.
    if (this.node['src'] !== undefined) void laterScript('media')?.();
    this.until(whenItLooksDifferent(this, () => {
      this.inks = null;
      this.requestUpdate();
    }));
  }

  private get player(): MediaPlayer | null {
    return this.querySelector<MediaPlayer>('u-media-player');
  }

  private get view(): HTMLElement {
    return this.querySelector<HTMLElement>('.wave-view')!;
  }

  private get span(): number {
    return Math.max(0.001, this.sound.duration / this.scale);
  }

  protected override render(): TemplateResult {
    const { context, node } = this;
    const label = fillText(node.label, context.scope);
    const peaks = context.sourceName(node['peaks'] as string);
    const instead = this.read(peaks);
    const src = localAddress(fill(node['src'], context.scope));
    return html`<figure class="wave" aria-label=${label}>${inkwell(WAVE_INKS)}
      <figcaption class="wave-head"><span class="chart-title">${label}</span>${instead ? nothing : this.tools(label)}</figcaption>
      ${staleNote({ ...node, source: node['peaks'] } as Node, context)}
      ${instead ? html`<div class="wave-instead">${instead}</div>` : html`${this.asTable ? this.table(label) : this.picture(label)}${this.legend()}`}
      ${src === null || instead ? nothing : html`<u-media-player class="wave-player" .barless=${true} .src=${src} .kind=${(node['kind'] as string) ?? kindOf(src)} .label=${label}></u-media-player>`}</figure>`;
  }

  protected override updated(): void {
    const canvas = this.querySelector<HTMLCanvasElement>('.wave-canvas');
    if (!canvas) return;
    const scroll = this.querySelector<HTMLElement>('.wave-scroll')!;
    const left = (this.from / Math.max(0.001, this.sound.duration)) * scroll.scrollWidth;
    if (Math.abs(scroll.scrollLeft - left) >= 1) scroll.scrollLeft = left;
    const inks = (this.inks ??= inksOf(this));
    const lit = partsAt(this.lanes, this.pointed?.time ?? this.now);
    const unit = fillText((this.node['curve'] as Measure | undefined)?.unit, this.context.scope);
    const look = [this.sound, this.lanes, this.curve, this.from, this.span, inks, canvas, canvas.clientWidth, lit.map(({ id }) => id).join('\n')];
    if (look.some((one, at) => one !== this.drawn[at])) drawWave(canvas, { sound: this.sound, lanes: this.lanes, curve: this.curve, unit, from: this.from, span: this.span, lit }, inks);
    this.drawn = look;
  }

  /** Reads the sources; what stands in place of the picture while there is nothing to draw. */
  private read(peaks: string): TemplateResult | null {
    const { context: { store }, context, node } = this;
    const named = (name: unknown) => (typeof name === 'string' ? context.sourceName(name) : null);
    const segments = named(node['segments']);
    const points = named((node['curve'] as Measure | undefined)?.source);
    const next = { value: store.value(peaks), rows: segments ? onlyRows(store.items(segments)) : [], points: points ? onlyRows(store.items(points)) : [] };
    if (store.status(peaks) === 'failed') return failed(context, peaks);
    if (store.status(peaks) !== 'ready') return html`<div class="skeleton" aria-busy="true"></div>`;
    if (!this.known || this.known.value !== next.value || (segments && this.known.rows !== next.rows) || (points && this.known.points !== next.points)) {
      this.known = next;
      this.lanes = lanesOf(next.rows, segments ? store.key(segments) : 'id');
      this.sound = soundOf(next.value, this.lanes);
      this.curve = curveOf(next.points);
    }
    return this.sound.duration > 0 ? null : empty({ icon: 'audio-lines', ...(node['empty'] as object) }, context, t('wave.empty'));
  }

  private tools(label: string): TemplateResult {
    const small = { iconOnly: true, kind: 'ghost', size: 'small' } as const;
    const { scale, asTable } = this;
    return html`<span class="spacer"></span>${asTable ? nothing : html`
      ${this.lanes.length > 0 ? html`${button({ label: t('wave.previous'), icon: 'chevron-left', ...small, keys: '⇧ ←', click: () => this.hop(-1) })}${button({ label: t('wave.next'), icon: 'chevron-right', ...small, keys: '⇧ →', click: () => this.hop(1) })}` : nothing}
      ${button({ label: t('wave.out'), icon: 'zoom-out', ...small, keys: '−', disabled: scale <= 1, click: () => this.zoom(1 / 2) })}
      ${button({ label: t('wave.in'), icon: 'zoom-in', ...small, keys: '+', disabled: scale >= this.most(), click: () => this.zoom(2) })}
      ${button({ label: t('wave.fit'), icon: 'maximize', ...small, keys: '0', disabled: scale <= 1, click: () => this.zoom(0) })}`}
      ${this.lanes.length > 0 ? button({ label: t(asTable ? 'wave.picture' : 'wave.table'), icon: asTable ? 'audio-lines' : 'table', about: label, ...small, click: () => (this.asTable = !asTable) }) : nothing}`;
  }

  private picture(label: string): TemplateResult {
    const { sound: { duration }, now, scale, from, span } = this;
    const here = partsAt(this.lanes, now).map((part) => part.label);
    const at = (now - from) / span;
    return html`<div class="wave-scroll" @scroll=${this.scrolled} @wheel=${this.wheel} @touchstart=${this.touch} @touchmove=${this.touch}><div class="wave-long" ${vars({ '--scale': String(scale) })}>
      <div class="wave-view" ${vars({ '--lanes': String(this.lanes.length) })}><canvas class="wave-canvas" role="img" aria-label=${this.summary(label)}></canvas>
        <span class="wave-cursor" ?hidden=${at < 0 || at > 1} ${vars({ '--at': `${at * 100}%` })}></span>
        <div class="wave-slider" role="slider" tabindex="0" aria-label=${t('wave.position')} aria-valuemin="0" aria-valuemax=${Math.round(duration)} aria-valuenow=${Math.round(now)} aria-valuetext=${[t('wave.at', { now: stamp(now), length: stamp(duration) }), ...here].join(', ')}
          @keydown=${this.key} @click=${this.press} @pointermove=${this.point} @pointerleave=${() => (this.pointed = null)}></div>${this.tip()}</div></div></div>`;
  }

  private tip(): TemplateResult | typeof nothing {
    const { pointed } = this;
    if (!pointed) return nothing;
    const labels = partsAt(this.lanes, pointed.time).map(({ label, value }) => (value === null ? label : `${label} ${format.number(value)}`));
    return html`<span class="mark-tip" aria-hidden="true" ${vars({ '--at-x': `${Math.max(70, Math.min(this.view.clientWidth - 70, pointed.x))}px`, '--at-y': `${Math.max(34, pointed.y - 10)}px` })}>
      <span class="mark-tip-side">${stamp(pointed.time)}</span>${labels.length > 0 ? html`<span class="mark-tip-text" dir="auto">${labels.join(', ')}</span>` : nothing}</span>`;
  }

  private legend(): TemplateResult | typeof nothing {
    const measure = this.node['curve'] as Measure | undefined;
    if (this.lanes.length === 0 && !this.curve) return nothing;
    const value = this.curve ? valueAt(this.curve, this.pointed?.time ?? this.now) : null;
    return html`<ul class="wave-legend">${this.lanes.map(({ name, ink, seconds }) => html`<li><span class="wave-key" data-key=${ink}></span><span class="muted" dir="auto">${name}</span><span class="wave-sum">${stamp(seconds)}</span></li>`)}
      ${this.curve ? html`<li><span class="wave-key line"></span><span class="muted">${fillText(measure?.label, this.context.scope)}</span><span class="wave-sum">${format.number(value)} ${fillText(measure?.unit, this.context.scope)}</span></li>` : nothing}</ul>`;
  }

  /** The parts for those who do not see the picture, or want to read them. */
  private table(label: string): TemplateResult {
    const parts = allParts(this.lanes);
    const valued = parts.some(({ value }) => value !== null);
    return html`<div class="wave-table" role="region" aria-label=${label} tabindex="0"><table><thead><tr><th scope="col">${t('wave.start')}</th><th scope="col">${t('wave.length')}</th><th scope="col" class="wave-kind">${t('wave.kind')}</th>${valued ? html`<th scope="col">${t('wave.value')}</th>` : nothing}</tr></thead>
      <tbody>${parts.slice(0, ROWS).map((part) => html`<tr class=${this.now >= part.start && this.now < part.end ? 'current' : ''}><th scope="row"><button type="button" class="wave-go" aria-label=${t('wave.go', { time: stamp(part.start) })} @click=${() => this.seek(part.start)}>${stamp(part.start)}</button></th>
        <td>${format.duration(part.end - part.start)}</td><td class="wave-kind"><span class="wave-key" data-key=${part.lane.ink}></span><span dir="auto">${part.label === part.lane.name ? part.label : `${part.lane.name}: ${part.label}`}</span></td>${valued ? html`<td>${format.number(part.value)}</td>` : nothing}</tr>`)}</tbody></table>
      ${parts.length > ROWS ? html`<p class="muted small">${t('wave.more', { count: parts.length - ROWS })}</p>` : nothing}</div>`;
  }

  private summary(label: string): string {
    const measure = this.node['curve'] as Measure | undefined;
    const sums = this.lanes.map(({ name, seconds }) => `${name} ${stamp(seconds)}`).join(', ');
    const curve = this.curve ? `${fillText(measure?.label, this.context.scope)}: ${format.number(this.curve.low)} – ${format.number(this.curve.high)} ${fillText(measure?.unit, this.context.scope)}` : '';
    return [label, stamp(this.sound.duration), sums, curve].filter(Boolean).join('. ');
  }

  private follow(): void {
    const media = this.player?.media;
    if (!media) return;
    this.now = media.currentTime;
    // What is heard stays in sight.
    if (this.playing && (this.now > this.from + this.span || this.now < this.from)) this.look(this.now - this.span / 10);
  }

  /** The player tells its time four times a second; the eye wants more. */
  private run(): void {
    requestAnimationFrame(() => {
      if (!this.playing || !this.isConnected) return;
      // A table has no need of it.
      if (!this.asTable) this.follow();
      this.run();
    });
  }

  private seek(time: number): void {
    this.now = Math.max(0, Math.min(this.sound.duration, time));
    this.player?.seek(this.now);
    if (this.now < this.from || this.now > this.from + this.span) this.look(this.now - this.span / 2);
  }

  private hop(by: -1 | 1): void {
    const start = nextStart(this.lanes, this.now, by);
    if (start !== null) this.seek(start);
  }

  private look(from: number): void {
    this.from = Math.max(0, Math.min(this.sound.duration - this.span, from));
  }

  private most(): number {
    return Math.max(1, Math.min(this.sound.duration / CLOSEST, WIDEST / Math.max(1, this.clientWidth)));
  }

  /** Larger or smaller, with what is at `share` of the window staying there; by default it is the mark. 0 shows all. */
  private zoom(factor: number, share?: number): void {
    const seen = (this.now - this.from) / this.span;
    const point = share ?? (seen >= 0 && seen <= 1 ? seen : 0.5);
    const fixed = this.from + point * this.span;
    this.scale = Math.max(1, Math.min(this.most(), factor === 0 ? 1 : this.scale * factor));
    this.look(fixed - point * this.span);
  }

  private share(clientX: number): number {
    const { x, width } = this.view.getBoundingClientRect();
    return Math.max(0, Math.min(1, (clientX - x) / Math.max(1, width)));
  }

  private readonly scrolled = (event: Event): void => {
    const { scrollLeft, scrollWidth } = event.currentTarget as HTMLElement;
    const left = (this.from / Math.max(0.001, this.sound.duration)) * scrollWidth;
    if (Math.abs(left - scrollLeft) >= 1) this.look((scrollLeft / scrollWidth) * this.sound.duration);
  };

  private readonly wheel = (event: WheelEvent): void => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    this.zoom(wheelFactor(event), this.share(event.clientX));
  };

  /** Two fingers; one is the browser's, which scrolls. */
  private readonly touch = (event: TouchEvent): void => {
    const [one, other] = event.touches;
    if (!one || !other) return;
    event.preventDefault();
    const apart = Math.max(1, Math.abs(one.clientX - other.clientX));
    if (event.type === 'touchmove' && this.apart > 0) this.zoom(apart / this.apart, this.share((one.clientX + other.clientX) / 2));
    this.apart = apart;
  };

  private readonly point = (event: PointerEvent): void => {
    if (event.pointerType !== 'mouse') return;
    const { x, y } = this.view.getBoundingClientRect();
    const time = this.from + this.share(event.clientX) * this.span;
    this.pointed = { time, x: event.clientX - x, y: event.clientY - y };
    if (event.buttons === 1) this.seek(time);
  };

  /** A part is played from its beginning, the shape from where it is pressed. */
  private readonly press = (event: MouseEvent): void => {
    const time = this.from + this.share(event.clientX) * this.span;
    const { y, height } = this.view.getBoundingClientRect();
    const lane = this.lanes[Math.floor((event.clientY - y - (height - this.lanes.length * LANE)) / LANE)];
    const pressed: Part | undefined = event.clientY - y > AXIS ? lane?.parts.find(({ start, end }) => time >= start && time <= end) : undefined;
    this.seek(pressed?.start ?? time);
  };

  private readonly key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts: Record<string, () => void> = {
      ' ': () => this.player?.toggle(), ArrowLeft: () => (event.shiftKey ? this.hop(-1) : this.seek(this.now - STEP)), ArrowRight: () => (event.shiftKey ? this.hop(1) : this.seek(this.now + STEP)),
      Home: () => this.seek(0), End: () => this.seek(this.sound.duration), '+': () => this.zoom(2), '=': () => this.zoom(2), '-': () => this.zoom(1 / 2), '0': () => this.zoom(0),
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
}

define('u-waveform', Waveform);
