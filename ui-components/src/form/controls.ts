import { html, noChange, nothing, type TemplateResult } from 'lit';
import { locale } from '../core/i18n.ts';
import type { Schema } from '../core/model.ts';
import { icon } from '../ui/icon.ts';
import type { FieldOptions } from './field.ts';
import { choices, typeOf } from './schema.ts';
import { t } from './texts.ts';
import { bestUnit, fromIso, toIso, unitsOf } from './units.ts';
import { Unreadable } from './values.ts';

/** What every input of a field has. */
export function common(options: FieldOptions, described: string | undefined) {
  return {
    id: options.id, invalid: options.error ? 'true' : nothing, described: described ?? nothing, required: options.required ? 'true' : nothing,
    placeholder: placeholder(options) ?? nothing,
  };
}

function placeholder({ schema, spec }: FieldOptions): string | undefined {
  const [example] = schema.examples ?? [];
  if (spec.placeholder) return spec.placeholder;
  return example === undefined || typeof example === 'object' ? undefined : t('form.example', { example: String(example) });
}

const INPUTS: Record<string, { type: string; mode?: string; icon?: string; placeholder?: string; complete?: string }> = {
  uri: { type: 'text', mode: 'url', icon: 'link', placeholder: 'https://' },
  email: { type: 'email', mode: 'email', icon: 'mail', complete: 'email' },
  'date-time': { type: 'datetime-local' },
  date: { type: 'date' },
  time: { type: 'time' },
};

export function textInput(options: FieldOptions, described: string | undefined): TemplateResult {
  const a = common(options, described);
  const { schema, spec, value } = options;
  const format = spec.widget ?? schema.format ?? '';
  const kind = INPUTS[format] ?? { type: 'text' };
  const shown = value instanceof Unreadable ? value.text : format === 'date-time' ? toLocal(value) : format === 'time' ? String(value ?? '').slice(0, 5) : String(value ?? '');
  const read = (text: string) => (text === '' ? undefined : format === 'date-time' ? new Date(text).toISOString() : format === 'time' ? withOffset(text) : text);
  const put = (event: Event) => options.change(read((event.target as HTMLInputElement).value));
  return html`<div class="input-box">${kind.icon ? icon(kind.icon) : nothing}${format === 'color' ? html`<input type="color" class="swatch" aria-label=${t('form.color')} .value=${/^#[0-9a-f]{6}$/i.test(shown) ? shown : '#000000'} @input=${put} />` : nothing}<input
    id=${a.id} name=${options.name} type=${kind.type} inputmode=${(kind.mode ?? nothing) as any} autocomplete=${(kind.complete ?? 'off') as any} autocapitalize="none" spellcheck="false"
    placeholder=${a.placeholder === nothing ? (kind.placeholder ?? nothing) : a.placeholder} aria-required=${a.required} aria-invalid=${a.invalid} aria-describedby=${a.described}
    .value=${shown} @input=${put} /></div>`;
}

export function toggle(options: FieldOptions, described: string | undefined): TemplateResult {
  return html`<input type="checkbox" role="switch" class="switch" id=${options.id} name=${options.name} aria-describedby=${described ?? nothing} .checked=${(options.value ?? options.schema.default) === true}
    @change=${(event: Event) => options.change((event.target as HTMLInputElement).checked)} />`;
}

/** A number, with its unit where the format has some. A duration may travel as ISO 8601 text. */
export function numberInput(options: FieldOptions, described: string | undefined): TemplateResult {
  const a = common(options, described);
  const { schema } = options;
  const textual = typeOf(schema) === 'string';
  const family = unitsOf(options.spec.widget ?? schema.format, locale() === 'zh-CN');
  const value = textual ? fromIso(options.value) : typeof options.value === 'number' ? options.value : null;
  const unit = family ? (family.units.find((one) => String(one.factor) === options.mode) ?? bestUnit(family.units, value, family.preferred)) : null;
  const factor = unit?.factor ?? 1;
  const whole = textual || typeOf(schema) === 'integer';
  const put = (number: number) => options.change(textual ? toIso(number) : number);
  const typed = (input: HTMLInputElement) => {
    if (unit) options.setMode(String(factor));
    // A number input says nothing about text that is no number, except that it is there.
    if (input.validity.badInput) return options.change(new Unreadable(''));
    if (input.value === '') return options.change(undefined);
    put(unit && whole ? Math.round(Number(input.value) * factor) : Number(input.value) * factor);
  };
  return html`<div class="input-box ${unit ? 'suffixed' : ''}"><input id=${a.id} name=${options.name} type="number" step=${unit || !whole ? 'any' : 1} inputmode=${whole && !unit ? 'numeric' : 'decimal'} placeholder=${a.placeholder}
    aria-required=${a.required} aria-invalid=${a.invalid} aria-describedby=${a.described} .value=${options.value instanceof Unreadable ? noChange : value === null ? '' : String(round(value / factor))}
    @input=${(event: InputEvent) => typed(event.target as HTMLInputElement)} />${unit ? html`<select aria-label=${t('form.unit')} @change=${(event: Event) => {
      const next = Number((event.target as HTMLSelectElement).value);
      options.setMode(String(next));
      if (value !== null) put((value / factor) * next);
    }}>${family!.units.map((one) => html`<option value=${one.factor} ?selected=${one.factor === factor}>${one.label}</option>`)}</select>${icon('chevron-down', 'chevron')}` : nothing}</div>`;
}

/** 1536 MiB are 1.5 GiB, and not 1.4999999. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

export function choice(options: FieldOptions, described: string | undefined): TemplateResult {
  const a = common(options, described);
  const { value, spec } = options;
  const all = choices(options.schema)!;
  const at = all.findIndex((one) => one.value === value);
  const usual = all.find((one) => one.value === options.schema.default);
  const none = usual ? t('form.default', { value: spec.labels?.[String(usual.value)] ?? usual.label }) : t('form.choose');
  return html`<div class="input-box"><select id=${a.id} name=${options.name} aria-required=${a.required} aria-invalid=${a.invalid} aria-describedby=${a.described}
    @change=${(event: Event) => options.change(all[Number((event.target as HTMLSelectElement).value || -1)]?.value)}>
    ${options.required && at >= 0 ? nothing : html`<option value="" ?selected=${at < 0}>${none}</option>`}
    ${all.map((one, index) => html`<option value=${index} ?selected=${index === at}>${spec.labels?.[String(one.value)] ?? one.label}</option>`)}
  </select>${icon('chevron-down', 'chevron')}</div>`;
}

/** Several lines: one text, or with `lines` one value a line. */
export function area(options: FieldOptions, described: string | undefined, lines: boolean): TemplateResult {
  const { schema, spec, value } = options;
  const code = (spec.widget ?? schema.format) === 'code';
  if (lines) {
    const read = (text: string) => nonEmpty(text.split('\n').map((line) => line.trim()).filter(Boolean));
    return textArea(options, described, { rows: 3, spelled: false, ...asTyped(options, read, (value as string[] | undefined)?.join('\n') ?? '') });
  }
  return textArea(options, described, { code, rows: code ? 8 : 3, spelled: !code, shown: String(value ?? ''), put: (text) => options.change(text || undefined) });
}

/** What no other field can ask for: any value, as JSON. */
export function jsonText(options: FieldOptions, described: string | undefined): TemplateResult {
  const { value } = options;
  const read = (text: string): unknown => {
    if (text.trim() === '') return undefined;
    try {
      return JSON.parse(text);
    } catch {
      // It may become JSON with the next key.
      return new Unreadable(text);
    }
  };
  const typed = asTyped(options, read, value instanceof Unreadable ? value.text : value === undefined ? '' : JSON.stringify(value, null, 2));
  return textArea(options, described, { code: true, rows: Math.min(12, Math.max(3, typed.shown.split('\n').length)), spelled: false, example: sample(options.schema), ...typed });
}

/** Text of which a value is made stays as it was typed, with its empty lines, for as long as it means the same value. */
function asTyped({ mode, value, change, setMode }: FieldOptions, read: (text: string) => unknown, written: string): { shown: string; put: (text: string) => void } {
  const same = mode !== undefined && JSON.stringify(read(mode)) === JSON.stringify(value);
  return {
    shown: same ? mode : written,
    put: (text) => {
      setMode(text);
      change(read(text));
    },
  };
}

interface AreaOptions {
  shown: string;
  put: (text: string) => void;
  rows: number;
  spelled: boolean;
  code?: boolean;
  example?: string;
}

function textArea(options: FieldOptions, described: string | undefined, { shown, put, rows, spelled, code, example }: AreaOptions): TemplateResult {
  const a = common(options, described);
  return html`<div class="input-box ${code ? 'mono' : ''}"><textarea id=${a.id} name=${options.name} rows=${rows} spellcheck=${spelled ? 'true' : 'false'} autocapitalize=${spelled ? 'sentences' : 'none'}
    placeholder=${a.placeholder === nothing ? (example ?? nothing) : a.placeholder} aria-required=${a.required} aria-invalid=${a.invalid} aria-describedby=${a.described} .value=${shown}
    @input=${(event: Event) => put((event.target as HTMLTextAreaElement).value)}></textarea></div>`;
}

function sample(schema: Schema): string {
  return typeOf(schema) === 'array' ? '[ ]' : typeOf(schema) === 'object' ? '{ }' : 'JSON';
}

function nonEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}

/** RFC 3339 as the local time that the browser's field wants. */
function toLocal(value: unknown): string {
  if (typeof value !== 'string' || !value) return '';
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}

/** A time as RFC 3339 has it: with the distance from UTC, here that of today. */
function withOffset(text: string): string {
  const minutes = -new Date().getTimezoneOffset();
  const two = (value: number) => String(Math.trunc(Math.abs(value))).padStart(2, '0');
  return `${text}:00${minutes < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
