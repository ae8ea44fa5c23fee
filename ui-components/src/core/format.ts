import { locale, t } from './i18n.ts';

/** What stands for a value that is not there. */
export const DASH = '—';

const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const formats = new Map<string, Intl.NumberFormat>();
const dates = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<string, Intl.RelativeTimeFormat>();
/** A difference of clocks below this is what the second of a header and the way of the answer make of it. */
const SKEW_LEAST = 2000;
/** Beyond this many milliseconds there is no date (ECMA-262, 21.4.1.1). */
const LAST_DATE = 8.64e15;
let skew = 0;

/** Learns the server's clock, so that "in 25 seconds" is true on a machine whose own clock is wrong. */
export function learnClock(server: number): void {
  const difference = server - Date.now();
  if (Number.isFinite(difference)) skew = Math.abs(difference) < SKEW_LEAST ? 0 : difference;
}

function digits(maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${locale()}:${maximumFractionDigits}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.NumberFormat(locale(), { maximumFractionDigits })));
  return format;
}

/** Making a format takes longer than drawing the row that it is for. */
function dated(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale()}:${JSON.stringify(options)}`;
  let format = dates.get(key);
  if (!format) dates.set(key, (format = new Intl.DateTimeFormat(locale(), options)));
  return format;
}

function counted(style: 'long' | 'short'): Intl.RelativeTimeFormat {
  const key = `${locale()}:${style}`;
  let format = relatives.get(key);
  if (!format) relatives.set(key, (format = new Intl.RelativeTimeFormat(locale(), { numeric: 'auto', style })));
  return format;
}

/** A finite number, or null for anything else; CEL gives integers as bigint. */
export function numeric(value: unknown): number | null {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

export function number(value: unknown): string {
  const n = numeric(value);
  return n === null ? DASH : written(n, 2);
}

/** A number with at most so many decimals; what would be a row of digits that nobody reads is written by its power of ten. */
function written(n: number, decimals: number): string {
  return Math.abs(n) < 1e15 ? digits(decimals).format(n) : new Intl.NumberFormat(locale(), { notation: 'scientific', maximumFractionDigits: 2 }).format(n);
}

export function bytes(value: unknown): string {
  let n = numeric(value);
  if (n === null) return DASH;
  let unit = 0;
  while (Math.abs(n) >= 1024 && unit < UNITS.length - 1) {
    n /= 1024;
    unit++;
  }
  return `${written(n, unit === 0 || Math.abs(n) >= 100 ? 0 : 1)} ${UNITS[unit]}`;
}

export function speed(value: unknown): string {
  return numeric(value) === null ? DASH : `${bytes(value)}/s`;
}

/** `value` is already 0–100. */
export function percent(value: unknown): string {
  const n = numeric(value);
  return n === null ? DASH : `${written(Math.floor(n), 0)}%`;
}

/** Seconds as the two largest parts: `1 h 20 min`, `4 min 10 s`; what is short as `3.2 s` or `80 ms`. */
export function duration(value: unknown): string {
  const n = numeric(value);
  if (n === null || n < 0) return DASH;
  if (n > 0 && n < 0.9995) return `${n < 0.001 ? '< 1' : Math.round(n * 1000)} ${locale() === 'zh-CN' ? '毫秒' : 'ms'}`;
  if (n < 9.95 && n > 0) return `${digits(1).format(n)} ${locale() === 'zh-CN' ? '秒' : 's'}`;
  const total = Math.round(n);
  const parts: [number, 'd' | 'h' | 'min' | 's'][] = [
    [Math.floor(total / 86400), 'd'],
    [Math.floor((total % 86400) / 3600), 'h'],
    [Math.floor((total % 3600) / 60), 'min'],
    [total % 60, 's'],
  ];
  const words = locale() === 'zh-CN' ? { d: '天', h: '小时', min: '分', s: '秒' } : { d: 'd', h: 'h', min: 'min', s: 's' };
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first < 0) return `0 ${words.s}`;
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, unit]) => `${amount} ${words[unit]}`)
    .join(' ');
}

export function date(value: unknown): string {
  const time = instant(value);
  if (time === null) return DASH;
  return dated({ dateStyle: 'medium', timeStyle: 'short' }).format(time);
}

export function clock(value: unknown): string {
  const time = instant(value);
  if (time === null) return DASH;
  return dated({ hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }).format(time);
}

/** A point on an axis of time, as exact as the distance to the next one asks for. */
export function tick(seconds: number, step: number): string {
  const fields: Intl.DateTimeFormatOptions = step >= 86400 ? { month: 'short', day: 'numeric' } : { hour: '2-digit', minute: '2-digit', hour12: false, ...(step < 60 ? { second: '2-digit' } : {}) };
  return dated(fields).format(seconds * 1000);
}

/** "3 minutes ago", "in 25 seconds", or short "3 min. ago"; further than a week it is the date. */
export function relative(value: unknown, now = Date.now() + skew, style: 'long' | 'short' = 'long'): string {
  const time = instant(value);
  if (time === null) return DASH;
  const seconds = Math.round((time - now) / 1000);
  const format = counted(style);
  const size = Math.abs(seconds);
  // What comes is waited for, so its seconds count; what was a moment ago is now.
  if (seconds > 1 && size < 90) return format.format(seconds, 'second');
  if (size < 45) return seconds > 0 ? format.format(0, 'second') : t('time.now');
  if (size < 3600) return format.format(Math.round(seconds / 60), 'minute');
  if (size < 86400) return format.format(Math.round(seconds / 3600), 'hour');
  if (size < 7 * 86400) return format.format(Math.round(seconds / 86400), 'day');
  return dated({ dateStyle: 'medium' }).format(time);
}

/** Milliseconds since the epoch, from RFC 3339 text or a number of milliseconds. */
export function instant(value: unknown): number | null {
  if (typeof value === 'string') {
    const time = Date.parse(value);
    return Number.isNaN(time) ? null : time;
  }
  const time = numeric(value);
  return time === null || Math.abs(time) > LAST_DATE ? null : time;
}

/** Any value as plain text: a dash for nothing, grouped digits for numbers. */
export function text(value: unknown): string {
  if (value === null || value === undefined || value === '') return DASH;
  if (typeof value === 'number' || typeof value === 'bigint') return number(value);
  if (Array.isArray(value)) return value.map(text).join(', ');
  if (typeof value === 'object') {
    const { message, detail } = value as { message?: unknown; detail?: unknown };
    return typeof message === 'string' ? message : typeof detail === 'string' ? detail : JSON.stringify(value);
  }
  return String(value);
}
