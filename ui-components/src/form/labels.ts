import { fillText } from '../core/expr.ts';
import type { Schema } from '../core/model.ts';
import { above, isObject, tokens, type Pointer } from './pointer.ts';
import type { FormState } from './state.ts';
import { nearest } from './validate.ts';

/** What a name means: `save_path` is “Save path”. */
function named(name: string): string {
  const words = name.replace(/[_-]+/g, ' ').trim();
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** What a field is called: by the descriptor, by its schema, or by its name. */
export function labelOf(state: FormState, pointer: Pointer, schema: Schema): string {
  const { label } = state.spec(pointer);
  return label ? fillText(label, state.scope) : (schema.title ?? named(tokens(pointer).at(-1) ?? ''));
}

/** The same with what it is inside of, for where it stands alone. */
export function summaryLabel(state: FormState, pointer: Pointer): string {
  const own = state.shown.get(pointer) ?? named(tokens(pointer).at(-1) ?? '');
  const outer = nearest(above(pointer), new Set(state.shown.keys()));
  return outer ? `${summaryLabel(state, outer)} › ${own}` : own;
}

/** The text that tells an entry of a list from the others: the first of its values that says something. */
export function titleOf(value: unknown): string | null {
  if (typeof value === 'string') return value || null;
  if (!isObject(value)) return typeof value === 'number' ? String(value) : null;
  return (Object.values(value).find((one) => typeof one === 'string' && one !== '') as string | undefined) ?? null;
}
