import { locale } from '../core/i18n.ts';
import type { Cron } from './cron.ts';
import { t } from './texts.ts';

/** An expression in plain words: “every day at 03:00”. */
export function inWords(cron: Cron): string {
  const when = days(cron);
  const time = times(cron);
  return time.frequent && when === t('cron.daily') ? time.text : `${when}${time.frequent ? t('cron.comma') : ' '}${time.text}`;
}

function times({ minute, hour, steps }: Cron): { text: string; frequent: boolean } {
  const step = (name: 'minute' | 'hour') => steps[name];
  if (hour && minute && !step('minute') && hour.length * minute.length <= 6) {
    const all = hour.flatMap((h) => minute.map((m) => `${pad(h)}:${pad(m)}`));
    return { text: t('cron.at', { times: join(all) }), frequent: false };
  }
  const within = hour && !step('hour') ? t('cron.hours', { hours: ranges(hour).map(([a, b]) => (a === b ? `${pad(a)}:00` : `${pad(a)}:00–${pad(b)}:59`)).join(t('form.and')) }) : '';
  if (!minute) return { text: step('hour') ? t('cron.minute.hours', { count: step('hour')! }) : t('cron.minute') + within, frequent: true };
  if (step('minute')) return { text: t('cron.minutes', { count: step('minute')! }) + within, frequent: true };
  const at = join(minute.map((m) => t('cron.minute.at', { minute: locale() === 'zh-CN' ? m : pad(m) })));
  if (step('hour')) return { text: t('cron.every.hours', { count: step('hour')!, at }), frequent: true };
  return { text: t('cron.hourly', { at }) + within, frequent: true };
}

function days({ day, month, weekday, steps }: Cron): string {
  const months = month ? t('cron.months', { months: join(month.map((one) => name(new Date(2024, one - 1, 1), { month: 'long' }))) }) : '';
  const byDay = day ? (steps.day ? t('cron.days', { count: steps.day }) : t('cron.dates', { days: join(day.map(String)) })) : '';
  const byWeek = weekday ? week(weekday) : '';
  const both = byDay && byWeek ? t('cron.or', { one: byDay, other: byWeek }) : byDay || byWeek || t('cron.daily');
  return locale() === 'zh-CN' ? `${months}${both}` : `${both}${months}`;
}

function week(weekday: number[]): string {
  const all = weekday.join();
  if (all === '1,2,3,4,5') return t('cron.workdays');
  if (all === '0,6') return t('cron.weekends');
  // 2024 began on a Monday: the week of 7 January has Sunday as 7.
  const sorted = [...weekday].sort((a, b) => ((a + 6) % 7) - ((b + 6) % 7));
  return t('cron.weekdays', { days: join(sorted.map((one) => name(new Date(2024, 0, 7 + one), { weekday: 'long' }))) });
}

function name(date: Date, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), options).format(date);
}

function join(words: string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(words);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** `[0,1,2,5]` is 0 to 2, and 5. */
function ranges(values: number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const value of values) {
    const last = found.at(-1);
    if (last && last[1] === value - 1) last[1] = value;
    else found.push([value, value]);
  }
  return found;
}
