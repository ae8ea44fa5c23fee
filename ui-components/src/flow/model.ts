import type { Row, Schema } from '../core/model.ts';

/** What is wrong with a flow, and where. */
export interface FlowProblem {
  /** A JSON Pointer into the flow, such as `/with/url`. */
  pointer: string;
  detail: string;
  line?: number | null;
  column?: number | null;
  /** What could stand there instead. */
  suggestion?: string | null;
}

export type FlowState = 'on' | 'off' | 'waiting' | 'broken' | 'cut';

/** What the owner says. */
export interface FlowDraft {
  name: string;
  enabled: boolean;
  on: { event: string };
  when: string | null;
  do: { plugin: string; action: string };
  with: Record<string, string>;
  retry: { attempts: number; backoff: string; longest: string; max_age: string };
  concurrency: number;
  order: 'strict' | 'none';
  rate: { per_minute: number };
}

export interface Flow extends FlowDraft, Row {
  id: string;
  state: FlowState;
  detail?: string | null;
  problems?: FlowProblem[];
  last?: { outcome: 'done' | 'retrying' | 'dead'; at: string; event_id: string; task_id?: string | null; error?: string | null; duration?: number | null } | null;
  counts?: { delivered: number; skipped: number; failed: number; dead: number; waiting: number };
}

/** A name that an expression may use. */
export interface Field {
  path: string;
  type: string;
  description?: string | null;
  required?: boolean;
  samples?: string[];
}

export interface CelFunction {
  name: string;
  signature?: string;
  description?: string | null;
  example?: string | null;
}

export interface Words {
  event: Field[];
  meta: Field[];
  functions: CelFunction[];
}

export interface EventType {
  name: string;
  owner: string;
  description?: string | null;
  count?: number | null;
}

export interface ActionInfo {
  plugin: string;
  name: string;
  description?: string | null;
  long_running?: boolean;
  params: Schema;
}

export interface Suggestion {
  parameter: string;
  expression: string;
  score: number;
  reasons: string[];
  sample?: string | null;
}

export interface DryRunResult {
  event: Row;
  matched: boolean;
  parameters: Row | null;
  errors: FlowProblem[];
}

export interface Delivery extends Row {
  id: string;
  event_id: string;
  type: string;
  state: 'retrying' | 'done' | 'dead' | 'discarded';
  attempts: number;
  updated: string;
  duration?: number | null;
  error?: string | null;
  task_id?: string | null;
  detail?: { parameters?: Row | null } | null;
}

export const EMPTY: FlowDraft = {
  name: '', enabled: true, on: { event: '' }, when: null, do: { plugin: '', action: '' }, with: {},
  retry: { attempts: 12, backoff: '1s', longest: '5m', max_age: '1d' }, concurrency: 1, order: 'strict', rate: { per_minute: 600 },
};

/** What the owner says of a flow, without what the server adds; what is missing is as in {@link EMPTY}. */
export function draftOf(flow: Partial<FlowDraft>): FlowDraft {
  return {
    name: flow.name ?? '',
    enabled: flow.enabled ?? true,
    on: { event: flow.on?.event ?? '' },
    when: flow.when?.trim() ? flow.when : null,
    do: { plugin: flow.do?.plugin ?? '', action: flow.do?.action ?? '' },
    with: { ...flow.with },
    retry: { ...EMPTY.retry, ...flow.retry },
    concurrency: flow.concurrency ?? EMPTY.concurrency,
    order: flow.order ?? ((flow.concurrency ?? 1) > 1 ? 'none' : 'strict'),
    rate: { ...EMPTY.rate, ...flow.rate },
  };
}

/** The token of a JSON Pointer as the name it stands for. */
export function unpoint(token: string): string {
  return token.replace(/~1/g, '/').replace(/~0/g, '~');
}

export function point(name: string): string {
  return name.replace(/~/g, '~0').replace(/\//g, '~1');
}

