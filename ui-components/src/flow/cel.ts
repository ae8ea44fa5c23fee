/** CEL as text: its tokens for colouring, and its literals as values. Whether an expression fits is for the server to say. */

export type TokenKind = 'space' | 'string' | 'number' | 'keyword' | 'field' | 'function' | 'name' | 'operator' | 'bracket' | 'bad';

export interface Token {
  kind: TokenKind;
  text: string;
  /** Where it begins, in UTF-16 units. */
  at: number;
}

const RULES: [TokenKind, RegExp][] = [
  ['space', /\s+|\/\/[^\n]*/y],
  ['string', /[rR]?(?:"""[\s\S]*?"""|'''[\s\S]*?''')|[rR](?:"[^"\n]*"|'[^'\n]*')|[bB]?(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')/y],
  ['number', /0x[0-9a-fA-F]+u?|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?u?/y],
  ['name', /[\p{L}_][\p{L}\p{N}_]*(?:\s*\.\s*[\p{L}_][\p{L}\p{N}_]*)*/uy],
  ['operator', /&&|\|\||[=!<>]=|[-+*/%<>!?:]/y],
  ['bracket', /[()[\]{},.]/y],
];
const KEYWORDS = new Set(['true', 'false', 'null', 'in']);

/** Cuts the text into tokens; together they are the text. What is no CEL is `bad`. */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const token = next(text, at);
    if (token.kind === 'name') found.push(...named(token, text));
    else found.push(token);
    at += token.text.length;
  }
  return found;
}

function next(text: string, at: number): Token {
  for (const [kind, rule] of RULES) {
    rule.lastIndex = at;
    const match = rule.exec(text);
    if (match) return { kind, text: match[0], at };
  }
  // An open quote takes the rest of its line with it.
  const rest = /["']/.test(text[at]!) ? text.slice(at).split('\n', 1)[0]! : text[at]!;
  return { kind: 'bad', text: rest, at };
}

/** A chain of names is a field, and its last part a function where a bracket follows. */
function named(token: Token, text: string): Token[] {
  if (KEYWORDS.has(token.text)) return [{ ...token, kind: 'keyword' }];
  const end = token.at + token.text.length;
  const called = /^\s*\(/.test(text.slice(end, end + 8));
  const kind = (name: string): TokenKind => (/^(event|meta)\s*\./.test(name) || name === 'event' || name === 'meta' ? 'field' : 'name');
  if (!called) return [{ ...token, kind: kind(token.text) }];
  const dot = token.text.lastIndexOf('.');
  if (dot < 0) return [{ ...token, kind: 'function' }];
  return [
    { kind: kind(token.text.slice(0, dot)), text: token.text.slice(0, dot), at: token.at },
    { kind: 'bracket', text: '.', at: token.at + dot },
    { kind: 'function', text: token.text.slice(dot + 1), at: token.at + dot + 1 },
  ];
}

/** The position of a line and column, both from 1; columns count characters, not UTF-16 units. */
export function offset(text: string, line: number, column: number): number {
  const lines = text.split('\n');
  const before = lines.slice(0, Math.max(0, line - 1)).reduce((sum, one) => sum + one.length + 1, 0);
  const inside = [...(lines[line - 1] ?? '')].slice(0, Math.max(0, column - 1)).join('').length;
  return Math.min(text.length, before + inside);
}

/** The part of the text that a problem at this place is about: the token there, or the last character. */
export function marked(text: string, line: number, column: number): [from: number, to: number] {
  const start = offset(text, line, column);
  const token = tokens(text).find((one) => one.kind !== 'space' && one.at + one.text.length > start);
  if (!token) return [Math.max(0, text.length - 1), text.length];
  return [Math.min(start, token.at) === start ? token.at : token.at, token.at + token.text.length];
}

/** The value as a CEL literal; `type` is that of the schema, by which `2` may have to be `2.0`. */
export function toLiteral(value: unknown, type?: string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return type === 'number' && Number.isInteger(value) && Math.abs(value) < 1e21 ? `${value}.0` : String(value);
  if (Array.isArray(value)) return `[${value.map((one) => toLiteral(one)).join(', ')}]`;
  if (value !== null && typeof value === 'object') return `{${Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${toLiteral(one)}`).join(', ')}}`;
  return String(value);
}

/** The value of a text that is one literal; null when it is anything more. */
export function fromLiteral(text: string): { value: unknown } | null {
  const all = tokens(text).filter((one) => one.kind !== 'space');
  const reader = { all, at: 0 };
  const value = literal(reader);
  return value && reader.at === all.length ? value : null;
}

interface Reader {
  all: Token[];
  at: number;
}

function literal(reader: Reader): { value: unknown } | null {
  const token = reader.all[reader.at++];
  if (!token) return null;
  if (token.kind === 'string') return unquote(token.text);
  if (token.kind === 'number') return number(token.text);
  if (token.text === '-' && reader.all[reader.at]?.kind === 'number') {
    const positive = number(reader.all[reader.at++]!.text);
    return positive && { value: -(positive.value as number) };
  }
  if (token.text === 'true' || token.text === 'false') return { value: token.text === 'true' };
  if (token.text === '[') return list(reader);
  return token.text === '{' ? pairs(reader) : null;
}

function number(text: string): { value: unknown } | null {
  const value = Number(text.replace(/u$/, ''));
  // Beyond this a number of JavaScript is another number.
  return Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER ? { value } : null;
}

function list(reader: Reader): { value: unknown } | null {
  const items: unknown[] = [];
  while (reader.all[reader.at]?.text !== ']') {
    const item = literal(reader);
    if (!item) return null;
    items.push(item.value);
    if (reader.all[reader.at]?.text === ',') reader.at++;
    else if (reader.all[reader.at]?.text !== ']') return null;
  }
  reader.at++;
  return { value: items };
}

function pairs(reader: Reader): { value: unknown } | null {
  const all: Record<string, unknown> = {};
  while (reader.all[reader.at]?.text !== '}') {
    const key = literal(reader);
    if (!key || typeof key.value !== 'string' || reader.all[reader.at++]?.text !== ':') return null;
    const item = literal(reader);
    if (!item) return null;
    all[key.value] = item.value;
    if (reader.all[reader.at]?.text === ',') reader.at++;
    else if (reader.all[reader.at]?.text !== '}') return null;
  }
  reader.at++;
  return { value: all };
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', a: '\x07', v: '\v' };

function unquote(text: string): { value: string } | null {
  if (/^[bB]/.test(text)) return null;
  const raw = /^[rR]/.test(text);
  const quoted = raw ? text.slice(1) : text;
  const width = /^("""|''')/.test(quoted) ? 3 : 1;
  const inner = quoted.slice(width, -width);
  if (raw) return { value: inner };
  return { value: inner.replace(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|[0-3][0-7]{2}|.)/gsu, (_, code: string) => {
    if (/^[uUx]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16));
    if (/^[0-3][0-7]{2}$/.test(code)) return String.fromCodePoint(Number.parseInt(code, 8));
    return ESCAPES[code] ?? code;
  }) };
}
