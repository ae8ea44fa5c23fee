import type { Json, Schema } from '../core/model.ts';
import { below, isObject, member, tokens } from './pointer.ts';
import { kindOf } from './kind.ts';
import { isSecret, typeOf, type Read, type Reader } from './schema.ts';
import { begin, chosen, constant, variants } from './variant.ts';

/** Text that is no value yet: a number that is none, JSON that cannot be read. It is kept so that the person can go on. */
export class Unreadable {
  constructor(readonly text: string) {}

  toJSON(): Json {
    return { $unreadable: this.text };
  }
}

/** What a draft holds, as it was before it became JSON. */
export function revive(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(revive);
  if (!isObject(value)) return value;
  if (typeof value['$unreadable'] === 'string') return new Unreadable(value['$unreadable']);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, revive(one)]));
}

const DEEPEST = 8;
/** An object that must be in itself never ends. */
const DEEPEST_SENT = 24;
/** Of entries that must be there, so many are made at the start. */
const MOST = 5;

/** The value that a field begins with: its default, and for an object that must be there those of its members. */
export function initial(schema: Read, reader: Reader, must: boolean, depth = 0): unknown {
  if (schema.default !== undefined && schema.default !== null) return schema.default;
  const only = constant(schema);
  if (only !== undefined && must) return only;
  if (!must || depth > DEEPEST) return undefined;
  const kind = kindOf(schema, reader);
  if (kind === 'boolean') return schema.nullable ? undefined : false;
  if (kind === 'variant') {
    const found = variants(schema, reader);
    const [first] = found.all;
    if (!first || typeOf(first.schema) !== 'object') return undefined;
    return members(first.schema, reader, depth, begin(first, found.by, undefined) as Record<string, unknown>);
  }
  if (kind === 'rows' && schema.minItems) return Array.from({ length: Math.min(schema.minItems, MOST) }, () => initial(reader.read(schema.items), reader, true, depth + 1) ?? {});
  return kind === 'group' ? members(schema, reader, depth, {}) : undefined;
}

function members(schema: Read, reader: Reader, depth: number, own: Record<string, unknown>): Record<string, unknown> {
  const values = { ...own };
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const value = Object.hasOwn(own, name) ? own[name] : initial(reader.read(one), reader, schema.required?.includes(name) ?? false, depth + 1);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

/** Which fields are hidden by a condition of the descriptor, by their pointer. */
export type Hidden = (pointer: string) => boolean;

/** What is sent: nothing that is empty, hidden or only shown; null where a value must be there and may be null. */
export function toSend(value: unknown, schema: Read, reader: Reader, hidden: Hidden, pointer = '', must = false): unknown {
  if (schema.readOnly) return undefined;
  if (value === '' || value === undefined) return must && schema.nullable ? null : undefined;
  if (Array.isArray(value)) return ofArray(value, schema, reader, hidden, pointer, must);
  if (!isObject(value)) return value;
  const seen = seenAs(schema, value, reader);
  if (kindOf(seen, reader) === 'json') return value;
  const names = Object.keys(value).filter((name) => !hidden(below(pointer, name)) && (member(seen.properties, name) !== undefined || !isClosed(seen)));
  // A name that the person wrote is there, also with nothing behind it.
  const written = (name: string) => value[name] === '' && member(seen.properties, name) === undefined;
  const entries = names.map((name): [string, unknown] => [name, written(name) ? '' : toSend(value[name], reader.read(memberOf(seen, name)), reader, hidden, below(pointer, name), seen.required?.includes(name))]);
  for (const name of seen.required ?? []) {
    const schema = member(seen.properties, name);
    if (Object.hasOwn(value, name) || !schema) continue;
    const read = reader.read(schema);
    const at = below(pointer, name);
    if (kindOf(read, reader) === 'group' && tokens(at).length < DEEPEST_SENT && !read.nullable && !hidden(at)) entries.push([name, toSend({}, read, reader, hidden, at, true)]);
    else entries.push([name, constant(read) ?? (read.nullable ? null : undefined)]);
  }
  const kept = entries.filter(([, one]) => one !== undefined);
  return kept.length > 0 || must || pointer === '' ? Object.fromEntries(kept) : undefined;
}

function ofArray(value: unknown[], schema: Read, reader: Reader, hidden: Hidden, pointer: string, must: boolean): unknown {
  if (value.length === 0) return must || schema.default !== undefined ? value : undefined;
  const items = reader.read(schema.items);
  return value.map((one, at) => toSend(one, items, reader, hidden, below(pointer, at), true) ?? (typeOf(items) === 'object' ? {} : one === '' ? '' : null));
}

/** The schema that counts for a value: the variant that it is, with what its conditions add. */
export function seenAs(schema: Read, value: unknown, reader: Reader, mode?: string): Read {
  let seen = schema;
  if (kindOf(seen, reader) === 'variant') {
    const found = variants(seen, reader);
    seen = found.all[chosen(found, value, reader, mode)]!.schema;
  }
  return reader.applied(seen, value);
}

export function memberOf(schema: Read, name: string) {
  return member(schema.properties, name) ?? (isObject(schema.additionalProperties) ? (schema.additionalProperties as Schema) : undefined);
}

/** A condition that does not hold takes its fields away; what was typed there is not sent. */
function isClosed(schema: Read): boolean {
  return !isObject(schema.additionalProperties) && Object.keys(schema.properties ?? {}).length > 0;
}

/** The values without secrets, for a draft. */
export function withoutSecrets(value: unknown, schema: Read, reader: Reader): unknown {
  if (isSecret(schema)) return undefined;
  if (Array.isArray(value)) {
    const items = reader.read(schema.items);
    return isSecret(items) ? undefined : value.map((one) => withoutSecrets(one, items, reader) ?? null);
  }
  if (!isObject(value)) return value;
  const seen = seenAs(schema, value, reader);
  const safe = Object.entries(value).map(([name, one]) => [name, withoutSecrets(one, reader.read(memberOf(seen, name)), reader)] as const);
  return Object.fromEntries(safe.filter(([, one]) => one !== undefined));
}
