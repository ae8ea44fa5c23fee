import { html, nothing, type TemplateResult } from 'lit';
import * as format from '../core/format.ts';
import type { Task } from '../core/model.ts';
import { pluginLabel } from '../nodes/plugin-text.ts';
import { taskHref } from '../nodes/task-text.ts';
import { t } from './texts.ts';

/** What is known of a task, each with the place that says more. */
export function facts(task: Task): TemplateResult {
  const { created, started, finished, parent, cause } = task;
  const took = started ? ((format.instant(finished) ?? Date.now()) - (format.instant(started) ?? 0)) / 1000 : null;
  return html`<dl class="facts">
    ${fact(t('job.plugin'), html`<a class="link" href=${`/plugins/${encodeURIComponent(task.plugin)}`}>${pluginLabel(task.plugin)}</a>`)}
    ${fact(t('job.action'), html`<code>${task.action}</code>`)}
    ${task.state === 'running' ? fact(t('job.phase'), task['phase']) : nothing}
    ${fact(t('job.done'), amount(task))}
    ${fact(t('job.speed'), task.speed ? format.speed(task.speed) : null)}
    ${fact(t('job.left'), task.eta ? format.duration(task.eta) : null)}
    ${fact(t('job.created'), moment(created))}${fact(t('job.started'), moment(started))}${fact(t('job.finished'), moment(finished))}
    ${fact(t('job.took'), took === null ? null : format.duration(Math.max(0, took)))}
    ${fact(t('job.attempts'), task['attempts'] ? format.number(task['attempts']) : null)}
    ${fact(t('job.cause'), html`${causeOf(cause)} · <a class="link" href=${`/trace?task=${encodeURIComponent(task.task_id)}`}>${t('job.trace')}</a>`)}
    ${parent ? fact(t('job.parent'), html`<a class="link" href=${taskHref(String(parent))}>${t('job.parent.link')}</a>`) : nothing}
    ${fact(t('job.id'), html`<code>${task.task_id}</code>`)}
  </dl>`;
}

function fact(label: string, value: unknown): TemplateResult | typeof nothing {
  return value ? html`<div><dt>${label}</dt><dd>${value}</dd></div>` : nothing;
}

function moment(time: unknown): TemplateResult | null {
  return time ? html`<time datetime=${String(time)} title=${format.date(time)}>${format.relative(time)}</time>` : null;
}

function amount({ downloaded, total }: Task): string | null {
  if (downloaded === null || downloaded === undefined) return null;
  return total ? `${format.bytes(downloaded)} / ${format.bytes(total)}` : format.bytes(downloaded);
}

/** `flow/<flow>/<event>` is a flow; an id alone is the event or task. */
function causeOf(cause: unknown): unknown {
  if (typeof cause !== 'string' || cause === '') return t('job.cause.person');
  const [kind, id] = cause.split('/');
  return kind === 'flow' && id ? html`<a class="link" href=${`/flows/${encodeURIComponent(id)}`}>${id}</a>` : html`<code>${cause}</code>`;
}
