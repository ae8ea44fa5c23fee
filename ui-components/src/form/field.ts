import { html, nothing, type TemplateResult } from 'lit';
import { locale, t } from '../core/i18n.ts';
import type { FieldSpec, Schema } from '../core/model.ts';
import { icon } from '../ui/icon.ts';
import { bestUnit, unitsOf } from './units.ts';
import './pairs.ts';

export interface FieldOptions {
  id: string;
  name: string;
  schema: Schema;
  spec: FieldSpec;
  required: boolean;
  value: unknown;
  error: string | undefined;
  /** The unit or the reveal that this field's input has been switched to. */
  mode: string | undefined;
  change: (value: unknown) => void;
  setMode: (mode: string) => void;
}

/** Label above, hint below, error in words below that. */
export function field(options: FieldOptions): TemplateResult {
  const { id, schema, spec, required, error } = options;
  const label = spec.label ?? schema.title ?? options.name;
  const hint = spec.hint ?? schema.description ?? (isLines(schema) ? t('form.lines') : '');
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const errorText = error ? html`<p class="error" id=${`${id}-error`}>${icon('circle-alert')}<span>${error}</span></p>` : nothing;
  if (schema.type === 'boolean') {
    return html`<div class="field"><div class="switch-row"><div class="switch-text"><label class="field-label" for=${id}>${label}</label>
      ${hint ? html`<p class="hint" id=${`${id}-hint`}>${hint}</p>` : nothing}</div>
      <input type="checkbox" role="switch" class="switch" id=${id} aria-describedby=${described ?? nothing} .checked=${options.value === true}
        @change=${(event: Event) => options.change((event.target as HTMLInputElement).checked)} /></div>${errorText}</div>`;
  }
  const group = isPairs(schema);
  return html`<div class="field ${error ? 'invalid' : ''}" role=${group ? 'group' : nothing} aria-labelledby=${group ? `${id}-label` : nothing}>
    ${group ? html`<span class="field-label" id=${`${id}-label`}>${label}</span>`
      : html`<label for=${id}>${label}${required ? html`<span class="optional" aria-hidden="true"> *</span>` : nothing}</label>`}
    ${control(options, described)}
    ${hint ? html`<p class="hint" id=${`${id}-hint`}>${hint}</p>` : nothing}
    ${errorText}
  </div>`;
}

/** The field alone, for whoever writes label and hint itself. */
export function control(options: FieldOptions, described: string | undefined): TemplateResult {
  const { schema } = options;
  if (isPairs(schema)) return html`<u-pairs .fieldId=${options.id} .value=${(options.value ?? {}) as Record<string, string>} .change=${options.change}></u-pairs>`;
  if (schema.enum) return choice(options, described);
  if (isLines(schema)) return area(options, described, (options.value as string[] | undefined)?.join('\n') ?? '', (text) => options.change(text ? text.split('\n').map((line) => line.trim()).filter(Boolean) : undefined));
  if (schema.format === 'multiline') return area(options, described, String(options.value ?? ''), (text) => options.change(text || undefined));
  if (schema.type === 'integer' || schema.type === 'number') return numberInput(options, described);
  if (schema.format === 'password') return passwordInput(options, described);
  return textInput(options, described);
}

function common(options: FieldOptions, described: string | undefined) {
  return { id: options.id, invalid: options.error ? 'true' : nothing, described: described ?? nothing, required: options.required ? 'true' : nothing };
}

const INPUTS: Record<string, { type: string; mode?: string; icon?: string; placeholder?: string }> = {
  uri: { type: 'text', mode: 'url', icon: 'link', placeholder: 'https://' },
  'storage-path': { type: 'text', icon: 'folder', placeholder: 'media:/' },
  'date-time': { type: 'datetime-local' },
};

function textInput(options: FieldOptions, described: string | undefined): TemplateResult {
  const a = common(options, described);
  const kind = INPUTS[options.schema.format ?? ''] ?? { type: 'text' };
  const dated = kind.type === 'datetime-local';
  const shown = dated ? toLocal(options.value) : String(options.value ?? '');
  return html`<div class="input-box">${kind.icon ? icon(kind.icon) : nothing}<input id=${a.id} name=${options.name} type=${kind.type} inputmode=${(kind.mode ?? nothing) as any}
    autocomplete="off" autocapitalize="none" spellcheck="false" placeholder=${kind.placeholder ?? nothing} aria-required=${a.required} aria-invalid=${a.invalid} aria-describedby=${a.described}
    .value=${shown} @input=${(event: InputEvent) => {
      const text = (event.target as HTMLInputElement).value;
      options.change(text === '' ? undefined : dated ? new Date(text).toISOString() : text);
    }} /></div>`;
}

function passwordInput(options: FieldOptions, described: string | undefined): TemplateResult {
  const a = common(options, described);
  const revealed = options.mode === 'revealed';
  return html`<div class="input-box"><input id=${a.id} name=${options.name} type=${revealed ? 'text' : 'password'} autocomplete="new-password" aria-required=${a.required}
    aria-invalid=${a.invalid} aria-describedby=${a.described} .value=${String(options.value ?? '')} @input=${(event: InputEvent) => options.change((event.target as HTMLInputElement).value || undefined)} />
    <button type="button" class="button ghost small icon-only" aria-label=${t('password.show')} aria-pressed=${String(revealed)} @click=${() => options.setMode(revealed ? '' : 'revealed')}>${icon(revealed ? 'eye-off' : 'eye')}</button></div>`;
}

function numberInput(options: FieldOptions, described: string | undefined): TemplateResult {
  const a = common(options, described);
  const { schema } = options;
  const value = typeof options.value === 'number' ? options.value : null;
  const family = unitsOf(schema.format, locale() === 'zh-CN');
  const unit = family ? (family.units.find((one) => String(one.factor) === options.mode) ?? bestUnit(family.units, value, family.preferred)) : null;
  const factor = unit?.factor ?? 1;
  const read = (text: string) => (text === '' || Number.isNaN(Number(text)) ? undefined : schema.type === 'integer' ? Math.round(Number(text) * factor) : Number(text) * factor);
  return html`<div class="input-box ${unit ? 'suffixed' : ''}"><input id=${a.id} name=${options.name} type="number" step=${schema.type === 'integer' && !unit ? 1 : 'any'} inputmode="decimal"
    aria-required=${a.required} aria-invalid=${a.invalid} aria-describedby=${a.described} .value=${value === null ? '' : String(value / factor)}
    @input=${(event: InputEvent) => {
      if (unit) options.setMode(String(factor));
      options.change(read((event.target as HTMLInputElement).value));
    }} />${unit ? html`<select aria-label=${t('form.unit')} @change=${(event: Event) => {
      const next = Number((event.target as HTMLSelectElement).value);
      options.setMode(String(next));
      if (value !== null) options.change((value / factor) * next);
    }}>${family!.units.map((one) => html`<option value=${one.factor} ?selected=${one.factor === factor}>${one.label}</option>`)}</select>${icon('chevron-down', 'chevron')}` : nothing}</div>`;
}

function choice(options: FieldOptions, described: string | undefined): TemplateResult {
  const a = common(options, described);
  const { schema, value } = options;
  const labels = (schema as any)['x-labels'] as Record<string, string> | undefined;
  return html`<div class="input-box"><select id=${a.id} name=${options.name} aria-required=${a.required} aria-invalid=${a.invalid} aria-describedby=${a.described}
    @change=${(event: Event) => options.change(schema.enum!.find((one) => String(one) === (event.target as HTMLSelectElement).value))}>
    ${options.required && value !== undefined ? nothing : html`<option value="" ?selected=${value === undefined}>${t('form.choose')}</option>`}
    ${schema.enum!.map((one) => html`<option value=${String(one)} ?selected=${one === value}>${labels?.[String(one)] ?? String(one)}</option>`)}
  </select>${icon('chevron-down', 'chevron')}</div>`;
}

function area(options: FieldOptions, described: string | undefined, text: string, change: (text: string) => void): TemplateResult {
  const a = common(options, described);
  return html`<div class="input-box"><textarea id=${a.id} name=${options.name} rows="3" spellcheck="false" aria-required=${a.required} aria-invalid=${a.invalid} aria-describedby=${a.described}
    .value=${text} @change=${(event: Event) => change((event.target as HTMLTextAreaElement).value)} @input=${(event: Event) => isLines(options.schema) ? undefined : change((event.target as HTMLTextAreaElement).value)}></textarea></div>`;
}

function isLines(schema: Schema): boolean {
  return schema.type === 'array';
}

function isPairs(schema: Schema): boolean {
  return schema.type === 'object';
}

/** RFC 3339 as the local time that the browser's field wants. */
function toLocal(value: unknown): string {
  if (typeof value !== 'string' || !value) return '';
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}
