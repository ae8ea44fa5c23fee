import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { fill, fillText, holds } from '../core/expr.ts';
import type { Node } from '../core/model.ts';
import { actionButton, applicable } from '../nodes/action-buttons.ts';
import { deeper, type Context } from '../nodes/context.ts';
import { heading } from '../nodes/heading.ts';
import { nodes } from '../nodes/index.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { t } from './texts.ts';

interface Step extends Omit<Node, 'type'> {
  id: string;
}

/** Steps that are gone through one after the other; or, with `at`, how far something has come that goes through them itself. */
export function steps(node: Node, context: Context): TemplateResult {
  const all = ((node['steps'] ?? []) as Step[]).filter((step) => holds(step.when, context.scope));
  if (node['at'] !== undefined) return progress(all, placeOf(all, fill(node['at'], context.scope)), node, context);
  return html`<u-steps .node=${node} .context=${context} .steps=${all}></u-steps>`;
}

/** The step that is being done: by its id, or by how many are done. Before the first is -1; when all are done it is their number. */
function placeOf(all: readonly Step[], at: unknown): number {
  if (typeof at === 'number') return Math.max(-1, Math.min(all.length, Math.floor(at)));
  const place = all.findIndex((step) => step.id === at);
  return place < 0 && at === 'done' ? all.length : place;
}

function progress(all: readonly Step[], at: number, node: Node, context: Context): TemplateResult {
  return html`<div class="steps read">${bar(all, at, node, context)}
    <span class="visually-hidden" role="status">${at >= all.length ? t('steps.all') : at < 0 ? '' : t('steps.at', { at: at + 1, count: all.length, name: fillText(all[at]!.label, context.scope) })}</span></div>`;
}

function bar(all: readonly Step[], at: number, node: Node, context: Context, go: ((index: number) => void) | null = null, reached = -1): TemplateResult {
  return html`<ol class="steps-bar" aria-label=${fillText(node.label, context.scope) || t('steps.label')}>${all.map((step, index) => {
    const label = fillText(step.label, context.scope);
    const hint = fillText(step['hint'], context.scope);
    const state = index < at ? 'done' : index === at ? 'current' : 'open';
    return html`<li class="steps-item ${state}" aria-current=${state === 'current' ? 'step' : nothing}>
      <span class="steps-mark" aria-hidden="true">${state === 'done' ? icon('check') : index + 1}</span>
      <span class="steps-words">${go && index !== at && index <= reached ? html`<button type="button" class="steps-label" @click=${() => go(index)}>${label}</button>` : html`<span class="steps-label" title=${label}>${label}</span>`}
        ${hint ? html`<span class="muted small" title=${hint}>${hint}</span>` : nothing}<span class="visually-hidden">${state === 'done' ? t('steps.done') : ''}</span></span></li>`;
  })}</ol>`;
}

/** The wizard. What was typed in a step stays there: steps that were seen are hidden, not taken away. */
class Steps extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, steps: { attribute: false }, at: { state: true }, refused: { state: true } };
  declare node: Node;
  declare context: Context;
  declare steps: readonly Step[];
  /** The id of the step that is shown; null for the first. */
  declare at: string | null;
  /** Whether the person wanted to go on before the step was complete. */
  declare refused: boolean;
  private readonly seen = new Set<string>();
  private moved = false;

  constructor() {
    super();
    this.at = null;
    this.refused = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { steps, context } = this;
    const at = Math.max(0, steps.findIndex((step) => step.id === this.at));
    const step = steps[at];
    if (!step) return nothing;
    this.seen.add(step.id);
    const reached = steps.reduce((most, one, index) => (this.seen.has(one.id) ? index : most), 0);
    const inner = deeper(context);
    return html`<div class="steps wizard">
      ${bar(steps, at, this.node, context, (index) => this.go(index), reached)}
      ${repeat(steps.filter((one) => this.seen.has(one.id)), (one) => one.id, (one) => html`<section class="steps-panel" ?hidden=${one !== step} aria-label=${fillText(one.label, context.scope)}>
        ${heading(context.level, html`<span tabindex="-1" class="steps-title">${fillText(one.label, context.scope)}</span>`, 'steps-heading')}
        <div class="stack">${nodes(one.body, inner)}</div></section>`)}
      ${this.foot(step, at)}
    </div>`;
  }

  protected override updated(): void {
    if (!this.moved) return;
    this.moved = false;
    this.querySelector<HTMLElement>('.steps-panel:not([hidden]) .steps-title')?.focus({ preventScroll: true });
    const top = this.getBoundingClientRect().top;
    if (top < 0) scrollBy(0, top - 16);
  }

  private foot(step: Step, at: number): TemplateResult {
    const { steps, context } = this;
    const last = at === steps.length - 1;
    const ready = holds(step['valid'] as string | undefined, context.scope);
    const [finish] = last && this.node['action'] ? applicable([this.node['action'] as string], context) : [];
    const place = t('steps.at', { at: at + 1, count: steps.length, name: fillText(step.label, context.scope) });
    return html`<div class="steps-foot">
      <span class="muted small" role="status">${this.refused && !ready ? t('steps.invalid') : html`<span aria-hidden="true">${t('steps.place', { at: at + 1, count: steps.length })}</span><span class="visually-hidden">${place}</span>`}</span>
      ${at > 0 ? button({ label: t('steps.back'), icon: 'arrow-left', click: () => this.go(at - 1) }) : nothing}
      ${!last ? button({ label: fillText(step['next'], context.scope) || t('steps.next'), kind: 'primary', click: () => this.next(at, ready) })
        : finish && ready ? actionButton(finish, context, 'primary') : finish ? button({ label: fillText(finish.label, context.scope), kind: 'primary', icon: finish.icon, click: () => (this.refused = true) }) : nothing}
    </div>`;
  }

  private next(at: number, ready: boolean): void {
    if (ready) this.go(at + 1);
    else this.refused = true;
  }

  private go(index: number): void {
    this.at = this.steps[index]!.id;
    this.refused = false;
    this.moved = true;
  }
}

define('u-steps', Steps);
