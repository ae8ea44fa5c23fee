import { Environment } from '@marcbachmann/cel-js';
import * as format from './format.ts';

/** What an expression can see: named sources, `row`, `selected`, `user`. */
export type Scope = Record<string, unknown>;

type Program = (scope: Scope) => unknown;

const environment = new Environment({ unlistedVariablesAreDyn: true, homogeneousAggregateLiterals: false });
const programs = new Map<string, Program | null>();
const wrapped = new WeakMap<object, object>();
const reported = new Set<string>();

declareFunctions();
declareMixedArithmetic();

function declareFunctions(): void {
  for (const [name, size] of [['KiB', 2 ** 10], ['MiB', 2 ** 20], ['GiB', 2 ** 30]] as const) {
    environment.registerConstant(name, 'double', size);
  }
  const formatters = { bytes: format.bytes, speed: format.speed, duration: format.duration, percent: format.percent };
  // One overload per type: `bytes(string)` and `duration(string)` are CEL's own and may not be covered by a dyn one.
  for (const [name, formatter] of Object.entries(formatters)) {
    for (const type of ['double', 'int', 'null']) environment.registerFunction(`${name}(${type}): string`, formatter);
  }
  const pick = (better: (a: number, b: number) => boolean) => (a: unknown, b: unknown) => {
    const x = format.numeric(a);
    const y = format.numeric(b);
    if (x === null || y === null) return x ?? y;
    return better(x, y) ? x : y;
  };
  environment.registerFunction('max(dyn, dyn): dyn', pick((a, b) => a > b));
  environment.registerFunction('min(dyn, dyn): dyn', pick((a, b) => a < b));
  environment.registerFunction('round(dyn): double', (a: unknown) => Math.round(format.numeric(a) ?? 0));
}

/** JSON has one kind of number and CEL two: `row.done * 100` would have no meaning without these. */
function declareMixedArithmetic(): void {
  const operators: Record<string, (a: number, b: number) => number> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '%': (a, b) => a % b,
  };
  for (const [sign, apply] of Object.entries(operators)) {
    // The result is named: else it counts as what stands on the left, and `2 * 1.5 + 1` fails.
    const mixed = (a: unknown, b: unknown) => apply(Number(a), Number(b));
    environment.registerOperator(`double ${sign} int: double`, mixed);
    environment.registerOperator(`int ${sign} double: double`, mixed);
  }
  environment.registerOperator('double % double: double', operators['%']!);
  environment.registerOperator('string + double: string', (a: string, b: number) => a + format.number(b));
  environment.registerOperator('string + int: string', (a: string, b: bigint) => a + format.number(b));
}

/** Adds a function whose answer needs more than this file knows, by its CEL signature. */
export function declareFunction(signature: string, run: (...args: any[]) => unknown): void {
  environment.registerFunction(signature, run);
}

/** The scope with more names; those of before are still read only when they are asked for. */
export function within(scope: Scope, more: Scope): Scope {
  return Object.create(scope, Object.getOwnPropertyDescriptors(more)) as Scope;
}

/** What a program sees of a scope. A name that is read is a source that is looked at, so nothing is read ahead. */
function view(scope: Scope): Scope {
  return new Proxy(scope, {
    get: (target, name) => {
      if (typeof name !== 'string' || !(name in target)) return undefined;
      const value = target[name];
      return typeof value === 'function' ? undefined : forgiving(value);
    },
  });
}

/** A view of `value` in which every missing member is null, as the page model promises. */
function forgiving(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value ?? null;
  let view = wrapped.get(value);
  if (!view) {
    view = new Proxy(value as Record<PropertyKey, unknown>, {
      get: (target, key) => (key === 'constructor' ? Object : forgiving(Object.hasOwn(target, key) ? target[key] : null)),
      getOwnPropertyDescriptor: (target, key) =>
        Reflect.getOwnPropertyDescriptor(target, key) ?? { value: null, configurable: true, enumerable: false, writable: true },
    });
    wrapped.set(value, view);
  }
  return view;
}

const PATH = /^(?!(?:true|false|null|KiB|MiB|GiB)$)[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;

/** A bare path such as `row.name` is most of what pages say, and needs no grammar; it means what CEL would have it mean. */
function follow(path: string, scope: Scope): unknown {
  const [first, ...members] = path.split('.') as [string, ...string[]];
  let at: unknown = first in scope ? scope[first] : null;
  for (const name of members) at = typeof at === 'object' && at !== null && !Array.isArray(at) && Object.hasOwn(at, name) ? (at as Scope)[name] : null;
  return typeof at === 'function' ? null : (at ?? null);
}

function program(source: string): Program | null {
  let found = programs.get(source);
  if (found === undefined) {
    try {
      found = environment.parse(source) as unknown as Program;
    } catch (problem) {
      report(source, problem);
      found = null;
    }
    programs.set(source, found);
  }
  return found;
}

function report(source: string, problem: unknown): void {
  if (reported.has(source)) return;
  reported.add(source);
  console.warn(`Expression cannot be used: ${source}`, problem);
}

/** The value of one CEL expression; null when something it needs is missing or it does not make sense. */
export function evaluate(source: string, scope: Scope): unknown {
  if (PATH.test(source)) return follow(source, scope);
  const run = program(source);
  if (!run) return null;
  try {
    const value = run(view(scope));
    return typeof value === 'bigint' ? Number(value) : (value ?? null);
  } catch {
    // CEL has no answer when an operand is null; the page shows a dash and the next patch may bring the value.
    return null;
  }
}

/** Whether the condition holds; no condition holds always. */
export function holds(source: string | null | undefined, scope: Scope): boolean {
  return !source || evaluate(source, scope) === true;
}

/** Fills `${…}` parts. A text that is one part alone keeps the type of its value. */
export function fill(value: unknown, scope: Scope): unknown {
  if (typeof value !== 'string' || !value.includes('${')) return value;
  const parts = split(value);
  if (parts.length === 1 && parts[0]!.code) return evaluate(parts[0]!.text, scope);
  return parts.map((part) => (part.code ? format.text(evaluate(part.text, scope)) : part.text)).join('');
}

/** {@link fill} for a text that is shown: nothing becomes an empty string. */
export function fillText(value: unknown, scope: Scope): string {
  const filled = fill(value, scope);
  if (filled === null || filled === undefined) return value === null || value === undefined ? '' : format.DASH;
  return typeof filled === 'string' ? filled : format.text(filled);
}

/** {@link fill} for everything inside a value. */
export function fillDeep(value: unknown, scope: Scope): unknown {
  if (Array.isArray(value)) return value.map((item) => fillDeep(item, scope));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillDeep(item, scope)]));
  }
  return fill(value, scope);
}

interface Part {
  code: boolean;
  text: string;
}

/** Cuts a text at its `${…}`; braces and quotes inside the expression are balanced. */
export function split(text: string): Part[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('${', at);
    const close = open < 0 ? -1 : closing(text, open + 2);
    if (close < 0) {
      parts.push({ code: false, text: text.slice(at) });
      break;
    }
    if (open > at) parts.push({ code: false, text: text.slice(at, open) });
    parts.push({ code: true, text: text.slice(open + 2, close).trim() });
    at = close + 1;
  }
  return parts;
}

function closing(text: string, from: number): number {
  let depth = 0;
  let quote = '';
  for (let i = from; i < text.length; i++) {
    const c = text[i]!;
    if (quote) {
      if (c === '\\') i++;
      else if (c === quote) quote = '';
    } else if (c === '"' || c === "'") quote = c;
    else if (c === '{') depth++;
    else if (c === '}' && depth-- === 0) return i;
  }
  return -1;
}
