import { html, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { closeLayer, layers, type Layer } from '../app/layers.ts';
import { t } from '../core/i18n.ts';
import { button } from './button.ts';
import { define, Element } from './element.ts';

/** One modal layer over a native `dialog`, which keeps the focus inside and gives it back. */
export class LayerElement extends Element {
  static override properties = { layer: { attribute: false } };
  declare layer: Layer;
  private pressedOutside = false;

  protected override render(): TemplateResult {
    const { kind, heading } = this.layer;
    const label = `layer-${this.layer.id}`;
    return html`<dialog
      class="layer ${kind}"
      aria-labelledby=${label}
      @cancel=${this.cancel}
      @pointerdown=${(event: PointerEvent) => (this.pressedOutside = event.target === event.currentTarget)}
      @click=${this.clickOutside}
    >
      <div class="layer-panel">
        <header class="layer-head ${kind === 'palette' ? 'visually-hidden' : ''}">
          <h2 id=${label}>${heading}</h2>
          ${kind === 'palette' ? '' : button({ label: t('close'), icon: 'x', kind: 'ghost', size: 'small', iconOnly: true, click: () => this.tryClose() })}
        </header>
        ${this.layer.body(() => this.tryClose())}
      </div>
    </dialog>`;
  }

  protected override firstUpdated(): void {
    const dialog = this.querySelector('dialog')!;
    dialog.showModal();
    // The elements inside draw themselves a moment later than the layer.
    requestAnimationFrame(() => {
      const wanted = dialog.querySelector<HTMLElement>('[autofocus], .field input, .field textarea, .field select');
      (wanted ?? dialog.querySelector<HTMLElement>('.dialog-foot button:last-child') ?? dialog).focus();
    });
  }

  private cancel(event: Event): void {
    event.preventDefault();
    if (event.target === event.currentTarget) this.tryClose();
  }

  private clickOutside(event: MouseEvent): void {
    if (this.pressedOutside && event.target === event.currentTarget) this.tryClose();
  }

  private tryClose(): void {
    if (this.layer.mayClose && !this.layer.mayClose()) return;
    this.querySelector('dialog')?.close();
    closeLayer(this.layer.id);
  }
}

define('u-layer', LayerElement);

/** All open layers. */
export class Layers extends Element {
  constructor() {
    super();
    this.watch(layers);
  }

  protected override render(): unknown {
    return repeat(layers.value, (layer) => layer.id, (layer) => html`<u-layer .layer=${layer}></u-layer>`);
  }
}

define('u-layers', Layers);
