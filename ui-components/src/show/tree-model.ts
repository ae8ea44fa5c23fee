import type { Row } from '../core/model.ts';

/** One row at its place in a tree. */
export interface Branch {
  /** Its key, made unique should the data use one twice. */
  readonly id: string;
  readonly row: Row;
  /** The place in the list of its siblings, from one, and how many they are. */
  position: number;
  siblings: number;
  readonly depth: number;
  readonly parent: Branch | null;
  readonly children: Branch[];
}

export interface Shape {
  key: string;
  /** The field with the rows below a row. */
  children: string;
  /** The field with the key of the row above; when given, the rows are flat. */
  parent?: string | undefined;
}

/** Rows that name each other's parents, or hold their children, as a tree. A row whose parent is not there, or is below itself, stands at the top. */
export function grow(rows: readonly Row[], shape: Shape): Branch[] {
  const ids = new Set<string>();
  const below = shape.parent === undefined ? nested(shape.children) : flat(rows, shape.key, shape.parent);
  const seen = new Set<Row>();
  const plant = (found: readonly Row[], parent: Branch | null): Branch[] => {
    const fresh = found.filter((row) => row !== null && typeof row === 'object' && !seen.has(row) && seen.add(row));
    return fresh.map((row, at) => ({ id: unique(row[shape.key] ?? `${parent?.id ?? ''}/${at}`, ids), row, position: at + 1, siblings: fresh.length, depth: parent ? parent.depth + 1 : 0, parent, children: [] }));
  };
  const roots = plant(shape.parent === undefined ? rows : below(null), null);
  const spread = (start: readonly Branch[]) => {
    // Not recursive: data may be deeper than any stack.
    const waiting = [...start];
    for (let branch = waiting.pop(); branch; branch = waiting.pop()) {
      branch.children.push(...plant(below(branch.row), branch));
      waiting.push(...branch.children);
    }
  };
  spread(roots);
  for (const row of shape.parent === undefined ? [] : rows) {
    // What nobody leads to goes round in a circle; its first row opens it.
    if (seen.has(row)) continue;
    const [root] = plant([row], null);
    roots.push(root!);
    spread([root!]);
  }
  roots.forEach((root, at) => Object.assign(root, { position: at + 1, siblings: roots.length }));
  return roots;
}

function nested(field: string): (row: Row | null) => readonly Row[] {
  return (row) => (Array.isArray(row?.[field]) ? (row[field] as Row[]) : []);
}

function flat(rows: readonly Row[], key: string, parent: string): (row: Row | null) => readonly Row[] {
  const known = new Set(rows.map((row) => String(row[key])));
  const by = new Map<string | null, Row[]>();
  for (const row of rows) {
    const above = row[parent] === null || row[parent] === undefined || !known.has(String(row[parent])) ? null : String(row[parent]);
    const list = by.get(above);
    if (list) list.push(row);
    else by.set(above, [row]);
  }
  return (row) => by.get(row === null ? null : String(row[key])) ?? [];
}

function unique(wanted: unknown, taken: Set<string>): string {
  let id = String(wanted);
  for (let n = 2; taken.has(id); n++) id = `${String(wanted)}~${n}`;
  taken.add(id);
  return id;
}

/** The branches that are to be seen, top to bottom. */
export function visible(roots: readonly Branch[], isOpen: (branch: Branch) => boolean): Branch[] {
  const shown: Branch[] = [];
  const waiting = [...roots].reverse();
  for (let branch = waiting.pop(); branch; branch = waiting.pop()) {
    shown.push(branch);
    if (isOpen(branch)) for (let at = branch.children.length - 1; at >= 0; at--) waiting.push(branch.children[at]!);
  }
  return shown;
}

/** The branches that fit and all above them: what is to be seen, and opened, while the person searches. */
export function searched(roots: readonly Branch[], fits: (row: Row) => boolean): { shown: Set<Branch>; found: number } {
  const shown = new Set<Branch>();
  let found = 0;
  for (const branch of visible(roots, () => true)) {
    if (!fits(branch.row)) continue;
    found++;
    for (let at: Branch | null = branch; at && !shown.has(at); at = at.parent) shown.add(at);
  }
  return { shown, found };
}
