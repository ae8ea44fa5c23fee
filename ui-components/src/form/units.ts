/** Quantities that people type with a unit and that travel as a plain number. */

export interface Unit {
  label: string;
  factor: number;
}

const SIZES: Unit[] = [{ label: 'B', factor: 1 }, { label: 'KiB', factor: 2 ** 10 }, { label: 'MiB', factor: 2 ** 20 }, { label: 'GiB', factor: 2 ** 30 }, { label: 'TiB', factor: 2 ** 40 }];

export function unitsOf(format: string | undefined, chinese: boolean): { units: Unit[]; preferred: number } | null {
  if (format === 'bytes') return { units: SIZES, preferred: 2 ** 20 };
  if (format === 'speed') return { units: SIZES.slice(0, 4).map((unit) => ({ ...unit, label: `${unit.label}/s` })), preferred: 2 ** 20 };
  if (format !== 'duration') return null;
  const [s, min, h, d] = chinese ? ['秒', '分', '小时', '天'] : ['s', 'min', 'h', 'd'];
  return { units: [{ label: s!, factor: 1 }, { label: min!, factor: 60 }, { label: h!, factor: 3600 }, { label: d!, factor: 86400 }], preferred: 60 };
}

/** The largest unit in which the value is a whole number, or the preferred one when there is no value. */
export function bestUnit(units: readonly Unit[], value: number | null, preferred: number): Unit {
  const usual = units.find((unit) => unit.factor === preferred) ?? units[0]!;
  if (value === null || value === 0) return usual;
  return [...units].reverse().find((unit) => value % unit.factor === 0) ?? units[0]!;
}

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/** The seconds of an ISO 8601 duration such as `PT1H30M`; null for what is none. */
export function fromIso(value: unknown): number | null {
  const [, days, hours, minutes, seconds] = (typeof value === 'string' && value !== 'P' && ISO.exec(value)) || [];
  if ([days, hours, minutes, seconds].every((part) => part === undefined)) return null;
  return Number(days ?? 0) * 86400 + Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}

/** Seconds as an ISO 8601 duration. */
export function toIso(seconds: number): string {
  const [d, h, m, s] = [Math.floor(seconds / 86400), Math.floor((seconds % 86400) / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  const time = `${h ? `${h}H` : ''}${m ? `${m}M` : ''}${s ? `${s}S` : ''}`;
  return `P${d ? `${d}D` : ''}${time ? `T${time}` : ''}`.replace(/^P$/, 'PT0S');
}
