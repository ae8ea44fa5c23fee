// A source is added, a plugin of it installed, its update shown with what is new in it, made, and taken back.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { audit } from './audit.mjs';
import { browser, freePort, login, newHome, openPage, removeHome, start, tree, until } from './dalbox.mjs';
import { dropPages } from './jars.mjs';

const run = promisify(execFile);
let home, folder, dalbox, chromium, page, faults, server;
const files = new Map();

before(async () => {
  home = await newHome();
  folder = await mkdtemp(join(tmpdir(), 'dalbox-catalogue-'));
  server = createServer(({ url }, response) => (files.has(url) ? response.writeHead(200).end(files.get(url)) : response.writeHead(404).end()));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  dalbox = await start(home, await freePort());
  chromium = await browser();
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  ({ page, faults } = await openPage(context));
  await login(page, dalbox.base);
});

after(async () => {
  await chromium?.close();
  await dalbox?.terminate();
  server?.close();
  await removeHome(home);
  await rm(folder, { recursive: true, force: true });
});

const at = (path) => `http://127.0.0.1:${server.address().port}${path}`;
const row = () => page.locator('[data-offer=notes]');
const dialog = () => page.getByRole('dialog');
const version = async () => (await dalbox.api('GET', '/api/plugins/notes')).json?.version;

/** A plugin that is a page, in a version. */
async function notes(number) {
  const place = join(folder, number);
  await mkdir(join(place, 'plugins'), { recursive: true });
  await dropPages(place, 'notes', { 'main.yaml': `ui: 1\nid: notes\npages:\n  - { id: main, path: "", title: Notes ${number}, body: [{ type: text, text: "Notes ${number}" }] }\n` }, number);
  const jar = await readFile(join(place, 'plugins/notes.jar'));
  files.set(`/notes-${number}.jar`, jar);
  return {
    id: 'notes', name: 'Notes', version: number, description: 'Keeps <b>notes</b>', license: 'MIT', url: `notes-${number}.jar`,
    sha256: createHash('sha256').update(jar).digest('hex'), size: jar.length, changelog: [{ version: number, date: '2026-11-27', text: `- New in ${number}\n- <script>alert(1)</script>` }],
  };
}

const publish = (...plugins) => files.set('/index.json', JSON.stringify({ name: 'Our plugins', plugins }));
/** Once nothing moves any more: what fades in has other colours on its way. */
const still = () => page.evaluate(() => Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().iterations !== Infinity).map((one) => one.finished.catch(() => {}))));
const clean = async () => (await still(), assert.deepEqual(await audit(page), []));

const address = () => page.getByLabel('Address of an index');

test('an empty catalogue says how to fill it', async () => {
  await page.goto(`${dalbox.base}/plugins`);
  await page.getByRole('tab', { name: 'Catalogue' }).click();
  await page.getByText('No plugins to choose from yet').waitFor();
  await clean();
});

test('a source that is none is refused with the reason', async () => {
  await page.getByRole('button', { name: 'Add source' }).click();
  await address().fill(at('/nothing.json'));
  await page.keyboard.press('Enter');
  await dialog().getByText('The server answered 404').waitFor();
  await address().fill('plugins/index.json');
  await page.keyboard.press('Enter');
  await dialog().getByText('begins with a slash').waitFor();
});

test('a source is added, and its plugin installed as it was shown', async () => {
  const first = await notes('1.0.0');
  publish(first, { id: 'odd', name: 'Odd', version: '1.0.0', url: 'odd.jar' });
  await address().fill(at('/index.json'));
  await page.keyboard.press('Enter');
  await dialog().getByText('Our plugins', { exact: true }).waitFor();
  await dialog().getByText('1 entry cannot be installed').waitFor();
  await clean();
  await dialog().getByRole('button', { name: 'Close' }).last().click();

  await row().getByText('Keeps <b>notes</b>').waitFor();
  await page.locator('[data-offer=odd]').getByText('SHA-256').waitFor();
  assert.equal(await page.locator('[data-offer=odd]').getByRole('button', { name: /^Install/ }).count(), 0);
  await row().getByRole('button', { name: 'Install: Notes' }).click();
  await dialog().getByText('Version 1.0.0').waitFor();
  await dialog().getByRole('button', { name: 'Install notes' }).click();
  await row().getByText('Installed: 1.0.0').waitFor();
  assert.equal(await version(), '1.0.0');
});

test('a jar that is another one than the index names is not installed', async () => {
  const second = await notes('1.1.0');
  publish(await notes('1.0.0'), { ...second, sha256: '0'.repeat(64) });
  const { json } = await dalbox.api('GET', '/api/catalogue/sources');
  await dalbox.api('POST', `/api/catalogue/sources/${json.items[0].id}/refresh`);
  await row().getByRole('button', { name: 'Update: Notes' }).click();
  await dialog().getByText('not the one that its index names').waitFor();
  await dialog().getByRole('button', { name: 'Close' }).last().click();
  assert.equal(await version(), '1.0.0');
});

test('an update is offered with what is new, made, and taken back', async () => {
  publish(await notes('1.0.0'), await notes('1.1.0'));
  await page.getByRole('button', { name: 'Sources' }).click();
  await dialog().getByRole('button', { name: 'Read again: Our plugins' }).click();
  await page.getByText('Our plugins is up to date').waitFor();
  await dialog().getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('tab', { name: 'Catalogue 1' }).waitFor();

  await page.getByRole('tab', { name: 'Installed' }).click();
  const installed = page.locator('[data-plugin=notes]');
  await installed.getByText('Update: 1.1.0').waitFor();
  await installed.getByRole('button', { name: 'Update: notes' }).click();
  await dialog().getByText('<script>alert(1)</script>').waitFor();
  await dialog().getByText('→ 1.1.0').waitFor();
  await clean();
  await dialog().getByRole('button', { name: /^Update/ }).click();
  await installed.getByText('1.1.0', { exact: true }).waitFor();
  await installed.getByText('Update: 1.1.0').waitFor({ state: 'detached' });
  assert.equal(await version(), '1.1.0');

  await installed.getByRole('link').first().click();
  await page.getByRole('button', { name: /^Roll back/ }).click();
  await until(async () => (await version()) === '1.0.0', 'the former version');
  await page.locator('.plugin-head').getByText('Update: 1.1.0').waitFor();
});

test('the catalogue is searched, fits a phone, and outlives its network and a restart', async () => {
  server.close();
  server.closeAllConnections();
  // An open page would ask the server while it starts.
  await page.goto('about:blank');
  await dalbox.kill();
  dalbox = await start(home, Number(new URL(dalbox.base).port));
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${dalbox.base}/plugins?tab=catalogue`);
  await row().waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
  await row().getByText('Versions and changes').click();
  await row().getByText('- New in 1.1.0').waitFor();
  await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('no such thing');
  await page.getByText('No plugin fits').waitFor();
  await row().waitFor({ state: 'detached' });
  await clean();
});

test('a folder of jars is published with one command', async () => {
  await mkdir(join(folder, 'jars'));
  await writeFile(join(folder, 'jars/notes.jar'), files.get('/notes-1.1.0.jar'));
  await writeFile(join(folder, 'jars/notes.changelog.txt'), 'Out of a file');
  const { stdout } = await run('bash', [join(tree, 'dalbox'), 'plugin', 'index', join(folder, 'jars')]);
  assert.match(stdout, /index\.xml: 1 plugin/);
  const { status, json } = await dalbox.api('POST', '/api/catalogue/sources', { address: join(folder, 'jars/index.xml') });
  assert.equal(status, 201, JSON.stringify(json));
  assert.equal(json.plugins, 1);
});

test('nothing was refused by the content security policy and no script failed', () => {
  // The server refuses two addresses and one jar, which the browser notes.
  assert.deepEqual(faults.filter((fault) => !/status of 422/.test(fault)), []);
});
