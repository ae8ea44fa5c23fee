import { html, nothing, type TemplateResult } from 'lit';
import { fillText } from '../core/expr.ts';
import type { FieldSpec, Schema } from '../core/model.ts';
import { field, type FieldOptions } from './field.ts';
import { group } from './group.ts';
import { labelOf } from './labels.ts';
import { mapping } from './mapping.ts';
import { membersOf } from './members.ts';
import { tokens, type Pointer } from './pointer.ts';
import { rows } from './rows.ts';
import { kindOf, type Kind } from './kind.ts';
import { inWords, isSecret, type Read } from './schema.ts';
import type { FormState } from './state.ts';
import { variantField } from './variant-field.ts';

/** Where a field is, and what is around it. */
export interface Place {
  pointer: Pointer;
  schema: Read;
  required: boolean;
  label: string;
  hint: string;
}

const OUTER = new Set<Kind>(['group', 'rows', 'map', 'variant']);
/** Schemas that contain themselves are drawn as JSON from here on. */
const DEEPEST = 10;

/** Draws the field for the value at `pointer`, whatever it is; nothing where a condition hides it or there is nothing to ask. */
export function draw(state: FormState, pointer: Pointer, schema: Schema, required: boolean, named?: string): TemplateResult | typeof nothing {
  if (state.isHidden(pointer)) return nothing;
  const read = state.reader.read(schema);
  const kind = tokens(pointer).length > DEEPEST ? 'json' : kindOf(read, state.reader, state.spec(pointer).widget);
  if (kind === 'const') return nothing;
  const { hint } = state.spec(pointer);
  const place: Place = { pointer, schema: read, required, label: named ?? labelOf(state, pointer, read), hint: hint ? fillText(hint, state.scope) : (read.description ?? '') };
  if (read.readOnly) return shownOnly(state, place);
  state.shown.set(pointer, place.label);
  if (OUTER.has(kind)) state.outer.add(pointer);
  if (kind === 'group') return group(state, place);
  if (kind === 'rows') return rows(state, place);
  if (kind === 'map') return mapping(state, place);
  if (kind === 'variant') return variantField(state, place);
  return simple(state, place, kind === 'json' ? { widget: 'json' } : {});
}

function simple(state: FormState, { pointer, schema, required, label, hint }: Place, more: FieldSpec): TemplateResult {
  return field(optionsFor(state, pointer, schema, required, { label, hint, ...more }));
}

export function optionsFor(state: FormState, pointer: Pointer, schema: Read, required: boolean, spec: FieldSpec): FieldOptions {
  const own = state.spec(pointer);
  const name = tokens(pointer).at(-1) ?? '';
  return {
    id: state.id(pointer), name, pointer, schema, required, reader: state.reader, context: state.subject.context,
    spec: { ...own, ...(own.placeholder ? { placeholder: fillText(own.placeholder, state.scope) } : {}), ...spec },
    value: state.get(pointer), error: state.errors[pointer], mode: state.mode(pointer),
    isSet: isSecret(schema) && (state.subject.secrets?.has(tokens(pointer).join('/')) ?? false),
    change: (value) => state.set(pointer, value),
    setMode: (mode) => state.setMode(pointer, mode),
  };
}

/** What the server alone decides. */
function shownOnly(state: FormState, { pointer, schema, label, hint }: Place): TemplateResult {
  const value = state.get(pointer);
  const text = typeof value === 'object' && value !== null ? JSON.stringify(value) : inWords(schema, value ?? schema.default);
  return html`<div class="field read-only"><span class="field-label">${label}</span><output id=${state.id(pointer)}>${text}</output>${hint ? html`<p class="hint">${hint}</p>` : nothing}</div>`;
}

/** The fields of an object, in the order of its schema. */
export function members(state: FormState, pointer: Pointer, schema: Read, but?: string | null): unknown {
  return membersOf(state, pointer, schema).filter(({ name }) => name !== but).map(({ at, schema: one, required }) => draw(state, at, one, required));
}
