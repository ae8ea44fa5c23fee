import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { dismiss, toasts, type Toast } from '../app/toasts.ts';
import { tasks } from '../app/tasks.ts';
import { t } from '../core/i18n.ts';
import { button } from './button.ts';
import { define, Element } from './element.ts';
import { icon } from './icon.ts';
import { progressBar } from './progress.ts';

const ICONS = { neutral: 'info', info: 'arrow-down-to-line', success: 'circle-check', warning: 'triangle-alert', danger: 'circle-alert' };

/** The toasts, in a live region. Time stands still while the pointer or the focus is on them. */
export class Toasts extends Element {
  private readonly timers = new Map<number, number>();
  private held = false;

  constructor() {
    super();
    this.watch(toasts, tasks);
  }

  protected override render(): TemplateResult {
    return html`<div class="toasts" role="status" aria-live="polite" @pointerenter=${() => this.hold(true)} @pointerleave=${() => this.hold(false)}
      @focusin=${() => this.hold(true)} @focusout=${() => this.hold(false)}>
      ${repeat(toasts.value, (toast) => toast.id, (toast) => this.toast(toast))}
    </div>`;
  }

  protected override updated(): void {
    const shown = new Set(toasts.value.map((toast) => toast.id));
    for (const [id, timer] of this.timers) {
      if (shown.has(id)) continue;
      clearTimeout(timer);
      this.timers.delete(id);
    }
    if (!this.held) for (const toast of toasts.value) this.arm(toast);
  }

  private toast(toast: Toast): TemplateResult {
    const task = toast.task ? tasks.value.find((one) => one.task_id === toast.task) : undefined;
    return html`<div class="toast tone-${toast.tone}">
      ${icon(ICONS[toast.tone], 'toast-icon')}
      <div class="toast-text"><span>${toast.text}</span>${task ? progressBar({ value: task.progress, label: toast.text, state: task.state }) : nothing}</div>
      ${toast.action
        ? button({ label: toast.action.label, kind: 'ghost', size: 'small', click: () => { toast.action!.run(); dismiss(toast.id); } })
        : nothing}
      ${button({ label: t('close'), icon: 'x', kind: 'ghost', size: 'small', iconOnly: true, click: () => dismiss(toast.id) })}
    </div>`;
  }

  private arm(toast: Toast): void {
    if (this.timers.has(toast.id)) return;
    this.timers.set(toast.id, window.setTimeout(() => dismiss(toast.id), toast.ms));
  }

  private hold(on: boolean): void {
    this.held = on;
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.timers.clear();
    if (!on) for (const toast of toasts.value) this.arm(toast);
  }
}

define('u-toasts', Toasts);
