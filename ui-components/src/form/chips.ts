import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { isComposing } from '../ui/keys.ts';
import './choose.ts';
import { nameFor, type Offer } from './offers.ts';
import { typeOf, type Read } from './schema.ts';
import { t } from './texts.ts';

/** Several short values: typed and ended with Enter or a comma, pasted many at a time, or chosen from an offer. */
class Chips extends Element {
  static override properties = {
    items: { attribute: false }, offer: { attribute: false }, value: { attribute: false }, label: {}, described: {}, fieldId: {}, invalid: { type: Boolean }, said: { state: true },
  };
  declare items: Read;
  declare offer: Offer | null;
  declare value: unknown[];
  declare label: string;
  declare described: string | undefined;
  declare fieldId: string;
  declare invalid: boolean;
  declare said: string;
  change: (value: unknown) => void = () => {};

  constructor() {
    super();
    this.value = [];
    this.said = '';
  }

  protected override render(): TemplateResult {
    return html`<div class="chips-field">
      ${this.value.length > 0 ? html`<ul class="chips" aria-label=${this.label}>${repeat(this.value, (one) => JSON.stringify(one), (one, at) => html`<li class="chip"><bdi>${this.nameOf(one)}</bdi>
        <button type="button" class="chip-remove" aria-label=${t('form.chip.remove', { name: this.nameOf(one) })} @click=${() => this.drop(at)}>${icon('x')}</button></li>`)}</ul>` : nothing}
      ${this.offer ? this.picker(this.offer) : html`<div class="input-box"><input type="text" id=${this.fieldId} inputmode=${this.isNumber() ? 'decimal' : 'text'} autocomplete="off" autocapitalize="none" spellcheck="false"
        aria-label=${this.label} aria-describedby=${this.described ?? nothing} aria-invalid=${this.invalid ? 'true' : nothing} placeholder=${t('form.chip.add')} @keydown=${this.key} @paste=${this.paste} @change=${this.take} /></div>`}
      <span class="visually-hidden" role="status">${this.said}</span></div>`;
  }

  private picker(offer: Offer): TemplateResult {
    const left = offer.now ? { ...offer, now: offer.now.filter((one) => !this.value.some((value) => String(value) === one.value)) } : offer;
    return html`<u-choose .offer=${left} .value=${''} .label=${this.label} .described=${this.described} .fieldId=${this.fieldId} .placeholder=${t('form.chip.choose')} .invalid=${this.invalid}
      .change=${(value: string | undefined) => value !== undefined && this.add([value])}></u-choose>`;
  }

  private nameOf(value: unknown): string {
    const text = String(value);
    return this.offer?.now?.find((one) => one.value === text)?.label ?? (this.offer ? nameFor(this.offer, text) : text);
  }

  private isNumber(): boolean {
    const type = typeOf(this.items);
    return type === 'number' || type === 'integer';
  }

  private key(event: KeyboardEvent): void {
    if (isComposing(event)) return;
    const input = event.target as HTMLInputElement;
    const ends = event.key === 'Enter' || (event.key === ',' && !this.isNumber());
    if (ends && input.value.trim()) {
      event.preventDefault();
      this.take(event);
    } else if (event.key === 'Backspace' && input.value === '' && this.value.length > 0) this.drop(this.value.length - 1);
  }

  private take(event: Event): void {
    const input = event.target as HTMLInputElement;
    if (!input.value.trim()) return;
    this.add([input.value]);
    input.value = '';
  }

  private paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const parts = text.split(/[\n,，;；]/).filter((part) => part.trim());
    if (parts.length < 2) return;
    event.preventDefault();
    this.add(parts);
  }

  private add(texts: string[]): void {
    const values = texts.map((text) => text.trim()).map((text) => (this.isNumber() && Number.isFinite(Number(text)) ? Number(text) : text));
    const fresh = values.filter((one, at) => !this.value.includes(one) && values.indexOf(one) === at);
    this.said = t(fresh.length > 0 ? 'form.chip.added' : 'form.chip.twice', { name: (fresh.length > 0 ? fresh : values).join(', ') });
    if (fresh.length > 0) this.change([...this.value, ...fresh]);
  }

  private drop(at: number): void {
    this.said = t('form.chip.removed', { name: this.nameOf(this.value[at]) });
    const next = this.value.filter((_, index) => index !== at);
    this.change(next.length > 0 ? next : undefined);
    this.querySelector<HTMLElement>(`#${CSS.escape(this.fieldId)}`)?.focus();
  }
}

define('u-chips', Chips);
