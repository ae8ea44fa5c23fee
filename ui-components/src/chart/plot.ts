/**
 * The drawing of a chart, in a script of its own: it is loaded when the first chart is drawn. Whatever is said in words, and
 * every colour, comes from the page.
 */
import uPlot from 'uplot';

/** Seconds since the epoch in order, and for each series as many values; null is a gap. */
export type Columns = [times: number[], ...values: (number | null)[][]];

export interface PlotOptions {
  kind: 'line' | 'area' | 'bar';
  series: number;
  /** Whether the scale is counted in powers of two, as sizes are. */
  binary: boolean;
  /** What the scale reaches at least. */
  top: () => number | null;
  /** How many seconds are shown; less data leaves room. */
  span: number | null;
  value: (value: number) => string;
  time: (seconds: number, step: number) => string;
  /** Called with the point under the pointer, or null when it has left. */
  pointed: (index: number | null) => void;
}

export interface Plot {
  update(data: Columns): void;
  /** Reads colours and size again. */
  restyle(): void;
  close(): void;
}

/** Room above the highest value, so that a line along the top is whole. */
const HEADROOM = 1.06;
const DOUBLINGS = Array.from({ length: 60 }, (_, power) => 2 ** (power - 4));
const DECIMALS = Array.from({ length: 24 }, (_, power) => [1, 2, 5].map((digit) => Number(`${digit}e${power - 6}`))).flat();
const WHOLE = DECIMALS.filter((step) => step >= 1);
const GLYPH = 7;
/** Room beside the newest moment. */
const EDGE = 12;
/** A chart this wide has room for more moments than anybody wants to read. */
const WIDE = 600;
/** Steps of the axis of time that people count in, in seconds: uPlot's own have nothing between one minute and five. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 345600, 604800, 1209600];

/** Draws `data` into an element, whose custom properties `--chart-…` are the colours. */
export function createPlot(box: HTMLElement, options: PlotOptions, data: Columns): Plot {
  const ink = (name: string) => getComputedStyle(box).getPropertyValue(name);
  const font = `12px ${getComputedStyle(box).fontFamily}`;
  const axis = { stroke: () => ink('--chart-text'), font, ticks: { show: false }, border: { show: false } };
  const plot = new uPlot(
    {
      ...size(box),
      series: [{}, ...Array.from({ length: options.series }, (_, at) => series(at, options, ink))],
      scales: {
        x: { time: true, range: (_plot, from, to) => across(from, to, options.span) },
        y: { range: (_plot, low, high) => upward(low, high, options.top()) },
      },
      axes: [
        {
          ...axis, size: 26, gap: 6, space: (_plot, _axis, _from, _to, width) => (width > WIDE ? 112 : 64), incrs: STEPS, grid: { show: false },
          values: (self, splits, _axis, _space, step) => splits.map((at) => whole(self, at, options.time(at, step))),
        },
        {
          ...axis, gap: 8, space: 32, grid: { stroke: () => ink('--chart-grid'), width: 1 },
          incrs: (self) => (options.binary ? DOUBLINGS : counts(self.data as Columns) ? WHOLE : DECIMALS),
          values: (_plot, splits) => splits.map(options.value),
          size: (_plot, values) => 14 + GLYPH * Math.max(1, ...(values ?? []).map((text) => text.length)),
        },
      ],
      legend: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      cursor: { y: false, drag: { x: false, y: false }, points: { size: 8, width: 2, stroke: () => ink('--chart-surface'), fill: (_plot, at) => ink(hue(at - 1)) } },
      padding: [8, EDGE, 0, 0],
      hooks: { setCursor: [(self) => options.pointed(self.cursor.left !== undefined && self.cursor.left >= 0 ? (self.cursor.idx ?? null) : null)] },
    },
    data,
    box,
  );
  return {
    update: (next) => plot.setData(next),
    restyle: () => {
      const next = size(box);
      if (next.width > 0 && (next.width !== plot.width || next.height !== plot.height)) plot.setSize(next);
      else plot.redraw();
    },
    close: () => plot.destroy(),
  };
}

/** The first series is what the chart is about; the others are what it is compared with. */
function series(at: number, { kind }: PlotOptions, ink: (name: string) => string): uPlot.Series {
  const color = hue(at);
  const first = at === 0;
  const shape: uPlot.Series = first && kind === 'bar' ? { paths: uPlot.paths.bars!({ size: [0.72, 28], radius: 0.15 }) } : {};
  return {
    ...shape,
    stroke: () => ink(color),
    width: first ? 2 : 1.5,
    ...(at > 0 ? { dash: at === 1 ? [5, 4] : [1.5, 4] } : {}),
    ...(first && kind !== 'line' ? { fill: (self: uPlot) => (kind === 'bar' ? ink(color) : faded(self, ink)) } : {}),
    points: first && kind !== 'bar' ? { show: true, filter: lastOne, size: 7, width: 0, fill: () => ink(color) } : { show: false },
  };
}

function hue(at: number): string {
  return `--chart-${Math.min(at, 3) + 1}`;
}

/** Only the newest value has a dot: that is where the chart grows. */
function lastOne(self: uPlot, at: number): number[] | null {
  const values = self.data[at]!;
  for (let i = values.length - 1; i >= 0; i--) if (values[i] != null) return [i];
  return null;
}

function faded(self: uPlot, ink: (name: string) => string): CanvasGradient | string {
  const { top, height } = self.bbox;
  // Before it is laid out there is nothing to fade over.
  if (!Number.isFinite(top) || height <= 0) return ink('--chart-fill');
  const gradient = self.ctx.createLinearGradient(0, top, 0, top + height);
  gradient.addColorStop(0, ink('--chart-fill'));
  gradient.addColorStop(1, ink('--chart-fill-end'));
  return gradient;
}

/** The text below a moment, or none where the edge would cut it. */
function whole(self: uPlot, at: number, text: string): string {
  return self.valToPos(at, 'x') + (text.length * GLYPH) / 2 > self.bbox.width / devicePixelRatio + EDGE ? '' : text;
}

/** Whether there are whole numbers only, between which an axis has nothing to say. */
function counts([, ...series]: Columns): boolean {
  return series.every((values) => values.every((value) => value === null || Number.isInteger(value)));
}

/** The newest moment is at the right edge, whatever there is before it. */
function across(from: number | null, to: number | null, span: number | null): uPlot.Range.MinMax {
  const end = to ?? Date.now() / 1000;
  if (span !== null) return [end - span, end];
  return from === null || from === end ? [end - 60, end] : [from, end];
}

function upward(low: number | null, high: number | null, top: number | null): uPlot.Range.MinMax {
  const most = Math.max(high ?? 0, top ?? 0, 0);
  const least = Math.min(low ?? 0, 0);
  return most === least ? [0, 1] : [least * HEADROOM, most * HEADROOM];
}

function size(box: HTMLElement): { width: number; height: number } {
  return { width: box.clientWidth, height: box.clientHeight };
}
