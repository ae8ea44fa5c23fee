import type { Schema } from '../core/model.ts';
import { isObject } from './pointer.ts';
import { choices, typeOf, type Read, type Reader } from './schema.ts';

/** How a value is asked for. */
export type Kind = 'const' | 'boolean' | 'number' | 'text' | 'choice' | 'checks' | 'chips' | 'lines' | 'rows' | 'group' | 'pairs' | 'map' | 'variant' | 'json';

export function kindOf(schema: Read, reader: Reader, widget?: string): Kind {
  if (widget === 'json') return 'json';
  if (schema.const !== undefined) return 'const';
  if (choices(schema)) return 'choice';
  if (schema.oneOf?.length || schema.anyOf?.length) return 'variant';
  const type = typeOf(schema);
  if (type === 'boolean') return 'boolean';
  if (type === 'integer' || type === 'number') return 'number';
  if (type === 'string') return 'text';
  if (type === 'object') return ofObject(schema, reader);
  return type === 'array' ? ofArray(schema, reader, widget) : 'json';
}

function ofObject(schema: Read, reader: Reader): Kind {
  if (Object.keys(schema.properties ?? {}).length > 0 || schema.conditions.length > 0) return 'group';
  if (!isObject(schema.additionalProperties)) return 'json';
  const values = reader.read(schema.additionalProperties as Schema);
  const kind = kindOf(values, reader);
  if (kind === 'text' && !values.format && !values.pattern) return 'pairs';
  return kind === 'json' && typeOf(values) === null ? 'json' : 'map';
}

/** Texts long enough for a line each; the others are chips. */
const LINES = new Set(['uri', 'uri-reference', 'storage-path', 'storage-folder', 'media', 'multiline', 'code', undefined]);

function ofArray(schema: Read, reader: Reader, widget?: string): Kind {
  if (schema.prefixItems || !isObject(schema.items)) return 'json';
  const items = reader.read(schema.items);
  const kind = kindOf(items, reader);
  if (kind === 'choice') return choices(items)!.length > 12 || schema.uniqueItems === false ? 'chips' : 'checks';
  if (kind === 'number') return items.format && ['bytes', 'speed', 'duration'].includes(items.format) ? 'rows' : 'chips';
  if (kind === 'text') return widget === 'chips' || widget === 'lines' ? widget : schema.uniqueItems || !LINES.has(items.format) ? 'chips' : 'lines';
  return kind === 'json' && typeOf(items) === null ? 'json' : 'rows';
}
