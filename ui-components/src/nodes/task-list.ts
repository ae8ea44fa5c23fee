import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { controlTask, taskActions } from '../app/tasks.ts';
import { shell } from '../app/state.ts';
import * as format from '../core/format.ts';
import { t } from '../core/i18n.ts';
import type { NavEntry, Node, Task } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { vars } from '../ui/css.ts';
import { define, Element } from '../ui/element.ts';
import { icon, tile } from '../ui/icon.ts';
import { menu } from '../ui/menu.ts';
import { name } from '../ui/name.ts';
import { progressBar } from '../ui/progress.ts';
import type { Context } from './context.ts';
import { draws } from './index.ts';
import { pluginLabel } from './plugin-text.ts';
import { badge } from './show.ts';
import { searchBox } from './search-box.ts';
import { errorText, TASK_ICON, TASK_TONES, taskHref, taskTitle, taskWord } from './task-text.ts';
import { VirtualRows } from './virtual.ts';

type Tab = 'all' | 'active' | 'finished' | 'failed';

const TABS: Tab[] = ['all', 'active', 'finished', 'failed'];
const IN_TAB: Record<Tab, (task: Task) => boolean> = {
  all: () => true,
  active: (task) => ['running', 'queued', 'paused'].includes(task.state),
  finished: (task) => ['completed', 'cancelled'].includes(task.state),
  failed: (task) => task.state === 'error',
};
const ROW_HEIGHT = 64;

draws('task-list', (node, context) => {
  const source = context.sourceName((node['source'] as string) ?? 'core.tasks');
  context.store.ensure(source, { href: '/api/tasks?limit=200', key: 'task_id', live: 'task' });
  return html`<u-task-list .node=${node} .context=${context} .source=${source}></u-task-list>`;
});

/** Everything that takes a while, of all plugins, newest first. */
class TaskList extends Element {
  static override properties = { node: { attribute: false }, context: { attribute: false }, source: {}, tab: { state: true }, plugin: { state: true }, search: { state: true } };
  declare node: Node;
  declare context: Context;
  declare source: string;
  declare tab: Tab;
  /** Only the tasks of this plugin; empty for all. */
  declare plugin: string;
  declare search: string;
  private readonly virtual = new VirtualRows(this, () => this.querySelector('.rows'));

  constructor() {
    super();
    this.tab = 'all';
    this.plugin = '';
    this.search = '';
  }

  protected override render(): TemplateResult {
    const all = this.context.store.items(this.source) as readonly Task[];
    const status = this.context.store.status(this.source);
    if (status !== 'ready') return html`<div class="skeleton-list" aria-busy="true">${[1, 2, 3, 4].map(() => html`<div class="skeleton row"></div>`)}</div>`;
    if (all.length === 0) return html`<div class="empty">${icon('list-checks')}<p class="empty-title">${t('tasks.empty')}</p><p class="empty-hint">${t('tasks.empty.hint')}</p></div>`;
    if (this.node['limit']) return this.brief(all.slice(0, this.node['limit'] as number));
    const wanted = this.search.trim().toLowerCase();
    const own = this.plugin ? all.filter((task) => task.plugin === this.plugin) : all;
    const tasks = own.filter((task) => IN_TAB[this.tab](task) && (!wanted || `${taskTitle(task)} ${task.plugin} ${task.action}`.toLowerCase().includes(wanted)));
    return html`<div class="toolbar">
        <div class="segmented" role="group" aria-label=${t('table.filter.all')}>${TABS.map((tab) => this.tabButton(tab, own))}</div>
        ${this.pluginMenu(all)}
        <span class="spacer"></span>
        ${searchBox(t('tasks.search'), this.search, (value) => (this.search = value))}
      </div>
      ${tasks.length === 0 ? html`<div class="empty compact">${icon('list-checks')}<p class="empty-title">${t('tasks.none')}</p></div>` : this.list(tasks)}
      ${this.context.store.hasMore(this.source) ? html`<p class="table-more muted small" role="status">${t('table.more')}</p>` : nothing}`;
  }

  protected override updated(): void {
    this.virtual.measure();
    const more = this.querySelector('.table-more');
    if (more && more.getBoundingClientRect().top < innerHeight + 600) void this.context.store.more(this.source);
  }

  private tabButton(tab: Tab, all: readonly Task[]): TemplateResult {
    const count = tab === 'all' ? 0 : all.filter(IN_TAB[tab]).length;
    return html`<button type="button" aria-pressed=${String(this.tab === tab)} @click=${() => (this.tab = tab)}>${t(`tasks.${tab}`)}${count > 0 ? html`<span class="count">${count}</span>` : nothing}</button>`;
  }

  /** Of which plugin; there is nothing to choose while all are of one. */
  private pluginMenu(all: readonly Task[]): TemplateResult | typeof nothing {
    const ids = [...new Set(all.map((task) => task.plugin))].sort();
    if (ids.length < 2 && !this.plugin) return nothing;
    const label = this.plugin ? pluginLabel(this.plugin) : t('tasks.plugins');
    const choice = (id: string, text: string) => ({ label: text, checked: this.plugin === id, run: () => (this.plugin = id) });
    return menu(html`<button slot="trigger" type="button" class="button secondary small filter ${this.plugin ? 'active' : ''}" aria-label=${`${t('tasks.plugin')}: ${label}`}>${icon('puzzle')}<span>${label}</span></button>`,
      [choice('', t('tasks.plugins')), ...ids.map((id) => choice(id, pluginLabel(id)))], 'bottom-start');
  }

  private list(tasks: readonly Task[]): TemplateResult {
    const { start, end, before, after } = this.virtual.range(tasks.length, ROW_HEIGHT, true);
    return html`<ul class="rows task-rows" ${vars({ '--before': `${before}px`, '--after': `${Math.max(0, after)}px` })}>
      ${repeat(tasks.slice(start, end), (task) => task.task_id, (task, index) => this.row(task, start + index, tasks.length))}</ul>`;
  }

  /** In a card: what each is about and how far it is; there is nothing to press. */
  private brief(tasks: readonly Task[]): TemplateResult {
    return html`<ul class="task-brief">${repeat(tasks, (task) => task.task_id, (task) => {
      const title = taskTitle(task);
      const going = ['running', 'paused'].includes(task.state);
      return html`<li>
        ${tile(task.plugin, this.nav(task)?.icon ?? 'zap', 'small')}
        <div class="task-main"><div class="task-title">${name(title)}</div>
          <p class="task-sub muted small">${task.state === 'error' ? errorText(task) : this.facts(task).join(' · ') || this.nav(task)?.label}</p></div>
        ${going ? this.progress(task, title) : html`<span class="task-end">${badge(taskWord(task), TASK_TONES[task.state] ?? 'neutral')}</span>`}
      </li>`;
    })}</ul>`;
  }

  private nav(task: Task): NavEntry | undefined {
    return shell.value.nav.find((entry) => entry.plugin === task.plugin);
  }

  private row(task: Task, index: number, count: number): TemplateResult {
    const title = taskTitle(task);
    const nav = this.nav(task);
    const word = taskWord(task);
    return html`<li class="task-row state-${task.state}" data-index=${index} aria-setsize=${count} aria-posinset=${index + 1}>
      ${tile(task.plugin, nav?.icon ?? 'zap')}
      <div class="task-main">
        <div class="task-title"><a class="link-plain task-link" href=${taskHref(task.task_id)}>${name(title)}</a></div>
        <div class="task-sub muted small"><span class="task-plugin">${nav?.label ?? task.plugin}</span><span class="task-word">${word}</span>${this.facts(task).map((fact) => html`<span class=${fact.includes(' / ') ? 'task-part' : ''}>${fact}</span>`)}</div>
        ${task.state === 'error' ? html`<p class="task-error small">${errorText(task)}</p>` : nothing}
      </div>
      <div class="task-progress">${this.progress(task, title)}</div>
      <div class="task-state">${badge(word, TASK_TONES[task.state] ?? 'neutral')}</div>
      <div class="task-time muted small">${format.relative(task['finished'] ?? task['started'] ?? task['created'])}</div>
      <div class="task-actions">${taskActions(task).map((what) => button({
        label: t(`task.${what}`), icon: TASK_ICON[what], about: title, kind: 'ghost', size: 'small', iconOnly: true, click: () => void this.control(task, what),
      }))}</div>
    </li>`;
  }

  private progress(task: Task, title: string): TemplateResult | typeof nothing {
    if (!['running', 'paused', 'queued'].includes(task.state)) return nothing;
    return html`${progressBar({ value: task.progress, label: title, state: task.state })}`;
  }

  private facts(task: Task): string[] {
    const facts: string[] = [];
    if (task.state === 'running' && task.speed) facts.push(format.speed(task.speed));
    if (task.state === 'running' && task.eta) facts.push(format.duration(task.eta));
    const size = task.total ?? task.downloaded;
    if (size) facts.push(task.state === 'running' && task.total && task.downloaded !== null ? `${format.bytes(task.downloaded)} / ${format.bytes(task.total)}` : format.bytes(size));
    return facts;
  }

  private async control(task: Task, what: 'pause' | 'resume' | 'retry' | 'cancel'): Promise<void> {
    const next = { pause: 'paused', resume: 'queued', retry: 'queued', cancel: 'cancelled' }[what];
    const revert = this.context.store.optimistic(this.source, task.task_id, { state: next, status: next });
    await controlTask(task.task_id, what);
    // The stream brings the real state; the optimistic one must not outlive a refusal.
    setTimeout(revert, 3000);
  }
}

define('u-task-list', TaskList);
