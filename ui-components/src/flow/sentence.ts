import { html, nothing, type TemplateResult } from 'lit';
import * as format from '../core/format.ts';
import { pluginLabel } from '../nodes/plugin-text.ts';
import { icon } from '../ui/icon.ts';
import { readCondition, type Op, type Term } from './condition.ts';
import type { FlowDraft } from './model.ts';
import { ft } from './texts.ts';

const SIGNS: Partial<Record<Op, string>> = { eq: '=', ne: '≠', gt: '>', ge: '≥', lt: '<', le: '≤' };

/** The last part of a path is what people call it. */
export function shortName(path: string): string {
  return path.replace(/^event\./, '');
}

export function isSize(path: string): boolean {
  return /(^|[._])(size|bytes)$/.test(path);
}

/** A constant as people write it: a size in its unit, a text in quotes. */
export function spoken(path: string, value: unknown): string {
  if (typeof value === 'number') return isSize(path) && value >= 1024 ? format.bytes(value) : format.number(value);
  if (Array.isArray(value)) return value.map((one) => spoken(path, one)).join(', ');
  return typeof value === 'string' ? ft('quoted', { text: value }) : String(value);
}

export function termText({ field, op, value }: Term): string {
  const name = shortName(field);
  const sign = SIGNS[op];
  if (sign) return `${name} ${sign} ${spoken(field, value)}`;
  return `${name} ${ft(`op.${op}`)}${['true', 'false', 'there', 'absent'].includes(op) ? '' : ` ${spoken(field, value)}`}`;
}

/** The condition in words where rows can say it, else as it is written. */
export function conditionText(when: string | null): string {
  if (!when) return '';
  const condition = readCondition(when);
  if (!condition) return when.replace(/\s+/g, ' ');
  return condition.terms.map(termText).join(` ${ft(`join.${condition.join}`)} `);
}

export function actionText({ plugin, action }: FlowDraft['do']): string {
  return `${pluginLabel(plugin)} · ${action}`;
}

/** The flow as plain text: its name while it has none. */
export function sentenceText(flow: FlowDraft): string {
  const parts = [flow.on.event, flow.do.action ? actionText(flow.do) : ''].filter(Boolean);
  return parts.join(' → ');
}

/** The flow as one sentence. */
export function sentence(flow: FlowDraft): TemplateResult {
  const condition = conditionText(flow.when);
  return html`<p class="flow-sentence"><span class="flow-kw">${ft('when')}</span> <code>${flow.on.event}</code>
    ${condition ? html`<span class="flow-kw">${ft('if')}</span> <span class="flow-cond" title=${flow.when ?? ''}>${condition}</span>` : nothing}
    ${icon('arrow-right', 'flow-arrow')}<span class="flow-do"><span class="visually-hidden">${ft('then')} </span>${actionText(flow.do)}</span></p>`;
}

/** The first telling values of an event's data; of a path its end, which is what differs. */
export function gist(data: unknown, most = 2): string {
  if (!data || typeof data !== 'object') return data == null ? '' : String(data);
  return Object.entries(data)
    .filter(([key, value]) => ['string', 'number', 'boolean'].includes(typeof value) && !/_id$/.test(key))
    .slice(0, most)
    .map(([key, value]) => (isSize(key) ? format.bytes(value) : typeof value === 'string' ? (value.split('/').filter(Boolean).pop() ?? value) : `${key}: ${String(value)}`))
    .join('  ·  ');
}
