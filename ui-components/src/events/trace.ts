import { html, nothing, type TemplateResult } from 'lit';
import { stream } from '../app/state.ts';
import { call, Problem, reason } from '../core/http.ts';
import * as format from '../core/format.ts';
import type { Tone } from '../core/model.ts';
import { pluginLabel } from '../nodes/plugin-text.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import type { TraceNode } from './data.ts';
import { openEvent } from './event-detail.ts';
import { dot, emptyBlock, failedBlock, skeleton, took } from './parts.ts';
import { t } from './texts.ts';

const TONES: Record<string, Tone> = {
  published: 'info', done: 'success', completed: 'success', retrying: 'warning', paused: 'warning', running: 'info', queued: 'info', dead: 'danger', error: 'danger', cancelled: 'neutral', discarded: 'neutral',
};
const ICONS: Record<string, string> = { event: 'radio', delivery: 'workflow', task: 'list-checks' };
const RUNNING = new Set(['queued', 'running', 'retrying']);
/** While something runs, no more often than this. */
const AGAIN = 1000;

/** The whole chain from the first cause to the last effect, as a tree that is followed while it grows. */
class Trace extends Element {
  static override properties = { nodes: { state: true }, complete: { state: true }, problem: { state: true }, gone: { state: true } };
  declare nodes: readonly TraceNode[] | null;
  declare complete: boolean;
  declare problem: string | null;
  declare gone: boolean;
  private timer = 0;
  private readonly from: [string, string] | null;

  constructor() {
    super();
    const given = new URLSearchParams(location.search);
    const kind = ['event', 'delivery', 'task'].find((one) => given.get(one));
    this.from = kind ? [kind, given.get(kind)!] : null;
    this.nodes = null;
    this.complete = true;
    this.problem = null;
    this.gone = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.from) return;
    void this.load();
    const soon = () => (this.timer ||= window.setTimeout(() => void this.load(), AGAIN));
    for (const kind of ['event', 'delivery', 'task'] as const) {
      const stop = stream?.on(kind, () => this.running() && soon());
      if (stop) this.until(stop);
    }
    this.until(() => clearTimeout(this.timer));
  }

  private running(): boolean {
    return this.nodes?.some((node) => RUNNING.has(node.state ?? '')) ?? false;
  }

  private async load(): Promise<void> {
    this.timer = 0;
    try {
      const { body } = await call('GET', '/api/trace', { [this.from![0]]: this.from![1] });
      this.nodes = body.nodes;
      this.complete = body.complete;
      this.problem = null;
    } catch (failure) {
      if (failure instanceof Problem && failure.status === 404) this.gone = true;
      else this.problem = reason(failure);
    }
  }

  protected override render(): TemplateResult {
    if (!this.from) return emptyBlock('route', t('trace.none'), t('trace.none.hint'), html`<a class="button secondary small" href="/events">${t('trace.none.action')}</a>`);
    if (this.gone) return emptyBlock('route', t('trace.gone'), t('trace.gone.hint'));
    if (this.problem) return failedBlock(t('trace.failed'), this.problem, () => void this.load());
    if (!this.nodes) return skeleton();
    const failed = this.nodes.filter((node) => node.error).length;
    return html`<p class="trace-sum muted small" role="status">${t('trace.steps', { count: this.nodes.length })}${failed > 0 ? html` · <span class="tone-text-danger">${t('trace.problems', { count: failed })}</span>` : nothing}${this.running() ? html` · ${t('trace.live')}` : nothing}</p>
      ${this.complete ? nothing : html`<p class="muted small">${t('trace.partial')}</p>`}
      <ul class="trace" aria-label=${t('trace.label')}>${this.below(null)}</ul>`;
  }

  private below(parent: string | null): TemplateResult[] {
    return this.nodes!.filter((node) => node.parent === parent).map((node) => {
      const children = this.below(node.id);
      const here = node.kind === this.from![0] && node.ref === this.from![1];
      return html`<li><div class="trace-node ${here ? 'here' : ''}">
          ${icon(ICONS[node.kind] ?? 'dot', 'faint')}
          <span class="trace-main"><span class="trace-title">${this.named(node)}</span>
            <span class="muted small">${t(`trace.${node.kind}` as 'trace.event')}${node.plugin ? html` · ${pluginLabel(node.plugin)}` : nothing}${here ? html` · ${t('trace.here')}` : nothing}</span>
            ${node.error ? html`<span class="trace-error">${node.error}</span>` : nothing}</span>
          <span class="state-word small">${dot(TONES[node.state ?? ''] ?? 'neutral', RUNNING.has(node.state ?? ''))}<span>${this.state(node)}</span></span>
          <span class="trace-took muted small">${node.duration === null ? '' : took(node.duration)}</span>
          <time class="muted small" datetime=${node.time ?? ''} title=${format.date(node.time)}>${format.clock(node.time)}</time>
        </div>${children.length > 0 ? html`<ul>${children}</ul>` : nothing}</li>`;
    });
  }

  private named(node: TraceNode): TemplateResult {
    if (node.kind === 'event') return html`<button type="button" class="link-button" aria-label=${`${t('trace.open.event')}: ${node.title}`} @click=${() => void openEvent(node.ref)}><code>${node.title}</code></button>`;
    if (node.kind === 'task') return html`<a class="link" href=${`/tasks/${encodeURIComponent(node.ref)}`}>${node.title}</a>`;
    return html`<span class="strong">${node.title}</span>`;
  }

  private state(node: TraceNode): string {
    if (node.kind === 'delivery') return t(`delivery.state.${node.state}` as 'delivery.state.done');
    if (node.kind === 'task') return t(`state.${node.state}` as 'state.running');
    return '';
  }
}

define('u-trace', Trace);
