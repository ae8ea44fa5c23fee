import * as format from '../core/format.ts';
import type { Json, Schema } from '../core/model.ts';
import { getAt, isObject } from './pointer.ts';

/** A schema without references, without `allOf`, and with `null` taken out of its types. */
export interface Read extends Schema {
  nullable: boolean;
  /** The schemas with an `if`, which say more once the value is known. */
  conditions: Schema[];
}

export interface Choice {
  value: Json;
  label: string;
}

export interface Complaint {
  pointer: string;
  text: string;
}

/** A schema that contains itself ends here; deeper than this nobody fills in a form. */
const DEEPEST = 24;
const SCALARS = new Set(['string', 'integer', 'number', 'boolean']);

/** Reads the schema of one form. */
export class Reader {
  private readonly known = new WeakMap<object, Read>();

  /** @param check the validator; a single field, which has no conditions, needs none */
  constructor(readonly root: Schema, private readonly check: (schema: Schema | boolean, value: unknown) => Complaint[] = () => []) {}

  read(schema: Schema | boolean | undefined): Read {
    if (!isObject(schema)) return { nullable: false, conditions: [] };
    if (Array.isArray(schema['conditions'])) return schema as unknown as Read;
    let found = this.known.get(schema);
    if (!found) this.known.set(schema, (found = this.flatten(schema as Schema, 0)));
    return found;
  }

  /** What a schema says for this value: with what its conditions add. */
  applied(schema: Schema | undefined, value: unknown): Read {
    let all = this.read(schema);
    for (let round = 0; all.conditions.length > 0 && round < DEEPEST; round++) {
      const { conditions } = all;
      all = { ...all, conditions: [] };
      for (const one of conditions) all = merge(all, this.read(this.branch(one, value)));
    }
    return this.dependent(all, value);
  }

  fits(schema: Schema | boolean, value: unknown): boolean {
    return this.complaints(schema, value).length === 0;
  }

  /** What the validator says, where nothing better is known. */
  complaints(schema: Schema | boolean, value: unknown): Complaint[] {
    return this.check(isObject(schema) ? { ...schema, $defs: this.root.$defs, definitions: this.root.definitions } : schema, value);
  }

  private branch(one: Schema, value: unknown): Schema | undefined {
    const branch = this.fits(one.if!, value ?? {}) ? one.then : one.else;
    return isObject(branch) ? (branch as Schema) : undefined;
  }

  private dependent(schema: Read, value: unknown): Read {
    let all = schema;
    for (const [name, more] of Object.entries(schema.dependentSchemas ?? {})) if (isSet(value, name)) all = merge(all, this.read(more));
    const names = Object.entries(schema.dependentRequired ?? {}).flatMap(([name, needed]) => (isSet(value, name) ? needed : []));
    return names.length > 0 ? { ...all, required: [...new Set([...(all.required ?? []), ...names])] } : all;
  }

  private flatten(schema: Schema, depth: number): Read {
    if (depth > DEEPEST) return { nullable: false, conditions: [] };
    const { $ref, allOf, if: condition, then, else: otherwise, ...own } = schema;
    let all: Read = { ...own, nullable: false, conditions: condition === undefined ? [] : [{ if: condition, then, else: otherwise } as Schema] };
    const target = $ref === undefined ? undefined : this.target($ref);
    // What stands beside a reference is about this use of it.
    if (target) all = merge(this.flatten(target, depth + 1), all, true);
    for (const part of allOf ?? []) if (isObject(part)) all = merge(all, this.flatten(part as Schema, depth + 1));
    return withoutNull(all, (part) => (isObject(part) ? this.flatten(part as Schema, depth + 1) : null));
  }

  private target(ref: string): Schema | undefined {
    if (!ref.startsWith('#')) return undefined;
    const found = getAt(this.root, decodeURIComponent(ref.slice(1)));
    return isObject(found) ? (found as Schema) : undefined;
  }
}

function isSet(value: unknown, name: string): boolean {
  return isObject(value) && value[name] !== undefined && value[name] !== '' && value[name] !== false;
}

/** Both together. What people read is that of the first, unless the second stands `here`, beside a reference to the first. */
function merge(one: Read, more: Read, here = false): Read {
  const { title, description, type } = here ? { ...one, ...more } : { ...more, ...one };
  return {
    ...one, ...more,
    ...(title === undefined ? {} : { title }), ...(description === undefined ? {} : { description }), ...(type === undefined ? {} : { type }),
    ...(one.properties || more.properties ? { properties: mergeProperties(one.properties ?? {}, more.properties ?? {}) } : {}),
    ...(one.required || more.required ? { required: [...new Set([...(one.required ?? []), ...(more.required ?? [])])] } : {}),
    nullable: one.nullable || more.nullable,
    conditions: [...one.conditions, ...more.conditions],
  };
}

function mergeProperties(one: Record<string, Schema>, more: Record<string, Schema>): Record<string, Schema> {
  const both = { ...one, ...more };
  for (const name of Object.keys(one)) if (name in more && one[name] !== more[name]) both[name] = { ...one[name], ...more[name] };
  return both;
}

function withoutNull(schema: Read, read: (part: Schema | boolean) => Read | null): Read {
  let all = schema;
  if (Array.isArray(all.type) && all.type.includes('null')) {
    const types = all.type.filter((one) => one !== 'null');
    all = { ...all, type: types.length === 1 ? types[0]! : types, nullable: true };
  }
  if (all.enum?.includes(null)) all = { ...all, enum: all.enum.filter((one) => one !== null), nullable: true };
  for (const keyword of ['oneOf', 'anyOf'] as const) {
    const rest = all[keyword]?.filter((part) => !(isObject(part) && ((part as Schema).type === 'null' || (part as Schema).const === null)));
    if (!rest || rest.length === all[keyword]!.length) continue;
    const { [keyword]: _, ...others } = all;
    const only = rest.length === 1 ? read(rest[0]!) : null;
    all = only ? { ...merge(only, others, true), nullable: true } : { ...others, [keyword]: rest, nullable: true };
  }
  return all;
}

/** The type of a value that a schema is about, also where it does not say. */
export function typeOf(schema: Schema): string | null {
  if (typeof schema.type === 'string') return schema.type;
  if (Array.isArray(schema.type)) return schema.type.length === 2 && schema.type.includes('integer') && schema.type.includes('number') ? 'number' : null;
  if (schema.properties || schema.required || schema.additionalProperties !== undefined) return 'object';
  if (schema.items) return 'array';
  if (schema.format !== undefined || schema.pattern !== undefined || schema.minLength !== undefined || schema.maxLength !== undefined) return 'string';
  if (schema.minimum !== undefined || schema.maximum !== undefined || schema.multipleOf !== undefined) return 'number';
  return null;
}

/** The only values that are possible, with their names; null where there are more. */
export function choices(schema: Schema): Choice[] | null {
  const labels = schema['x-labels'];
  if (schema.enum) return schema.enum.map((value) => ({ value, label: labels?.[String(value)] ?? word(value) }));
  const parts = (schema.oneOf ?? schema.anyOf) as Schema[] | undefined;
  if (!parts?.length || !parts.every((part) => isObject(part) && part.const !== undefined)) return null;
  return parts.map(({ const: value, title }) => ({ value: value!, label: labels?.[String(value)] ?? title ?? word(value!) }));
}

/** A constant of a record's enum, such as `very_fast`, in words; anything else as it is. */
function word(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (!/^[a-z]{3,}(_[a-z]+)*$/.test(value)) return value;
  const words = value.replace(/_/g, ' ');
  return words[0]!.toUpperCase() + words.slice(1);
}

export function isScalar(schema: Schema): boolean {
  return SCALARS.has(typeOf(schema) ?? '') || choices(schema) !== null;
}

/** Whether a value of this is a secret: it is never kept in a draft. */
export function isSecret(schema: Schema): boolean {
  return schema.format === 'password' || (schema.writeOnly === true && typeOf(schema) === 'string');
}

/** A value in words, for where it cannot be changed. */
export function inWords(schema: Schema, value: unknown): string {
  const choice = choices(schema)?.find((one) => one.value === value);
  if (choice) return choice.label;
  if (typeof value === 'number' && schema.format === 'bytes') return format.bytes(value);
  if (typeof value === 'number' && schema.format === 'speed') return format.speed(value);
  if (typeof value === 'number' && schema.format === 'duration') return format.duration(value);
  return format.text(value);
}
