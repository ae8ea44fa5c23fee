import { Validator } from '@cfworker/json-schema';
import type { Schema } from '../core/model.ts';
import type { Complaint } from './schema.ts';

/** What a JSON Schema validator says about a value, in its own words. */
export function complaints(schema: Schema | boolean, value: unknown): Complaint[] {
  try {
    // What a form keeps besides JSON, such as its own marks in a schema, is gone after this.
    const plain = value === undefined ? null : JSON.parse(JSON.stringify(value));
    return new Validator(JSON.parse(JSON.stringify(schema)), '2020-12', true).validate(plain).errors.map(({ instanceLocation, error }) => ({ pointer: instanceLocation.slice(1), text: error }));
  } catch (failure) {
    // A schema beyond the validator is the server's to check.
    console.warn('The form cannot be checked here', failure);
    return [];
  }
}
