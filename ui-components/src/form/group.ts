import { html, nothing, type TemplateResult } from 'lit';
import { icon } from '../ui/icon.ts';
import { members, type Place } from './draw.ts';
import type { FormState } from './state.ts';
import { t } from './texts.ts';

/** An object inside an object. One that may be left out is folded while it is empty; its fields are not made before. */
export function group(state: FormState, place: Place): TemplateResult {
  const { pointer, label, required } = place;
  const value = state.get(pointer);
  const schema = state.reader.applied(place.schema, value);
  const id = state.id(pointer);
  const error = errorOf(state, place);
  const hint = place.hint ? html`<p class="hint" id=${`${id}-hint`}>${place.hint}</p>` : nothing;
  const described = place.hint ? `${id}-hint` : nothing;
  const fields = () => html`<div class="form-fields">${members(state, pointer, schema)}</div>`;
  if (required) return html`<fieldset class="form-group" id=${id} tabindex="-1" aria-describedby=${described}><legend>${label}</legend>${hint}${error}${fields()}</fieldset>`;
  const empty = value === undefined || value === null || Object.keys(value).length === 0;
  const mode = state.mode(pointer);
  const open = mode === 'open' || (mode === undefined && !empty) || state.invalid(pointer);
  const toggled = (event: Event) => {
    const now = (event.target as HTMLDetailsElement).open;
    if (event.target === event.currentTarget && now !== open) state.setMode(pointer, now ? 'open' : 'closed');
  };
  return html`<details class="details form-group" role="group" aria-labelledby=${`${id}-label`} ?open=${open} @toggle=${toggled}><summary id=${id}>${icon('chevron-right')}<span id=${`${id}-label`}>${label}</span>
    ${empty ? html`<span class="form-unset">${t('form.unset')}</span>` : nothing}</summary>${open ? html`<div class="form-inside">${hint}${error}${fields()}</div>` : nothing}</details>`;
}

/** What is wrong with the whole of something that has parts. */
export function errorOf(state: FormState, { pointer }: Place): TemplateResult | typeof nothing {
  const error = state.errors[pointer];
  return error ? html`<p class="error" id=${`${state.id(pointer)}-error`}>${icon('circle-alert')}<span>${error}</span></p>` : nothing;
}
