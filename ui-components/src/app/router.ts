import { call, Problem, reason } from '../core/http.ts';
import { t } from '../core/i18n.ts';
import type { Page, Shell } from '../core/model.ts';
import { PageStore } from '../live/store.ts';
import { confirm } from '../ui/confirm.ts';
import { anyDirty } from './drafts.ts';
import { layers } from './layers.ts';
import { shell, staleForm, stream, view } from './state.ts';

/** A page that answers sooner shows no skeleton at all. */
const SKELETON_AFTER = 200;

let asked: AbortController | null = null;
let refreshTimer = 0;
let shownPath = location.pathname;
/** The data of the page that was put last; it may be that of the page before while the next one is on its way. */
let kept: PageStore | null = null;

/** Takes over links, history and unloading. */
export function startRouter(): void {
  history.scrollRestoration = 'manual';
  document.addEventListener('click', onClick);
  addEventListener('popstate', (event) => void show(location.pathname, (event.state?.scroll as number) ?? 0));
  requestAnimationFrame(() => reveal(location.hash));
  addEventListener('beforeunload', (event) => {
    if (anyDirty()) event.preventDefault();
  });
}

/** Goes to a page of this application as if its link had been clicked. */
export async function go(path: string): Promise<void> {
  if (anyDirty() && !(await confirmLeave())) return;
  history.replaceState({ scroll: scrollY }, '');
  history.pushState({ scroll: 0 }, '', path);
  const { pathname, hash } = new URL(path, location.href);
  await show(pathname, 0, hash);
}

/** Fetches the shell and the shown page again, once for many reasons at a time. */
export function refreshSoon(): void {
  refreshTimer ||= window.setTimeout(() => {
    refreshTimer = 0;
    void refresh();
  }, 120);
}

/** Shows the newest version of the current page, whatever a form on it says. */
export async function reloadPage(): Promise<void> {
  staleForm.value = false;
  const shown = await fetchPage(shownPath);
  acceptShell(shown.shell);
  put(shown.page);
}

/** Puts a page in place; the data of the one before is let go. */
export function put(page: Page): void {
  const store = new PageStore(page, stream);
  view.value = { kind: 'page', path: page.path, page, store };
  letGo();
  kept = store;
  document.title = page.title && !page.title.includes('${') ? `${page.title} · ${shell.value.product}` : shell.value.product;
}

/** Shows that there is no page, or none that can be shown. */
export function fail(path: string, status: number, detail: string): void {
  view.value = { kind: 'failed', path, status, detail };
  letGo();
  document.title = `${t(status === 404 ? 'page.missing' : 'page.failed')} · ${shell.value.product}`;
}

/** Lets go of the data of a page that is not shown any more, so that nobody asks for it. */
function letGo(): void {
  kept?.close();
  kept = null;
}

async function show(path: string, scroll: number, hash = ''): Promise<void> {
  asked?.abort();
  const mine = (asked = new AbortController());
  shownPath = path;
  staleForm.value = false;
  const skeleton = window.setTimeout(() => (view.value = { kind: 'loading', path }), SKELETON_AFTER);
  try {
    const { page, shell: newShell } = await fetchPage(path, mine.signal);
    acceptShell(newShell);
    put(page);
  } catch (failure) {
    if (mine.signal.aborted) return;
    fail(path, failure instanceof Problem ? failure.status : 0, reason(failure));
  } finally {
    clearTimeout(skeleton);
  }
  if (mine.signal.aborted) return;
  requestAnimationFrame(() => {
    scrollTo(0, scroll);
    if (!reveal(hash)) document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  });
}

async function refresh(): Promise<void> {
  const path = shownPath;
  try {
    const { page, shell: newShell } = await fetchPage(path);
    if (path !== shownPath) return;
    acceptShell(newShell);
    const current = view.value;
    if (current.kind === 'page' && current.page.hash !== undefined && current.page.hash === page.hash) {
      // A descriptor that went bad leaves the page as it was; what is said about it is new, and how its tables are seen.
      view.value = { ...current, page: { ...current.page, problems: page.problems, views: page.views } };
      return;
    }
    if (anyDirty()) staleForm.value = true;
    else put(page);
  } catch (failure) {
    if (path !== shownPath) return;
    // The plugin of this page has gone; the sidebar must still follow.
    if (failure instanceof Problem && failure.status === 404) {
      if (anyDirty()) staleForm.value = true;
      else fail(path, 404, failure.message);
      await refreshShell();
    }
  }
}

async function refreshShell(): Promise<void> {
  try {
    acceptShell((await fetchPage('/')).shell);
  } catch {
    // Without a home page there is nothing newer to show than what is there.
  }
}

async function fetchPage(path: string, signal?: AbortSignal): Promise<{ shell: Shell; page: Page }> {
  return (await call('GET', '/api/pages', { path }, signal)).body;
}

function acceptShell(next: Shell): void {
  shell.value = { ...next, theme: shell.value.theme, density: shell.value.density };
}

function onClick(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement);
  if (!link?.href || link.target || link.hasAttribute('download') || !isPage(link)) return;
  event.preventDefault();
  if (link.pathname === location.pathname && reveal(link.hash)) return;
  void go(link.pathname + link.search);
}

/** Goes to a part of the page, with the focus too, as a browser would; returns whether there is such a part. */
function reveal(hash: string): boolean {
  const part = hash ? document.getElementById(hash.slice(1)) : null;
  part?.focus({ preventScroll: true });
  part?.scrollIntoView({ block: 'start' });
  return part !== null;
}

/** Links below these are not pages of the application: the browser follows them itself. */
function isPage(link: HTMLAnchorElement): boolean {
  if (link.origin !== location.origin) return false;
  return !/^\/(api|assets|system|login|setup|mcp|health|metrics)(\/|$)/.test(link.pathname);
}

async function confirmLeave(): Promise<boolean> {
  if (layers.value.length > 0) return true;
  return confirm({ heading: t('leave.title'), text: t('leave.text'), submit: t('leave.submit'), tone: 'warning' });
}
