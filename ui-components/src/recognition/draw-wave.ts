import { number } from '../core/format.ts';
import { stamp } from '../media/play.ts';
import { sheet, type Inks } from './ink.ts';
import { ticks, type Curve, type Lane, type Part, type Sound } from './sound.ts';

const CLASSES = ['class-0', 'class-1', 'class-2', 'class-3', 'class-4', 'class-5', 'neutral', 'info', 'success', 'warning', 'danger'];
/** What {@link drawWave} draws with; the stylesheet gives each its colour. */
export const WAVE_INKS = ['wave', 'grid', 'axis', 'curve', 'plate', ...CLASSES, ...CLASSES.map((name) => `${name}-bg`)];
/** Heights, which the stylesheet knows as well. */
export const AXIS = 22;
export const LANE = 22;
const GAP = 3;

export interface WaveDrawing {
  sound: Sound;
  lanes: readonly Lane[];
  curve: Curve | null;
  unit: string;
  /** The part of the recording that is seen, in seconds. */
  from: number;
  span: number;
  /** Parts that stand out, such as those that are heard now. */
  lit: readonly Part[];
}

export function drawWave(canvas: HTMLCanvasElement, drawing: WaveDrawing, inks: Inks): void {
  const pen = sheet(canvas);
  if (!pen) return;
  const [width, height] = [canvas.clientWidth, canvas.clientHeight];
  const bottom = height - drawing.lanes.length * LANE;
  const x = (time: number) => ((time - drawing.from) / drawing.span) * width;
  pen.font = `12px ${getComputedStyle(canvas).fontFamily}`;
  pen.textBaseline = 'middle';
  axis(pen, drawing, x, width, bottom, inks);
  for (const { start, end, lane } of drawing.lit) {
    pen.globalAlpha = 0.1;
    pen.fillStyle = inks[lane.ink]!;
    pen.fillRect(x(start), AXIS, x(end) - x(start), bottom - AXIS);
    pen.globalAlpha = 1;
  }
  // Below a curve it steps back.
  pen.globalAlpha = drawing.curve ? 0.55 : 1;
  wave(pen, drawing, x, width, AXIS, bottom, inks);
  pen.globalAlpha = 1;
  if (drawing.curve) curve(pen, drawing.curve, drawing.unit, x, width, AXIS + 6, bottom - 6, inks);
  drawing.lanes.forEach((one, at) => lane(pen, one, x, width, bottom + at * LANE + GAP, inks, drawing.lit));
}

function axis(pen: CanvasRenderingContext2D, { from, span, sound }: WaveDrawing, x: (time: number) => number, width: number, bottom: number, inks: Inks): void {
  for (const time of ticks(from, span, width, 84)) {
    const text = span < 2 ? time.toFixed(1) : stamp(time);
    pen.fillStyle = inks['grid']!;
    pen.fillRect(Math.round(x(time)), AXIS - 4, 1, bottom - AXIS + 4);
    pen.fillStyle = inks['axis']!;
    const wide = pen.measureText(text).width;
    if (time <= sound.duration) pen.fillText(text, Math.max(2, Math.min(width - wide - 2, x(time) - wide / 2)), AXIS / 2 - 1);
  }
}

/** One shape, above from the highest and below from the lowest values. Where there are more than pixels, each pixel has the farthest. */
function wave(pen: CanvasRenderingContext2D, { sound: { peaks, duration }, from, span }: WaveDrawing, x: (time: number) => number, width: number, top: number, bottom: number, inks: Inks): void {
  const middle = (top + bottom) / 2;
  pen.fillStyle = inks['grid']!;
  pen.fillRect(0, Math.round(middle), width, 1);
  if (peaks.length === 0 || duration === 0) return;
  const loudest = peaks.reduce((most, [low, high]) => Math.max(most, -low, high), 0.05);
  const tall = ((bottom - top) / 2 - 4) / loudest;
  const each = duration / peaks.length;
  const first = Math.max(0, Math.floor(from / each) - 1);
  const last = Math.min(peaks.length, Math.ceil((from + span) / each) + 1);
  const crowd = Math.max(1, Math.floor((last - first) / width));
  const shape: [at: number, low: number, high: number][] = [];
  // Crowds begin at whole numbers, or the shape would flicker while it is moved.
  for (let at = first - (first % crowd); at < last; at += crowd) {
    let [low, high] = [0, 0];
    for (const pair of peaks.slice(at, at + crowd)) [low, high] = [Math.min(low, pair[0]), Math.max(high, pair[1])];
    shape.push([x((at + crowd / 2) * each), low, high]);
  }
  pen.beginPath();
  for (const [at, , high] of shape) pen.lineTo(at, middle - Math.max(0.5, high * tall));
  for (const [at, low] of shape.reverse()) pen.lineTo(at, middle + Math.max(0.5, -low * tall));
  pen.closePath();
  pen.fillStyle = inks['wave']!;
  pen.fill();
}

/** A measurement over the sound, with what its ends mean at its right. */
function curve(pen: CanvasRenderingContext2D, { points, low, high }: Curve, unit: string, x: (time: number) => number, width: number, top: number, bottom: number, inks: Inks): void {
  const y = (value: number) => (high === low ? (top + bottom) / 2 : bottom - ((value - low) / (high - low)) * (bottom - top));
  pen.beginPath();
  points.forEach(({ time, value }, at) => {
    // What is far outside needs no line, but its neighbours do.
    if ((points[at + 1] && x(points[at + 1]!.time) < 0) || (points[at - 1] && x(points[at - 1]!.time) > width)) return;
    pen.lineTo(x(time), y(value));
  });
  pen.lineWidth = 4;
  pen.lineJoin = 'round';
  pen.globalAlpha = 0.7;
  pen.strokeStyle = inks['plate']!;
  pen.stroke();
  pen.globalAlpha = 1;
  pen.lineWidth = 1.75;
  pen.strokeStyle = inks['curve']!;
  pen.stroke();
  for (const [value, at] of high === low ? [[high, (top + bottom) / 2 - 12] as const] : [[high, top + 4] as const, [low, bottom - 4] as const]) {
    const text = [number(value), unit].filter(Boolean).join(' ');
    const wide = pen.measureText(text).width;
    pen.globalAlpha = 0.85;
    pen.fillStyle = inks['plate']!;
    pen.beginPath();
    pen.roundRect(width - wide - 12, at - 9, wide + 8, 18, 4);
    pen.fill();
    pen.globalAlpha = 1;
    pen.fillStyle = inks['curve']!;
    pen.fillText(text, width - wide - 8, at);
  }
}

/** The parts of one kind, each with its name where that fits. */
function lane(pen: CanvasRenderingContext2D, { parts, ink }: Lane, x: (time: number) => number, width: number, top: number, inks: Inks, lit: readonly Part[]): void {
  const high = LANE - GAP;
  for (const part of parts) {
    const [left, right] = [x(part.start), x(part.end)];
    if (right < 0 || left > width) continue;
    const wide = Math.max(2, right - left - 1);
    pen.fillStyle = wide < 5 || lit.includes(part) ? inks[ink]! : inks[`${ink}-bg`]!;
    pen.strokeStyle = inks[ink]!;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.roundRect(left + 0.5, top + 0.5, wide - (wide < 5 ? 0 : 1), high - 1, Math.min(4, wide / 3));
    pen.fill();
    if (wide >= 5) pen.stroke();
    // What begins before the edge has its name at the edge.
    const begin = Math.max(left, 0) + 7;
    if (right - begin > 24 && pen.measureText(part.label.slice(0, 60)).width <= right - begin - 7) {
      pen.fillStyle = lit.includes(part) ? inks[`${ink}-bg`]! : inks[ink]!;
      pen.fillText(part.label.slice(0, 60), begin, top + high / 2 + 0.5);
    }
  }
}
