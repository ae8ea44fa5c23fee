import { startBadges } from './app/badges.ts';
import { startInbox } from './app/inbox.ts';
import { startKeys } from './app/keys.ts';
import { startRecent } from './app/recent.ts';
import { fail, put, refreshSoon, startRouter } from './app/router.ts';
import { applyLook, online, setStream, shell, view } from './app/state.ts';
import { startTasks } from './app/tasks.ts';
import { toast } from './app/toasts.ts';
import { call, setCsrf, whenSignedOut } from './core/http.ts';
import { setLocale, t } from './core/i18n.ts';
import type { Page, Shell } from './core/model.ts';
import { resumeAsked } from './form/open.ts';
import { Stream } from './live/stream.ts';
import { loadMenus } from './ui/menu.ts';
import { startTips } from './ui/tip.ts';
import './nodes/all.ts';
import './shell/app.ts';
import './shell/gate.ts';
import { askToLogIn } from './shell/login-again.ts';

/** A short loss of the connection is no news. */
const OFFLINE_AFTER = 3000;
/** The script's own name tells which build this tab runs. */
const OWN_SCRIPT = new URL(import.meta.url).pathname.split('/').pop() ?? '';

/** The assets that the server named first; other ones later mean a newer build. */
let known: string | null = null;

const root = document.getElementById('app') ?? document.body.appendChild(document.createElement('div'));
const page = block<Page>('dalbox-page');
shell.value = block<Shell>('dalbox-shell');
page.texts = { ...block<Record<string, string>>('dalbox-texts'), ...page.texts };
setLocale(shell.value.locale);
setCsrf(shell.value.csrf);
shell.subscribe((next) => setCsrf(next.csrf));
applyLook(shell.value);
startTips();

if (page.template === 'login' || page.template === 'setup') {
  root.replaceChildren(document.createElement(`u-${page.template}`));
} else {
  startSession();
}

function startSession(): void {
  whenSignedOut(askToLogIn);
  const stream = new Stream(shell.value.stream.href, shell.value.stream.last_event_id, shell.value.user?.id ?? '');
  setStream(stream);
  if (page.template === 'problem') fail(location.pathname, page.status ?? 0, String(page.body[0]?.label ?? ''));
  else put(page);
  startRouter();
  startKeys();
  startRecent();
  startTasks(stream);
  startInbox(stream);
  startBadges(stream);
  followStream(stream);
  root.replaceChildren(document.createElement('u-app'));
  if (view.value.kind === 'page') resumeAsked(page, view.value.store);
  stream.open();
  (window.requestIdleCallback ?? setTimeout)(() => void loadMenus());
}

function followStream(stream: Stream): void {
  stream.on('page', refreshSoon);
  stream.on('plugin', refreshSoon);
  stream.on('reset', refreshSoon);
  stream.on('hello', ({ assets }: { assets?: string }) => {
    if (!assets || OWN_SCRIPT.includes(assets) || known === assets) return;
    if (known !== null) toast(t('update.ready'), { ms: 60000, action: { label: t('update.reload'), run: () => location.reload() } });
    known = assets;
  });
  let timer = 0;
  const judge = () => {
    clearTimeout(timer);
    if (navigator.onLine && stream.connected.value) {
      if (!online.value) refreshSoon();
      online.value = true;
    }
    else timer = window.setTimeout(() => {
      online.value = false;
      // A stream that is refused does not say why; when the session ended, this does.
      void call('GET', '/api/me').catch(() => {});
    }, OFFLINE_AFTER);
  };
  stream.connected.subscribe(judge);
  addEventListener('online', judge);
  addEventListener('offline', judge);
}

function block<T>(id: string): T {
  return JSON.parse(document.getElementById(id)?.textContent || '{}') as T;
}
