import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Columns, Plot } from '../chart/plot.ts';
import * as format from '../core/format.ts';
import { fill, fillText } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Node, Row } from '../core/model.ts';
import { withStyle } from '../core/style.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { columns, extent, seconds } from './chart-data.ts';
import type { Context } from './context.ts';
import { draws } from './index.ts';
import { empty } from './show.ts';
import { onlyRows } from './states.ts';

const FORMATS: Record<string, (value: unknown) => string> = {
  number: format.number, percent: format.percent, bytes: format.bytes, speed: format.speed, duration: format.duration,
};
const DAY = 86400;
/** So many rows does the table have; older ones are in the picture. */
const ROWS = 500;

interface Series {
  field: string;
  label?: string;
  as?: string;
  max?: unknown;
}

const dark = matchMedia('(prefers-color-scheme: dark)');
let script: Promise<typeof import('../chart/plot.ts')> | null = null;

draws('chart', (node, context) => html`<u-chart .node=${node} .context=${context}></u-chart>`);

/** A source over time, as a picture or as a table. */
class Chart extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, asTable: { state: true }, at: { state: true }, broken: { state: true } };
  declare node: Node;
  declare context: Context;
  declare asTable: boolean;
  /** The point under the pointer. */
  declare at: number | null;
  /** Whether the script that draws could not be had. */
  declare broken: boolean;
  private plot: Plot | null = null;
  private drawn: Columns | null = null;
  private memo: { rows: readonly Row[]; data: Columns } | null = null;

  constructor() {
    super();
    this.asTable = false;
    this.at = null;
    this.broken = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const restyle = () => this.plot?.restyle();
    const sizes = new ResizeObserver(restyle);
    sizes.observe(this);
    const look = new MutationObserver(restyle);
    look.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-density'] });
    dark.addEventListener('change', restyle);
    this.until(() => {
      sizes.disconnect();
      look.disconnect();
      dark.removeEventListener('change', restyle);
      this.letGo();
    });
  }

  protected override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('node') || !this.hasUpdated) return;
    this.letGo();
    this.memo = null;
  }

  protected override render(): TemplateResult {
    const { store } = this.context;
    const label = this.text(this.node.label);
    const data = this.data();
    const ready = store.status(this.source) === 'ready';
    const some = ready && data[0].length > 0;
    const table = this.asTable || this.broken;
    return html`<figure class="chart height-${this.node['height'] ?? 'm'}">
      <figcaption class="chart-head">
        <span class="chart-title">${label}</span>
        ${some ? this.keys(data) : nothing}
        ${some && !this.broken ? button({
          label: table ? t('chart.picture') : t('chart.table'), icon: table ? 'chart-line' : 'table', about: label,
          kind: 'ghost', size: 'small', iconOnly: true, click: () => (this.asTable = !this.asTable),
        }) : nothing}
      </figcaption>
      ${some ? this.content(data, table, label) : html`<div class="chart-plot">${this.instead()}</div>`}
    </figure>`;
  }

  protected override updated(): void {
    const box = this.querySelector<HTMLElement>('.chart-canvas');
    if (!box || box.hidden) {
      this.letGo();
      return;
    }
    const data = this.data();
    if (this.plot && data !== this.drawn) this.plot.update(data);
    this.drawn = data;
    if (!this.plot) void this.begin(box);
  }

  private get source(): string {
    return this.context.sourceName(this.node['source'] as string);
  }

  private get series(): Series[] {
    return (this.node['series'] ?? []) as Series[];
  }

  private text(value: unknown): string {
    return fillText(value, this.context.scope);
  }

  private data(): Columns {
    const rows = onlyRows(this.context.store.items(this.source));
    if (this.memo?.rows !== rows) this.memo = { rows, data: columns(rows, (this.node['x'] as string) ?? 'time', this.series.map(({ field }) => field)) };
    return this.memo.data;
  }

  private content(data: Columns, table: boolean, label: string): TemplateResult {
    return html`<div class="chart-plot chart-canvas" role="img" aria-label=${this.summary(data, label)} ?hidden=${table}></div>
      ${this.broken ? html`<p class="muted small" role="status">${t('chart.broken')}</p>` : nothing}
      ${table ? this.table(data, label) : nothing}`;
  }

  /** Each series with its colour, its name and its value: the newest, or that under the pointer. */
  private keys(data: Columns): TemplateResult {
    const at = this.at !== null && data[0][this.at] !== undefined && !this.asTable ? this.at : null;
    return html`<ul class="chart-keys" aria-hidden="true">
      ${this.series.map((one, index) => html`<li><span class="chart-key key-${index + 1}"></span><span class="muted">${this.name(one)}</span>
        <span class="chart-value">${this.shown(one, at === null ? (extent(data[index + 1]!)?.last ?? null) : data[index + 1]![at])}</span></li>`)}
      ${at === null ? nothing : html`<li class="chart-at muted">${this.moment(data, data[0][at]!)}</li>`}</ul>`;
  }

  private table(data: Columns, label: string): TemplateResult {
    const rows = data[0].map((time, at) => ({ time, at })).filter(({ at }) => data.slice(1).some((values) => values[at] !== null)).reverse().slice(0, ROWS);
    return html`<div class="chart-plot chart-table" role="region" aria-label=${label} tabindex="0"><table>
      <thead><tr><th scope="col">${t('chart.time')}</th>${this.series.map((one) => html`<th scope="col">${this.name(one)}</th>`)}</tr></thead>
      <tbody>${repeat(rows, ({ time }) => time, ({ time, at }) => html`<tr><th scope="row"><time datetime=${new Date(time * 1000).toISOString()}>${this.moment(data, time)}</time></th>
        ${this.series.map((one, index) => html`<td>${this.shown(one, data[index + 1]![at])}</td>`)}</tr>`)}</tbody></table></div>`;
  }

  /** The picture for those who do not see it. */
  private summary(data: Columns, label: string): string {
    const parts = this.series.map((one, index) => {
      const found = extent(data[index + 1]!);
      if (!found) return `${this.name(one)}: ${format.DASH}`;
      return t('chart.summary', { name: this.name(one), last: this.shown(one, found.last), low: this.shown(one, found.low), high: this.shown(one, found.high) });
    });
    return [label, ...parts].join('. ');
  }

  private instead(): TemplateResult | typeof nothing {
    const { store } = this.context;
    const status = store.status(this.source);
    if (status === 'failed') {
      return html`<div class="empty compact">${icon('cloud-off')}<p class="empty-title">${t('chart.failed')}</p><p class="empty-hint">${store.problem(this.source)}</p>
        ${button({ label: t('retry'), icon: 'rotate-cw', size: 'small', click: () => void store.fetch(this.source) })}</div>`;
    }
    if (status !== 'ready') return html`<div class="skeleton" aria-busy="true"></div>`;
    return empty({ icon: 'chart-line', ...(this.node['empty'] as object) }, this.context, t('chart.empty'));
  }

  private name(series: Series): string {
    return this.text(series.label ?? series.field);
  }

  private shown(series: Series, value: unknown): string {
    return (FORMATS[series.as ?? 'number'] ?? format.number)(value);
  }

  private moment(data: Columns, time: number): string {
    return data[0].at(-1)! - data[0][0]! > DAY ? format.date(time * 1000) : format.clock(time * 1000);
  }

  private async begin(box: HTMLElement): Promise<void> {
    script ??= withStyle('chart', import('../chart/plot.ts'));
    try {
      const { createPlot } = await script;
      if (!this.plot && box.isConnected && !box.hidden) this.plot = createPlot(box, this.options(), (this.drawn = this.data()));
    } catch (failure) {
      // A build later the old script may be gone. The numbers are still here.
      console.warn('The chart cannot be drawn', failure);
      script = null;
      this.broken = true;
    }
  }

  private options() {
    const [first] = this.series;
    const as = first?.as ?? 'number';
    return {
      kind: this.node['kind'] ?? 'line',
      series: this.series.length,
      binary: as === 'bytes' || as === 'speed',
      top: () => this.series.reduce<number | null>((most, { max }) => {
        const value = format.numeric(fill(max, this.context.scope));
        return value === null ? most : Math.max(most ?? 0, value);
      }, null),
      span: seconds(this.node['span']),
      value: FORMATS[as] ?? format.number,
      time: format.tick,
      pointed: (index: number | null) => (this.at = index),
    };
  }

  private letGo(): void {
    this.plot?.close();
    this.plot = null;
    this.drawn = null;
    this.at = null;
  }
}

define('u-chart', Chart);
