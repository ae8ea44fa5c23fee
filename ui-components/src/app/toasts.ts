import { Cell } from '../core/cell.ts';
import type { Tone } from '../core/model.ts';

export interface Toast {
  id: number;
  text: string;
  tone: Tone;
  /** What the person can do about it, such as undo. */
  action?: { label: string; run: () => void } | undefined;
  /** Shows the live progress of this task. */
  task?: string | undefined;
  ms: number;
}

export const toasts = new Cell<readonly Toast[]>([]);
let last = 0;

/** Says something short at the edge of the screen; errors stay longer, things to undo ten seconds. */
export function toast(text: string, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): number {
  const id = ++last;
  const tone = options.tone ?? 'neutral';
  const ms = options.ms ?? (options.action ? 10000 : tone === 'danger' ? 8000 : 4500);
  toasts.update((all) => [...all.slice(-3), { id, text, tone, action: options.action, task: options.task, ms }]);
  return id;
}

export function dismiss(id: number): void {
  toasts.update((all) => all.filter((one) => one.id !== id));
}
