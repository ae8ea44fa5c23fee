import { numeric } from '../core/format.ts';
import { tOr } from '../core/i18n.ts';
import type { Row } from '../core/model.ts';

/** A stretch of a recording, in seconds. */
export interface Part {
  id: string;
  start: number;
  end: number;
  label: string;
  value: number | null;
  lane: Lane;
}

/** All parts of one kind, which are drawn in one row. */
export interface Lane {
  kind: string;
  name: string;
  /** The colour, by its name in the stylesheet: `<ink>` for lines and letters, `<ink>-bg` below them. */
  ink: string;
  /** How long all of them are, what overlaps counted once. */
  seconds: number;
  parts: Part[];
}

export interface Sound {
  duration: number;
  peaks: readonly (readonly [number, number])[];
}

export interface Curve {
  points: readonly { time: number; value: number }[];
  low: number;
  high: number;
}

const TONES = new Set(['neutral', 'info', 'success', 'warning', 'danger']);
/** What everybody has gets the same colour everywhere; other kinds take what is left. */
const OWN: Record<string, string> = { speech: 'class-0', music: 'class-5', noise: 'class-3', silence: 'neutral' };
const OTHERS = ['class-2', 'class-1', 'class-4', 'class-0', 'class-5', 'class-3'];

/** What the source gives, as far as it can be drawn: a recording without peaks still has a length. */
export function soundOf(value: unknown, lanes: readonly Lane[]): Sound {
  const given = (typeof value === 'object' && value !== null ? value : {}) as { duration?: unknown; peaks?: unknown };
  const last = lanes.reduce((most, { parts }) => parts.reduce((end, part) => Math.max(end, part.end), most), 0);
  const bound = (one: unknown) => Math.max(-1, Math.min(1, numeric(one) ?? 0));
  const peaks = Array.isArray(given.peaks) ? given.peaks.map((pair) => (Array.isArray(pair) ? ([bound(pair[0]), bound(pair[1])] as const) : ([0, 0] as const))) : [];
  return { duration: Math.max(0, numeric(given.duration) ?? 0) || last, peaks };
}

/** The rows by their kinds, in the order in which these are first heard. */
export function lanesOf(rows: readonly Row[], key: string): Lane[] {
  const lanes = new Map<string, Lane>();
  const sorted = rows.map((row) => ({ row, start: numeric(row['start']), end: numeric(row['end']) })).filter(({ start, end }) => start !== null && end !== null && end > start && start >= 0).sort((one, other) => one.start! - other.start!);
  let others = 0;
  for (const { row, start, end } of sorted) {
    const kind = String(row['kind'] ?? '');
    let lane = lanes.get(kind);
    if (!lane) lanes.set(kind, (lane = { kind, name: tOr(`wave.kind.${kind}`, kind || String(row['label'] ?? '')), ink: TONES.has(row['tone']) ? (row['tone'] as string) : (OWN[kind] ?? OTHERS[others++ % OTHERS.length]!), seconds: 0, parts: [] }));
    lane.parts.push({ id: String(row[key]), start: start!, end: end!, label: String(row['label'] ?? '') || lane.name, value: numeric(row['value']), lane });
  }
  for (const lane of lanes.values()) {
    lane.seconds = covered(lane.parts);
    // A kind whose parts are all called the same is called so, too.
    const labels = new Set(lane.parts.map(({ label }) => label));
    if (labels.size === 1) lane.name = lane.parts[0]!.label;
  }
  return [...lanes.values()];
}

function covered(parts: readonly Part[]): number {
  let sum = 0;
  let until = 0;
  for (const { start, end } of parts) {
    sum += Math.max(0, end - Math.max(start, until));
    until = Math.max(until, end);
  }
  return sum;
}

export function curveOf(rows: readonly Row[]): Curve | null {
  const points = rows.flatMap((row) => {
    const [time, value] = [numeric(row['time']), numeric(row['value'])];
    return time === null || value === null ? [] : [{ time, value }];
  }).sort((one, other) => one.time - other.time);
  if (points.length === 0) return null;
  const [low, high] = [points.reduce((least, { value }) => Math.min(least, value), Infinity), points.reduce((most, { value }) => Math.max(most, value), -Infinity)];
  return { points, low, high };
}

/** The value at a moment: that of the last point before it. */
export function valueAt({ points }: Curve, time: number): number | null {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.time <= time) low = middle + 1;
    else high = middle;
  }
  return points[low - 1]?.value ?? null;
}

/** All parts in the order of time. */
export function allParts(lanes: readonly Lane[]): Part[] {
  return lanes.flatMap(({ parts }) => parts).sort((one, other) => one.start - other.start);
}

/** A player that is sent to a moment may stop a hair before it. */
const HAIR = 0.02;

export function partsAt(lanes: readonly Lane[], moment: number): Part[] {
  const time = moment + HAIR;
  return lanes.flatMap(({ parts }) => parts.filter(({ start, end }) => time >= start && time < end));
}

/** Where the part after (1) or before (-1) a moment begins; the one that has just begun is the one at hand. */
export function nextStart(lanes: readonly Lane[], time: number, by: -1 | 1): number | null {
  const starts = allParts(lanes).map(({ start }) => start);
  return (by > 0 ? starts.find((start) => start > time + 0.05) : starts.findLast((start) => start < time - 1)) ?? null;
}

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];

/** The moments of an axis that shows so many seconds in so many pixels, at least `apart` pixels from each other. */
export function ticks(from: number, span: number, width: number, apart: number): number[] {
  const step = STEPS.find((one) => (one / span) * width >= apart) ?? STEPS.at(-1)!;
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: Math.max(0, Math.floor((from + span) / step + 1e-9) - first + 1) }, (_, at) => (first + at) * step);
}
