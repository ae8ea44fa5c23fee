// Many tabs of one browser: they share a stream, follow every change within a second, and come through a crash of the server.
import assert from 'node:assert/strict';
import { copyFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browser, freePort, login, newHome, openPage, prefer, removeHome, start, tree } from './dalbox.mjs';

/** More than the six connections that a browser opens to a server. */
const TABS = 10;
let home, port, dalbox, chromium, context, tabs;

before(async () => {
  home = await newHome();
  port = await freePort();
  dalbox = await start(home, port);
  await dalbox.api('POST', '/api/plugins/hello/disable');
  chromium = await browser();
  context = await chromium.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  const first = await openPage(context);
  await login(first.page, dalbox.base);
  await prefer(first.page, { locale: 'en' });
  tabs = [first, ...(await Promise.all(Array.from({ length: TABS - 1 }, () => openPage(context))))];
  for (const { page } of tabs) await page.goto(`${dalbox.base}/plugins`, { waitUntil: 'load' });
});

after(async () => {
  await chromium?.close();
  await dalbox?.terminate();
  await removeHome(home);
});

const entry = (page) => page.locator('.sidebar').getByRole('link', { name: 'Hello' });
const all = (work) => Promise.all(tabs.map(({ page }) => work(page)));

async function drop() {
  const part = join(home, 'plugins', '.hello.tmp');
  await copyFile(join(tree, 'plugins', 'io.dalbox.plugin.hello.jar'), part);
  await rename(part, join(home, 'plugins', 'hello.jar'));
}

test('none of many tabs waits for a connection', async () => {
  const answers = await all((page) => page.evaluate(async () => {
    const begin = performance.now();
    const { status } = await fetch('/api/me');
    return { status, took: performance.now() - begin };
  }));
  for (const { status, took } of answers) {
    assert.equal(status, 200);
    assert.ok(took < 5000, `a tab waited ${took} ms`);
  }
});

test('all of them follow when a plugin comes and goes', async () => {
  await dalbox.api('POST', '/api/plugins/hello/enable');
  const live = Date.now();
  await all((page) => entry(page).waitFor());
  console.log(`# ${TABS} tabs showed the plugin ${Date.now() - live} ms after it was live`);
  await dalbox.api('POST', '/api/plugins/hello/disable');
  await all((page) => entry(page).waitFor({ state: 'detached' }));
  await drop();
  await dalbox.api('POST', '/api/plugins/hello/enable');
  await all((page) => entry(page).waitFor());
});

test('a tab that nobody sees rests, and is up to date when it shows', async () => {
  const { page } = tabs[1];
  const show = (state) => page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
  await show('hidden');
  await page.waitForTimeout(3500);
  await dalbox.api('POST', '/api/plugins/hello/disable');
  await entry(tabs[0].page).waitFor({ state: 'detached' });
  await page.waitForTimeout(500);
  assert.equal(await entry(page).count(), 1, 'a hidden tab is told nothing');
  await show('visible');
  await entry(page).waitFor({ state: 'detached' });
  await dalbox.api('POST', '/api/plugins/hello/enable');
  await all((one) => entry(one).waitFor());
});

test('the page of a plugin that is removed says so, and comes back with it', async () => {
  const { page } = tabs[2];
  await page.goto(`${dalbox.base}/module/hello/`);
  await page.getByRole('heading', { level: 1, name: 'Hello' }).waitFor();
  await dalbox.api('POST', '/api/plugins/hello/disable');
  await page.getByRole('heading', { level: 1, name: /no longer|not here|does not exist|no such|gone/i }).waitFor();
  await dalbox.api('POST', '/api/plugins/hello/enable');
  await page.getByRole('heading', { level: 1, name: 'Hello' }).waitFor();
});

test('after a crash of the server all tabs go on without being loaded again', async () => {
  await all((page) => page.evaluate(() => (window.untouched = true)));
  await dalbox.kill();
  await all((page) => page.locator('.offline').waitFor());
  await rm(join(home, 'plugins', 'hello.jar'));
  dalbox = await start(home, port);
  await all((page) => page.locator('.offline').waitFor({ state: 'detached', timeout: 30_000 }));
  await dalbox.api('POST', '/api/plugins/hello/disable');
  await all((page) => entry(page).waitFor({ state: 'detached' }));
  assert.deepEqual(await all((page) => page.evaluate(() => window.untouched)), Array(TABS).fill(true));
});

test('nobody complained', () => {
  const expected = /ERR_CONNECTION|ERR_INCOMPLETE|ERR_EMPTY|Failed to load resource/;
  assert.deepEqual(tabs.flatMap(({ faults }) => faults).filter((fault) => !expected.test(fault)), []);
});
