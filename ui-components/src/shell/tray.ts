import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { trayOpen } from '../app/state.ts';
import { controlTask, isActive, taskActions, tasks } from '../app/tasks.ts';
import { t } from '../core/i18n.ts';
import type { Task } from '../core/model.ts';
import { button } from '../ui/button.ts';
import { define, Element } from '../ui/element.ts';
import { icon } from '../ui/icon.ts';
import { progressBar } from '../ui/progress.ts';
import { name } from '../ui/name.ts';
import { TASK_ICONS, taskFacts, taskHref, taskTitle } from '../nodes/task-text.ts';

const SHOWN = 12;

/** What is long and running now, and what has just ended; live, on every page. */
export class Tray extends Element {
  constructor() {
    super();
    this.watch(trayOpen, tasks);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && trayOpen.value && this.contains(document.activeElement)) this.close();
    };
    this.addEventListener('keydown', onKey);
    this.until(trayOpen.subscribe((open) => open && this.updateComplete.then(() => this.querySelector<HTMLElement>('h2')?.focus())));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!trayOpen.value) return nothing;
    const active = tasks.value.filter((task) => isActive(task) || task.state === 'paused');
    const ended = tasks.value.filter((task) => !active.includes(task)).slice(0, Math.max(3, SHOWN - active.length));
    return html`<section class="tray" aria-labelledby="tray-title">
      <header class="tray-head">
        <h2 id="tray-title" tabindex="-1">${t('tray.title')}</h2>
        <a class="link" href="/tasks">${t('tray.all')}</a>
        ${button({ label: t('close'), icon: 'x', kind: 'ghost', size: 'small', iconOnly: true, click: () => this.close() })}
      </header>
      <div class="tray-body">
        ${active.length === 0 && ended.length === 0
          ? html`<div class="empty compact">${icon('coffee')}<p class="empty-title">${t('tray.empty')}</p></div>`
          : html`<ul>${repeat([...active.slice(0, SHOWN), ...ended], (task) => task.task_id, (task) => this.task(task))}</ul>`}
      </div>
    </section>`;
  }

  private task(task: Task): TemplateResult {
    const title = taskTitle(task);
    return html`<li class="tray-task state-${task.state}">
      ${icon(TASK_ICONS[task.state] ?? 'circle', `state-icon`)}
      <div class="tray-text">
        <a class="link-plain" href=${taskHref(task.task_id)} @click=${() => (trayOpen.value = false)}>${name(title)}</a>
        ${isActive(task) || task.state === 'paused' ? progressBar({ value: task.progress, label: title, state: task.state }) : nothing}
        <span class="muted small">${taskFacts(task)}</span>
      </div>
      <div class="tray-actions">${taskActions(task).map((what) => button({
        label: t(`task.${what}`), icon: ({ pause: 'pause', resume: 'play', retry: 'rotate-cw', cancel: 'x' } as const)[what], about: title,
        kind: 'ghost', size: 'small', iconOnly: true, click: () => void controlTask(task.task_id, what),
      }))}</div>
    </li>`;
  }

  private close(): void {
    trayOpen.value = false;
    document.querySelector<HTMLElement>('[data-tray-button]')?.focus();
  }
}

define('u-tray', Tray);
