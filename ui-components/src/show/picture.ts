import { html, nothing, type TemplateResult } from 'lit';
import { t } from './texts.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';

/** One picture in a frame that keeps its place: a skeleton while it loads, and a quiet sign when it cannot be shown. */
class Picture extends Element {
  static override properties = { src: {}, label: {}, fit: {}, ratio: {}, bare: { type: Boolean }, state: { state: true } };
  /** An address that has been checked; null when there is none. */
  declare src: string | null;
  declare label: string;
  declare fit: 'cover' | 'contain';
  /** `16/9`; without it the frame takes the picture's own shape. */
  declare ratio: string;
  /** Whether the name is given beside it or on its control, so that it must not be said twice. */
  declare bare: boolean;
  declare state: 'loading' | 'ready' | 'broken';

  constructor() {
    super();
    this.src = null;
    this.label = '';
    this.fit = 'cover';
    this.ratio = '';
    this.bare = false;
    this.state = 'loading';
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('src')) this.state = this.src === null ? 'broken' : 'loading';
  }

  protected override render(): TemplateResult {
    const { src, state } = this;
    return html`<span class="picture-frame fit-${this.fit} ${this.ratio ? 'shaped' : ''} is-${state}" ${vars({ '--ratio': this.ratio || 'auto' })}>
      ${state === 'broken' ? this.broken() : html`<img src=${src!} alt=${this.bare ? '' : this.label} loading="lazy" decoding="async" @load=${() => this.become('ready')} @error=${() => this.become('broken')} />`}
      ${state === 'loading' ? html`<span class="skeleton" aria-hidden="true"></span>` : nothing}</span>`;
  }

  private broken(): TemplateResult {
    const why = t(this.src === null ? 'image.none' : 'image.broken');
    return html`<span class="picture-broken" role=${this.bare ? nothing : 'img'} aria-label=${this.bare ? nothing : `${this.label}: ${why}`} title=${why}>${icon('image-off')}</span>`;
  }

  private become(state: 'ready' | 'broken'): void {
    this.state = state;
    // Others draw a control around a picture that can be shown only.
    this.dispatchEvent(new CustomEvent('picture', { detail: state, bubbles: true }));
  }
}

define('u-picture', Picture);
