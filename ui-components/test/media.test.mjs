// The file browser when the server is slow to agree: names that are taken, a storage that failed, a trash that cannot be emptied.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually, freshForEach, inspect, openPage } from './support.mjs';

let server;
let browser;
let context;
freshForEach((fresh) => ({ server, browser, context } = fresh));

const FILES = 'GET /api/storages/media/files';
const entry = (name, folder = false) => ({ path: `media:/${name}`, name, folder, size: folder ? null : 5, modified: '2026-03-01T08:00:00Z', mime_type: folder ? null : 'text/plain' });
const answer = (what, status, body) => server.state.answers.set(what, { status, body });
const open = async (items) => {
  answer('GET /api/storages', 200, { items: [{ name: 'media', usable_bytes: 5, total_bytes: 10 }], next: null });
  if (items) answer(FILES, 200, { items, next: null });
  server.state.pages.set('/module/hello/x', { id: 'x', plugin: 'hello', path: '/module/hello/x', title: 'Files', template: 'plain', hash: 'x', header_actions: [], body: [{ type: 'file-browser', label: 'Files', storage: 'media', path: '/' }], data: {}, actions: {}, texts: {}, snapshot: {}, problems: [] });
  const opened = await openPage(context, `${server.url}/module/hello/x?locale=en&theme=light`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};

describe('file-browser', () => {
  test('says what failed and tries again', async () => {
    answer(FILES, 503, { status: 503, title: 'Gone', detail: 'The drive does not answer.' });
    const { page, clean } = await open(null);
    await page.getByText('The drive does not answer.').waitFor();
    await clean();
    answer(FILES, 200, { items: [entry('a.txt')], next: null });
    await page.getByRole('button', { name: /again|retry/i }).click();
    await page.getByRole('row', { name: /a\.txt/ }).waitFor();
  });
  test('goes through the rows and chooses by keyboard, and letters go to a name', async () => {
    const { page, clean } = await open([entry('films', true), entry('a.txt'), entry('b.txt')]);
    await page.getByRole('grid').focus();
    await page.keyboard.press('b');
    await page.keyboard.press('Space');
    await eventually(() => page.getByRole('row', { name: /b\.txt/ }).getAttribute('aria-selected'), 'true');
    await page.keyboard.press('Shift+ArrowUp');
    await eventually(() => page.locator('[role=row][aria-selected=true]').count(), 2);
    await clean();
    await page.keyboard.press('Escape');
    await eventually(() => page.locator('[role=row][aria-selected=true]').count(), 0);
  });
  test('an entry that could not be deleted is shown again, and why', async () => {
    const { page } = await open([entry('a.txt')]);
    answer('POST /api/storages/media/trash', 409, { status: 409, title: 'Busy', detail: 'The file is in use.' });
    await page.getByRole('row', { name: /a\.txt/ }).click();
    await page.keyboard.press('Delete');
    await page.getByText('The file is in use.').waitFor();
    await page.getByRole('row', { name: /a\.txt/ }).waitFor();
  });
  test('the trash tells what failed and does not hide what is still there', async () => {
    const { page, clean } = await open([entry('a.txt')]);
    answer('GET /api/storages/media/trash', 200, { items: [{ id: 't1', path: 'media:/old/b.txt', name: 'b.txt', folder: false, size: 1, deleted: '2026-03-01T08:00:00Z' }], next: null });
    answer('POST /api/storages/media/trash/t1/restore', 409, { status: 409, title: 'Taken', detail: 'There is a b.txt already.' });
    await page.getByRole('button', { name: 'Trash', exact: true }).click();
    await page.getByRole('button', { name: 'Restore: b.txt' }).click();
    await page.getByText('There is a b.txt already.').waitFor();
    await page.getByRole('button', { name: 'Restore: b.txt' }).waitFor();
    await clean();
  });
});
