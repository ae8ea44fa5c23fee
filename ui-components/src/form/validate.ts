import { format as formats } from '@cfworker/json-schema';
import * as display from '../core/format.ts';
import { t, tOr } from './texts.ts';
import type { FieldError, Schema } from '../core/model.ts';
import { parseCron } from './cron.ts';
import { above, below, isObject, member, tokens, within, type Pointer } from './pointer.ts';
import { kindOf } from './kind.ts';
import { choices, isSecret, typeOf, type Read, type Reader } from './schema.ts';
import { memberOf, seenAs, Unreadable } from './values.ts';

/** What is wrong, by the pointer of the field. */
export type Errors = Record<Pointer, string>;

/** What is wrong with what would be sent; the server checks all of it again. `mode` tells what the value does not: the chosen variant. */
export function validate(value: unknown, schema: Read, reader: Reader, mode: (pointer: Pointer) => string | undefined = () => undefined): Errors {
  const errors: Errors = {};
  check(value, schema, { reader, mode, errors }, '');
  return errors;
}

interface Check {
  reader: Reader;
  mode: (pointer: Pointer) => string | undefined;
  errors: Errors;
}

function check(value: unknown, schema: Read, all: Check, pointer: Pointer): void {
  if (value instanceof Unreadable) {
    all.errors[pointer] = t(kindOf(schema, all.reader) === 'number' ? 'error.number' : 'error.json');
    return;
  }
  // A secret that is taken away travels as null.
  if (value === null && (schema.nullable || isSecret(schema))) return;
  const seen = seenAs(schema, value, all.reader, all.mode(pointer));
  const complaint = kindOf(seen, all.reader) === 'json' ? unknown(value, schema, all.reader) : own(value, seen);
  if (complaint !== null) all.errors[pointer] = complaint;
  if (Array.isArray(value) && isObject(seen.items)) value.forEach((one, at) => check(one, all.reader.read(seen.items), all, below(pointer, at)));
  else if (isObject(value)) members(value, seen, all, pointer);
}

function members(value: Record<string, unknown>, schema: Read, all: Check, pointer: Pointer): void {
  for (const name of schema.required ?? []) {
    const missing = [undefined, ''].includes(member(value, name) as '' | undefined);
    if (missing) all.errors[below(pointer, name)] = t(isBoolean(member(schema.properties, name), all.reader) ? 'error.choose' : 'error.required');
  }
  for (const [name, one] of Object.entries(value)) {
    const inner = memberOf(schema, name);
    if (one !== undefined && inner) check(one, all.reader.read(inner), all, below(pointer, name));
    if (schema.propertyNames && !member(schema.properties, name) && !all.reader.fits(schema.propertyNames, name)) all.errors[below(pointer, name)] = t('error.name', { name });
  }
}

function isBoolean(schema: Schema | undefined, reader: Reader): boolean {
  return schema !== undefined && typeOf(reader.read(schema)) === 'boolean';
}

/** Where the form cannot know better, the words of the validator. */
function unknown(value: unknown, schema: Read, reader: Reader): string | null {
  const { nullable: _, conditions: __, ...plain } = schema;
  const [first] = reader.complaints(plain, value);
  return first ? t('error.json.invalid', { pointer: first.pointer || '/', text: first.text }) : null;
}

function own(value: unknown, schema: Read): string | null {
  const values = schema.const !== undefined ? [schema.const] : choices(schema)?.map((one) => one.value);
  if (values && !values.some((one) => JSON.stringify(one) === JSON.stringify(value))) return t('error.enum');
  if (values) return null;
  if (typeof value === 'number') return ofNumber(value, schema);
  if (typeof value === 'string') return ofText(value, schema);
  if (Array.isArray(value)) return ofList(value, schema);
  if (isObject(value)) return ofObject(value, schema);
  return fitsType(value, typeOf(schema)) ? null : t('error.type');
}

function fitsType(value: unknown, type: string | null): boolean {
  if (type === null) return true;
  if (type === 'integer') return Number.isInteger(value);
  return type === 'array' ? Array.isArray(value) : type === 'object' ? isObject(value) : typeof value === type;
}

function ofNumber(value: number, schema: Schema): string | null {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, format } = schema;
  const limit = (bound: number) => ({ limit: inUnits(bound, format) });
  if (!fitsType(value, typeOf(schema))) return t(typeOf(schema) === 'integer' ? 'error.integer' : 'error.type');
  if (minimum !== undefined && value < minimum) return t('error.minimum', limit(minimum));
  if (maximum !== undefined && value > maximum) return t('error.maximum', limit(maximum));
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return t('error.exclusiveMinimum', limit(exclusiveMinimum));
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return t('error.exclusiveMaximum', limit(exclusiveMaximum));
  if (multipleOf !== undefined && !isMultiple(value, multipleOf)) return t('error.multipleOf', { limit: multipleOf });
  return null;
}

function inUnits(bound: number, format: string | undefined): string | number {
  return format === 'bytes' ? display.bytes(bound) : format === 'speed' ? display.speed(bound) : format === 'duration' ? display.duration(bound) : bound;
}

/** 0.3 is a multiple of 0.1, although the division does not say so. */
function isMultiple(value: number, of: number): boolean {
  const times = value / of;
  return Math.abs(times - Math.round(times)) < 1e-9 * Math.max(1, Math.abs(times));
}

function ofText(value: string, schema: Schema): string | null {
  const { minLength, maxLength, pattern, format } = schema;
  if (!fitsType(value, typeOf(schema))) return t('error.type');
  const length = [...value].length;
  if (minLength !== undefined && length < minLength) return minLength === 1 ? t('error.required') : t('error.minLength', { limit: minLength });
  if (maxLength !== undefined && length > maxLength) return t('error.maxLength', { limit: maxLength });
  const inWords = format ? tOr(`error.format.${format}`, t('error.pattern')) : t('error.pattern');
  if (format && !(FORMATS[format] ?? formats[format as keyof typeof formats] ?? (() => true))(value)) return inWords;
  return pattern !== undefined && !matches(pattern, value) ? inWords : null;
}

const PATH = /^[a-z][a-z0-9-]{0,30}:\/[^\0]*$/;
const FORMATS: Record<string, (value: string) => boolean> = {
  'storage-path': (value) => PATH.test(value),
  'storage-folder': (value) => PATH.test(value),
  media: (value) => PATH.test(value),
  cron: (value) => parseCron(value) !== null,
  language: isLanguage,
  color: (value) => /^#[0-9a-f]{6}$/i.test(value),
};

function isLanguage(value: string): boolean {
  try {
    return Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

function matches(pattern: string, value: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(value);
  } catch {
    // A pattern of another dialect is the server's to check.
    return true;
  }
}

function ofList(value: unknown[], { type, minItems, maxItems, uniqueItems }: Schema): string | null {
  if (!fitsType(value, (type as string | undefined) ?? 'array')) return t('error.type');
  if (minItems !== undefined && value.length < minItems) return t('error.minItems', { count: minItems });
  if (maxItems !== undefined && value.length > maxItems) return t('error.maxItems', { count: maxItems });
  return uniqueItems && new Set(value.map((one) => JSON.stringify(one))).size < value.length ? t('error.uniqueItems') : null;
}

function ofObject(value: Record<string, unknown>, schema: Schema): string | null {
  const { minProperties, maxProperties } = schema;
  const count = Object.keys(value).length;
  if (!fitsType(value, typeOf(schema))) return t('error.type');
  if (minProperties !== undefined && count < minProperties) return t('error.minItems', { count: minProperties });
  return maxProperties !== undefined && count > maxProperties ? t('error.maxItems', { count: maxProperties }) : null;
}

/** The errors of a 422 at the fields that are shown; those that belong to none are in `rest`. */
export function fromServer(errors: readonly FieldError[], shown: ReadonlySet<Pointer>, outer: ReadonlySet<Pointer> = new Set()): { fields: Errors; rest: string[] } {
  const fields: Errors = {};
  const rest: string[] = [];
  for (const { pointer, detail } of errors) {
    const at = placeOf(pointer, shown, outer);
    const inside = at === null ? pointer : pointer.slice(at.length);
    const text = inside.length > 1 ? `${tokens(inside).map((token) => (/^\d+$/.test(token) ? Number(token) + 1 : token)).join(' › ')}: ${detail}` : detail;
    if (at === null) rest.push(text);
    else fields[at] = fields[at] ? `${fields[at]} ${text}` : text;
  }
  return { fields, rest };
}

/** Where an error at `pointer` is told: at its own field if what is around it, of `outer`, only has to be unfolded; else at the nearest. */
export function placeOf(pointer: Pointer, shown: ReadonlySet<Pointer>, outer: ReadonlySet<Pointer>): Pointer | null {
  const at = nearest(pointer, shown);
  return at !== null && outer.has(at) ? pointer : at;
}

/** The field that shows `pointer`: itself, or what it is inside of; null when the whole form is meant. */
export function nearest(pointer: Pointer, shown: ReadonlySet<Pointer>): Pointer | null {
  for (let at = pointer; at !== ''; at = above(at)) if (shown.has(at)) return at;
  return null;
}

/** Those at `pointer` or inside it. */
export function inside(errors: Errors, pointer: Pointer): boolean {
  return Object.keys(errors).some((one) => within(one, pointer));
}
