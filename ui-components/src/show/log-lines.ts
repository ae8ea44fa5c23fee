import { instant } from '../core/format.ts';
import type { Row } from '../core/model.ts';

/** More lines than these are in the file, not on the screen. */
export const MOST = 5000;
/** Lines are drawn in pieces of this many, so that those out of sight cost nothing and those that stay are not drawn again. */
const CHUNK = 100;
// Colours and movements that programs write for terminals.
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\-_])/g;
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

export type Level = 'error' | 'warn' | 'info' | 'debug' | 'other';
export const LEVELS: readonly Level[] = ['error', 'warn', 'info', 'debug', 'other'];
const WORDS: Record<string, Level> = { error: 'error', err: 'error', fatal: 'error', severe: 'error', critical: 'error', warn: 'warn', warning: 'warn', info: 'info', notice: 'info', debug: 'debug', trace: 'debug', fine: 'debug' };

export interface Line {
  readonly row: Row | string;
  readonly time: unknown;
  readonly level: Level;
  readonly word: string;
  readonly text: string;
  /** What was thrown, whole; empty when nothing was. */
  readonly error: string;
}

const known = new WeakMap<object, Line>();

/** The newest lines of a source, oldest first, however it orders them. */
export function linesOf(rows: readonly (Row | string)[]): readonly Line[] {
  const first = timeOf(rows[0]);
  const last = timeOf(rows.at(-1));
  const ordered = first !== null && last !== null && first > last ? [...rows].reverse() : rows;
  // What is left out grows by whole chunks, so that the others stay the same.
  const out = Math.max(0, Math.ceil((ordered.length - MOST) / CHUNK) * CHUNK);
  return ordered.slice(out).map(line);
}

export function chunks(lines: readonly Line[]): readonly (readonly Line[])[] {
  return Array.from({ length: Math.ceil(lines.length / CHUNK) }, (_, at) => lines.slice(at * CHUNK, (at + 1) * CHUNK));
}

function line(row: Row | string): Line {
  if (typeof row !== 'object' || row === null) return { row, time: null, level: 'other', word: '', text: clean(row), error: '' };
  let found = known.get(row);
  if (!found) {
    const word = String(row['level'] ?? '').toLowerCase();
    known.set(row, (found = { row, time: row['time'], level: WORDS[word] ?? 'other', word, text: clean(row['message']), error: clean(row['error']) }));
  }
  return found;
}

function clean(message: unknown): string {
  const text = message === null || message === undefined ? '' : typeof message === 'object' ? JSON.stringify(message) : String(message);
  return text.replace(ESCAPES, '').replace(/\r\n?/g, '\n').replace(CONTROLS, '\ufffd');
}

function timeOf(row: Row | string | undefined): number | null {
  return typeof row === 'object' && row !== null ? instant(row['time']) : null;
}
