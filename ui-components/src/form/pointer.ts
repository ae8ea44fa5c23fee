/** JSON Pointers (RFC 6901) into the values of a form. The empty one is the whole. */

export type Pointer = string;

export function below(pointer: Pointer, token: string | number): Pointer {
  return `${pointer}/${String(token).replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

export function tokens(pointer: Pointer): string[] {
  return pointer === '' ? [] : pointer.slice(1).split('/').map((token) => token.replace(/~1/g, '/').replace(/~0/g, '~'));
}

export function above(pointer: Pointer): Pointer {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

/** Whether `pointer` is `outer` or inside it. */
export function within(pointer: Pointer, outer: Pointer): boolean {
  return pointer === outer || pointer.startsWith(`${outer}/`);
}

/** A name for something about a value that is not the value, such as whether it is folded. */
export function mark(pointer: Pointer, what: string): string {
  return `${pointer}\0${what}`;
}

export function getAt(root: unknown, pointer: Pointer): unknown {
  let value: any = root;
  for (const token of tokens(pointer)) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, token)) return undefined;
    value = value[token];
  }
  return value;
}

/** A copy in which `pointer` has the value; what is `undefined` is taken out of its object. Objects on the way are made. */
export function setAt(root: unknown, pointer: Pointer, value: unknown): unknown {
  const [first, ...rest] = tokens(pointer);
  if (first === undefined) return value;
  const inner = rest.reduce((path, token) => below(path, token), '');
  if (Array.isArray(root)) {
    const copy = [...root];
    copy[Number(first)] = setAt(copy[Number(first)], inner, value);
    return copy;
  }
  const object = isObject(root) ? root : {};
  const next = setAt(Object.hasOwn(object, first) ? object[first] : undefined, inner, value);
  if (next !== undefined) return { ...object, [first]: next };
  const { [first]: _, ...others } = object;
  return others;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;
}

/** A member by its name; names come from outside, and `constructor` is one that every object seems to have. */
export function member<T>(object: Record<string, T> | null | undefined, name: string): T | undefined {
  return object && Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The key by which a descriptor speaks of a field: `headers/name` for `/headers/0/name`, since every row has the same fields. */
export function specKey(pointer: Pointer): string {
  return tokens(pointer).filter((token) => !/^\d+$/.test(token)).join('/');
}

/** The keys of `fields` in the one form that {@link specKey} gives; authors may write `a.b`, `/a/b` and `a/b`. */
export function bySpecKey<T>(fields: Record<string, T>, names: ReadonlySet<string>): Record<string, T> {
  const canonical = (key: string) => (names.has(key) ? key : key.replace(/^\//, '').replace(/\./g, '/').replace(/\/\*(?=\/|$)/g, ''));
  return Object.fromEntries(Object.entries(fields).map(([key, spec]) => [canonical(key), spec]));
}

/** The key, a pointer or a {@link mark}, of what is known about a list's entries, once these stand in another `order`; null for what is gone. */
export function movedKey(key: string, list: Pointer, order: readonly number[]): string | null {
  const [at, ...what] = key.split('\0') as [string, ...string[]];
  if (!within(at, list) || at === list) return key;
  const [index, ...rest] = tokens(at.slice(list.length));
  const to = order.indexOf(Number(index));
  return to < 0 ? null : [rest.reduce((path, token) => below(path, token), below(list, to)), ...what].join('\0');
}
