// What an owner does on the first evening: log in, drop a plugin, download something, lose power in the middle.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { copyFile, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { browser, freePort, login, newHome, openPage, removeHome, start, tree, until } from './dalbox.mjs';
import { serveFile } from './files.mjs';

let home, port, dalbox, chromium, context, page, faults;

before(async () => {
  home = await newHome();
  port = await freePort();
  dalbox = await start(home, port);
  await dalbox.api('POST', '/api/plugins/download/disable');
  chromium = await browser();
  context = await chromium.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
  ({ page, faults } = await openPage(context));
});

after(async () => {
  await chromium?.close();
  await dalbox?.terminate();
  await removeHome(home);
});

async function dropDownload() {
  const part = join(home, 'plugins', '.download.tmp');
  await copyFile(join(tree, 'plugins', 'io.dalbox.plugin.download.jar'), part);
  await rename(part, join(home, 'plugins', 'download.jar'));
}

async function addDownload(url) {
  await page.getByRole('button', { name: 'Add download' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^(URL|Link|Address)/i).first().fill(url);
  await dialog.getByRole('button', { name: 'Add download' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

const row = (name) => page.getByRole('row').filter({ hasText: name });

async function taskOf(name) {
  const { json } = await dalbox.api('GET', '/api/tasks?plugin=download&limit=10');
  return json.items.find((task) => task.title === name);
}

async function sha256(path) {
  return createHash('sha256').update(await readFile(path)).digest('hex');
}

const stored = (task) => join(home, 'media', task.result.file_path.slice('media:/'.length));

test('logs in', async () => {
  await page.goto(dalbox.base + '/plugins');
  assert.match(page.url(), /\/login\?next=/);
  await login(page, dalbox.base);
});

test('a dropped plugin appears in the sidebar without a reload', async () => {
  await page.evaluate(() => (window.notReloaded = true));
  assert.equal(await page.getByRole('link', { name: 'Downloads' }).count(), 0);

  await dropDownload();

  await page.getByRole('link', { name: 'Downloads' }).first().waitFor({ timeout: 3000 });
  assert.equal(await page.evaluate(() => window.notReloaded), true);
});

test('a download is added through the generated form and finishes', async () => {
  const file = await serveFile({ bytes: 6_000_000, bytesPerSecond: 4_000_000, name: 'first.bin' });
  try {
    await page.getByRole('link', { name: 'Downloads' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Downloads' }).waitFor();
    await addDownload(file.url);
    await row('first.bin').getByRole('progressbar').waitFor();
    const task = await until(async () => {
      const now = await taskOf('first.bin');
      return now?.state === 'completed' && now;
    }, 'the download to complete');
    await row('first.bin').getByText('Done', { exact: true }).waitFor();
    assert.equal(await sha256(stored(task)), file.sha256);
    const { json } = await dalbox.api('GET', '/api/events?type=download.completed');
    assert.equal(json.items.at(-1).data.task_id, task.task_id);
  } finally {
    await file.close();
  }
});

test('a download goes on after kill -9', async () => {
  const file = await serveFile({ bytes: 24_000_000, bytesPerSecond: 750_000, name: 'second.bin' });
  try {
    await addDownload(file.url);
    await until(async () => ((await taskOf('second.bin'))?.progress ?? 0) > 25, 'a quarter of the file');
    await dalbox.kill();
    const before = file.ranges.length;
    dalbox = await start(home, port);
    const task = await until(async () => {
      const now = await taskOf('second.bin');
      return now?.state === 'completed' && now;
    }, 'the download to resume and complete', 60_000);
    assert.equal(await sha256(stored(task)), file.sha256);
    const resumed = file.ranges.slice(before).map((range) => Number(/^bytes=(\d+)-/.exec(range)?.[1] ?? 0));
    assert.ok(resumed.length > 0 && resumed.every((from) => from > 0), `resumed from ${resumed}`);
    // The tab was open all the time: it has found its way back and shows how it ended.
    await row('second.bin').getByText('Done', { exact: true }).waitFor();
    await page.getByText('Connection lost').waitFor({ state: 'hidden' });
    assert.equal(await page.evaluate(() => window.notReloaded), true);
  } finally {
    await file.close();
  }
});

test('what happened is on the events page', async () => {
  await page.getByRole('link', { name: 'Events' }).click();
  await page.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'download.completed' }).nth(1).waitFor();
});

test('a file that is no plugin is shown with the reason, and can be removed', async () => {
  await page.getByRole('link', { name: 'Plugins' }).click();
  await writeFile(join(home, 'plugins', 'photo-frame.jar'), 'This is not a jar.');
  const broken = page.getByRole('listitem').filter({ hasText: 'photo-frame.jar' });
  await broken.getByText('is not a complete zip').waitFor();
  await broken.getByRole('button', { name: 'Remove: photo-frame.jar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await broken.waitFor({ state: 'detached' });
});

test('nothing was refused by the content security policy and no script failed', () => {
  // While the server was dead the event stream could not connect, and while it starts there is no page yet; that is what it should say.
  assert.deepEqual(faults.filter((fault) => !/status of 404 .*path=%2Fsettings$|ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE/.test(fault)), []);
});
