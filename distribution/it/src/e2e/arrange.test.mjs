// What a person puts where: pins of the sidebar and cards of the home page. Kept on the server, for that person, in all tabs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, freePort, login, newHome, openPage, prefer, removeHome, start } from './dalbox.mjs';

let home, port, dalbox, chromium, context, page, other, faults;

before(async () => {
  home = await newHome();
  port = await freePort();
  dalbox = await start(home, port);
  chromium = await browser();
  context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  ({ page, faults } = await openPage(context));
  await login(page, dalbox.base);
  await prefer(page, { locale: 'en' });
  ({ page: other } = await openPage(context));
});

after(async () => {
  await chromium?.close();
  await dalbox?.terminate();
  await removeHome(home);
});

const pinned = (where) => where.locator('.sidebar .nav-group[aria-label="Pinned"] .nav-item .label').allInnerTexts();
const cards = (where) => where.locator('.card .card-title').allInnerTexts();
const becomes = async (read, wanted) => {
  let now;
  for (const end = Date.now() + 5000; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) {
    now = await read();
    if (JSON.stringify(now) === JSON.stringify(wanted)) return;
  }
  assert.deepEqual(now, wanted);
};
const goTo = async (where, path) => {
  await where.goto(dalbox.base + path);
  await where.getByRole('heading', { level: 1 }).first().waitFor();
};

test('a page is pinned with one click, other tabs follow, and undo takes it back', async () => {
  await goTo(other, '/settings');
  await goTo(page, '/module/download/');
  await page.getByRole('button', { name: 'Pin to sidebar: Downloads' }).click();
  await becomes(() => pinned(page), ['Downloads']);
  await becomes(() => pinned(other), ['Downloads']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await becomes(() => pinned(other), []);
  await page.getByRole('button', { name: 'Pin to sidebar: Downloads' }).click();
  await goTo(page, '/compute');
  await page.getByRole('button', { name: 'Pin to sidebar: Compute' }).click();
  await goTo(page, '/plugins');
  await page.getByRole('button', { name: 'Pin to sidebar: Plugins' }).click();
  await becomes(() => pinned(page), ['Downloads', 'Compute', 'Plugins']);
});

test('pins are put in order by buttons and by dragging, and entries are hidden without being lost', async () => {
  await page.locator('.sidebar').hover();
  await page.getByRole('button', { name: 'Arrange' }).click();
  await page.getByRole('button', { name: 'Move up: Plugins' }).focus();
  await page.keyboard.press('Enter');
  await page.getByText('Plugins is now 2 of 3').waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  await page.getByText('Plugins is now 1 of 3').waitFor({ state: 'attached' });
  await becomes(() => pinned(other), ['Plugins', 'Downloads', 'Compute']);
  const row = (name) => page.locator('.arrange-row', { hasText: name });
  await row('Plugins').dragTo(row('Compute'));
  await becomes(() => pinned(other), ['Downloads', 'Compute', 'Plugins']);
  await page.getByRole('button', { name: 'Hide: Web hooks' }).click();
  await other.locator('.sidebar').getByText('Web hooks').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Show: Web hooks' }).click();
  await other.locator('.sidebar').getByText('Web hooks').waitFor();
  await page.getByRole('button', { name: 'Hide: Web hooks' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.waitForFunction(() => document.activeElement?.matches('.arrange-button'));
});

test('cards are removed, moved and added, and the plugin that is away keeps its place', async () => {
  await goTo(other, '/');
  await goTo(page, '/');
  const before = await cards(page);
  await page.locator('.card', { hasText: 'Recent tasks' }).hover();
  await page.getByRole('button', { name: 'Remove from home: Recent tasks' }).click();
  await becomes(() => cards(other), before.filter((name) => name !== 'Recent tasks'));
  await page.getByRole('button', { name: 'Undo' }).click();
  await becomes(() => cards(other).then((names) => names.includes('Recent tasks')), true);
  await page.locator('main').getByRole('button', { name: 'Arrange' }).click();
  await page.getByRole('button', { name: 'Add card' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /Compute/ }).click();
  await becomes(() => cards(other).then((names) => names.at(-1)), 'Compute');
  const first = (await cards(page))[0];
  await page.getByRole('button', { name: `Move later: ${first}` }).click();
  await becomes(() => cards(other).then((names) => names[1]), first);
  await page.getByRole('button', { name: 'Done' }).click();
  const arranged = await cards(page);
  await dalbox.api('POST', '/api/plugins/download/disable');
  await becomes(() => cards(page), arranged.filter((name) => name !== 'Downloads'));
  await becomes(() => pinned(page), ['Compute', 'Plugins']);
  await dalbox.api('POST', '/api/plugins/download/enable');
  await becomes(() => cards(page), arranged);
  await becomes(() => pinned(page), ['Downloads', 'Compute', 'Plugins']);
});

test('all of it is there after a power cut, and another person has their own', async () => {
  const arranged = await cards(page);
  await dalbox.kill();
  dalbox = await start(home, port);
  await goTo(page, '/');
  assert.deepEqual(await cards(page), arranged);
  assert.deepEqual(await pinned(page), ['Downloads', 'Compute', 'Plugins']);
  assert.equal(await page.locator('.sidebar').getByText('Web hooks').count(), 0);
  const { status } = await dalbox.api('POST', '/api/users', { name: 'guest', password: 'another long password' });
  assert.equal(status, 201);
  const theirs = await chromium.newContext({ locale: 'en-GB' });
  const { page: guest } = await openPage(theirs);
  await guest.goto(dalbox.base + '/');
  await guest.getByRole('textbox', { name: /name/i }).fill('guest');
  await guest.getByRole('textbox', { name: /password/i }).fill('another long password');
  await guest.keyboard.press('Enter');
  await guest.waitForURL(`${dalbox.base}/`);
  assert.deepEqual(await pinned(guest), []);
  assert.deepEqual(faults.filter((fault) => !/ERR_|Failed to load resource/.test(fault)), []);
});
