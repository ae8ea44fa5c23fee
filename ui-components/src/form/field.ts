import { html, nothing, type TemplateResult } from 'lit';
import type { FieldSpec, Schema } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { icon } from '../ui/icon.ts';
import { area, choice, jsonText, numberInput, textInput, toggle } from './controls.ts';
import { checks } from './checks.ts';
import './chips.ts';
import { offers, pickOne } from './choose.ts';
import './cron-field.ts';
import { pathInput } from './path-field.ts';
import './pairs.ts';
import { kindOf, type Kind } from './kind.ts';
import { isScalar, Reader, type Read } from './schema.ts';
import { secret } from './secret.ts';
import { t } from './texts.ts';

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
  /** In a form: where the value is, which schemas its references mean, and the page's sources. */
  pointer?: string;
  reader?: Reader;
  context?: Context;
  /** Whether the server holds a secret for this. */
  isSet?: boolean;
}

/** For fields whose schema has no references. */
const plain = new Reader({});

/** Label above, hint below, error in words below that. */
export function field(options: FieldOptions): TemplateResult {
  const { id, schema, spec, required, error } = options;
  const kind = kindFor(options);
  const label = spec.label ?? schema.title ?? options.name;
  const hint = [spec.hint ?? schema.description ?? '', kind === 'lines' ? t('form.lines') : '', schema.deprecated ? t('form.deprecated') : ''].filter(Boolean).join(' ');
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ') || undefined;
  const hintText = hint ? html`<p class="hint" id=${`${id}-hint`}>${hint}</p>` : nothing;
  const errorText = error ? html`<p class="error" id=${`${id}-error`}>${icon('circle-alert')}<span>${error}</span></p>` : nothing;
  if (kind === 'boolean' && isSwitch(options)) {
    return html`<div class="field" data-pointer=${options.pointer ?? nothing}><div class="switch-row"><div class="switch-text"><label class="field-label" for=${id}>${label}</label>${hintText}</div>
      ${toggle(options, described)}</div>${errorText}</div>`;
  }
  const star = required ? html`<span class="optional" aria-hidden="true"> *</span>` : nothing;
  const group = isGroup(kind, options);
  return html`<div class="field ${error ? 'invalid' : ''}" data-pointer=${options.pointer ?? nothing} role=${group ? 'group' : nothing} aria-labelledby=${group ? `${id}-label` : nothing} aria-describedby=${group && described ? described : nothing}>
    ${group ? html`<span class="field-label" id=${`${id}-label`}>${label}${star}</span>` : html`<label for=${id}>${label}${star}</label>`}
    ${control({ ...options, spec: { ...spec, label } }, described)}
    ${hintText}${errorText}
  </div>`;
}

/** The field alone, for whoever writes label and hint itself. */
export function control(options: FieldOptions, described: string | undefined): TemplateResult {
  const { schema, spec, id, change } = options;
  const kind = kindFor(options);
  const offer = kind === 'checks' || kind === 'pairs' ? null : offers(options, items(options, kind));
  switch (kind) {
    case 'pairs':
      return html`<u-pairs .fieldId=${id} .value=${(options.value ?? {}) as Record<string, string>} .change=${change}></u-pairs>`;
    case 'checks':
      return checks(options, items(options, kind)!);
    case 'chips':
      return html`<u-chips .fieldId=${id} .items=${items(options, kind)} .offer=${offer} .value=${(options.value ?? []) as unknown[]} .label=${spec.label ?? schema.title ?? options.name} .described=${described}
        .invalid=${!!options.error} .change=${change}></u-chips>`;
    case 'lines':
      return area(options, described, true);
    case 'choice':
      return offer ? pickOne(options, described, offer) : choice(options, described);
    case 'boolean':
      return isSwitch(options) ? toggle(options, described) : choice({ ...options, schema: { ...schema, oneOf: [{ const: true, title: t('form.yes') }, { const: false, title: t('form.no') }] } }, described);
    case 'number':
      return numberInput(options, described);
    case 'text':
      return offer ? pickOne(options, described, offer) : text(options, described);
    default:
      return jsonText(options, described);
  }
}

function text(options: FieldOptions, described: string | undefined): TemplateResult {
  const { schema: { format, writeOnly }, spec: { widget } } = options;
  const wanted = widget ?? format;
  if (format === 'password' || writeOnly) return secret(options, described);
  if (wanted === 'multiline' || wanted === 'code') return area(options, described, false);
  if (wanted === 'storage-path' || wanted === 'storage-folder' || wanted === 'media') return pathInput(options, described, wanted);
  if (wanted === 'cron') {
    return html`<u-cron .fieldId=${options.id} .name=${options.name} .value=${String(options.value ?? '')} .required=${options.required} .invalid=${!!options.error} .described=${described} .change=${options.change}></u-cron>`;
  }
  // A duration in words, such as PT5M, is asked for with a unit, like one in seconds.
  return wanted === 'duration' ? numberInput(options, described) : textInput(options, described);
}

function kindFor({ schema, spec, reader = plain }: FieldOptions): Kind {
  return kindOf(reader.read(schema), reader, spec.widget);
}

function items({ schema, reader = plain }: FieldOptions, kind: Kind): Read | null {
  return kind === 'checks' || kind === 'chips' ? reader.read(schema.items) : null;
}

/** A switch is on or off; where “not said” is a third answer, it is a choice. */
function isSwitch({ schema, reader = plain }: FieldOptions): boolean {
  return !reader.read(schema).nullable;
}

/** Whether the field is more than one control, so that a label alone cannot name it. */
function isGroup(kind: Kind, options: FieldOptions): boolean {
  if (kind === 'pairs' || kind === 'checks' || kind === 'chips') return true;
  if (kind === 'text' && options.schema.format === 'password' && options.isSet) return true;
  return isScalar(options.schema) && offers(options, null) !== null;
}
