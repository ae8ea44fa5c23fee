import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { fillText } from '../core/expr.ts';
import * as format from '../core/format.ts';
import { Problem, reason, upload as send } from '../core/http.ts';
import type { Node } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { button } from '../ui/button.ts';
import { dropZone } from '../ui/drop-zone.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { name } from '../ui/name.ts';
import { progressBar } from '../ui/progress.ts';
import { accepts } from './accept.ts';
import { t } from './texts.ts';

/** So many files travel at a time; more would only slow each other down. */
const AT_ONCE = 2;
const ICONS = { waiting: 'clock', sending: 'upload', done: 'circle-check', failed: 'circle-alert', cancelled: 'circle-slash' } as const;

interface Job {
  readonly id: number;
  readonly file: File;
  state: keyof typeof ICONS;
  /** How much of it is gone, from 0 to 1. */
  part: number;
  problem: string | null;
  /** Whether sending it once more could help. */
  again: boolean;
  stop: AbortController;
}

/** Sends files to an action, one call for each, as multipart field `file`. */
class Upload extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, jobs: { state: true } };
  declare node: Node;
  declare context: Context;
  declare jobs: readonly Job[];
  private last = 0;

  constructor() {
    super();
    this.jobs = [];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const leaving = (event: BeforeUnloadEvent) => this.busy && event.preventDefault();
    addEventListener('beforeunload', leaving);
    this.until(() => removeEventListener('beforeunload', leaving));
  }

  protected override render(): TemplateResult {
    const { jobs } = this;
    const done = jobs.filter((job) => job.state === 'done').length;
    return html`<div class="upload">
      ${dropZone({ text: fillText(this.node.label, this.context.scope) || t('upload.drop'), choose: t('upload.choose'), accept: this.accept, multiple: true, files: (files) => this.add(files) })}
      ${jobs.length === 0 ? nothing : html`<div class="upload-head"><span role="status">${t('upload.total', { done, count: jobs.length })}</span>
          ${this.busy ? nothing : button({ label: t('upload.clear'), kind: 'ghost', size: 'small', click: () => (this.jobs = []) })}</div>
        <ul class="upload-files" aria-label=${t('upload.files')}>${repeat(jobs, (job) => job.id, (job) => this.job(job))}</ul>`}</div>`;
  }

  private get accept(): string | undefined {
    return this.node['accept'] as string | undefined;
  }

  private get busy(): boolean {
    return this.jobs.some(({ state }) => state === 'waiting' || state === 'sending');
  }

  private job(job: Job): TemplateResult {
    const { file, state } = job;
    const waiting = state === 'waiting' || state === 'sending';
    const word = { waiting: t('upload.waiting'), sending: job.part >= 1 ? t('upload.checking') : format.bytes(file.size), done: t('upload.finished'), failed: '', cancelled: t('upload.cancelled') }[state];
    return html`<li class="upload-file ${state}">${icon(ICONS[state])}
      <div class="upload-main"><div class="upload-line">${name(file.name)}<span class="muted small">${word}</span></div>
        ${state === 'sending' ? progressBar({ value: job.part >= 1 ? null : job.part * 100, label: file.name, state: 'running' }) : nothing}
        ${job.problem ? html`<span class="error" role="alert">${job.problem}</span>` : nothing}</div>
      <div class="button-row">
        ${job.again ? button({ label: t('upload.again'), icon: 'rotate-cw', kind: 'ghost', size: 'small', iconOnly: true, about: file.name, click: () => this.retry(job) }) : nothing}
        ${button({ label: t(waiting ? 'upload.cancel' : 'upload.remove'), icon: 'x', kind: 'ghost', size: 'small', iconOnly: true, about: file.name, click: () => (waiting ? this.cancel(job) : this.drop(job)) })}</div></li>`;
  }

  private add(files: readonly File[]): void {
    const { accept } = this;
    const jobs = files.map((file): Job => {
      // What is dropped was not chosen in the system's dialog, which asks for the right kinds only.
      const problem = accept && !accepts(accept, file) ? t('upload.kind', { accept }) : file.size === 0 ? t('upload.empty') : null;
      return { id: ++this.last, file, state: problem ? 'failed' : 'waiting', part: 0, problem, again: false, stop: new AbortController() };
    });
    this.jobs = [...this.jobs, ...jobs];
    this.go();
  }

  private go(): void {
    const sending = this.jobs.filter(({ state }) => state === 'sending').length;
    for (const job of this.jobs.filter(({ state }) => state === 'waiting').slice(0, AT_ONCE - sending)) void this.send(job);
  }

  private async send(job: Job): Promise<void> {
    const action = this.context.action(this.node['action'] as string);
    if (!action) return;
    this.change(job, { state: 'sending' });
    const body = new FormData();
    body.append('file', job.file);
    try {
      await send(action.method, action.href, body, (part) => this.change(job, { part }), job.stop.signal);
      this.change(job, { state: 'done', part: 1 });
      for (const source of action.then?.refresh ?? []) void this.context.store.refresh(this.context.sourceName(source));
    } catch (failure) {
      if (!job.stop.signal.aborted) this.change(job, { state: 'failed', problem: reason(failure), again: !(failure instanceof Problem) || failure.status === 0 || failure.status >= 408 });
    }
    this.go();
  }

  private retry(job: Job): void {
    this.change(job, { state: 'waiting', part: 0, problem: null, again: false, stop: new AbortController() });
    this.go();
  }

  private cancel(job: Job): void {
    job.stop.abort();
    this.change(job, { state: 'cancelled', again: true });
    this.go();
  }

  private drop(job: Job): void {
    this.jobs = this.jobs.filter((one) => one !== job);
  }

  private change(job: Job, change: Partial<Job>): void {
    Object.assign(job, change);
    this.jobs = [...this.jobs];
  }
}

define('u-upload', Upload);

export function upload(node: Node, context: Context): TemplateResult | typeof nothing {
  return context.action(node['action'] as string) ? html`<u-upload .node=${node} .context=${context}></u-upload>` : nothing;
}
