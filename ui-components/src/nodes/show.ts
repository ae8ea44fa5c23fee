import { html, nothing, type TemplateResult } from 'lit';
import { localAddress } from '../core/address.ts';
import * as format from '../core/format.ts';
import { fill, fillText, holds } from '../core/expr.ts';
import type { Node, Tone } from '../core/model.ts';
import { icon } from '../ui/icon.ts';
import { progressBar } from '../ui/progress.ts';
import { name } from '../ui/name.ts';
import { actionButton, actionButtons, applicable, moreMenu, actionEntries } from './action-buttons.ts';
import { option, withRow, type Context } from './context.ts';
import { draws } from './index.ts';
import { labelOf } from './values.ts';

draws('text', (node, context) => {
  const text = fillText(node['text'] ?? node['value'] ?? node.label, context.scope);
  return html`<p class="text ${node['tone'] ? `tone-text-${node['tone']}` : ''} ${node['muted'] ? 'muted' : ''}">${text}</p>`;
});

draws('stat', (node, context) => {
  const value = fillText(node['value'], context.scope) || format.DASH;
  const hint = fillText(node['hint'], context.scope);
  const [, figure = value, own = ''] = /^([\d.,\s]+?)\s*(\p{L}[\p{L}/]*|%)$/u.exec(value) ?? [];
  const unit = own || (value === format.DASH ? '' : fillText(node['unit'], context.scope));
  return html`<div class="stat"><span class="stat-label">${fillText(node.label, context.scope)}</span>
    <span class="stat-value ${node['tone'] ? `tone-text-${fillText(node['tone'], context.scope)}` : ''}">${figure}${unit ? html`<span class="stat-unit">${unit === '%' ? '' : ' '}${unit}</span>` : nothing}</span>
    ${hint ? html`<span class="stat-hint">${hint}</span>` : nothing}</div>`;
});

draws('facts', (node, context) => {
  const facts = ((option<Node[]>(node, 'items') ?? node.body ?? []) as Node[]).filter((fact) => holds(fact.when, context.scope));
  return html`<dl class="facts">${facts.map((fact) => html`<div><dt>${fillText(fact.label, context.scope)}</dt>
    <dd>${fillText(fact['value'], context.scope) || format.DASH}</dd></div>`)}</dl>`;
});

draws('badge', (node, context) => {
  const value = fill(node['value'] ?? node.label, context.scope);
  const tones = (node['tones'] ?? {}) as Record<string, Tone>;
  return badge(labelOf(value, node['labels'] as string, context), (node['tone'] as Tone) ?? tones[String(value)] ?? 'neutral');
});

/** A word on its tone: a dot carries the colour, so that the word stays easy to read. */
export function badge(text: string, tone: Tone): TemplateResult {
  return html`<span class="badge tone-${tone}">${text}</span>`;
}

draws('progress', (node, context) => {
  const value = format.numeric(fill(node['value'], context.scope));
  const most = node['max'] === undefined ? 100 : format.numeric(fill(node['max'], context.scope));
  const label = fillText(node.label, context.scope);
  const amount = value === null || most === null || most === 0 ? null : (value * 100) / most;
  return html`<div class="progress-node"><span class="stat-label">${label}</span>${progressBar({ value: amount, label })}</div>`;
});

draws('icon', (node, context) => {
  const label = fillText(node.label, context.scope);
  return html`<span class="icon-node" role=${label ? 'img' : nothing} aria-label=${label || nothing}>${icon(node['name'] as string ?? node['icon'] as string)}</span>`;
});

const ALERT_ICONS: Record<string, string> = { neutral: 'info', info: 'info', success: 'circle-check', warning: 'triangle-alert', danger: 'circle-alert' };

draws('alert', (node, context) => {
  const tone = (node['tone'] as string) ?? 'info';
  const text = fillText(node['text'] ?? node['hint'], context.scope);
  return html`<div class="alert tone-${tone}" role=${tone === 'danger' ? 'alert' : 'status'}>${icon((node['icon'] as string) ?? ALERT_ICONS[tone])}
    <div class="alert-text"><span class=${text ? 'strong' : ''}>${fillText(node.label, context.scope)}</span>${text ? html`<span>${text}</span>` : nothing}</div>
    ${actionButtons(node['actions'] ?? (node['action'] ? [node['action']] : undefined), context)}</div>`;
});

draws('empty', (node, context) => empty(node, context));

/** Nothing yet: an icon, one sentence, one button. */
export function empty(node: Partial<Node>, context: Context, fallback = ''): TemplateResult {
  const [action] = applicable(node['action'] ? [node['action'] as string] : [], context);
  const hint = fillText(node['hint'], context.scope);
  return html`<div class="empty">${icon((node['icon'] as string) ?? context.page.icon ?? 'inbox')}
    <p class="empty-title">${fillText(node.label, context.scope) || fallback}</p>
    ${hint ? html`<p class="empty-hint">${hint}</p>` : nothing}
    ${action ? actionButton(action, context, 'primary') : nothing}</div>`;
}

draws('button', (node, context) => {
  const to = localAddress(fillText(node['to'], context.scope));
  if (to) return html`<a class="button secondary" href=${to}>${node['icon'] ? icon(node['icon'] as string) : nothing}<span>${fillText(node.label, context.scope)}</span></a>`;
  const [action] = applicable([node['action'] as string], context);
  if (!action) return nothing;
  return actionButton(node.label ? { ...action, label: node.label } : action, context);
});

draws('menu', (node, context) => {
  const actions = applicable(option<string[]>(node, 'actions'), context);
  return actions.length > 0 ? moreMenu(actionEntries(actions, context), fillText(node.label, context.scope)) : nothing;
});

draws('list', (node, context) => {
  const source = context.sourceName(node['source'] as string);
  const items = context.store.items(source).slice(0, (node['limit'] as number) ?? 100);
  const item = (node['item'] ?? node) as Node;
  if (items.length === 0) return empty((node['empty'] ?? {}) as Node, context);
  return html`<ul class="list" aria-label=${fillText(node.label, context.scope) || nothing}>${items.map((row) => {
    const inner = withRow(context, row);
    const title = fillText(item['title'] ?? item['text'] ?? '${row.name}', inner.scope);
    const hint = fillText(item['hint'], inner.scope);
    const to = localAddress(fillText(item['to'], inner.scope));
    const actions = applicable(option<string[]>(item, 'row_actions') ?? option<string[]>(node, 'row_actions'), inner);
    return html`<li class="list-item">
      ${item['icon'] ? icon(fillText(item['icon'], inner.scope), 'muted') : nothing}
      <div class="list-text">${to ? html`<a href=${to} class="list-link">${name(title)}</a>` : name(title)}${hint ? html`<span class="muted small">${hint}</span>` : nothing}</div>
      ${item['value'] ? html`<span class="list-value">${fillText(item['value'], inner.scope)}</span>` : nothing}
      ${actions.length > 0 ? moreMenu(actionEntries(actions, inner, { source, row }), title) : nothing}</li>`;
  })}</ul>`;
});

draws('timeline', (node, context) => {
  const items = context.store.items(context.sourceName(node['source'] as string)).slice(0, (node['limit'] as number) ?? 50);
  const item = (node['item'] ?? node) as Node;
  if (items.length === 0) return empty((node['empty'] ?? {}) as Node, context);
  return html`<ol class="timeline" aria-label=${fillText(node.label, context.scope) || nothing}>${items.map((row) => {
    const { scope } = withRow(context, row);
    const time = fill(item['time'] ?? '${row.time}', scope);
    const hint = fillText(item['hint'], scope);
    return html`<li class="tone-${fillText(item['tone'], scope) || 'neutral'}"><div class="timeline-text"><span>${fillText(item['title'] ?? '${row.title}', scope)}</span>
      ${hint && hint !== format.DASH ? html`<span class="muted small">${hint}</span>` : nothing}</div>
      <time class="muted small" datetime=${String(time ?? '')} title=${format.date(time)}>${format.relative(time)}</time></li>`;
  })}</ol>`;
});
