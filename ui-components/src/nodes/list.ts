import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { localAddress } from '../core/address.ts';
import * as format from '../core/format.ts';
import { fill, fillText } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Node, Row } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { name } from '../ui/name.ts';
import { actionEntries, applicable, moreMenu } from './action-buttons.ts';
import { option, withRow, type Context } from './context.ts';
import { draws } from './index.ts';
import { askedOf, clearQuery, Follower, matching } from './query.ts';
import { nothingMatches, rowsOf, staleNote } from './states.ts';

/** So many rows stand there at first, and so many more with each press. */
const STEP = 100;

draws('list', (node, context) => html`<u-list .node=${node} .context=${context}></u-list>`);
draws('timeline', (node, context) => html`<u-timeline .node=${node} .context=${context}></u-timeline>`);

/** What lists and timelines have in common: a part of a source, and the rest of it when it is asked for. */
abstract class Rows extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, most: { state: true } };
  declare node: Node;
  declare context: Context;
  declare most: number;
  private readonly follower = new Follower(this, () => askedOf(this.context, this.context.sourceName(this.node['source'] as string)));

  constructor() {
    super();
    this.most = STEP;
  }

  protected override render(): unknown {
    const { node, context } = this;
    const { rows, instead } = rowsOf(node, context);
    const { asked } = this.follower;
    if (instead) {
      asked.found.value = null;
      return instead;
    }
    const fitting = matching(rows, asked.query.value, (row) => this.words(withRow(context, row)));
    asked.found.value = fitting.length;
    if (fitting.length === 0) return nothingMatches(() => clearQuery(asked));
    const limit = node['limit'] as number | undefined;
    const shown = fitting.slice(0, limit ?? this.most);
    const more = limit === undefined && fitting.length > shown.length;
    return html`${staleNote(node, context)}${this.rows(shown, fillText(node.label, context.scope))}
      ${more ? html`<div class="list-more">${button({ label: t('list.more', { count: Math.min(STEP, fitting.length - shown.length) }), icon: 'chevron-down', size: 'small', kind: 'ghost', click: () => (this.most += STEP) })}</div>` : nothing}`;
  }

  protected get item(): Node {
    return (this.node['item'] ?? this.node) as Node;
  }

  protected words({ scope }: Context): string[] {
    return [this.item['title'] ?? this.item['text'] ?? '', this.item['hint'] ?? ''].map((text) => fillText(text, scope));
  }

  protected abstract rows(rows: readonly Row[], label: string): TemplateResult;
}

class List extends Rows {
  protected override rows(rows: readonly Row[], label: string): TemplateResult {
    const key = this.context.store.key(this.context.sourceName(this.node['source'] as string));
    return html`<ul class="list" aria-label=${label || nothing}>${repeat(rows, (row, at) => row[key] ?? at, (row) => this.row(row))}</ul>`;
  }

  private row(row: Row): TemplateResult {
    const { item, node } = this;
    const source = this.context.sourceName(node['source'] as string);
    const inner = withRow(this.context, row);
    const title = fillText(item['title'] ?? item['text'] ?? '${row.name}', inner.scope) || format.DASH;
    const hint = filled(item['hint'], inner);
    const to = localAddress(fill(item['to'], inner.scope));
    const actions = applicable(option<string[]>(item, 'row_actions') ?? option<string[]>(node, 'row_actions'), inner);
    return html`<li class="list-item">
      ${item['icon'] ? icon(fillText(item['icon'], inner.scope), 'muted') : nothing}
      <div class="list-text">${to ? html`<a href=${to} class="list-link">${name(title)}</a>` : name(title)}${hint ? html`<span class="muted small list-hint" dir="auto" title=${hint}>${hint}</span>` : nothing}</div>
      ${item['value'] ? html`<span class="list-value">${fillText(item['value'], inner.scope)}</span>` : nothing}
      ${actions.length > 0 ? moreMenu(actionEntries(actions, inner, { source, row }), title) : nothing}</li>`;
  }
}

class Timeline extends Rows {
  protected override rows(rows: readonly Row[], label: string): TemplateResult {
    const key = this.context.store.key(this.context.sourceName(this.node['source'] as string));
    return html`<ol class="timeline" aria-label=${label || nothing}>${repeat(rows, (row, at) => row[key] ?? at, (row) => this.row(row))}</ol>`;
  }

  private row(row: Row): TemplateResult {
    const { item } = this;
    const inner = withRow(this.context, row);
    const time = fill(item['time'] ?? '${row.time}', inner.scope);
    const hint = filled(item['hint'], inner);
    const title = fillText(item['title'] ?? '${row.title}', inner.scope) || format.DASH;
    const to = localAddress(fill(item['to'], inner.scope));
    return html`<li class="tone-${fillText(item['tone'], inner.scope) || 'neutral'}"><div class="timeline-text"><span dir="auto">${to ? html`<a class="list-link" href=${to}>${title}</a>` : title}</span>
      ${hint ? html`<span class="muted small" dir="auto">${hint}</span>` : nothing}</div>
      <time class="muted small" datetime=${format.instant(time) === null ? nothing : String(time)} title=${format.date(time)}>${format.relative(time)}</time></li>`;
  }
}

/** A text that says nothing when what it would speak of is not there. */
function filled(text: unknown, context: Context): string {
  const shown = fillText(text, context.scope);
  return shown === format.DASH ? '' : shown;
}

define('u-list', List);
define('u-timeline', Timeline);
