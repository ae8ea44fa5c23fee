import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { fillText } from '../core/expr.ts';
import type { Node, Row } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { ask, askedOf, choices, clearQuery, Follower, isNarrowed, toggleFilter, filterBy } from '../nodes/query.ts';
import { searchBox } from '../nodes/search-box.ts';
import { onlyRows } from '../nodes/states.ts';
import { labelOf, type Column } from '../nodes/values.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import { t } from './texts.ts';

/** A menu with more values than this would be a list to search in itself. */
const MOST = 200;

interface Field {
  field: string;
  label?: string;
  labels?: Column['labels'];
}

/** Search and filters of a source, standing apart from what draws it. */
class Filters extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false } };
  declare node: Node;
  declare context: Context;
  private readonly follower = new Follower(this, () => askedOf(this.context, this.source));
  private stop: () => void = () => {};

  override connectedCallback(): void {
    super.connectedCallback();
    this.until(() => this.stop());
  }

  protected override updated(): void {
    this.stop();
    this.stop = this.follower.asked.found.subscribe(() => this.requestUpdate());
  }

  protected override render(): TemplateResult {
    const { asked } = this.follower;
    const query = asked.query.value;
    const rows = onlyRows(this.context.store.items(this.source));
    const narrowed = isNarrowed(query);
    const found = asked.found.value;
    return html`<div class="filters" role="group" aria-label=${fillText(this.node.label, this.context.scope) || t('filters.label')}>
      ${this.node['search'] === true ? searchBox(t('table.search'), query.search, (search) => ask(asked, { search })) : nothing}
      ${this.fields.map((field) => this.field(field, rows))}
      ${found === null ? nothing : html`<span class="toolbar-count muted small" role="status">${narrowed ? t('table.found', { count: found, total: Math.max(found, rows.length) }) : t('table.count', { count: found })}</span>`}
      ${narrowed ? this.chips() : nothing}</div>`;
  }

  private get source(): string {
    return this.context.sourceName(this.node['source'] as string);
  }

  private get fields(): Field[] {
    return ((this.node['fields'] ?? []) as (string | Field)[]).map((field) => (typeof field === 'string' ? { field } : field));
  }

  private field(field: Field, rows: readonly Row[]): TemplateResult {
    const { asked } = this.follower;
    const { filters } = asked.query.value;
    const chosen = filters[field.field] ?? [];
    const name = fillText(field.label ?? field.field, this.context.scope);
    const values = choices(rows, field.field, filters);
    // What is chosen stays there to be taken back, also when no row has it any more.
    const all = [...values, ...chosen.filter((value) => !values.some(([known]) => known === value)).map((value): [string, number] => [value, 0])].slice(0, MOST);
    return menu(
      html`<button slot="trigger" type="button" class="button secondary small filter ${chosen.length > 0 ? 'active' : ''}" ?disabled=${all.length === 0}>${icon('list-filter')}<span>${name}</span>${chosen.length > 0 ? html`<span class="count">${chosen.length}</span>` : nothing}</button>`,
      [
        { label: t('table.filter.all'), checked: chosen.length === 0, run: () => filterBy(asked, field.field, []) },
        ...all.map(([value, count]) => ({ label: this.word(field, value), checked: chosen.includes(value), detail: String(count), run: () => toggleFilter(asked, field.field, value) })),
      ],
      'bottom-start',
    );
  }

  private chips(): TemplateResult {
    const { asked } = this.follower;
    const { search, filters } = asked.query.value;
    const active = Object.entries(filters).flatMap(([field, values]) => values.map((value) => ({ field: this.fields.find((one) => one.field === field) ?? { field }, value })));
    const chip = (text: string, drop: () => void) => html`<li class="filter-chip"><span title=${text}>${text}</span><button type="button" aria-label=${t('filters.drop', { name: text })} @click=${drop}>${icon('x')}</button></li>`;
    return html`<div class="filter-chips"><ul aria-label=${t('filters.active')}>
      ${search.trim() ? chip(`“${search.trim()}”`, () => ask(asked, { search: '' })) : nothing}
      ${repeat(active, ({ field, value }) => `${field.field} ${value}`, ({ field, value }) => chip(`${fillText(field.label ?? field.field, this.context.scope)}: ${this.word(field, value)}`, () => toggleFilter(asked, field.field, value)))}</ul>
      ${button({ label: t('filters.clear'), kind: 'ghost', size: 'small', click: () => clearQuery(asked) })}</div>`;
  }

  private word(field: Field, value: string): string {
    return labelOf(value, field.labels, this.context);
  }
}

define('u-filters', Filters);

export function filters(node: Node, context: Context): TemplateResult {
  return html`<u-filters .node=${node} .context=${context}></u-filters>`;
}
