// What an owner does with plugins: look at a jar before it is installed, update, roll back, remove, take that back, read the log.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { browser, freePort, login, newHome, openPage, removeHome, start, tree, until } from './dalbox.mjs';
import { jarTool } from './jars.mjs';

const run = promisify(execFile);
let home, folder, dalbox, chromium, page, faults;

before(async () => {
  home = await newHome();
  folder = await mkdtemp(join(tmpdir(), 'dalbox-jars-'));
  dalbox = await start(home, await freePort());
  chromium = await browser();
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  ({ page, faults } = await openPage(context));
  await login(page, dalbox.base);
});

after(async () => {
  await chromium?.close();
  await dalbox?.terminate();
  await removeHome(home);
  await rm(folder, { recursive: true, force: true });
});

/** The shipped hello, as if its author had released another version. */
async function helloAs(version) {
  const jar = join(folder, `hello-${version}.jar`);
  const manifest = join(folder, 'manifest.txt');
  await copyFile(join(tree, 'plugins', 'io.dalbox.plugin.hello.jar'), jar);
  await writeFile(manifest, `Bundle-Version: ${version}\n`);
  await run(jarTool, ['--update', '--file', jar, '--manifest', manifest]);
  return jar;
}

const version = async (id) => (await dalbox.api('GET', `/api/plugins/${id}`)).json.version;
const row = () => page.locator('[data-plugin=hello]');
const dialog = () => page.getByRole('dialog');

test('an update is shown before it is made', async () => {
  await page.goto(`${dalbox.base}/plugins`);
  await row().waitFor();
  const before = await version('hello');
  await page.setInputFiles('input[type=file]', await helloAs('9.0.0'));
  await dialog().getByText('→ 9.0.0').waitFor();
  await dialog().getByText('What it offers stays the same.').waitFor();
  assert.equal(await version('hello'), before, 'Looking at a jar changes nothing');
  await dialog().getByRole('button', { name: /^Update / }).click();
  await row().getByText('9.0.0').waitFor();
  assert.equal(await version('hello'), '9.0.0');
});

test('the page of a plugin shows all of it, and rolls back', async () => {
  await row().getByRole('link').first().click();
  await page.waitForURL(/\/plugins\/hello/);
  await page.getByText('SHA-256').waitFor();
  for (const [tab, text] of [['Health', 'Well'], ['Offers', 'greet'], ['Dependencies', 'io.dalbox.api'], ['Pages & pins', /./]]) {
    await page.getByRole('tab', { name: tab }).click();
    await page.getByRole('tabpanel').getByText(text).first().waitFor();
  }
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('button', { name: /^Roll back/ }).click();
  await until(async () => (await version('hello')) !== '9.0.0', 'the former version');
  await page.locator('.plugin-head').getByText('Shipped').waitFor();
});

test('a jar is fetched from an address once, and what was shown is installed', async () => {
  const content = await readFile(await helloAs('9.1.0'));
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.writeHead(200, { 'content-type': 'application/java-archive' }).end(content);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  try {
    await page.goto(`${dalbox.base}/plugins`);
    await page.getByRole('button', { name: 'Install from an address' }).click();
    await dialog().getByLabel('Address of a jar').fill(`http://127.0.0.1:${server.address().port}/hello.jar`);
    await page.keyboard.press('Enter');
    await dialog().getByRole('button', { name: /^Update / }).click();
    await row().getByText('9.1.0').waitFor();
    assert.equal(asked, 1);
  } finally {
    server.close();
  }
});

test('what is removed comes back with one press', async () => {
  await row().getByRole('button', { name: /^More actions/ }).click();
  await page.locator('wa-dropdown-item', { hasText: 'Remove' }).locator('visible=true').click();
  await dialog().getByRole('button', { name: 'Remove' }).click();
  await until(async () => (await version('hello')) !== '9.1.0', 'the shipped version');
  await page.getByRole('button', { name: 'Undo' }).click();
  await until(async () => (await version('hello')) === '9.1.0', 'the removed version');
  await row().getByText('9.1.0').waitFor();
});

test('a jar that is none is refused with the reason', async () => {
  const jar = join(folder, 'broken.jar');
  await writeFile(jar, 'This is not a jar.');
  await page.setInputFiles('input[type=file]', jar);
  await dialog().getByText('not a complete zip').waitFor();
  await dialog().getByRole('button', { name: 'Close' }).last().click();
});

test('settings are kept, and the log is read', async () => {
  await page.goto(`${dalbox.base}/plugins/heartbeat?tab=settings`);
  const field = page.getByRole('tabpanel').locator('input[type=number], input[inputmode=numeric], input[type=text]').first();
  await field.waitFor();
  await page.getByRole('tab', { name: 'Log' }).click();
  await page.getByRole('tabpanel').locator('[role=log], .empty').first().waitFor();
  await page.getByRole('tab', { name: 'Tasks' }).click();
  await page.locator('u-task-list').waitFor();
});

test('a page of a task is there for each task', async () => {
  const { json } = await dalbox.api('GET', '/api/tasks?limit=1');
  const id = json.items[0]?.task_id ?? 'none';
  await page.goto(`${dalbox.base}/tasks/${id}`);
  await page.getByText(id === 'none' ? 'There is no such task' : 'Attempts').waitFor();
});

test('nothing was refused by the content security policy and no script failed', () => {
  // The server refuses the broken jar, and the page asks for a task that is not there: both are answers the browser notes.
  assert.deepEqual(faults.filter((fault) => !/status of 4(04|22|00)/.test(fault)), []);
});
