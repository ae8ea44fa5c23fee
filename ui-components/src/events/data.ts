import type { FieldError, Json, Schema, Tone } from '../core/model.ts';

/** As `GET /api/events` has it. */
export interface CloudEvent {
  id: string;
  type: string;
  source: string;
  time: string;
  subject?: string | null;
  data?: Json;
  sequence?: number;
  hops?: number;
  causationid?: string | null;
  [more: string]: unknown;
}

export interface EventType {
  name: string;
  owner: string;
  description?: string | null;
  version?: string | number | null;
  versions?: (string | number)[] | null;
  outside?: boolean;
  schema?: Schema | null;
  count?: number | null;
  retention?: { days?: number | null; megabytes?: number | null } | null;
}

export type DeliveryState = 'retrying' | 'done' | 'dead' | 'discarded';

export interface Delivery {
  id: string;
  subscriber: string;
  flow?: { id: string; name: string } | null;
  event_id: string;
  sequence?: number;
  type: string;
  state: DeliveryState;
  attempts: number;
  created: string;
  updated: string;
  next?: string | null;
  /** Of the last attempt, in milliseconds. */
  duration?: number | null;
  error?: string | null;
  task_id?: string | null;
  detail?: { parameters?: Json; [more: string]: unknown } | null;
  event?: CloudEvent | null;
  removed?: boolean;
}

export interface Standing {
  subscriber: string;
  type: string;
  dead: number;
  waiting: number;
  live: boolean;
}

export interface TraceNode {
  id: string;
  parent: string | null;
  kind: string;
  ref: string;
  title: string;
  state: string | null;
  plugin: string | null;
  time: string | null;
  /** In milliseconds. */
  duration: number | null;
  error: string | null;
}

export interface Hook {
  id: string;
  direction: 'in' | 'out';
  name: string;
  type: string;
  enabled: boolean;
  max_bytes?: number | null;
  url?: string | null;
  headers?: Record<string, string> | string[] | null;
  secret?: string | null;
  allow_private?: boolean | null;
  last?: { [key: string]: any } | null;
}

export interface FlowProblem extends FieldError {
  line?: number | null;
  column?: number | null;
  suggestion?: string | null;
}

export const DELIVERY_TONES: Record<DeliveryState, Tone> = { retrying: 'warning', done: 'success', dead: 'danger', discarded: 'neutral' };

/** The first telling values of an event's data. */
export function gist(data: unknown, format: (key: string, value: unknown) => string): string {
  if (data === null || data === undefined) return '';
  if (typeof data !== 'object') return String(data);
  return Object.entries(data)
    .filter(([key, value]) => ['string', 'number', 'boolean'].includes(typeof value) && value !== '' && !/(^|_)id$/.test(key))
    .slice(0, 3)
    .map(([key, value]) => `${key}: ${format(key, value)}`)
    .join('  ·  ');
}

/** Whether an event, as its type says, tells of something that went well or wrong. */
export function toneOf(type: string): Tone {
  if (/[._](failed|error|dead|cut|broken|quarantined)$/.test(type)) return 'danger';
  if (/[._](completed|done|finished|recovered)$/.test(type)) return 'success';
  return 'neutral';
}

export interface EventQuery {
  text: string;
  type: string;
  source: string;
  subject: string;
  cause: string;
  time: string;
}

export const NO_QUERY: EventQuery = { text: '', type: '', source: '', subject: '', cause: '', time: '' };
export const TIMES = ['hour', 'day', 'today', 'yesterday', 'week', 'month'] as const;

const HOUR = 3600e3;
const BACK: Record<string, number> = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30 * 24 * HOUR };

/** The bounds of a named span of time, as the server takes them. */
export function bounds(time: string, now = Date.now()): { since?: string; until?: string } {
  const iso = (at: number) => new Date(at).toISOString();
  if (BACK[time]) return { since: iso(now - BACK[time]) };
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  if (time === 'today') return { since: iso(midnight) };
  if (time === 'yesterday') return { since: iso(new Date(midnight).setDate(new Date(midnight).getDate() - 1)), until: iso(midnight) };
  return {};
}

/** Whether an event that has just come belongs to what a query shows. */
export function fits(event: CloudEvent, query: EventQuery): boolean {
  if (query.type && event.type !== query.type) return false;
  if (query.source && event.source !== query.source) return false;
  if (query.subject && event.subject !== query.subject) return false;
  if (query.cause && event.causationid !== query.cause) return false;
  if (query.time === 'yesterday') return false;
  const text = query.text.trim().toLowerCase();
  return !text || `${event.type}\n${event.subject ?? ''}\n${JSON.stringify(event.data ?? null)}`.toLowerCase().includes(text);
}

export interface SchemaField {
  path: string;
  type: string;
  description: string;
  required: boolean;
}

/** The fields of a schema, those of objects inside with their path. */
export function fields(schema: Schema | null | undefined, prefix = '', depth = 0): SchemaField[] {
  if (!schema?.properties || depth > 4) return [];
  return Object.entries(schema.properties).flatMap(([name, one]) => {
    const path = prefix + name;
    const type = Array.isArray(one.type) ? one.type.filter((word) => word !== 'null').join(' | ') : (one.type ?? (one.enum ? 'enum' : 'any'));
    const own: SchemaField = {
      path, required: schema.required?.includes(name) ?? false,
      type: one.enum ? one.enum.map(String).join(' | ') : type === 'array' ? `${one.items?.type ?? 'any'}[]` : one.format ? `${type} · ${one.format}` : type,
      description: one.description ?? one.title ?? '',
    };
    return [own, ...fields(one, `${path}.`, depth + 1), ...(one.items ? fields(one.items, `${path}[].`, depth + 1) : [])];
  });
}
