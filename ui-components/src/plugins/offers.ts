import { html, nothing, type TemplateResult } from 'lit';
import { until } from 'lit/directives/until.js';
import { start } from '../app/actions.ts';
import { call, reason } from '../core/http.ts';
import type { Action, Plugin, Schema } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import type { ActionInfo, Affected, Capabilities, Detail } from './data.ts';
import { t } from './texts.ts';

/** Asked once for a plugin as it is now. */
const flows = new WeakMap<Detail, Promise<unknown>>();

/** What a plugin offers, what it listens to, and who uses it. */
export function offers(plugin: Plugin, detail: Detail, offered: Capabilities | null, context: Context): TemplateResult {
  if (!offered) return html`<div class="empty compact">${icon('plug')}<p class="empty-title">${t('offers.away')}</p></div>`;
  const actions = Object.entries(offered.actions);
  const events = Object.entries(offered.events);
  return html`
    ${part(t('offers.actions'), t('offers.actions.none'), actions.map(([name, info]) => action(plugin.id, name, info, context)))}
    ${part(t('offers.events'), t('offers.events.none'), events.map(([name, { description, schema }]) => folded(html`<code>${name}</code>`, description, html`${fields(schema)}<a class="link small" href=${`/events?type=${encodeURIComponent(name)}`}>${t('offers.events.link')}</a>`)))}
    ${part(t('offers.subscriptions'), t('offers.subscriptions.none'), offered.subscriptions.map((type) => html`<div class="check-row"><code>${type}</code></div>`))}
    <section class="section"><h2 class="section-title">${t('offers.flows')}</h2>${until(dependents(plugin.id, detail), html`<p class="muted small">…</p>`)}</section>
    ${part(t('offers.services'), t('offers.services.none'), detail.services.map(({ interfaces, pattern, users }) => html`<div class="check-row"><div class="plugin-text">${pattern ? html`<code>${pattern}</code> ` : nothing}<code class="muted">${interfaces.join(', ')}</code>${users.length > 0 ? html`<p class="muted small">${t('offers.used', { names: users.join(', ') })}</p>` : nothing}</div></div>`))}`;
}

function part(heading: string, none: string, rows: readonly TemplateResult[]): TemplateResult {
  return html`<section class="section"><h2 class="section-title with-count">${heading}${rows.length > 0 ? html`<span class="count">${rows.length}</span>` : nothing}</h2>
    ${rows.length === 0 ? html`<p class="muted small">${none}</p>` : html`<ul class="panel-list">${rows.map((row) => html`<li>${row}</li>`)}</ul>`}</section>`;
}

function folded(head: TemplateResult, description: string | null | undefined, body: unknown): TemplateResult {
  return html`<details class="details offer"><summary>${icon('chevron-right')}<span class="offer-head">${head}${description ? html`<span class="muted small">${description}</span>` : nothing}</span></summary><div class="offer-body">${body}</div></details>`;
}

function action(plugin: string, name: string, info: ActionInfo, context: Context): TemplateResult {
  const schema = info.params_schema ?? null;
  const href = `/module/${encodeURIComponent(plugin)}${info.path}`;
  const asks = Object.keys(schema?.properties ?? {}).length > 0;
  const own: Action = { name, label: name, method: info.method as Action['method'], href, schema: asks ? schema : null, form: asks ? 'drawer' : 'none', long_running: info.long_running };
  return folded(html`<code class="strong">${name}</code>`, info.description, html`
    <p class="muted small offer-facts"><code>${info.method} ${href}</code><span>${t('offers.lane', { lane: info.lane })}</span><span>${t('offers.access', { access: info.access })}</span>${info.long_running ? html`<span>${t('offers.long')}</span>` : nothing}</p>
    ${asks ? fields(schema) : html`<p class="muted small">${t('offers.noparams')}</p>`}
    ${button({ label: t('offers.try'), icon: 'play', size: 'small', about: name, click: () => void start(own, context, context.scope) })}`);
}

/** The properties of a schema as a table. */
function fields(schema: Schema | null | undefined): TemplateResult | typeof nothing {
  const all = Object.entries(schema?.properties ?? {});
  if (all.length === 0) return nothing;
  const required = new Set(schema?.required ?? []);
  return html`<div class="offer-table"><table><thead><tr><th>${t('offers.param')}</th><th>${t('offers.type')}</th><th>${t('offers.meaning')}</th></tr></thead>
    <tbody>${all.map(([name, one]) => html`<tr><td><code>${name}</code>${required.has(name) ? html` <span class="muted small">${t('offers.required')}</span>` : nothing}</td><td><code>${typeOf(one)}</code></td><td>${one.description ?? one.title ?? ''}</td></tr>`)}</tbody></table></div>`;
}

function typeOf({ type, format, enum: choices, items }: Schema): string {
  if (choices) return choices.join(' | ');
  const name = Array.isArray(type) ? type.filter((one) => one !== 'null').join(' | ') : (type ?? 'any');
  return name === 'array' && items ? `${typeOf(items)}[]` : format ? `${name} (${format})` : name;
}

function dependents(id: string, detail: Detail): Promise<unknown> {
  let known = flows.get(detail);
  if (!known) flows.set(detail, (known = ask(id)));
  return known;
}

async function ask(id: string): Promise<unknown> {
  try {
    const { items } = (await call('GET', `/api/plugins/${encodeURIComponent(id)}/dependents`)).body as { items: Affected[] };
    if (items.length === 0) return html`<p class="muted small">${t('offers.flows.none')}</p>`;
    return html`<ul class="panel-list">${items.map((flow) => html`<li class="check-row"><a class="link-plain" href=${`/flows/${encodeURIComponent(flow.id)}`}>${flow.name}</a></li>`)}</ul>`;
  } catch (failure) {
    return html`<p class="small tone-text-danger">${reason(failure)}</p>`;
  }
}
