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
