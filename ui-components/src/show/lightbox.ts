import { html, nothing, type TemplateResult } from 'lit';
import { openLayer } from '../app/layers.ts';
import { button } from '../ui/button.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { Fingers, wheelFactor } from './fingers.ts';
import { LARGEST, Zoom } from './zoom.ts';
import { t } from './texts.ts';

export interface LightboxPicture {
  /** An address that has been checked. */
  src: string;
  label: string;
  hint?: string;
}

const SWIPE = 56;
const PAN = 80;
const DOUBLE = 2.5;

/** Shows pictures large, above the page, beginning with the one at `at`. `closed` is told which was shown last. */
export function openLightbox(pictures: readonly LightboxPicture[], at: number, closed?: (at: number) => void): void {
  let shown = at;
  const heading = pictures.length === 1 ? pictures[0]!.label : t('lightbox.title');
  const body = () => html`<u-lightbox .pictures=${pictures} .start=${at} .turned=${(now: number) => (shown = now)}></u-lightbox>`;
  openLayer({ kind: 'lightbox', heading, body, ...(closed ? { closed: () => closed(shown) } : {}) });
}

/** One picture of several: arrows turn the pages, plus and minus, the wheel and two fingers change its size. */
class Lightbox extends Element {
  static override properties = { pictures: { attribute: false }, start: { attribute: false }, at: { state: true }, state: { state: true } };
  declare pictures: readonly LightboxPicture[];
  declare start: number;
  declare at: number;
  declare state: 'loading' | 'ready' | 'broken';
  turned: (at: number) => void = () => {};
  private readonly zoom = new Zoom(() => this.requestUpdate());
  private readonly fingers = new Fingers(this.zoom, () => this.stage(), ({ x }) => {
    if (this.zoom.scale <= 1 && Math.abs(x) > SWIPE) this.turn(x > 0 ? -1 : 1);
  });

  constructor() {
    super();
    this.at = 0;
    this.state = 'loading';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.at = this.start;
    const dialog = this.closest('dialog');
    const key = (event: KeyboardEvent) => this.key(event);
    dialog?.addEventListener('keydown', key);
    this.until(() => dialog?.removeEventListener('keydown', key));
  }

  protected override render(): TemplateResult {
    const picture = this.pictures[this.at]!;
    const many = this.pictures.length > 1;
    const { scale, x, y } = this.zoom;
    return html`<div class="lightbox-stage ${scale > 1 ? 'zoomed' : ''}" tabindex="-1" autofocus ${vars({ '--zoom': String(scale), '--x': `${x}px`, '--y': `${y}px` })}
        @pointerdown=${this.fingers.press} @pointermove=${this.fingers.move} @pointerup=${this.fingers.lift} @pointercancel=${this.fingers.lift} @wheel=${this.wheel} @dblclick=${this.twice}>
        ${this.state === 'broken' ? html`<p class="lightbox-broken">${icon('image-off')}${t('image.broken')}</p>`
          : html`<img src=${picture.src} alt=${picture.label} draggable="false" @load=${() => (this.state = 'ready')} @error=${() => (this.state = 'broken')} />`}
        ${this.state === 'loading' ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
      </div>
      ${many ? html`<div class="lightbox-turn">
        ${button({ label: t('lightbox.previous'), icon: 'chevron-left', iconOnly: true, kind: 'ghost', keys: '←', disabled: this.at === 0, click: () => this.turn(-1) })}
        ${button({ label: t('lightbox.next'), icon: 'chevron-right', iconOnly: true, kind: 'ghost', keys: '→', disabled: this.at === this.pictures.length - 1, click: () => this.turn(1) })}</div>` : nothing}
      <div class="lightbox-foot">
        <div class="lightbox-text"><span class="lightbox-label" title=${picture.label}>${picture.label}</span>${picture.hint ? html`<span class="small">${picture.hint}</span>` : nothing}</div>
        ${many ? html`<span class="small" role="status">${t('lightbox.place', { at: this.at + 1, count: this.pictures.length })}<span class="visually-hidden">: ${picture.label}</span></span>` : nothing}
        <div class="lightbox-tools">
          ${button({ label: t('lightbox.out'), icon: 'zoom-out', iconOnly: true, kind: 'ghost', size: 'small', keys: '−', disabled: scale <= 1, click: () => this.zoom.by(1 / 1.5) })}
          <span class="lightbox-scale small" aria-live="polite">${t('lightbox.zoom', { percent: Math.round(scale * 100) })}</span>
          ${button({ label: t('lightbox.in'), icon: 'zoom-in', iconOnly: true, kind: 'ghost', size: 'small', keys: '+', disabled: scale >= LARGEST, click: () => this.zoom.by(1.5) })}
          ${button({ label: t('lightbox.fit'), icon: 'maximize', iconOnly: true, kind: 'ghost', size: 'small', keys: '0', click: () => this.zoom.fit() })}
          <a class="button ghost small icon-only" href=${picture.src} target="_blank" rel="noopener" aria-label=${t('lightbox.original')} data-tip=${t('lightbox.original')}>${icon('external-link')}</a>
        </div></div>`;
  }

  protected override updated(changed: Map<string, unknown>): void {
    if (!changed.has('at')) return;
    this.turned(this.at);
    // The neighbours are asked for most likely next.
    for (const near of [this.pictures[this.at + 1], this.pictures[this.at - 1]]) if (near) new Image().src = near.src;
  }

  private turn(step: number): void {
    const next = Math.max(0, Math.min(this.pictures.length - 1, this.at + step));
    if (next === this.at) return;
    this.at = next;
    this.state = 'loading';
    this.zoom.fit();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const zoomed = this.zoom.scale > 1;
    const pan: Record<string, [number, number]> = { ArrowLeft: [PAN, 0], ArrowRight: [-PAN, 0], ArrowUp: [0, PAN], ArrowDown: [0, -PAN] };
    if (zoomed && pan[event.key]) this.zoom.pan(...pan[event.key]!, this.stage());
    else if (event.key === 'ArrowLeft' || event.key === 'PageUp') this.turn(-1);
    else if (event.key === 'ArrowRight' || event.key === 'PageDown') this.turn(1);
    else if (event.key === 'Home') this.turn(-Infinity);
    else if (event.key === 'End') this.turn(Infinity);
    else if (event.key === '+' || event.key === '=') this.zoom.by(1.5);
    else if (event.key === '-') this.zoom.by(1 / 1.5);
    else if (event.key === '0') this.zoom.fit();
    else return;
    event.preventDefault();
  }

  private stage(): DOMRect {
    return this.querySelector('.lightbox-stage')!.getBoundingClientRect();
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    this.zoom.by(wheelFactor(event), { x: event.clientX, y: event.clientY }, this.stage());
  }

  private twice(event: MouseEvent): void {
    if (this.zoom.scale > 1) this.zoom.fit();
    else this.zoom.by(DOUBLE, { x: event.clientX, y: event.clientY }, this.stage());
  }
}

define('u-lightbox', Lightbox);
