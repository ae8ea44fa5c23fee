import { call, Problem, reason } from '../core/http.ts';
import { evaluate, fillDeep, fillText, holds, within, type Scope } from '../core/expr.ts';
import { t } from '../core/i18n.ts';
import type { Action, Row } from '../core/model.ts';
import { confirm } from '../ui/confirm.ts';
import { showSecret } from '../ui/secret-once.ts';
import { focusForm, openForm } from '../form/open.ts';
import type { Context } from '../nodes/context.ts';
import { go } from './router.ts';
import { toast } from './toasts.ts';

const OPTIMISTIC_MS = 5000;

/** The row an action belongs to, for what is shown before the server answers. */
export interface Target {
  source: string;
  row: Row;
}

export function isShown(action: Action, scope: Scope): boolean {
  return holds(action.when, scope);
}

export function isDisabled(action: Action, scope: Scope): boolean {
  return !!action.disabled && evaluate(action.disabled, scope) === true;
}

/** Starts an action: asks for its parameters, or for a yes, when it needs them; then calls it. */
export async function start(action: Action, context: Context, scope: Scope, target?: Target): Promise<void> {
  if (action.schema && action.form && action.form !== 'none') {
    if (action.form !== 'inline' || !focusForm(action.name)) openForm(action, context, scope, target);
    return;
  }
  if (action.confirm && !action.undo) {
    const sure = await confirm({
      heading: fillText(action.label, scope),
      text: fillText(action.confirm, scope),
      submit: fillText(action.label, scope),
      tone: action.tone ?? 'neutral',
    });
    if (!sure) return;
  }
  try {
    await perform(action, context, scope, {}, target);
  } catch (failure) {
    toast(describe(failure), { tone: 'danger' });
  }
}

/** Runs an action once for every selected row when it speaks of `row`, else once for all of them. */
export async function startBulk(action: Action, context: Context, source: string, rows: Row[]): Promise<void> {
  const key = context.store.key(source);
  const scope = within(context.scope, { selected: rows.map((row) => row[key]) });
  if (!/\brow\b/.test(JSON.stringify([action.args ?? {}, action.when ?? '', action.href]))) {
    await start(action, context, scope);
    return;
  }
  const fitting = rows.filter((row) => isShown(action, within(scope, { row })));
  if (action.confirm && !action.undo && fitting.length > 0) {
    const sure = await confirm({
      heading: fillText(action.label, scope),
      text: t('bulk.confirm', { count: fitting.length }),
      submit: fillText(action.label, scope),
      tone: action.tone ?? 'neutral',
    });
    if (!sure) return;
  }
  const results = await Promise.allSettled(
    fitting.map((row) => perform(action, context, within(scope, { row }), {}, { source, row }, true)),
  );
  const failed = results.filter((result) => result.status === 'rejected');
  if (failed.length > 0) toast(describe(failed[0]!.reason), { tone: 'danger' });
  const done = fitting.length - failed.length;
  if (done > 0) toast(t('bulk.done', { label: fillText(action.label, scope), count: done }), { tone: 'success' });
}

/**
 * Calls an action and tells the outcome.
 *
 * @throws Problem so that a form can show its field errors
 */
export async function perform(
  action: Action, context: Context, scope: Scope, values: Row, target?: Target, quiet = false,
): Promise<void> {
  const body = { ...(fillDeep(action.args ?? {}, scope) as Row), ...values };
  const revert = target && action.optimistic
    ? context.store.optimistic(target.source, String(target.row[context.store.key(target.source)]), fillDeep(action.optimistic, scope) as Row)
    : null;
  let status: number;
  let result: any;
  try {
    const href = fillHref(action.href, body);
    ({ status, body: result } = await call(action.method, href, Object.keys(body).length > 0 || action.schema ? body : undefined));
  } catch (failure) {
    revert?.();
    throw failure;
  }
  const outcome = within(scope, { result });
  if (!quiet) tell(action, outcome, status, result);
  const asked = (action.then?.refresh ?? []).map((name) => context.sourceName(name));
  const fresh = Promise.all(asked.map((name) => context.store.refresh(name)));
  // A source that is asked again has the real state then; else the stream brings it, and where nothing changed, what was
  // shown early must not stay.
  if (revert && asked.includes(target!.source)) void fresh.finally(revert);
  else if (revert) setTimeout(revert, OPTIMISTIC_MS);
  const to = action.then?.to ?? result?.to;
  if (typeof to === 'string') await go(fillText(to, outcome));
}

function tell(action: Action, scope: Scope, status: number, result: any): void {
  const label = fillText(action.label, scope);
  const said = action.then?.toast ? fillText(action.then.toast, scope) : null;
  if (status === 202 && result?.task_id) {
    toast(said ?? t('action.started', { label }), {
      tone: 'info',
      task: String(result.task_id),
      ms: 7000,
      action: { label: t('tray.show'), run: () => void go(`/tasks/${encodeURIComponent(String(result.task_id))}`) },
    });
    return;
  }
  if (action.then?.secret) {
    showSecret(said ?? label, fillText(action.then.secret, scope));
    return;
  }
  const undo = action.undo;
  toast(said ?? t('action.done', { label }), {
    tone: 'success',
    action: undo ? { label: t('undo'), run: () => void takeBack(undo, scope) } : undefined,
  });
}

async function takeBack(undo: NonNullable<Action['undo']>, scope: Scope): Promise<void> {
  const body = fillDeep(undo.args ?? {}, scope) as Row;
  try {
    await call(undo.method, fillHref(undo.href, body), body);
    toast(t('undo.done'));
  } catch (failure) {
    toast(reason(failure), { tone: 'danger' });
  }
}

/** Fills `{name}` parts of an address from the arguments and takes them out of the body. */
export function fillHref(href: string, body: Row): string {
  return href.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (!(name in body)) return whole;
    const value = body[name];
    delete body[name];
    return encodeURIComponent(String(value));
  });
}

function describe(failure: unknown): string {
  if (failure instanceof Problem && failure.errors.length > 0) {
    return `${failure.message} ${failure.errors.map((error) => `${error.pointer.slice(1)}: ${error.detail}`).join('; ')}`;
  }
  return reason(failure);
}
