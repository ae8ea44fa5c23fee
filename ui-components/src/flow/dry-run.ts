import { html, nothing, type TemplateResult } from 'lit';
import * as format from '../core/format.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import type { DryRunResult } from './model.ts';
import { gist } from './sentence.ts';
import type { Session } from './session.ts';
import { ft } from './texts.ts';

/** What the flow would do with the newest events. */
export function dryRun(session: Session, run: () => void): TemplateResult {
  const { dry } = session;
  const able = session.draft.on.event !== '' && session.draft.do.action !== '';
  const old = dry !== null && dry.of !== JSON.stringify(session.draft);
  return html`<div class="dry-head"><p class="muted small">${dry === null ? ft('dry.about') : summary(dry.results)}${old ? html` <span class="dry-old">${ft('dry.old')}</span>` : nothing}</p>
      ${button({ label: dry === null ? ft('dry.run') : ft('dry.again'), icon: 'play', size: 'small', disabled: !able || session.busy, busy: session.busy, click: run })}</div>
    ${dry === null ? nothing : dry.problems.length > 0 ? html`<p class="flow-note tone-text-warning">${icon('triangle-alert')}<span>${ft('dry.problems', { count: dry.problems.length })} ${dry.problems[0]!.detail}</span></p>`
      : dry.results.length === 0 ? html`<p class="flow-note">${icon('inbox')}<span>${ft('dry.none')}</span></p>` : results(dry.results, old)}`;
}

function summary(results: readonly DryRunResult[]): string {
  const matched = results.filter((one) => one.matched).length;
  const failed = results.filter((one) => one.errors.length > 0).length;
  return [ft('dry.matched', { count: matched, total: results.length }), failed > 0 ? ft('dry.failed', { count: failed }) : ''].filter(Boolean).join(' · ');
}

function results(all: readonly DryRunResult[], old: boolean): TemplateResult {
  return html`<div class="dry-table ${old ? 'old' : ''}" role="table" aria-label=${ft('dry')}>
    <div class="dry-row dry-titles" role="row"><span role="columnheader">${ft('dry.event')}</span><span role="columnheader">${ft('dry.match')}</span><span role="columnheader">${ft('dry.parameters')}</span></div>
    ${all.map(({ event, matched, parameters, errors }) => html`<div class="dry-row ${matched ? '' : 'unmatched'}" role="row">
      <span role="cell" class="dry-event"><time datetime=${event['time']} title=${format.date(event['time'])}>${format.relative(event['time'], undefined, 'short')}</time><span class="dry-gist" title=${JSON.stringify(event['data'])}>${gist(event['data'])}</span></span>
      <span role="cell" class="dry-match">${errors.length > 0 ? html`<span class="badge tone-danger">${ft('dry.error')}</span>` : matched ? html`<span class="badge tone-success">${icon('check')}${ft('dry.yes')}</span>` : html`<span class="badge">${ft('dry.no')}</span>`}</span>
      <span role="cell" class="dry-params">${errors.map((one) => html`<span class="dry-wrong">${one.pointer.replace(/^\/with\//, '')}: ${one.detail}</span>`)}
        ${parameters ? html`<dl>${Object.entries(parameters).map(([name, value]) => html`<div><dt>${name}</dt><dd>${typeof value === 'string' ? value : JSON.stringify(value)}</dd></div>`)}</dl>` : errors.length === 0 ? html`<span class="faint">${format.DASH}</span>` : nothing}</span>
    </div>`)}</div>`;
}
