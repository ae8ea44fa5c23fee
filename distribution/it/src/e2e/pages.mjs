// Which pages there are, found as a person finds them: from the sidebar, by following links. Of pages that differ only in what their address names, one.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The descriptors of the core's own pages, to know which must be found. */
const CORE = new URL('../../../../runtime/pages/src/main/resources/io/dalbox/pages/internal/core/', import.meta.url).pathname;

/** Finds the pages of the product; the answer maps `<plugin>/<page>` to an address. `page` is a browser's that is logged in. */
export async function discover(page, dalbox) {
  const model = async (path) => (await dalbox.api('GET', `/api/pages?path=${encodeURIComponent(path)}`)).json;
  const found = new Map();
  const seen = new Set();
  const waiting = [...(await model('/')).shell.nav.map(({ to }) => to), ...(await editors(dalbox))];
  while (waiting.length > 0) {
    const path = waiting.shift();
    const name = new URL(path, dalbox.base).pathname;
    if (seen.has(name)) continue;
    seen.add(name);
    const shown = (await model(name)).page;
    const key = shown && `${shown.plugin ?? 'core'}/${shown.id}`;
    if (!key || found.has(key)) continue;
    found.set(key, path);
    // A page that shows one component leads nowhere else.
    if (key.startsWith('gallery/') && key !== 'gallery/main') continue;
    await goTo(page, path);
    waiting.push(...(await linksOf(page)));
  }
  return found;
}

/** The paths that the core's descriptors declare, as patterns that match a whole address. */
export async function declared() {
  const files = (await readdir(CORE)).filter((name) => name.endsWith('.yaml'));
  const texts = await Promise.all(files.map((name) => readFile(join(CORE, name), 'utf8')));
  const paths = texts.flatMap((text) => [...text.matchAll(/^ {4}path: "?([^"\n]*)"?$/gm)].map(([, path]) => path));
  return paths.map((path) => ({ path, pattern: new RegExp(`^/${path.replace(/:\w+/g, '(?!new$)[^/]+')}$`) }));
}

// What rows lead to is not always written as a link.
async function editors(dalbox) {
  const [flows, tasks] = await Promise.all(['/api/flows', '/api/tasks?limit=1'].map(async (path) => (await dalbox.api('GET', path)).json.items));
  return [...flows.slice(0, 1).map(({ id }) => `/flows/${id}`), ...tasks.map(({ task_id: id }) => `/tasks/${id}`)];
}

const linksOf = (page) => page.evaluate(() => [...document.querySelectorAll('main a[href]')]
  .filter((link) => link.origin === location.origin && !/^\/(api|assets|system)\//.test(link.pathname))
  .map((link) => link.pathname + link.search));

/** Keeps an eye on what a page still waits for; `settled` returns once it waits for nothing that comes soon and nothing moves. */
const waits = new WeakMap();

export function watch(page) {
  const open = new Set();
  page.on('request', (request) => !isLong(request.url()) && open.add(request));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => open.delete(request));
  waits.set(page, open);
}

// The samples of "loading" never come, nor does the end of the stream; of the script of a shared worker the end is not told.
const isLong = (url) => /\/api\/stream|\/assets\/worker\.|delay_ms=\d{5}/.test(url);

export async function settled(page) {
  const end = Date.now() + 5000;
  do {
    await page.evaluate(quiet);
  } while (waits.get(page)?.size > 0 && Date.now() < end);
}

// Runs in the page. Live data may change it for ever, so it does not wait for ever.
async function quiet() {
  await new Promise((done) => {
    let timer = setTimeout(done, 120);
    const last = setTimeout(done, 1500);
    new MutationObserver((_, watcher) => {
      clearTimeout(timer);
      timer = setTimeout(() => (watcher.disconnect(), clearTimeout(last), done()), 120);
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  const finite = document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity);
  await Promise.all(finite.map((one) => one.finished.catch(() => {})));
}

/** Goes to a page as a click on a link does, without loading the document again. */
export async function goTo(page, path) {
  const { pathname } = new URL(path, page.url());
  const answer = page.waitForResponse((one) => one.url().includes(`/api/pages?path=${encodeURIComponent(pathname)}`));
  await page.evaluate((to) => {
    const link = document.createElement('a');
    link.href = to;
    document.body.append(link);
    link.click();
    link.remove();
  }, path);
  await answer;
  await settled(page);
}
