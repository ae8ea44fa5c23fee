import { Validator, type OutputUnit } from '@cfworker/json-schema';
import { t, tOr, type TextKey } from '../core/i18n.ts';
import type { FieldError, Schema } from '../core/model.ts';

export type Errors = Record<string, string>;

/** What is wrong with the values, by the name of the field; the server checks all of it again. */
export function validate(schema: Schema, values: Record<string, unknown>): Errors {
  const errors: Errors = {};
  for (const name of schema.required ?? []) {
    if (values[name] === undefined || values[name] === '') errors[name] = t('error.required');
  }
  for (const unit of check(schema, values)) {
    const name = unit.instanceLocation.split('/')[1];
    if (name && schema.properties?.[name]) errors[name] ??= explain(unit, schema.properties[name]!);
  }
  return errors;
}

/** The errors of a 422 by field; those that belong to none are in `rest`. */
export function fromServer(schema: Schema, errors: readonly FieldError[]): { fields: Errors; rest: string[] } {
  const fields: Errors = {};
  const rest: string[] = [];
  for (const { pointer, detail } of errors) {
    const name = unescape(pointer.split('/')[1] ?? '');
    if (schema.properties?.[name]) fields[name] = fields[name] ? `${fields[name]} ${detail}` : detail;
    else rest.push(pointer && pointer !== '/' ? `${pointer.slice(1)}: ${detail}` : detail);
  }
  return { fields, rest };
}

function unescape(token: string): string {
  return token.replace(/~1/g, '/').replace(/~0/g, '~');
}

function check(schema: Schema, values: Record<string, unknown>): OutputUnit[] {
  try {
    return new Validator(schema as any, '2020-12', false).validate(JSON.parse(JSON.stringify(values))).errors;
  } catch (failure) {
    // A schema beyond the validator is the server's to check.
    console.warn('The form cannot be checked here', failure);
    return [];
  }
}

function explain(unit: OutputUnit, schema: Schema): string {
  const limits: Record<string, number | undefined> = {
    minimum: schema.minimum, maximum: schema.maximum, minLength: schema.minLength, maxLength: schema.maxLength,
  };
  const { keyword } = unit;
  if (keyword in limits) {
    const limit = limits[keyword] ?? 0;
    const key = keyword === 'minLength' && limit === 1 ? 'error.minLength.one' : `error.${keyword}`;
    return t(key as TextKey, { limit });
  }
  const byFormat = schema.format ? tOr(`error.format.${schema.format}`, '') : '';
  if (keyword === 'format' || keyword === 'pattern') return byFormat || t('error.pattern');
  if (keyword === 'enum') return t('error.enum');
  return t('error.type');
}
