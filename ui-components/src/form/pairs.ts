import { html, type TemplateResult } from 'lit';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { t } from './texts.ts';

/** Edits an object of strings as rows of name and value. */
class Pairs extends Element {
  static override properties = { value: { attribute: false }, fieldId: { attribute: false }, rows: { state: true } };
  declare value: Record<string, string>;
  declare fieldId: string;
  declare rows: [string, string][];
  change: (value: unknown) => void = () => {};
  /** What the rows last made; another value comes from outside. */
  private made = '';

  constructor() {
    super();
    this.rows = [];
  }

  protected override willUpdate(): void {
    const now = JSON.stringify(this.value ?? {});
    if (this.hasUpdated && now === this.made) return;
    this.made = now;
    this.rows = Object.entries(this.value ?? {});
  }

  protected override render(): TemplateResult {
    return html`<div class="pairs" id=${this.fieldId} tabindex="-1">${this.rows.map(([name, value], at) => html`<div class="pair">
      <div class="input-box"><input type="text" aria-label=${t('form.pair.name')} placeholder=${t('form.pair.name')} spellcheck="false" autocapitalize="none" .value=${name}
        @input=${(event: InputEvent) => this.put(at, (event.target as HTMLInputElement).value, this.rows[at]![1])} /></div>
      <div class="input-box"><input type="text" aria-label=${t('form.pair.value')} placeholder=${t('form.pair.value')} spellcheck="false" autocapitalize="none" .value=${value}
        @input=${(event: InputEvent) => this.put(at, this.rows[at]![0], (event.target as HTMLInputElement).value)} /></div>
      ${button({ label: t('form.pair.remove'), icon: 'x', kind: 'ghost', size: 'small', iconOnly: true, about: name || String(at + 1), click: () => this.keep(this.rows.filter((_, i) => i !== at)) })}
    </div>`)}
    ${button({ label: t('form.pair.add'), icon: 'plus', size: 'small', kind: 'secondary', click: () => this.add() })}</div>`;
  }

  private add(): void {
    this.rows = [...this.rows, ['', '']];
    void this.updateComplete.then(() => this.querySelector<HTMLInputElement>('.pair:last-of-type input')?.focus());
  }

  private put(at: number, name: string, value: string): void {
    this.keep(this.rows.map((row, i): [string, string] => (i === at ? [name, value] : row)));
  }

  private keep(rows: [string, string][]): void {
    this.rows = rows;
    const filled = rows.filter(([name]) => name.trim() !== '');
    const value = Object.fromEntries(filled.map(([name, one]) => [name.trim(), one]));
    this.made = JSON.stringify(value);
    this.change(filled.length > 0 ? value : undefined);
  }
}

define('u-pairs', Pairs);
