import { html, nothing, type TemplateResult } from 'lit';
import { fillText } from '../core/expr.ts';
import type { FieldGroup } from '../core/model.ts';
import { icon } from '../ui/icon.ts';
import { draw } from './draw.ts';
import { membersOf, type Member } from './members.ts';
import type { Pointer } from './pointer.ts';
import { kindOf } from './kind.ts';
import { type Read } from './schema.ts';
import type { FormState } from './state.ts';
import { t } from './texts.ts';
import { variantField } from './variant-field.ts';

/** The fields of the whole form: first those without a group, then the groups; what few people need is folded at the end. */
export function layout(state: FormState): unknown {
  state.shown.clear();
  state.outer.clear();
  if (kindOf(state.schema, state.reader) === 'variant') {
    return variantField(state, { pointer: '', schema: state.schema, required: true, label: state.schema.title ?? t('form.kind'), hint: state.schema.description ?? '' });
  }
  const schema: Read = state.reader.applied(state.schema, state.values);
  const all = membersOf(state, '', schema);
  const groups = groupsOf(state, all);
  const grouped = new Set(groups.flatMap(({ fields }) => fields));
  const field = ({ at, schema: one, required }: Member) => draw(state, at, one, required);
  return html`${all.filter((one) => !grouped.has(one)).map(field)}
    ${groups.map((group) => section(state, group, group.fields.map(field).filter((one) => one !== nothing), group.fields.map(({ at }) => at)))}`;
}

interface Section extends Omit<FieldGroup, 'fields'> {
  fields: Member[];
}

function groupsOf(state: FormState, all: Member[]): Section[] {
  const declared = state.subject.action.groups ?? [];
  const of = (one: Member) => declared.find(({ fields }) => fields?.includes(one.name))?.id ?? state.spec(one.at).group ?? (one.schema.deprecated && !one.required && state.get(one.at) === undefined ? 'advanced' : undefined);
  const ids = [...new Set([...declared.map(({ id }) => id), ...all.map(of).filter((id): id is string => id !== undefined && id !== 'advanced'), 'advanced'])];
  return ids
    .map((id) => ({ id, folded: id === 'advanced', ...declared.find((one) => one.id === id), fields: all.filter((one) => of(one) === id) }))
    .filter(({ fields }) => fields.length > 0);
}

function section(state: FormState, group: Section, fields: unknown[], pointers: Pointer[]): TemplateResult | typeof nothing {
  if (fields.length === 0) return nothing;
  const label = group.label ? fillText(group.label, state.scope) : group.id === 'advanced' ? t('form.advanced') : group.id;
  const hint = group.hint ? html`<p class="hint">${fillText(group.hint, state.scope)}</p>` : nothing;
  if (!group.folded) return html`<fieldset class="form-section"><legend>${label}</legend>${hint}<div class="form-fields">${fields}</div></fieldset>`;
  const open = pointers.some((pointer) => state.invalid(pointer));
  return html`<details class="details advanced" ?open=${open}><summary>${icon('chevron-right')}<span>${label}</span></summary>${hint}<div class="form-fields">${fields}</div></details>`;
}
