import { html, nothing, type TemplateResult } from 'lit';
import { layers, openLayer } from '../app/layers.ts';
import { t } from '../core/i18n.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { isComposing } from '../ui/keys.ts';
import { entries, plugins, type Entry } from './palette-entries.ts';
import { rank } from './rank.ts';

export function openPalette(): void {
  if (layers.value.length > 0) return;
  openLayer({ kind: 'palette', heading: t('palette.open'), body: (close) => html`<u-palette .close=${close}></u-palette>` });
}

/** Finds pages and commands by a few letters. */
export class Palette extends Element {
  static override properties = { query: { state: true }, at: { state: true }, entries: { state: true } };
  declare query: string;
  declare at: number;
  declare entries: Entry[];
  close: () => void = () => {};

  constructor() {
    super();
    this.query = '';
    this.at = 0;
    this.entries = entries();
  }

  /** Plugins are asked for; they come last, so that nothing moves under the pointer. */
  override connectedCallback(): void {
    super.connectedCallback();
    void plugins().then((found) => (this.entries = [...this.entries, ...found]));
  }

  protected override render(): TemplateResult {
    const found = rank(this.entries, this.query, (entry) => `${entry.label} ${entry.words}`);
    let group = '';
    return html`<div class="palette-box">
      <div class="palette-input">${icon('search')}
        <input type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" autofocus spellcheck="false"
          autocomplete="off" aria-label=${t('palette.open')} aria-activedescendant=${found.length > 0 ? `palette-${this.at}` : nothing}
          placeholder=${t('palette.placeholder')} @input=${this.input} @keydown=${(event: KeyboardEvent) => this.key(event, found)} />
        <kbd>Esc</kbd>
      </div>
      <div class="palette-list" id="palette-list" role="listbox" aria-label=${t('palette.results')}>
        ${found.map((entry, index) => {
          const heading = entry.group !== group && !this.query ? (group = entry.group) : null;
          return html`${heading ? html`<div class="overline" role="presentation">${heading}</div>` : nothing}
            <div class="palette-item" role="option" id=${`palette-${index}`} aria-selected=${String(index === this.at)}
              @pointermove=${() => (this.at = index)} @click=${() => this.choose(entry)}>
              ${icon(entry.icon)}<span>${entry.label}</span>${entry.detail ? html`<span class="detail">${entry.detail}</span>` : nothing}
            </div>`;
        })}
      </div>
      ${found.length === 0 ? html`<p class="palette-none" role="status">${t('palette.none', { query: this.query })}</p>` : nothing}
    </div>`;
  }

  protected override updated(): void {
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  private input(event: InputEvent): void {
    this.query = (event.target as HTMLInputElement).value;
    this.at = 0;
  }

  private key(event: KeyboardEvent, found: Entry[]): void {
    if (isComposing(event) || found.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.at = (this.at + step + found.length) % found.length;
    else if (event.key === 'Home') this.at = 0;
    else if (event.key === 'End') this.at = found.length - 1;
    else if (event.key === 'Enter') this.choose(found[this.at]!);
    else return;
    event.preventDefault();
  }

  private choose(entry: Entry): void {
    this.close();
    entry.run();
  }
}

define('u-palette', Palette);
