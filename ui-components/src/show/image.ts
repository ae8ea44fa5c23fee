import { html, type TemplateResult } from 'lit';
import { localAddress } from '../core/address.ts';
import { fill, fillText } from '../core/expr.ts';
import type { Node } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { define, Element } from '../ui/element.ts';
import { openLightbox } from './lightbox.ts';
import './picture.ts';
import { t } from './texts.ts';

/** A picture that leads somewhere, or else is enlarged when pressed. */
export function image(node: Node, context: Context): TemplateResult {
  return html`<u-image .src=${localAddress(fill(node['src'], context.scope))} .label=${fillText(node.label, context.scope)} .to=${localAddress(fill(node['to'], context.scope))}
    .ratio=${(node['ratio'] as string) ?? ''} .fit=${(node['fit'] as string) ?? 'cover'}></u-image>`;
}

class Image extends Element {
  static override properties = { src: {}, label: {}, to: {}, ratio: {}, fit: {}, usable: { state: true } };
  declare src: string | null;
  declare label: string;
  declare to: string | null;
  declare ratio: string;
  declare fit: string;
  declare usable: boolean;

  constructor() {
    super();
    this.usable = false;
    this.addEventListener('picture', (event) => (this.usable = (event as CustomEvent).detail === 'ready'));
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('src')) this.usable = false;
  }

  /** The picture keeps its place in the document whatever is around it: one control, which is out of use until it can be shown. */
  protected override render(): TemplateResult {
    const { src, label, ratio, fit } = this;
    const picture = (bare: boolean) => html`<u-picture .src=${src} .label=${label} .ratio=${ratio} .fit=${fit} .bare=${bare}></u-picture>`;
    if (this.to !== null) return html`<a class="image" href=${this.to}>${picture(false)}</a>`;
    return html`<div class="image">${picture(this.usable)}${this.usable ? html`<button type="button" class="image-open" aria-label=${t('image.open', { name: label })}
      @click=${() => openLightbox([{ src: src!, label }], 0)}></button>` : ''}</div>`;
  }
}

define('u-image', Image);
