import { html, nothing, type TemplateResult } from 'lit';
import { reason } from '../core/http.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { picker, type Option } from '../ui/picker.ts';
import type { FieldOptions } from './field.ts';
import { nameFor, type Offer } from './offers.ts';
import { choices } from './schema.ts';
import { t } from './texts.ts';

export { offers } from './offers.ts';

/** Asks for what an offer holds, once for all fields that are shown at the same time. */
const loads = new Map<string, Promise<Option[]>>();
/** Plugins come and go: what was asked for longer ago is asked for again. */
const FRESH_MS = 15000;

function load(offer: Offer): Promise<Option[]> {
  let asked = loads.get(offer.key);
  if (!asked) {
    loads.set(offer.key, (asked = offer.load!()));
    const forget = () => loads.delete(offer.key);
    asked.catch(forget);
    setTimeout(forget, FRESH_MS);
  }
  return asked;
}

/** One value out of many, searched for. Where other values are possible, what was typed can be taken. */
class Choose extends Element {
  static override properties = {
    offer: { attribute: false }, value: { attribute: false }, label: {}, described: {}, fieldId: {}, placeholder: {}, invalid: { type: Boolean }, clearable: { type: Boolean }, options: { state: true }, problem: { state: true },
  };
  declare offer: Offer;
  declare value: string;
  declare label: string;
  declare described: string | undefined;
  declare fieldId: string;
  declare placeholder: string;
  declare invalid: boolean;
  declare clearable: boolean;
  declare options: Option[] | null;
  declare problem: string | null;
  change: (value: string | undefined) => void = () => {};

  constructor() {
    super();
    this.options = null;
    this.problem = null;
  }

  protected override firstUpdated(): void {
    if (!this.offer.now) void this.ask();
  }

  protected override render(): TemplateResult {
    const options = this.offer.now ?? this.options ?? [];
    const unknown = this.value !== '' && !options.some((one) => one.value === this.value);
    const all = unknown ? [{ value: this.value, label: nameFor(this.offer, this.value), detail: this.value, group: '', plain: true }, ...options] : options;
    return html`<div class="choose">${picker({
      id: this.fieldId, described: this.described, label: this.label, placeholder: this.placeholder, options: all, value: this.value, invalid: this.invalid,
      loading: !this.offer.now && this.options === null && this.problem === null, free: this.offer.free || this.problem !== null, choose: (value) => this.change(value),
    })}${this.clearable && this.value ? button({ label: t('form.clear'), icon: 'x', kind: 'ghost', size: 'small', iconOnly: true, about: this.label, click: () => this.change(undefined) }) : nothing}</div>
    ${this.problem ? html`<p class="hint">${t('form.offer.failed', { reason: this.problem })}</p>` : nothing}`;
  }

  private async ask(): Promise<void> {
    try {
      this.options = await load(this.offer);
    } catch (failure) {
      // The value can still be typed.
      this.problem = reason(failure);
    }
  }
}

define('u-choose', Choose);

export function pickOne(options: FieldOptions, described: string | undefined, offer: Offer): TemplateResult {
  const { schema, value } = options;
  const all = choices(schema);
  // The picker knows texts only; numbers go back to what the schema has.
  const take = (text: string | undefined) =>
    options.change(text === undefined ? undefined : all ? all.find((one) => String(one.value) === text)?.value : schema.type === 'integer' || schema.type === 'number' ? Number(text) : text);
  return html`<u-choose .offer=${offer} .value=${value === undefined || value === null ? '' : String(value)} .label=${options.spec.label ?? schema.title ?? options.name} .described=${described} .fieldId=${options.id}
    .placeholder=${options.spec.placeholder ?? t('form.choose')} .invalid=${!!options.error} .clearable=${!options.required} .change=${take}></u-choose>`;
}
