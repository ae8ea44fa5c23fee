import { numeric, percent } from '../core/format.ts';
import type { Row } from '../core/model.ts';
import { t } from './texts.ts';

/** A part of a picture, in fractions of it; one without a place of its own has no width. */
export interface Region {
  id: string;
  row: Row;
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
  label: string;
  /** 0 to 1, or null when nobody has said. */
  confidence: number | null;
  tone: string;
  /** Which line of the text it is part of. */
  line: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const TONES = new Set(['neutral', 'info', 'success', 'warning', 'danger']);
const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;

/** The rows as regions, in their order, which is the order of reading: only who has read the page knows its columns. */
export function regionsOf(rows: readonly Row[], key: string): Region[] {
  const regions = rows.map((row) => regionOf(row, String(row[key])));
  let line = 0;
  let last: Region | null = null;
  for (const region of regions) {
    if (last && !besides(last, region)) line++;
    region.line = line;
    last = region;
  }
  return regions;
}

function regionOf(row: Row, id: string): Region {
  const within = (value: unknown) => Math.max(0, Math.min(1, numeric(value) ?? 0));
  const [x, y] = [within(row['x']), within(row['y'])];
  const sure = numeric(row['confidence']);
  const word = (value: unknown) => (value === null || value === undefined ? '' : String(value));
  return {
    id, row, x, y, width: Math.min(1 - x, within(row['width'])), height: Math.min(1 - y, within(row['height'])), text: word(row['text']), label: word(row['label']),
    confidence: sure === null ? null : Math.max(0, Math.min(1, sure)), tone: TONES.has(row['tone']) ? (row['tone'] as string) : 'info', line: 0,
  };
}

/** What it is called: what is written there, else who or what it is. */
export function titleOf({ text, label }: Region): string {
  return text.trim() || label.trim() || t('boxes.none');
}

/** The same with all that is known, for those who do not see it. */
export function spoken(region: Region): string {
  const { text, label, confidence } = region;
  return [titleOf(region), text.trim() && label.trim(), confidence === null ? '' : t('boxes.sure', { percent: percent(confidence * 100) })].filter(Boolean).join(', ');
}

/** Whether the middle of the one is at the height of the other. */
function besides(one: Region, other: Region): boolean {
  const middle = other.y + other.height / 2;
  return middle >= one.y && middle <= one.y + one.height;
}

/** All texts as one: lines below each other, words beside each other. Chinese and Japanese have no spaces between words. */
export function textOf(regions: readonly Region[]): string {
  let all = '';
  let last: Region | null = null;
  for (const region of regions) {
    const text = region.text || region.label;
    if (text === '') continue;
    if (last) all += last.line !== region.line ? '\n' : HAN.test(all.at(-1)!) && HAN.test(text[0]!) ? '' : ' ';
    all += text;
    last = region;
  }
  return all;
}

/** The nearest region of the line above (-1) or below (1), else the one at hand. */
export function acrossLines(regions: readonly Region[], at: number, by: -1 | 1): number {
  const from = regions[at]!;
  const middle = (one: Region) => one.x + one.width / 2;
  let best = at;
  for (let i = at + by; i >= 0 && i < regions.length && Math.abs(regions[i]!.line - from.line) <= 1; i += by) {
    if (regions[i]!.line === from.line) continue;
    if (best === at || Math.abs(middle(regions[i]!) - middle(from)) < Math.abs(middle(regions[best]!) - middle(from))) best = i;
  }
  return best;
}

/** Where the picture of this shape is in a stage, before it is enlarged. */
export function contained(stage: { width: number; height: number }, ratio: number): Box {
  const wide = stage.width / Math.max(1, stage.height) > ratio;
  const [width, height] = wide ? [stage.height * ratio, stage.height] : [stage.width, stage.width / ratio];
  return { x: (stage.width - width) / 2, y: (stage.height - height) / 2, width, height };
}

/** The smallest of the regions at a point, as a face lies in front of a crowd. */
export function regionAt(regions: readonly Region[], x: number, y: number): Region | null {
  let found: Region | null = null;
  for (const one of regions) {
    const inside = x >= one.x && x <= one.x + one.width && y >= one.y && y <= one.y + one.height;
    if (inside && (!found || one.width * one.height < found.width * found.height)) found = one;
  }
  return found;
}
