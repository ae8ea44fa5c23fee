import { sheet, type Inks } from './ink.ts';
import type { Box, Region } from './regions.ts';

/** What {@link drawRegions} draws with; the stylesheet gives each its colour. */
export const REGION_INKS = ['neutral', 'info', 'success', 'warning', 'danger', 'halo', 'chosen', 'tag', 'tag-text'];
/** A name is written at a box that is at least so wide, in pixels. */
const NAMED = 36;
const TAG = 18;

/** So many boxes can have round corners without being slow. */
const ROUND = 300;

export interface Drawing {
  regions: readonly Region[];
  place: (region: Region) => Box;
  /** Null while nothing is searched for. */
  found: ReadonlySet<Region> | null;
}

/** All regions. It takes a while for thousands, so it is done only when they, their size or their colours change. */
export function drawRegions(canvas: HTMLCanvasElement, { regions, place, found }: Drawing, inks: Inks): void {
  const pen = sheet(canvas);
  if (!pen) return;
  const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
  const seen = regions.filter(({ width, height }) => width > 0 && height > 0).map((region) => ({ region, box: place(region) })).filter(({ box }) => box.x < wide && box.y < high && box.x + box.width > 0 && box.y + box.height > 0);
  const tones = Map.groupBy(seen, ({ region }) => (found && !found.has(region) ? 'rest' : region.tone));
  for (const [tone, group] of tones) {
    const path = outline(group.map(({ box }) => box));
    if (tone === 'rest') frame(pen, path, inks['neutral']!, inks['halo']!, 1, 0, 0.5);
    else frame(pen, path, inks[tone]!, inks['halo']!, 1.5, found ? 0.28 : 0.1, 1, tone === 'warning' || tone === 'danger');
  }
  pen.font = fontOf(canvas);
  for (const { region, box } of seen) if (region.label !== '' && box.width >= NAMED) tag(pen, region.label, box, inks['tag']!, inks['tag-text']!, wide);
}

/** The region under the pointer and the one that is chosen, on a sheet of their own above the others. */
export function drawMarks(canvas: HTMLCanvasElement, place: Drawing['place'], chosen: Region | null, pointed: Region | null, inks: Inks): void {
  const pen = sheet(canvas);
  if (!pen) return;
  pen.font = fontOf(canvas);
  for (const one of pointed === chosen ? [chosen] : [pointed, chosen]) {
    if (!one || one.width === 0 || one.height === 0) continue;
    const box = place(one);
    frame(pen, outline([box]), inks['chosen']!, inks['halo']!, one === chosen ? 3 : 2, 0.16, 1);
    if (one.label !== '') tag(pen, one.label, box, inks['chosen']!, inks['halo']!, canvas.clientWidth);
  }
}

function fontOf(canvas: HTMLCanvasElement): string {
  return `500 12px ${getComputedStyle(canvas).fontFamily}`;
}

function outline(boxes: readonly Box[]): Path2D {
  const path = new Path2D();
  for (const { x, y, width, height } of boxes) {
    if (boxes.length > ROUND) path.rect(x, y, width, height);
    else path.roundRect(x, y, width, height, Math.min(3, width / 4, height / 4));
  }
  return path;
}

/** A frame that is seen on any picture: its colour with a pale line around it. What asks for care is dashed, for those who do not see colours. */
function frame(pen: CanvasRenderingContext2D, path: Path2D, ink: string, halo: string, width: number, fill: number, alpha: number, dashed = false): void {
  pen.fillStyle = ink;
  pen.globalAlpha = fill;
  if (fill > 0) pen.fill(path);
  pen.globalAlpha = alpha * 0.65;
  pen.lineWidth = width + 1.5;
  pen.strokeStyle = halo;
  pen.stroke(path);
  pen.globalAlpha = alpha;
  pen.lineWidth = width;
  pen.strokeStyle = ink;
  if (dashed) pen.setLineDash([5, 3]);
  pen.stroke(path);
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}

/** The name on a plate above the box, or in it where there is no room above. */
function tag(pen: CanvasRenderingContext2D, name: string, box: Box, plate: string, ink: string, wide: number): void {
  const text = shortened(pen, name, Math.max(box.width, 96));
  const width = pen.measureText(text).width + 12;
  const x = Math.max(0, Math.min(wide - width, box.x));
  const y = box.y - TAG - 2 >= 0 ? box.y - TAG - 2 : box.y + 2;
  pen.fillStyle = plate;
  pen.beginPath();
  pen.roundRect(x, y, width, TAG, 4);
  pen.fill();
  pen.fillStyle = ink;
  pen.textBaseline = 'middle';
  pen.fillText(text, x + 6, y + TAG / 2 + 0.5);
}

function shortened(pen: CanvasRenderingContext2D, name: string, width: number): string {
  let text = name.slice(0, 80);
  if (text === name && pen.measureText(text).width <= width) return text;
  while (text.length > 1 && pen.measureText(`${text}…`).width > width) text = text.slice(0, -1);
  return `${text.trimEnd()}…`;
}
