import { html, nothing, type TemplateResult } from 'lit';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import { members, optionsFor, draw, type Place } from './draw.ts';
import { control } from './field.ts';
import { errorOf } from './group.ts';
import { below, isObject, mark, type Pointer } from './pointer.ts';
import { kindOf } from './kind.ts';
import { isScalar, type Read } from './schema.ts';
import type { FormState } from './state.ts';
import { t } from './texts.ts';
import { initial } from './values.ts';

/** An object whose names the person gives, with a field for each value. */
export function mapping(state: FormState, place: Place): TemplateResult {
  const { pointer, schema, label, hint, required } = place;
  const value = state.get(pointer);
  const names = isObject(value) ? Object.keys(value) : [];
  const values = state.reader.read(schema.additionalProperties as object);
  const id = state.id(pointer);
  return html`<div class="field form-list ${state.errors[pointer] ? 'invalid' : ''}" role="group" aria-labelledby=${`${id}-label`} data-pointer=${pointer}>
    <span class="field-label" id=${`${id}-label`}>${label}${required ? html`<span class="optional" aria-hidden="true"> *</span>` : nothing}</span>
    ${hint ? html`<p class="hint">${hint}</p>` : nothing}
    ${names.map((name) => entry(state, pointer, name, values))}
    <div class="form-list-foot"><button type="button" id=${id} class="button secondary small" aria-label=${`${t('form.pair.add')}: ${label}`} @click=${() => add(state, pointer, names, values)}>${icon('plus')}<span>${t('form.pair.add')}</span></button></div>
    ${errorOf(state, place)}</div>`;
}

function entry(state: FormState, pointer: Pointer, name: string, values: Read): TemplateResult {
  const at = below(pointer, name);
  const scalar = isScalar(values);
  const id = state.id(at);
  state.shown.set(at, name);
  const twice = state.mode(mark(at, 'twice'));
  const nameField = html`<div class="input-box"><input type="text" class="form-map-name" data-name=${name} aria-label=${t('form.pair.name')} aria-invalid=${twice ? 'true' : nothing} aria-describedby=${twice ? `${id}-twice` : nothing}
    autocomplete="off" autocapitalize="none" spellcheck="false" .value=${name} @change=${(event: Event) => rename(state, pointer, name, (event.target as HTMLInputElement).value.trim())} /></div>`;
  const error = state.errors[at];
  const remove = button({ label: t('form.pair.remove'), icon: 'x', kind: 'ghost', size: 'small', iconOnly: true, about: name, click: () => state.set(at, undefined) });
  const trouble = html`${twice ? html`<p class="error" id=${`${id}-twice`}>${icon('circle-alert')}<span>${t('error.twice', { name: twice })}</span></p>` : nothing}${error && scalar ? html`<p class="error" id=${`${id}-error`}>${icon('circle-alert')}<span>${error}</span></p>` : nothing}`;
  if (scalar) {
    const options = optionsFor(state, at, values, true, { label: `${t('form.pair.value')}: ${name}` });
    return html`<div class="pair field ${error ? 'invalid' : ''}" data-pointer=${at}>${nameField}<div role="group" aria-label=${`${t('form.pair.value')}: ${name}`}><label class="visually-hidden" for=${id}>${`${t('form.pair.value')}: ${name}`}</label>${control(options, error ? `${id}-error` : undefined)}</div>${remove}</div>${trouble}`;
  }
  const inside = kindOf(values, state.reader) === 'group' ? members(state, at, state.reader.applied(values, state.get(at))) : draw(state, at, values, true);
  return html`<div class="form-row" role="group" aria-label=${name}><div class="form-row-head form-map-head">${nameField}${remove}</div>${trouble}<div class="form-fields form-row-body">${inside}</div></div>`;
}

function add(state: FormState, pointer: Pointer, names: string[], values: Read): void {
  const fresh = t('form.pair.new');
  let name = fresh;
  for (let number = 2; names.includes(name); number++) name = `${fresh}-${number}`;
  state.set(below(pointer, name), initial(values, state.reader, true) ?? (isScalar(values) ? '' : {}));
  state.after(() => {
    const input = document.querySelector<HTMLInputElement>(`[data-pointer="${CSS.escape(pointer)}"] .form-map-name[data-name="${CSS.escape(name)}"]`);
    input?.focus();
    input?.select();
  });
}

/** The new name takes the place of the old one; one that is there already would take its value away. */
function rename(state: FormState, pointer: Pointer, from: string, to: string): void {
  const object = state.get(pointer) as Record<string, unknown>;
  const twice = mark(below(pointer, from), 'twice');
  state.modes.delete(twice);
  if (to === from || to === '') return state.redraw();
  if (to in object) return state.setMode(twice, to);
  state.set(pointer, Object.fromEntries(Object.entries(object).map(([name, value]) => [name === from ? to : name, value])));
}
