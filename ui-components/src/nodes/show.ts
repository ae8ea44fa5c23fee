import { html, nothing, type TemplateResult } from 'lit';
import { localAddress } from '../core/address.ts';
import * as format from '../core/format.ts';
import { fill, fillText, holds } from '../core/expr.ts';
import type { Node, Tone } from '../core/model.ts';
import { icon } from '../ui/icon.ts';
import { progressBar } from '../ui/progress.ts';
import { actionButton, actionButtons, applicable, moreMenu, actionEntries } from './action-buttons.ts';
import { option, type Context } from './context.ts';
import { draws } from './index.ts';
import { cell, labelOf, type Column } from './values.ts';

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

interface Fact extends Pick<Column, 'as' | 'labels' | 'tones' | 'to'> {
  label: string;
  value?: unknown;
  when?: string;
}

/** Facts are formatted as the cells of a table are. */
draws('facts', (node, context) => {
  const facts = ((option<Fact[]>(node, 'items') ?? node.body ?? []) as Fact[]).filter((fact) => holds(fact.when, context.scope));
  return html`<dl class="facts">${facts.map((fact) => html`<div><dt>${fillText(fact.label, context.scope)}</dt><dd dir="auto">${factValue(fact, context)}</dd></div>`)}</dl>`;
});

function factValue(fact: Fact, context: Context): TemplateResult | string {
  if (!fact.as && !fact.labels) return fillText(fact.value, context.scope) || format.DASH;
  const { label, value, as, labels, tones, to } = fact;
  return cell({ field: '', label, value: value ?? null, ...(as ? { as } : {}), ...(labels ? { labels } : {}), ...(tones ? { tones } : {}), ...(to ? { to } : {}) }, {}, context);
}

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

