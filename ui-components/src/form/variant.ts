import type { Json, Schema } from '../core/model.ts';
import { t } from './texts.ts';
import { isObject, member } from './pointer.ts';
import { choices, typeOf, type Read, type Reader } from './schema.ts';

export interface Variant {
  label: string;
  schema: Read;
}

/** The kinds of value that a `oneOf` or `anyOf` leaves to choose from; each with what stands beside it. */
export function variants(schema: Read, reader: Reader): { all: Variant[]; by: string | null } {
  const { oneOf, anyOf, ...base } = schema;
  const parts = (oneOf ?? anyOf ?? []).map((part) => reader.read(part));
  const by = discriminator(parts, reader);
  return { by, all: parts.map((part, at) => ({ label: nameOf(part, by, at, reader), schema: joined(base as Read, part, by) })) };
}

/** Which of them the value is; the one that was chosen where the value does not say. */
export function chosen(found: { all: Variant[]; by: string | null }, value: unknown, reader: Reader, mode: string | undefined): number {
  const { all, by } = found;
  if (by !== null && isObject(value) && value[by] !== undefined) {
    const at = all.findIndex(({ schema }) => allows(reader.read(schema.properties![by]), value[by] as Json));
    if (at >= 0) return at;
  }
  if (mode !== undefined && all[Number(mode)]) return Number(mode);
  if (value === undefined) return 0;
  return Math.max(0, all.findIndex(({ schema }) => sameType(schema, value)));
}

/** The value that a variant begins with: what both have, and the constant that tells them apart. */
export function begin(variant: Variant, by: string | null, value: unknown): unknown {
  if (typeOf(variant.schema) !== 'object') return undefined;
  const { properties = {} } = variant.schema;
  const kept = isObject(value) ? Object.entries(value).filter(([name]) => Object.hasOwn(properties, name) && name !== by) : [];
  const own = by === null ? [] : [[by, constant(properties[by]!)] as const];
  return Object.fromEntries([...own, ...kept]);
}

export function constant(schema: Schema): Json | undefined {
  return schema.const ?? (schema.enum?.length === 1 ? schema.enum[0] : undefined);
}

function discriminator(parts: Read[], reader: Reader): string | null {
  const [first] = parts;
  if (!first) return null;
  const names = Object.keys(first.properties ?? {});
  return names.find((name) => {
    const values = parts.map((part) => constant(reader.read(member(part.properties, name))));
    return values.every((value) => value !== undefined) && new Set(values.map((value) => JSON.stringify(value))).size === parts.length;
  }) ?? null;
}

function allows(schema: Read, value: Json): boolean {
  return constant(schema) === value || (choices(schema)?.some((one) => one.value === value) ?? false);
}

function sameType(schema: Read, value: unknown): boolean {
  const type = typeOf(schema);
  if (Array.isArray(value)) return type === 'array';
  if (isObject(value)) return type === 'object' && (schema.required ?? []).every((name) => Object.hasOwn(value, name));
  return type === (typeof value) || (typeof value === 'number' && type === 'integer');
}

function joined(base: Read, part: Read, by: string | null): Read {
  const properties = { ...base.properties, ...part.properties };
  // What tells the variants apart is asked once, by the choice of the variant.
  if (by !== null && base.properties?.[by]) properties[by] = { ...base.properties[by], ...part.properties![by] };
  return {
    ...part, type: part.type ?? base.type, title: base.title, description: base.description, nullable: base.nullable,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    required: [...new Set([...(base.required ?? []), ...(part.required ?? [])])],
    conditions: [...base.conditions, ...part.conditions],
  } as Read;
}

const TYPES = ['string', 'integer', 'number', 'boolean', 'array', 'object'] as const;

function nameOf(part: Read, by: string | null, at: number, reader: Reader): string {
  if (part.title) return part.title;
  if (by !== null) {
    const property = reader.read(part.properties![by]);
    return property.title && property.const !== undefined && property.title !== by ? property.title : String(constant(property));
  }
  const type = TYPES.find((one) => one === typeOf(part));
  return type ? t(`form.type.${type}`) : t('form.variant', { number: at + 1 });
}
