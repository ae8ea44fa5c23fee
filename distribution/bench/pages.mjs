// Measures how soon pages can be used after a navigation on loopback, in Chromium on the shipped tree: `./dalbox bench pages`. Prints the rows of docs/benchmarks.md.
import { browser, freePort, login, newHome, removeHome, start } from '../it/src/e2e/dalbox.mjs';
import { furnish } from '../it/src/e2e/scene.mjs';

const PAGES = ['/', '/module/download/', '/plugins', '/tasks', '/events', '/flows', '/compute', '/settings', '/storages'];
const ROUNDS = 9;

const home = await newHome();
const dalbox = await start(home, await freePort());
const leave = await furnish(dalbox, home, 0.01, true);
const chromium = await browser();
const cookies = await logIn();
console.log('| page | with an empty cache, ms | again, ms | by a link, ms |\n| --- | --- | --- | --- |');
for (const path of PAGES) {
  const first = [];
  const again = [];
  const linked = [];
  for (let round = 0; round < ROUNDS; round++) {
    const context = await chromium.newContext({ viewport: { width: 1280, height: 800 } });
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.addInitScript(watch);
    first.push(await visit(page, path));
    again.push(await visit(page, path));
    await visit(page, path === '/' ? '/plugins' : '/');
    linked.push(await follow(page, path));
    await context.close();
  }
  console.log(`| ${path} | ${figures(first)} | ${figures(again)} | ${figures(linked)} |`);
}
await chromium.close();
await leave();
await dalbox.terminate();
await removeHome(home);

async function logIn() {
  const context = await chromium.newContext();
  await login(await context.newPage(), dalbox.base);
  const found = await context.cookies();
  await context.close();
  return found;
}

async function visit(page, path) {
  await page.goto(dalbox.base + path);
  await page.waitForFunction(() => window.usable !== undefined);
  return page.evaluate(() => window.usable);
}

/** From the click to the page, without a document of its own. */
function follow(page, path) {
  return page.evaluate(async (to) => {
    const link = document.querySelector(`.sidebar a[href="${to}"]`) ?? document.body.appendChild(Object.assign(document.createElement('a'), { href: to }));
    const begun = performance.now();
    delete window.usable;
    window.observe(to);
    link.click();
    while (window.usable === undefined) await new Promise((done) => setTimeout(done, 5));
    return window.usable - begun;
  }, path);
}

/** In the page: it can be used when its content stands, nothing of it is still being loaded, and the next task of the person would run. */
function watch() {
  window.observe = (path) => {
    const ready = () => {
      const body = document.querySelector('main .page-body');
      return body?.firstElementChild && !document.querySelector('main .skeleton, main [aria-busy="true"]') && location.pathname === path;
    };
    const observer = new MutationObserver(() => {
      if (!ready()) return;
      observer.disconnect();
      requestAnimationFrame(() => scheduler.postTask(() => (window.usable = performance.now()), { priority: 'user-blocking' }));
    });
    observer.observe(document, { childList: true, subtree: true, attributes: true });
  };
  window.observe(location.pathname);
}

function figures(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return `${Math.round(sorted[sorted.length >> 1])} (${Math.round(sorted[0])}–${Math.round(sorted.at(-1))})`;
}
