import { html, nothing, type TemplateResult } from 'lit';
import { go } from '../app/router.ts';
import { shell } from '../app/state.ts';
import { controlTask, taskActions, tasks } from '../app/tasks.ts';
import { toast } from '../app/toasts.ts';
import { call, Problem, reason } from '../core/http.ts';
import type { Task } from '../core/model.ts';
import type { Context } from '../nodes/context.ts';
import { node } from '../nodes/index.ts';
import { badge } from '../nodes/show.ts';
import { errorText, TASK_ICON, TASK_TONES, taskTitle, taskWord } from '../nodes/task-text.ts';
import { button } from '../ui/button.ts';
import { confirm } from '../ui/confirm.ts';
import { define, Element } from '../ui/element.ts';
import { icon, tile } from '../ui/icon.ts';
import { name } from '../ui/name.ts';
import { progressBar } from '../ui/progress.ts';
import { facts } from './facts.ts';
import { t } from './texts.ts';

const PRIORITIES = ['low', 'normal', 'high'] as const;
const CHILDREN = 50;

/** One task: how far it is, where it came from, and how it ended. It follows the stream. */
class TaskDetail extends Element {
  static override properties = { task: {}, context: { attribute: false }, asked: { state: true }, problem: { state: true } };
  declare task: string;
  declare context: Context;
  declare asked: Task | null;
  declare problem: Problem | null;

  constructor() {
    super();
    this.asked = this.problem = null;
    this.watch(shell, tasks);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
    this.context.store.ensure('task.children', { href: `/api/tasks?limit=${CHILDREN}&parent=${encodeURIComponent(this.task)}`, key: 'task_id', live: 'task', filter: { parent: this.task } });
  }

  /** What the stream has told since it was asked for is newer. */
  private get row(): Task | null {
    const told = tasks.value.find((one) => one.task_id === this.task);
    return told ? { ...this.asked, ...told } : this.asked;
  }

  protected override render(): TemplateResult {
    const task = this.row;
    if (!task && this.problem) return this.missing(this.problem);
    if (!task) return html`<div class="skeleton-list late" aria-busy="true">${[1, 2, 3].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    const going = ['running', 'paused', 'queued'].includes(task.state);
    return html`${this.head(task)}
      ${going ? html`<div class="job-progress">${progressBar({ value: task.progress, label: taskTitle(task), state: task.state })}</div>` : nothing}
      ${task.state === 'error' ? this.failure(task) : nothing}
      <section class="section">${facts(task)}</section>
      ${task.state === 'queued' ? this.priority(task) : nothing}
      ${task['result'] != null ? html`<section class="section"><h3 class="section-title">${t('job.result')}</h3><pre class="code" tabindex="0" role="region" aria-label=${t('job.result')}>${JSON.stringify(task['result'], null, 2)}</pre></section>` : nothing}
      ${this.parts()}`;
  }

  private head(task: Task): TemplateResult {
    const glyph = shell.value.nav.find((entry) => entry.plugin === task.plugin)?.icon ?? 'zap';
    const ended = ['completed', 'error', 'cancelled'].includes(task.state);
    return html`<header class="job-head">${tile(task.plugin, glyph)}<div><h2>${name(taskTitle(task))}</h2>${badge(taskWord(task), TASK_TONES[task.state] ?? 'neutral')}</div>
      <div class="button-row job-actions">${taskActions(task).map((what) => button({ label: t(`task.${what}`), icon: TASK_ICON[what], size: 'small', click: () => void controlTask(task.task_id, what) }))}
        ${ended ? button({ label: t('job.delete'), icon: 'trash-2', size: 'small', kind: 'ghost', click: () => void this.delete(task) }) : nothing}</div></header>`;
  }

  private failure(task: Task): TemplateResult {
    return html`<div class="alert tone-danger" role="status">${icon('circle-alert')}<div class="alert-text"><strong>${t('job.error')}</strong><span class="job-error">${errorText(task)}</span>
      <a class="link" href=${`/plugins/${encodeURIComponent(task.plugin)}?tab=logs`}>${t('job.log')}</a></div></div>`;
  }

  private priority(task: Task): TemplateResult {
    return html`<section class="section job-priority"><h3 class="section-title">${t('job.priority')}</h3><div class="segmented" role="group" aria-label=${t('job.priority')}>${PRIORITIES.map((word) => html`<button type="button" aria-pressed=${String(task['priority'] === word)} @click=${() => void this.prioritize(word)}>${t(`job.priority.${word}`)}</button>`)}</div>
      <p class="muted small">${t('job.priority.hint')}</p></section>`;
  }

  private parts(): TemplateResult | typeof nothing {
    if (this.context.store.items('task.children').length === 0) return nothing;
    return html`<section class="section"><h3 class="section-title">${t('job.children')}</h3>${node({ type: 'task-list', source: 'task.children', limit: CHILDREN }, this.context)}</section>`;
  }

  private missing({ status, message }: Problem): TemplateResult {
    const gone = status === 404;
    return html`<div class="empty tall" role="status">${icon(gone ? 'compass' : 'cloud-off')}<p class="empty-title">${gone ? t('job.missing') : t('page.failed')}</p><p class="empty-hint">${gone ? t('job.missing.hint') : message}</p>
      ${gone ? html`<a class="button secondary" href="/tasks">${t('job.all')}</a>` : button({ label: t('retry'), icon: 'rotate-cw', click: () => void this.load() })}</div>`;
  }

  private async load(): Promise<void> {
    this.problem = null;
    try {
      this.asked = (await call('GET', `/api/tasks/${encodeURIComponent(this.task)}`)).body;
    } catch (failure) {
      this.problem = failure instanceof Problem ? failure : new Problem(0, reason(failure));
    }
  }

  private async prioritize(word: (typeof PRIORITIES)[number]): Promise<void> {
    try {
      this.asked = (await call('POST', `/api/tasks/${encodeURIComponent(this.task)}/priority`, { priority: word })).body;
      // What the stream told last has the former one.
      tasks.value = tasks.value.map((one) => (one.task_id === this.task ? { ...one, priority: word } : one));
      toast(t('job.priority.done', { word: t(`job.priority.${word}`) }), { ms: 2500 });
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }

  private async delete(task: Task): Promise<void> {
    if (!(await confirm({ heading: t('job.delete.title'), text: t('job.delete.text'), submit: t('job.delete'), tone: 'danger' }))) return;
    try {
      await call('DELETE', `/api/tasks/${encodeURIComponent(task.task_id)}`);
      toast(t('job.deleted'));
      await go('/tasks');
    } catch (failure) {
      toast(reason(failure), { tone: 'danger' });
    }
  }
}

define('u-task-detail', TaskDetail);
