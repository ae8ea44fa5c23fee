import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.ts';
import { draw, members, type Place } from './draw.ts';
import { errorOf } from './group.ts';
import { mark } from './pointer.ts';
import { kindOf } from './kind.ts';
import { typeOf } from './schema.ts';
import type { FormState } from './state.ts';
import { t } from './texts.ts';
import { initial } from './values.ts';
import { begin, chosen, variants, type Variant } from './variant.ts';

/** One of several kinds of value: which, and then that kind's fields. */
export function variantField(state: FormState, place: Place): TemplateResult {
  const { pointer, schema, label, hint, required } = place;
  const value = state.get(pointer);
  const found = variants(schema, state.reader);
  const none = value === undefined && !required && state.mode(mark(pointer, 'kind')) === undefined;
  const at = none ? -1 : chosen(found, value, state.reader, state.mode(mark(pointer, 'kind')));
  const id = state.id(pointer);
  const take = (event: Event) => {
    const next = (event.target as HTMLSelectElement).value;
    const variant = found.all[Number(next)];
    if (next === '') state.modes.delete(mark(pointer, 'kind'));
    else state.modes.set(mark(pointer, 'kind'), next);
    const own = variant && begin(variant, found.by, value);
    const usual = variant && initial({ ...variant.schema, default: undefined } as typeof variant.schema, state.reader, true);
    state.set(pointer, own && typeof usual === 'object' ? { ...(usual as object), ...(own as object) } : own);
  };
  const one = found.all[at];
  const applied = one && state.reader.applied(one.schema, value);
  const isGroup = one !== undefined && (kindOf(one.schema, state.reader) === 'group' || (typeOf(one.schema) === 'object' && one.schema.properties !== undefined));
  return html`<fieldset class="form-group form-variant"><legend class="visually-hidden">${label}</legend>
    <div class="field ${state.errors[pointer] ? 'invalid' : ''}" data-pointer=${pointer}><label for=${`${id}-kind`}>${label}${required ? html`<span class="optional" aria-hidden="true"> *</span>` : nothing}</label>
      <div class="input-box"><select id=${`${id}-kind`} aria-describedby=${hint ? `${id}-hint` : nothing} @change=${take}>${required ? nothing : html`<option value="" ?selected=${at < 0}>${t('form.choose')}</option>`}
        ${found.all.map((variant, index) => html`<option value=${index} ?selected=${index === at}>${variant.label}</option>`)}</select>${icon('chevron-down', 'chevron')}</div>
      ${hint ? html`<p class="hint" id=${`${id}-hint`}>${hint}</p>` : nothing}${errorOf(state, place)}</div>
    ${one === undefined ? nothing : html`<div class="form-fields">${isGroup ? members(state, pointer, applied!, found.by) : inner(state, place, one)}</div>`}
  </fieldset>`;
}

/** A variant that is one value: its own field, named by the variant. */
function inner(state: FormState, { pointer, label }: Place, variant: Variant): unknown {
  if (kindOf(variant.schema, state.reader) === 'const') return nothing;
  const drawn = draw(state, pointer, variant.schema, true, variant.label);
  state.shown.set(pointer, label);
  return drawn;
}
