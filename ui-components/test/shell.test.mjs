// The frame around every page: notifications, a session that ends, keys.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { shellModel, taskRows } from '../dev/samples.mjs';
import { freshForEach, inspect, openPage, source, until } from './support.mjs';

let server;
let context;
freshForEach((fresh) => ({ server, context } = fresh));

const open = async (sample, more = '') => {
  const opened = await openPage(context, `${server.url}/?sample=${sample}&locale=en&theme=light${more}`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};
const calls = (method, path) => server.hits.filter((hit) => hit.method === method && hit.path.startsWith(path));
const failed = (n, read = false) => ({
  id: `e${n}`, kind: 'task', what: 'core.task.failed', time: '2026-11-26T10:00:00Z', read,
  data: { task_id: `t${n}`, plugin: 'download', action: 'download', title: `film-${n}.mkv`, error: 'The other side hung up.' },
});
const told = (...items) => server.answers.set('GET /api/me/notifications', { status: 200, body: { items, muted: [], next: null } });

describe('notifications', () => {
  test('of one cause are one, are counted until they are read, and lead to the place', async () => {
    told({ id: 'p1', kind: 'plugin', what: 'quarantined', time: null, read: false, data: { plugin: 'rss', name: 'RSS', detail: 'It failed three times.' } }, failed(3), failed(2), failed(1, true));
    const { page, clean } = await open('home');
    const bell = page.locator('.sidebar-foot').getByRole('button', { name: 'Notifications' });
    await bell.locator('.nav-badge', { hasText: '3' }).waitFor();
    await bell.click();
    await page.getByRole('dialog').getByText('3 unread').waitFor();
    assert.deepEqual(await page.locator('.inbox-title').evaluateAll((all) => all.map((one) => one.textContent.replace(/[\u2066-\u2069]/g, '').trim())),
      ['rss is in quarantine (unread)', 'Downloads: 2 tasks failed (unread)', '“film-1.mkv” failed']);
    assert.equal(await page.locator('.inbox-item a').nth(2).getAttribute('href'), '/tasks/t1');
    await clean();
    await page.getByRole('button', { name: 'Mark all read' }).click();
    await until(() => calls('POST', '/api/me/notifications/read').length === 1, 'the server is told');
    await page.getByRole('dialog').getByText('0 unread').waitFor();
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Notifications'));
    assert.equal(await bell.locator('.nav-badge').count(), 0);
  });
  test('come while the page is open, and what the server refuses to dismiss stays', async () => {
    const { page } = await open('home');
    await until(() => server.streams.size > 0, 'the stream is open');
    told(failed(1));
    for (const stream of server.streams) stream.write('id: 2\nevent: event\ndata: {"id":"e1","type":"core.task.failed","source":"/core"}\n\n');
    const bell = page.locator('.sidebar-foot').getByRole('button', { name: 'Notifications' });
    await bell.locator('.nav-badge').waitFor();
    await bell.click();
    server.answers.set('POST /api/me/notifications/dismiss', { status: 503, body: { status: 503, detail: 'Not now.' } });
    await page.getByRole('button', { name: /^Dismiss/ }).click();
    await page.getByText('Not now.').waitFor();
    assert.equal(await page.locator('.inbox-item').count(), 1);
  });
  test('an empty box says so', async () => {
    const { page, clean } = await open('home');
    await page.locator('.sidebar-foot').getByRole('button', { name: 'Notifications' }).click();
    await page.getByText('Nothing needs you').waitFor();
    await clean();
  });
});

describe('what belongs together', async () => {
  const { grouped } = await source('inbox/group.ts');
  test('is one group, but what is read hides nothing that is not', () => {
    const groups = grouped([failed(4), failed(3, true), failed(2), { ...failed(1), data: { plugin: 'other', action: 'download' } }]);
    assert.deepEqual(groups.map(({ all }) => all.map(({ id }) => id)), [['e4', 'e2'], ['e3'], ['e1']]);
  });
});

describe('a session that ends while a page is open', () => {
  const ENDED = { status: 401, body: { status: 401, detail: 'Log in.' } };
  const typed = async () => {
    const { page, clean } = await open('download-3');
    await page.keyboard.press('n');
    await page.getByLabel('Address').fill('https://example.org/film.mkv');
    server.answers.set('POST /module/download/actions/download', ENDED);
    await page.locator('dialog button[type=submit]').click();
    await page.getByRole('heading', { name: 'Log in again' }).waitFor();
    return { page, clean };
  };
  test('asks for the password over it, and what was typed is sent after that', async () => {
    const { page } = await typed();
    server.answers.set('POST /api/session', { status: 401, body: { status: 401, detail: 'no' } });
    await page.fill('#password-again', 'wrong');
    await page.keyboard.press('Enter');
    await page.getByText('do not match').waitFor();
    server.answers.set('POST /api/session', { status: 201, body: { id: 'admin', name: 'admin', administrator: true, csrf: 'renewed' } });
    server.answers.set('POST /module/download/actions/download', { status: 202, body: { task_id: 't0', status: 'started' } });
    await page.fill('#password-again', 'right');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Log in again' }).waitFor({ state: 'detached' });
    assert.equal(await page.getByLabel('Address').inputValue(), 'https://example.org/film.mkv');
    await page.locator('dialog button[type=submit]').click();
    await until(() => calls('POST', '/module/download/actions/download').length === 2, 'it is sent');
    assert.equal(JSON.parse(calls('POST', '/module/download/actions/download')[1].body).url, 'https://example.org/film.mkv');
  });
  test('asks once, and not again for what the page asks by itself', async () => {
    const { page } = await typed();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Log in again' }).waitFor({ state: 'detached' });
    server.answers.set('GET /api/me/notifications', ENDED);
    const before = calls('GET', '/api/me/notifications').length;
    for (const stream of server.streams) stream.write('id: 3\nevent: reset\ndata: {}\n\n');
    await until(() => calls('GET', '/api/me/notifications').length > before, 'the page asks');
    assert.equal(await page.getByRole('heading', { name: 'Log in again' }).count(), 0);
    await page.locator('dialog button[type=submit]').click();
    await page.getByRole('heading', { name: 'Log in again' }).waitFor();
  });
});

describe('badges', () => {
  test('follow when a task ends, and progress alone asks for nothing', async () => {
    const { page } = await open('home');
    await until(() => server.streams.size > 0, 'the stream is open');
    await until(() => calls('GET', '/api/tasks').length > 0, 'the tasks are known');
    const shell = shellModel('en', { theme: 'light', density: 'comfortable' });
    shell.nav = shell.nav.map((entry) => (entry.id === 'core/tasks' ? { ...entry, badge: 42 } : entry));
    server.answers.set('GET /api/pages', { status: 200, body: { shell, page: {} } });
    const task = taskRows(5).find((one) => one.state === 'running');
    const tell = (change) => { for (const stream of server.streams) stream.write(`id: ${++number}\nevent: task\ndata: ${JSON.stringify({ ...task, ...change })}\n\n`); };
    let number = 10;
    const before = calls('GET', '/api/pages').length;
    for (let i = 0; i < 5; i++) tell({ progress: i });
    await new Promise((done) => setTimeout(done, 1500));
    assert.equal(calls('GET', '/api/pages').length, before);
    tell({ state: 'completed' });
    await page.locator('.sidebar .nav-item', { hasText: 'Tasks' }).locator('.nav-badge', { hasText: '42' }).first().waitFor();
  });
});

describe('single keys', () => {
  test('are commands until they are switched off, here and after a reload', async () => {
    const { page } = await open('settings');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('group', { name: 'Single-key shortcuts' }).getByRole('button', { name: 'Off' }).click();
    await page.reload();
    await page.locator('h1').first().waitFor();
    await page.keyboard.press('?');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').waitFor();
    assert.equal(await page.getByRole('heading', { name: 'Keyboard shortcuts' }).count(), 0);
  });
});
