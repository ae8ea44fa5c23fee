import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { localAddress } from '../core/address.ts';
import { fill, fillText } from '../core/expr.ts';
import * as format from '../core/format.ts';
import type { Node, Row } from '../core/model.ts';
import { actionEntries, applicable, moreMenu } from '../nodes/action-buttons.ts';
import { option, withRow, type Context } from '../nodes/context.ts';
import { ask, askedOf, clearQuery, Follower, isNarrowed, matching } from '../nodes/query.ts';
import { searchBox } from '../nodes/search-box.ts';
import { nothingMatches, rowsOf, staleNote } from '../nodes/states.ts';
import { VirtualRows } from '../nodes/virtual.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { name } from '../ui/name.ts';
import { grow, searched, visible, type Branch } from './tree-model.ts';
import { TreeKeys } from './tree-keys.ts';
import { t } from './texts.ts';

/** Deeper branches are not moved in any further: on a phone there would be no room for their names. */
const DEEPEST = 12;
/** The row that the keyboard reached is not hidden behind what floats at the edges of the window. */
const MARGIN = 72;

/** Rows in rows. What is open, and where the keyboard is, is known by key, so patches move neither. */
class Tree extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, active: { state: true } };
  declare node: Node;
  declare context: Context;
  /** The branch that the keyboard is at. */
  declare active: string | null;
  private readonly toggled = new Map<string, boolean>();
  private readonly follower = new Follower(this, () => askedOf(this.context, this.source));
  private readonly virtual = new VirtualRows(this, () => this.querySelector('.tree'));
  private readonly keys = new TreeKeys(this);
  private readonly base = `tree-${Math.random().toString(36).slice(2, 8)}`;
  private memo: { rows: readonly Row[]; roots: Branch[]; count: number } | null = null;
  /** What stands there now, top to bottom. */
  shown: readonly Branch[] = [];
  private narrowed: Set<Branch> | null = null;

  constructor() {
    super();
    this.active = null;
  }

  protected override render(): unknown {
    const { node, context } = this;
    const { rows, instead } = rowsOf(node, context, 6);
    if (instead) return instead;
    const { asked } = this.follower;
    this.select(rows);
    return html`${node['search'] === true ? html`<div class="toolbar">${searchBox(t('table.search'), asked.query.value.search, (value) => ask(asked, { search: value }))}</div>` : nothing}
      ${staleNote(node, context)}
      ${this.shown.length === 0 ? nothingMatches(() => clearQuery(asked)) : this.tree()}`;
  }

  isOpen(branch: Branch): boolean {
    if (branch.children.length === 0) return false;
    if (this.narrowed) return branch.children.some((child) => this.narrowed!.has(child));
    return this.toggled.get(branch.id) ?? branch.depth < ((this.node['open'] as number | undefined) ?? 0);
  }

  toggle(branch: Branch, open = !this.isOpen(branch)): void {
    if (this.narrowed || branch.children.length === 0) return;
    this.toggled.set(branch.id, open);
    this.requestUpdate();
  }

  /** Moves the keyboard's place to a branch, and the window to where it is seen. */
  goTo(branch: Branch | undefined): void {
    if (!branch) return;
    this.active = branch.id;
    const box = this.querySelector('.tree');
    const at = this.shown.indexOf(branch);
    if (!box || at < 0) return;
    const top = box.getBoundingClientRect().top + at * this.rowSize;
    if (top < MARGIN) scrollBy(0, top - MARGIN);
    else if (top + this.rowSize > innerHeight - MARGIN) scrollBy(0, top + this.rowSize - innerHeight + MARGIN);
  }

  /** What a branch is called. */
  titleOf(branch: Branch): string {
    return fillText(this.item['title'] ?? '${row.name}', withRow(this.context, branch.row).scope) || format.DASH;
  }

  /** Goes where the branch leads, else opens or closes it. */
  follow(branch: Branch): void {
    const link = this.querySelector<HTMLElement>(`#${this.idOf(branch)} a.tree-link`);
    if (link) link.click();
    else this.toggle(branch);
  }

  private get source(): string {
    return this.context.sourceName(this.node['source'] as string);
  }

  private get item(): Node {
    return (this.node['item'] ?? {}) as Node;
  }

  private get rowSize(): number {
    return parseFloat(getComputedStyle(this).getPropertyValue('--nav-row')) || 34;
  }

  private select(rows: readonly Row[]): void {
    if (this.memo?.rows !== rows) {
      const shape = { key: this.context.store.key(this.source), children: (this.node['children'] as string) ?? 'children', parent: this.node['parent'] as string | undefined };
      const roots = grow(rows, shape);
      this.memo = { rows, roots, count: visible(roots, () => true).length };
    }
    const { roots, count } = this.memo;
    const { asked } = this.follower;
    const query = asked.query.value;
    const found = isNarrowed(query) ? searched(roots, (row) => matching([row], query, (one) => this.words(one)).length > 0) : null;
    this.narrowed = found?.shown ?? null;
    asked.found.value = found?.found ?? count;
    this.shown = visible(found ? roots.filter((root) => found.shown.has(root)) : roots, (branch) => this.isOpen(branch));
    if (found) this.shown = this.shown.filter((branch) => found.shown.has(branch));
  }

  private words(row: Row): string[] {
    const { scope } = withRow(this.context, row);
    return [fillText(this.item['title'] ?? '${row.name}', scope), fillText(this.item['hint'], scope)];
  }

  private tree(): TemplateResult {
    const { start, end, before, after } = this.virtual.range(this.shown.length, this.rowSize, false);
    const active = this.shown.find((branch) => branch.id === this.active) ?? this.shown[0]!;
    const drawn = this.shown.slice(start, end);
    // The tree has the focus itself: the row it is at may be out of the window, and so not there.
    return html`<div class="tree" role="tree" tabindex="0" aria-label=${fillText(this.node.label, this.context.scope) || this.context.page.title}
        aria-activedescendant=${drawn.includes(active) ? this.idOf(active) : nothing} @keydown=${(event: KeyboardEvent) => this.keys.press(event, active)}
        ${vars({ '--before': `${before}px`, '--after': `${Math.max(0, after)}px` })}>
      ${repeat(drawn, (branch) => branch.id, (branch) => this.row(branch, branch === active))}</div>`;
  }

  private row(branch: Branch, active: boolean): TemplateResult {
    const { item, context } = this;
    const inner = withRow(context, branch.row);
    const { scope } = inner;
    const title = this.titleOf(branch);
    const hint = textOf(item['hint'], inner);
    const value = textOf(item['value'], inner);
    const to = localAddress(fill(item['to'], scope));
    const parent = branch.children.length > 0;
    const actions = applicable(option<string[]>(this.node, 'row_actions'), inner);
    return html`<div role="treeitem" id=${this.idOf(branch)} class="tree-row ${active ? 'active' : ''}" aria-level=${branch.depth + 1} aria-posinset=${branch.position} aria-setsize=${branch.siblings}
        aria-expanded=${parent ? String(this.isOpen(branch)) : nothing} aria-selected=${String(active)} aria-label=${[title, hint, value].filter(Boolean).join(' ')} ${vars({ '--depth': String(Math.min(branch.depth, DEEPEST)) })}
        @click=${(event: MouseEvent) => this.press(event, branch)}>
      <span class="tree-twist">${parent ? icon('chevron-right') : nothing}</span>
      ${item['icon'] ? icon(fillText(item['icon'], scope), 'muted') : nothing}
      <span class="tree-title">${to ? html`<a class="tree-link" href=${to} tabindex="-1">${name(title)}</a>` : name(title)}</span>
      ${hint ? html`<span class="tree-hint muted small" dir="auto" title=${hint}>${hint}</span>` : nothing}
      ${value ? html`<span class="tree-value">${value}</span>` : nothing}
      ${actions.length > 0 ? html`<span class="tree-actions" @keydown=${(event: Event) => event.stopPropagation()}>${moreMenu(actionEntries(actions, inner, { source: this.source, row: branch.row }), title)}</span>` : nothing}
    </div>`;
  }

  private press(event: MouseEvent, branch: Branch): void {
    const target = event.target as HTMLElement;
    if (target.closest('.tree-actions')) return;
    this.active = branch.id;
    if (!target.closest('a')) this.toggle(branch);
  }

  private idOf(branch: Branch): string {
    return `${this.base}-${encodeURIComponent(branch.id).replace(/[^\w-]/g, '_')}`;
  }
}

function textOf(text: unknown, { scope }: Context): string {
  const shown = fillText(text, scope);
  return shown === format.DASH ? '' : shown;
}

export type TreeElement = Tree;
define('u-tree', Tree);

export function tree(node: Node, context: Context): TemplateResult {
  return html`<u-tree .node=${node} .context=${context}></u-tree>`;
}
