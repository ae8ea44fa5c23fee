import { html, nothing, type TemplateResult } from 'lit';
import { toast } from '../app/toasts.ts';
import { Cell } from '../core/cell.ts';
import { Problem, reason } from '../core/http.ts';
import { button } from '../ui/button.ts';
import { icon } from '../ui/icon.ts';
import { name } from '../ui/name.ts';
import { progressBar } from '../ui/progress.ts';
import { foldersOf, type Sent } from './dropped.ts';
import { makeFolder, sendFile, within } from './files.ts';
import { t } from './texts.ts';

/** More at once would only make each slower. */
const AT_ONCE = 2;

interface Sending {
  id: number;
  name: string;
  place: string;
  file: File;
  state: 'waiting' | 'running' | 'failed';
  done: number;
  problem: string | null;
}

/** What is being sent to the storages. It goes on while the person looks at other folders. */
export const sending = new Cell<readonly Sending[]>([]);
const running = new Map<number, AbortController>();
let last = 0;

/** Sends files into a folder, with the folders that they lie in, two at a time; `arrived` is called after each. */
export async function send(files: readonly Sent[], folder: string, arrived: (folder: string) => void): Promise<void> {
  for (const path of foldersOf(files)) {
    try {
      await makeFolder(within(folder, path));
    } catch (failure) {
      // That it is there already is what is wanted.
      if (!(failure instanceof Problem && failure.status === 409)) return void toast(reason(failure), { tone: 'danger' });
    }
  }
  sending.update((all) => [...all, ...files.map(({ file, path }): Sending => ({ id: ++last, name: path, place: within(folder, path), file, state: 'waiting', done: 0, problem: null }))]);
  next(folder, arrived);
}

export function anySending(): boolean {
  return sending.value.some((one) => one.state !== 'failed');
}

function change(id: number, fields: Partial<Sending>): void {
  sending.update((all) => all.map((one) => (one.id === id ? { ...one, ...fields } : one)));
}

function drop(id: number): void {
  running.get(id)?.abort();
  sending.update((all) => all.filter((one) => one.id !== id));
}

function next(folder: string, arrived: (folder: string) => void): void {
  while (running.size < AT_ONCE) {
    const one = sending.value.find(({ state }) => state === 'waiting');
    if (!one) return;
    change(one.id, { state: 'running' });
    const stop = new AbortController();
    running.set(one.id, stop);
    void sendFile(one.place, one.file, (done) => change(one.id, { done }), stop.signal)
      .then(() => (drop(one.id), arrived(folder)))
      .catch((failure: unknown) => {
        if (!stop.signal.aborted) change(one.id, { state: 'failed', problem: reason(failure) });
      })
      .finally(() => (running.delete(one.id), next(folder, arrived)));
  }
}

/** The list of what is being sent. */
export function uploadList(): TemplateResult | typeof nothing {
  if (sending.value.length === 0) return nothing;
  return html`<ul class="uploads" aria-label=${t('files.uploads')}>${sending.value.map((one) => html`<li>
    ${icon(one.state === 'failed' ? 'circle-alert' : 'upload', one.state === 'failed' ? 'tone-text-danger' : 'faint')}
    <span class="upload-text">${name(one.name)}${one.problem ? html`<span class="small tone-text-danger" role="alert">${one.problem}</span>` : progressBar({ value: one.done * 100, label: one.name, state: 'running' })}</span>
    ${button({ label: one.state === 'failed' ? t('files.upload.dismiss') : t('cancel'), about: one.name, icon: 'x', iconOnly: true, kind: 'ghost', size: 'small', click: () => drop(one.id) })}</li>`)}</ul>`;
}
