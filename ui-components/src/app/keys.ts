import { openKeys } from '../shell/keys-sheet.ts';
import { openPalette } from '../shell/palette.ts';
import { hasCommandKey, isTyping } from '../ui/keys.ts';
import { pageContext } from '../nodes/context.ts';
import { isDisabled, isShown, start } from './actions.ts';
import { closeLayer, layers } from './layers.ts';
import { go } from './router.ts';
import { singleKeys, toggleSidebar, view } from './state.ts';

const PLACES: Record<string, string> = { h: '/', t: '/tasks', p: '/plugins' };
const SEQUENCE_MS = 900;
let goUntil = 0;

/** The keys that work on every page, and those that the actions of the shown page ask for. */
export function startKeys(): void {
  document.addEventListener('keydown', onKey);
}

function onKey(event: KeyboardEvent): void {
  if (hasCommandKey(event) && event.key.toLowerCase() === 'k') {
    event.preventDefault();
    const open = layers.value.find((layer) => layer.kind === 'palette');
    if (open) closeLayer(open.id);
    else openPalette();
    return;
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event) || layers.value.length > 0 || !singleKeys.value) return;
  if (handled(event)) event.preventDefault();
}

function handled(event: KeyboardEvent): boolean {
  const { key } = event;
  if (goUntil > performance.now()) {
    goUntil = 0;
    const place = PLACES[key];
    if (place) void go(place);
    return place !== undefined;
  }
  if (key === 'g') {
    goUntil = performance.now() + SEQUENCE_MS;
    return true;
  }
  if (key === '?') openKeys();
  else if (key === '[') toggleSidebar();
  else if (key === '/') return focusSearch();
  else return actionKey(key);
  return true;
}

function focusSearch(): boolean {
  const input = document.querySelector<HTMLInputElement>('main input[type="search"]');
  input?.focus();
  return input !== null;
}

function actionKey(key: string): boolean {
  const current = view.value;
  if (current.kind !== 'page') return false;
  const context = pageContext(current.page, current.store);
  const offered = new Set(current.page.header_actions ?? []);
  const action = Object.values(current.page.actions ?? {}).find((one) => one.key === key && offered.has(one.name));
  if (!action || !isShown(action, context.scope) || isDisabled(action, context.scope)) return false;
  void start(action, context, context.scope);
  return true;
}
