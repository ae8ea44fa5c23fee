import type { Schema } from '../core/model.ts';
import { below, isObject, type Pointer } from './pointer.ts';
import type { Read } from './schema.ts';
import type { FormState } from './state.ts';

export interface Member {
  name: string;
  at: Pointer;
  schema: Schema;
  required: boolean;
}

/** The members of an object in the order of the schema, or as the descriptor has it; without what the action is given. */
export function membersOf(state: FormState, pointer: Pointer, schema: Read): Member[] {
  const { args, order: wanted } = state.subject.action;
  const given = pointer === '' ? (args ?? {}) : {};
  const order = pointer === '' ? (wanted ?? []) : [];
  const place = (name: string, index: number) => state.spec(below(pointer, name)).order ?? (order.includes(name) ? order.indexOf(name) - order.length : index * 10);
  return Object.entries(schema.properties ?? {})
    .filter(([name, one]) => !Object.hasOwn(given, name) && isObject(one))
    .map(([name, one], index) => ({ name, at: below(pointer, name), schema: one, required: schema.required?.includes(name) ?? false, place: place(name, index) }))
    .sort((a, b) => a.place - b.place);
}
