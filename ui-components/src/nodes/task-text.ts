import * as format from '../core/format.ts';
import { tOr } from '../core/i18n.ts';
import { shell } from '../app/state.ts';
import type { Task, Tone } from '../core/model.ts';

export const TASK_ICONS: Record<string, string> = {
  queued: 'clock', running: 'loader', paused: 'circle-pause', completed: 'circle-check', error: 'circle-alert', cancelled: 'circle-slash',
};

export const TASK_TONES: Record<string, Tone> = {
  queued: 'neutral', running: 'info', paused: 'neutral', completed: 'success', error: 'danger', cancelled: 'neutral',
};

export const TASK_ICON = { pause: 'pause', resume: 'play', retry: 'rotate-cw', cancel: 'x' } as const;

/** The page of a task. */
export function taskHref(id: string): string {
  return `/tasks/${encodeURIComponent(id)}`;
}

/** What a task is about in the owner's words: its title when the server knows one, else plugin and action. */
export function taskTitle(task: Task): string {
  const own = task['title'] ?? task['label'] ?? task['result']?.file_name;
  if (typeof own === 'string' && own) return own;
  const plugin = shell.value.nav.find((entry) => entry.plugin === task.plugin)?.label ?? task.plugin;
  return `${plugin} · ${task.action}`;
}

/** The state in words; while running it may be the action's own word, such as "downloading". */
export function taskWord(task: Task): string {
  const word = task.state === 'running' ? (task.status ?? 'running') : task.state;
  return tOr(`state.${word}`, word);
}

/** One muted line: how fast, how much, how long; or how it ended. */
export function taskFacts(task: Task): string {
  if (task.state === 'error') return errorText(task) || taskWord(task);
  const facts: string[] = [];
  if (task.state === 'running') {
    if (task.speed) facts.push(format.speed(task.speed));
    if (task.downloaded) facts.push(task.total ? `${format.bytes(task.downloaded)} / ${format.bytes(task.total)}` : format.bytes(task.downloaded));
    if (task.eta) facts.push(format.duration(task.eta));
    if (facts.length === 0 && task['phase']) facts.push(String(task['phase']));
  }
  if (facts.length === 0) facts.push(taskWord(task));
  if (task['finished']) facts.push(format.relative(task['finished']));
  return facts.join(' · ');
}

export function errorText(task: Task): string {
  const error = task['error'];
  if (!error) return '';
  return typeof error === 'string' ? error : String(error.message ?? error.detail ?? '');
}
