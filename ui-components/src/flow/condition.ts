import { fromLiteral, toLiteral, tokens, type Token } from './cel.ts';
import type { Field } from './model.ts';

export type Op = 'eq' | 'ne' | 'gt' | 'ge' | 'lt' | 'le' | 'contains' | 'lacks' | 'starts' | 'ends' | 'matches' | 'in' | 'true' | 'false' | 'there' | 'absent';

/** One row of the builder: a field, what is asked of it, and a constant. */
export interface Term {
  field: string;
  op: Op;
  value: unknown;
}

export interface Condition {
  join: 'and' | 'or';
  terms: Term[];
}

const COMPARISONS: Record<string, Op> = { '==': 'eq', '!=': 'ne', '>': 'gt', '>=': 'ge', '<': 'lt', '<=': 'le' };
const SIGNS = Object.fromEntries(Object.entries(COMPARISONS).map(([sign, op]) => [op, sign])) as Partial<Record<Op, string>>;
const CALLS: Record<string, Op> = { contains: 'contains', startsWith: 'starts', endsWith: 'ends', matches: 'matches' };
const METHODS: Partial<Record<Op, string>> = { contains: 'contains', starts: 'startsWith', ends: 'endsWith', matches: 'matches', lacks: 'contains' };
const TEXT: Op[] = ['eq', 'ne', 'contains', 'lacks', 'starts', 'ends', 'in', 'matches'];
const ORDERED: Op[] = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'];

/** What can be asked of a field of this type. */
export function operators(field: Pick<Field, 'type' | 'required'> | undefined): Op[] {
  const there: Op[] = field && !field.required ? ['there', 'absent'] : [];
  switch (field?.type) {
    case 'int':
    case 'uint':
    case 'double':
      return [...ORDERED, 'in', ...there];
    case 'bool':
      return ['true', 'false', ...there];
    case 'timestamp':
      return ['gt', 'lt', ...there];
    case 'list':
    case 'map':
      return there.length > 0 ? there : ['there'];
    default:
      return [...TEXT, ...there];
  }
}

export function needsValue(op: Op): boolean {
  return !['true', 'false', 'there', 'absent'].includes(op);
}

/**
 * The rows as CEL. A field that may be missing is asked for first, since CEL has no answer for what is not there. Null without rows.
 */
export function writeCondition({ join, terms }: Condition, fields: readonly Field[]): string | null {
  const texts = terms.filter((one) => one.field).map((term) => {
    const text = writeTerm(term, fields.find((one) => one.path === term.field));
    const guarded = text.includes(' && ');
    return guarded && join === 'or' ? `(${text})` : text;
  });
  return texts.length > 0 ? texts.join(join === 'and' ? ' && ' : ' || ') : null;
}

function writeTerm({ field: path, op, value }: Term, field: Field | undefined): string {
  if (op === 'there' || op === 'absent') return `${op === 'absent' ? '!' : ''}has(${path})`;
  const text = ask(path, op, value, field);
  return field && field.required === false && path.includes('.') ? `has(${path}) && ${text}` : text;
}

function ask(path: string, op: Op, value: unknown, field: Field | undefined): string {
  if (op === 'true') return path;
  if (op === 'false') return `!${path}`;
  if (op === 'in') return `${path} in ${toLiteral(Array.isArray(value) ? value : [value])}`;
  const literal = constant(value, field);
  const method = METHODS[op];
  if (method) return `${op === 'lacks' ? '!' : ''}${path}.${method}(${literal})`;
  return `${path} ${SIGNS[op]} ${literal}`;
}

function constant(value: unknown, field: Field | undefined): string {
  if (field?.type === 'timestamp') return `timestamp(${toLiteral(String(value ?? ''))})`;
  return toLiteral(value, field?.type === 'double' ? 'number' : undefined);
}

/** The rows that say the same as the expression; null when rows cannot say it. No expression is no rows. */
export function readCondition(text: string | null): Condition | null {
  const all = tokens(text ?? '').filter((one) => one.kind !== 'space');
  if (all.length === 0) return { join: 'and', terms: [] };
  const ors = split(all, '||');
  const ands = split(all, '&&');
  if (!ors || !ands || (ors.length > 1 && ands.length > 1)) return null;
  const join = ors.length > 1 ? 'or' : 'and';
  const parts = (join === 'or' ? ors.map(unbracket) : ands).map((part) => (join === 'or' ? guardedTerm(part) : readTerm(part)));
  if (parts.some((one) => one === null)) return null;
  return { join, terms: join === 'and' ? withoutGuards(parts as Term[]) : (parts as Term[]) };
}

function guardedTerm(part: Token[]): Term | null {
  const inner = split(part, '&&')?.map(readTerm);
  if (!inner || inner.some((one) => one === null)) return null;
  const terms = withoutGuards(inner as Term[]);
  return terms.length === 1 ? terms[0]! : null;
}

/** `has(x)` right before a row about x is how a row about an optional field is written. */
function withoutGuards(terms: Term[]): Term[] {
  return terms.filter((term, at) => !(term.op === 'there' && terms[at + 1]?.field === term.field && !['there', 'absent'].includes(terms[at + 1]!.op)));
}

/** Cuts at an operator that stands in no bracket; null when the brackets do not fit. */
function split(all: readonly Token[], sign: string): Token[][] | null {
  const parts: Token[][] = [[]];
  let depth = 0;
  for (const token of all) {
    if ('([{'.includes(token.text)) depth++;
    if (')]}'.includes(token.text)) depth--;
    if (depth < 0) return null;
    if (depth === 0 && token.text === sign) parts.push([]);
    else parts.at(-1)!.push(token);
  }
  return depth === 0 ? parts : null;
}

function unbracket(part: Token[]): Token[] {
  if (part[0]?.text !== '(' || part.at(-1)?.text !== ')') return part;
  const inner = part.slice(1, -1);
  return split(inner, '||')?.length === 1 ? inner : part;
}

function readTerm(part: Token[]): Term | null {
  const not = part[0]?.text === '!';
  const [first, second, ...rest] = not ? part.slice(1) : part;
  if (!first) return null;
  if (first.kind === 'function' && first.text === 'has' && second?.text === '(' && rest.length === 2 && rest[0]!.kind === 'field') {
    return { field: plain(rest[0]!), op: not ? 'absent' : 'there', value: null };
  }
  if (first.kind !== 'field') return null;
  const field = plain(first);
  if (!second) return { field, op: not ? 'false' : 'true', value: null };
  if (second.text === '.') return readCall(field, rest, not);
  if (not) return null;
  const op = second.text === 'in' ? 'in' : COMPARISONS[second.text];
  const value = op ? readConstant(rest) : null;
  if (!op || !value || (op === 'in') !== Array.isArray(value.value)) return null;
  return { field, op, value: value.value };
}

function readCall(field: string, [name, open, ...rest]: Token[], not: boolean): Term | null {
  const op = CALLS[name?.text ?? ''];
  if (!op || open?.text !== '(' || rest.at(-1)?.text !== ')' || (not && op !== 'contains')) return null;
  const value = readConstant(rest.slice(0, -1));
  return value && typeof value.value === 'string' ? { field, op: not ? 'lacks' : op, value: value.value } : null;
}

function readConstant(part: Token[]): { value: unknown } | null {
  const time = part[0]?.kind === 'function' && part[0].text === 'timestamp' && part.length === 4;
  const value = fromLiteral((time ? part.slice(2, 3) : part).map(({ text }) => text).join(' '));
  return value && (!value.value || typeof value.value !== 'object' || Array.isArray(value.value)) ? value : null;
}

function plain(token: Token): string {
  return token.text.replace(/\s+/g, '');
}
