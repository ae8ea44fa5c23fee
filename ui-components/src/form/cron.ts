/** Unix cron expressions of five fields, as the server's schedules read them. */

interface Range {
  name: 'minute' | 'hour' | 'day' | 'month' | 'weekday';
  from: number;
  to: number;
}

const RANGES: Range[] = [
  { name: 'minute', from: 0, to: 59 }, { name: 'hour', from: 0, to: 23 }, { name: 'day', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 }, { name: 'weekday', from: 0, to: 7 },
];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** When it is time; a field that is `null` is every one. */
export interface Cron {
  minute: number[] | null;
  hour: number[] | null;
  day: number[] | null;
  month: number[] | null;
  /** 0 is Sunday. */
  weekday: number[] | null;
  /** The step, where a field is `*` with one. */
  steps: Partial<Record<Range['name'], number>>;
}

/** Null for what is no such expression. */
export function parseCron(text: string): Cron | null {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== 5) return null;
  const cron: Cron = { minute: null, hour: null, day: null, month: null, weekday: null, steps: {} };
  for (const [at, range] of RANGES.entries()) {
    const part = parts[at]!.toLowerCase();
    if (part === '*') continue;
    const values = list(part, range);
    if (!values) return null;
    const step = /^\*\/(\d+)$/.exec(part);
    if (step) cron.steps[range.name] = Number(step[1]);
    cron[range.name] = range.name === 'weekday' ? [...new Set(values.map((day) => day % 7))].sort((a, b) => a - b) : values;
  }
  return cron;
}

function list(text: string, range: Range): number[] | null {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, from, to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part) ?? [];
    if (from === undefined || (from === '*' && to !== undefined)) return null;
    const first = from === '*' ? range.from : read(from, range);
    const last = from === '*' ? (range.name === 'weekday' ? 6 : range.to) : to !== undefined ? read(to, range) : step !== undefined ? range.to : first;
    const every = step === undefined ? 1 : Number(step);
    if (first === null || last === null || last < first || every < 1) return null;
    for (let value = first; value <= last; value += every) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function read(text: string, range: Range): number | null {
  const names = range.name === 'month' ? MONTHS : range.name === 'weekday' ? DAYS : [];
  const named = names.indexOf(text);
  const value = named >= 0 ? named + (range.name === 'month' ? 1 : 0) : /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= range.from && value <= range.to ? value : null;
}

/** The next times, in this machine's time zone; fewer where none come within eight years, such as on 30 February. */
export function nextRuns(cron: Cron, from: Date, count: number): Date[] {
  const runs: Date[] = [];
  const day = new Date(from.getFullYear(), from.getMonth(), from.getDate());
  for (let days = 0; days < 366 * 8 && runs.length < count; days++, day.setDate(day.getDate() + 1)) {
    if (!isDay(cron, day)) continue;
    for (const hour of cron.hour ?? span(24)) {
      for (const minute of cron.minute ?? span(60)) {
        const time = new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, minute);
        // An hour that summer time skips is not there that day.
        if (time > from && time.getHours() === hour && runs.length < count) runs.push(time);
      }
    }
  }
  return runs;
}

/** With both a day of the month and a weekday, either is enough; that is cron's rule. */
function isDay({ month, day, weekday }: Cron, date: Date): boolean {
  if (month && !month.includes(date.getMonth() + 1)) return false;
  if (day && weekday) return day.includes(date.getDate()) || weekday.includes(date.getDay());
  return (!day || day.includes(date.getDate())) && (!weekday || weekday.includes(date.getDay()));
}

function span(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}
