/** A subtitle: what stands on the screen from one moment to another, in seconds. */
export interface Cue {
  id: string;
  start: number;
  end: number;
  text: string;
}

export type Fault = 'backwards' | 'overlap' | 'fast' | 'empty';

/** Signs a second that most people can read; a wide sign (Chinese, Japanese, Korean) says as much as two and a half. */
const FASTEST = 21;
const WIDE = 2.5;
const NEW_LENGTH = 2;
const round = (seconds: number) => Math.max(0, Math.round(seconds * 1000) / 1000);

/** What a source has, as cues in the order of time; rows that are none are left out. */
export function cuesOf(rows: readonly Record<string, unknown>[]): Cue[] {
  return sorted(rows.flatMap((row) => {
    const [start, end] = [Number(row['start']), Number(row['end'])];
    return Number.isFinite(start) && Number.isFinite(end) ? [{ id: String(row['id']), start, end, text: String(row['text'] ?? '') }] : [];
  }));
}

export function sorted(cues: readonly Cue[]): Cue[] {
  return [...cues].sort((one, other) => one.start - other.start || one.end - other.end);
}

/** How fast a cue must be read, in signs a second. */
export function speedOf({ start, end, text }: Cue): number {
  const signs = [...text.replace(/\s+/g, ' ').trim()].reduce((sum, sign) => sum + (/[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/.test(sign) ? WIDE : 1), 0);
  return end > start ? signs / (end - start) : Infinity;
}

/** What is wrong with each cue, by id. */
export function faultsOf(cues: readonly Cue[]): Map<string, Fault> {
  const faults = new Map<string, Fault>();
  let last = -Infinity;
  for (const cue of cues) {
    if (cue.end <= cue.start) faults.set(cue.id, 'backwards');
    else if (cue.start < last - 0.0005) faults.set(cue.id, 'overlap');
    else if (cue.text.trim() === '') faults.set(cue.id, 'empty');
    else if (speedOf(cue) > FASTEST) faults.set(cue.id, 'fast');
    last = Math.max(last, cue.end);
  }
  return faults;
}

/** A new cue after the one at `at`, as long as there is room; -1 for one at the beginning. */
export function added(cues: readonly Cue[], at: number, id: string): Cue[] {
  const start = cues[at]?.end ?? 0;
  const room = (cues[at + 1]?.start ?? Infinity) - start;
  const length = room > 0.2 ? Math.min(NEW_LENGTH, room) : NEW_LENGTH;
  return [...cues.slice(0, at + 1), { id, start, end: round(start + length), text: '' }, ...cues.slice(at + 1)];
}

/** Splits a cue where the caret is; its time is shared out by the length of the texts. */
export function split(cues: readonly Cue[], at: number, caret: number, id: string): Cue[] {
  const cue = cues[at];
  if (!cue) return [...cues];
  const place = caret > 0 && caret < cue.text.length ? caret : Math.ceil(cue.text.length / 2);
  const middle = round(cue.start + (cue.end - cue.start) * (cue.text.length > 0 ? place / cue.text.length : 0.5));
  return [...cues.slice(0, at), { ...cue, end: middle, text: cue.text.slice(0, place).trim() }, { id, start: middle, end: cue.end, text: cue.text.slice(place).trim() }, ...cues.slice(at + 1)];
}

/** Joins a cue with the next one. */
export function merged(cues: readonly Cue[], at: number): Cue[] {
  const [one, next] = [cues[at], cues[at + 1]];
  if (!one || !next) return [...cues];
  return [...cues.slice(0, at), { ...one, end: Math.max(one.end, next.end), text: [one.text, next.text].filter(Boolean).join('\n') }, ...cues.slice(at + 2)];
}

/** Moves the cues from `from` on by so many seconds, never before the beginning. */
export function shifted(cues: readonly Cue[], from: number, seconds: number): Cue[] {
  const by = Math.max(seconds, -(cues[from]?.start ?? 0));
  return sorted(cues.map((cue, at) => (at < from ? cue : { ...cue, start: round(cue.start + by), end: round(cue.end + by) })));
}

/** `1:02:03.450`. */
export function stampOf(seconds: number): string {
  const all = Math.round(Math.max(0, seconds) * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(all / 3_600_000)}:${two(Math.floor(all / 60_000) % 60)}:${two(Math.floor(all / 1000) % 60)}.${String(all % 1000).padStart(3, '0')}`;
}

/** The seconds that `1:02:03.45`, `2:03,5` or `7.25` stand for; null for anything else. */
export function secondsOf(stamp: string): number | null {
  const parts = /^(?:(?:(\d{1,3}):)?(\d{1,2}):)?(\d{1,5})(?:[.,](\d{1,3}))?$/.exec(stamp.trim());
  if (!parts || (parts[2] !== undefined && Number(parts[3]) > 59)) return null;
  return Number(parts[1] ?? 0) * 3600 + Number(parts[2] ?? 0) * 60 + Number(parts[3]) + Number(`0.${parts[4] ?? 0}`);
}
