import { Cell } from '../core/cell.ts';
import { call, reason } from '../core/http.ts';
import type { Task } from '../core/model.ts';
import { applyPatches } from '../live/patch.ts';
import type { Stream } from '../live/stream.ts';
import { toast } from './toasts.ts';

const KEEP = 50;
const FLUSH_EVERY = 200;

/** The newest tasks of the box, for the tray and for toasts; lists on pages have their own source. */
export const tasks = new Cell<readonly Task[]>([]);

let pending = new Map<string, Task>();
let timer = 0;

export function startTasks(stream: Stream): void {
  void load();
  stream.on('reset', () => void load());
  stream.on('task', (task: Task) => {
    pending.set(task.task_id, { ...pending.get(task.task_id), ...task });
    timer ||= window.setTimeout(flush, FLUSH_EVERY);
  });
}

export function isActive(task: Task): boolean {
  return task.state === 'running' || task.state === 'queued';
}

export function activeTasks(): Task[] {
  return tasks.value.filter(isActive);
}

/** The calls that make sense for a task now, in the order they are offered. */
export function taskActions(task: Task): ('pause' | 'resume' | 'retry' | 'cancel')[] {
  switch (task.state) {
    case 'running':
      return ['pause', 'cancel'];
    case 'queued':
      return ['cancel'];
    case 'paused':
      return ['resume', 'cancel'];
    case 'error':
    case 'cancelled':
      return ['retry'];
    case 'completed':
      return [];
  }
}

export async function controlTask(id: string, what: 'pause' | 'resume' | 'retry' | 'cancel'): Promise<void> {
  try {
    await call('POST', `/api/tasks/${encodeURIComponent(id)}/${what}`);
  } catch (failure) {
    toast(reason(failure), { tone: 'danger' });
  }
}

async function load(): Promise<void> {
  try {
    const { body } = await call('GET', '/api/tasks', { limit: KEEP });
    tasks.value = body.items;
  } catch (failure) {
    console.warn('The tasks cannot be listed', failure);
  }
}

function flush(): void {
  timer = 0;
  tasks.value = (applyPatches(tasks.value, pending, 'task_id') as Task[]).slice(0, KEEP);
  pending = new Map();
}
