import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { perform } from '../app/actions.ts';
import { guard } from '../app/drafts.ts';
import { fill } from '../core/expr.ts';
import { Problem, reason } from '../core/http.ts';
import type { Node, Row } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import { t } from './texts.ts';

/** Answers by which an action says that what was edited is another one by now. */
const CONFLICTS = [409, 412];

interface Edited extends ReactiveControllerHost {
  readonly node: Node;
  readonly context: Context;
  readonly dirty: boolean;
  /** Takes what the server has, and forgets what was edited. */
  takeTheirs(): void;
  /** Keeps what was edited, as a change of what the server has now. */
  keepMine(): void;
}

/** Saves what is edited through the action of the node, and tells when somebody else was faster. */
export class Saving implements ReactiveController {
  busy = false;
  problem: string | null = null;
  /** Whether the server has something else than what the editing began with. */
  conflict = false;
  private began: unknown = null;
  private release: () => void = () => {};

  constructor(private readonly host: Edited) {
    host.addController(this);
  }

  hostConnected(): void {
    this.release = guard(() => this.host.dirty);
  }

  hostDisconnected(): void {
    this.release();
  }

  /** Which version the server has now. */
  get version(): unknown {
    return fill(this.host.node['version'], this.host.context.scope) ?? null;
  }

  /** Says that editing begins with what the server has now. */
  begin(): void {
    this.began = this.version;
    this.conflict = false;
    this.problem = null;
  }

  /** Sends the values, with the version that the editing began with; answers whether they were taken. */
  async save(values: Row): Promise<boolean> {
    const { node, context } = this.host;
    const action = context.action(node['action'] as string);
    if (!action || this.busy) return false;
    this.busy = true;
    this.problem = null;
    this.host.requestUpdate();
    try {
      await perform(action, context, context.scope, { ...values, ...(node['version'] === undefined ? {} : { version: this.began }) });
      this.conflict = false;
      return true;
    } catch (failure) {
      if (failure instanceof Problem && CONFLICTS.includes(failure.status)) this.conflict = true;
      else this.problem = failure instanceof Problem && failure.errors.length > 0 ? failure.errors.map((one) => one.detail).join(' ') : reason(failure);
      return false;
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }

  /** What stands above the editor when saving failed. */
  notes(): TemplateResult | typeof nothing {
    if (this.conflict) return html`<div class="alert tone-warning" role="alert">${icon('triangle-alert')}<div class="alert-text"><strong>${t('edit.conflict')}</strong><span>${t('edit.conflict.hint')}</span>
      <div class="button-row">${button({ label: t('edit.theirs'), size: 'small', click: () => void this.theirs() })}${button({ label: t('edit.mine'), size: 'small', click: () => this.keepMine() })}</div></div></div>`;
    if (this.problem) return html`<div class="alert tone-danger" role="alert">${icon('circle-alert')}<div class="alert-text"><span>${this.problem}</span></div></div>`;
    return nothing;
  }

  private async theirs(): Promise<void> {
    await this.refetch();
    this.host.takeTheirs();
  }

  /** The next saving replaces what the server has now. */
  private async keepMine(): Promise<void> {
    await this.refetch();
    this.host.keepMine();
    this.begin();
    this.host.requestUpdate();
  }

  private async refetch(): Promise<void> {
    const { node, context } = this.host;
    if (typeof node['source'] === 'string') await context.store.refresh(context.sourceName(node['source']));
  }
}
