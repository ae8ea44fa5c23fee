import type { Row } from '../core/model.ts';

/**
 * Applies keyed patches to a list: a row with `removed` goes, a known key is merged in place, a new key comes first.
 * Returns the same array when nothing changed; rows that did not change keep their identity.
 */
export function applyPatches(items: readonly Row[], patches: ReadonlyMap<string, Row>, key: string, atFront = true): readonly Row[] {
  if (patches.size === 0) return items;
  const waiting = new Map(patches);
  let changed = false;
  const next: Row[] = [];
  for (const item of items) {
    const id = String(item[key]);
    const patch = waiting.get(id);
    if (!patch) {
      next.push(item);
      continue;
    }
    waiting.delete(id);
    const merged = patch['removed'] ? null : merge(item, patch);
    changed ||= merged !== item;
    if (merged) next.push(merged);
  }
  const fresh = [...waiting.values()].filter((row) => !row['removed']);
  if (!changed && fresh.length === 0) return items;
  return atFront ? [...fresh.reverse(), ...next] : [...next, ...fresh];
}

/** The row itself when the patch says nothing new. */
function merge(item: Row, patch: Row): Row {
  for (const field in patch) if (!Object.is(item[field], patch[field])) return { ...item, ...patch };
  return item;
}

/** Whether a row belongs to a source: every field of the filter is equal. */
export function matches(row: Row, filter: Record<string, unknown> | null | undefined): boolean {
  return !filter || Object.entries(filter).every(([field, value]) => row[field] === value);
}
