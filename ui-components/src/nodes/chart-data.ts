import { instant, numeric } from '../core/format.ts';
import type { Columns } from '../chart/plot.ts';
import type { Row } from '../core/model.ts';

/** A pause this many times as long as usual is one in which nothing was measured. */
const GAP = 2.5;

/** The rows as columns, oldest first; where samples are missing there is a moment without values. */
export function columns(rows: readonly Row[], x: string, fields: readonly string[]): Columns {
  const points = rows
    .map((row) => ({ time: instant(row[x]), row }))
    .filter((point): point is { time: number; row: Row } => point.time !== null)
    .sort((a, b) => a.time - b.time)
    .filter((point, at, all) => point.time !== all[at + 1]?.time);
  const step = usual(points.map(({ time }) => time));
  const times: number[] = [];
  const values = fields.map((): (number | null)[] => []);
  points.forEach(({ time, row }, at) => {
    const before = points[at - 1]?.time;
    if (before !== undefined && time - before > GAP * step) {
      times.push((before + step) / 1000);
      for (const column of values) column.push(null);
    }
    times.push(time / 1000);
    fields.forEach((field, index) => values[index]!.push(numeric(row[field])));
  });
  return [times, ...values];
}

/** The middle one of the distances; with fewer than two nothing is unusual. */
function usual(times: readonly number[]): number {
  const steps = times.slice(1).map((time, at) => time - times[at]!).sort((a, b) => a - b);
  return steps.length < 2 ? Infinity : steps[Math.floor(steps.length / 2)]!;
}

export interface Extent {
  last: number;
  low: number;
  high: number;
}

/** What a series comes to in three numbers; null when it has no value at all. */
export function extent(values: readonly (number | null)[]): Extent | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length === 0 ? null : { last: known.at(-1)!, low: Math.min(...known), high: Math.max(...known) };
}

/** `5m` in seconds; null when there is none. */
export function seconds(text: unknown): number | null {
  const [, amount, unit] = /^(\d+)([smhd])$/.exec(String(text ?? '')) ?? [];
  return amount ? Number(amount) * { s: 1, m: 60, h: 3600, d: 86400 }[unit as 's' | 'm' | 'h' | 'd'] : null;
}
