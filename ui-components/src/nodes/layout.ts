import { html, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { localAddress } from '../core/address.ts';
import * as format from '../core/format.ts';
import { fill, fillText, holds } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Action, Node } from '../core/model.ts';
import { put } from '../app/pins.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon, tile } from '../ui/icon.ts';
import { actionButtons } from './action-buttons.ts';
import { cardContext, deeper, option, type Context } from './context.ts';
import { draws, nodes } from './index.ts';
import { heading } from './heading.ts';

draws('section', (node, context) => {
  const label = fillText(node.label, context.scope);
  const hint = fillText(node['hint'] ?? node['description'], context.scope);
  return html`<section class="section" id=${node.id ? `section-${node.id}` : nothing} tabindex=${node.id ? -1 : nothing} aria-label=${label || nothing}>
    ${label || node['actions'] ? html`<header class="section-head"><div>${label ? heading(context.level, label, 'section-title') : nothing}
      ${hint ? html`<p class="section-hint">${hint}</p>` : nothing}</div>${actionButtons(node['actions'], context)}</header>` : nothing}
    <div class="stack">${nodes(node.body, deeper(context))}</div>
  </section>`;
});

draws('stack', (node, context) => html`<div class="stack gap-${node['gap'] ?? 'm'} ${node['direction'] === 'row' ? 'row' : ''}">${nodes(node.body, context)}</div>`);

draws('grid', (node, context) => html`<div class="grid min-${node['min'] ?? 'm'} ${node['columns'] ? `columns-${node['columns']}` : ''}">${nodes(node.body, context)}</div>`);

draws('split', (node, context) => html`<div class="split ratio-${String(node['ratio'] ?? 'half').replace('/', '-')}">${nodes(node.body, context)}</div>`);

draws('details', (node, context) => html`<u-details .node=${node} .context=${context}></u-details>`);

/** What is folded away is drawn, and its sources are read, once it is opened. */
class Details extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, seen: { state: true } };
  declare node: Node;
  declare context: Context;
  declare seen: boolean;

  constructor() {
    super();
    this.seen = false;
  }

  protected override render(): TemplateResult {
    const open = this.node['open'] === true;
    return html`<details class="details" ?open=${open} @toggle=${(event: ToggleEvent) => (this.seen ||= event.newState === 'open')}>
      <summary>${icon('chevron-right')}<span>${fillText(this.node.label, this.context.scope)}</span></summary>
      <div class="stack">${open || this.seen ? nodes(this.node.body, this.context) : nothing}</div></details>`;
  }
}

define('u-details', Details);

draws('card', card);

/** On the home page the whole card is the link; inside a page it is only a frame. */
function card(node: Node, outer: Context): TemplateResult {
  const plugin = node['plugin'] as string | undefined;
  const context = plugin && outer.page.template === 'dashboard'
    ? cardContext(outer, plugin, (node['texts'] ?? {}) as Record<string, string>, (node['actions'] ?? {}) as Record<string, Action>)
    : outer;
  const title = fillText(node['title'] ?? node.label, context.scope);
  const to = localAddress(node['to']);
  const level = outer.page.template === 'dashboard' ? 2 : context.level;
  return html`<article class="card size-${node['size'] ?? 'm'} ${to ? 'linked' : ''}">
    ${title || node['icon'] ? html`<header class="card-head">
      ${node['icon'] ? (plugin ? tile(plugin === 'core' ? (node.id ?? plugin) : plugin, node['icon'] as string, 'small') : icon(node['icon'] as string)) : nothing}
      ${heading(level, to ? html`<a class="card-link" href=${to}>${title}</a>` : title, 'card-title')}
      ${to ? icon('arrow-up-right', 'card-arrow') : nothing}
      ${plugin && outer.page.template === 'dashboard' && node.id ? button({
        label: t('pin.card'), icon: 'pin-off', about: title, kind: 'ghost', size: 'small', iconOnly: true, className: 'card-unpin', click: () => void put('home', node.id!, title, false),
      }) : nothing}
    </header>` : nothing}
    <div class="card-body">${nodes(node.body, { ...context, level: level + 1 })}</div>
  </article>`;
}

draws('tabs', (node, context) => html`<u-tabs .node=${node} .context=${context}></u-tabs>`);

/** Tabs as the ARIA pattern says: one tab stop, arrows move and choose. */
class Tabs extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, at: { state: true } };
  declare node: Node;
  declare context: Context;
  /** The name of the tab that was chosen here; null until one is. */
  declare at: string | null;
  private readonly base = `tabs-${Math.random().toString(36).slice(2, 8)}`;

  constructor() {
    super();
    this.at = null;
  }

  /** The tab of the address, unless another has been chosen since; one that is hidden now gives way to the first. */
  private chosen(tabs: readonly Node[]): number {
    const wanted = this.at ?? new URLSearchParams(location.search).get(this.parameter);
    return Math.max(0, tabs.findIndex((tab) => this.nameOf(tab) === wanted));
  }

  private choose(tab: Node | undefined): void {
    if (!tab) return;
    this.at = this.nameOf(tab);
    const address = new URL(location.href);
    address.searchParams.set(this.parameter, this.at);
    // The same place, seen differently: going back leaves the page.
    history.replaceState(history.state, '', address);
  }

  /** Tabs with an id have a parameter of their own, so that two of them on a page do not speak of each other. */
  private get parameter(): string {
    return this.node.id ? `tab-${this.node.id}` : 'tab';
  }

  private nameOf(tab: Node): string {
    return tab.id ?? String(this.all.indexOf(tab) + 1);
  }

  private get all(): Node[] {
    return (option<Node[]>(this.node, 'tabs') ?? this.node.body ?? []) as Node[];
  }

  protected override render(): TemplateResult {
    const tabs = this.all.filter((tab) => holds(tab.when, this.context.scope));
    const at = this.chosen(tabs);
    return html`<div class="tabs">
      <div class="tab-list" role="tablist" aria-label=${fillText(this.node.label, this.context.scope) || this.context.page.title} @keydown=${(event: KeyboardEvent) => this.key(event, tabs, at)}>
        ${tabs.map((tab, index) => html`<button type="button" role="tab" id=${`${this.base}-${index}`} aria-selected=${String(index === at)}
          aria-controls=${`${this.base}-panel`} tabindex=${index === at ? 0 : -1} @click=${() => this.choose(tab)}>
          ${tab['icon'] ? icon(tab['icon'] as string) : nothing}${fillText(tab.label, this.context.scope)}${this.badge(tab)}</button>`)}
      </div>
      <div role="tabpanel" id=${`${this.base}-panel`} aria-labelledby=${`${this.base}-${at}`} tabindex="0" class="stack">${keyed(tabs[at] ? this.nameOf(tabs[at]) : '', nodes(tabs[at]?.body, this.context))}</div>
    </div>`;
  }

  private badge(tab: Node): TemplateResult | typeof nothing {
    const badge = fill(tab['badge'], this.context.scope);
    return badge ? html`<span class="count">${format.text(badge)}</span>` : nothing;
  }

  private key(event: KeyboardEvent, tabs: readonly Node[], at: number): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) this.choose(tabs[(at + step + tabs.length) % tabs.length]);
    else if (event.key === 'Home') this.choose(tabs[0]);
    else if (event.key === 'End') this.choose(tabs.at(-1));
    else return;
    event.preventDefault();
    void this.updateComplete.then(() => {
      const chosen = this.querySelector<HTMLElement>('[aria-selected="true"]');
      chosen?.focus();
      chosen?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }
}

define('u-tabs', Tabs);
