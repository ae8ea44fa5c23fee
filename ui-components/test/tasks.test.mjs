// The list of tasks and the page of one.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { taskRows } from '../dev/samples.mjs';
import { freshForEach, inspect, openPage, until } from './support.mjs';

let server;
let context;
freshForEach((fresh) => ({ server, context } = fresh));

const calls = (method, path) => server.hits.filter((hit) => hit.method === method && hit.path.startsWith(path));
const open = async (path) => {
  const opened = await openPage(context, `${server.url}${path}${path.includes('?') ? '&' : '?'}locale=en&theme=light`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};
const rows = taskRows(14);
const of = (state) => rows.find((task) => task.state === state);

describe('the list of tasks', () => {
  test('leads to the page of each', async () => {
    const { page } = await open('/tasks');
    await page.locator('.task-link').first().click();
    await page.waitForURL(/\/tasks\/t0/);
    await page.locator('u-task-detail h2').waitFor();
  });
  test('is filtered by plugin once there are several', async () => {
    const { page, clean } = await open('/tasks');
    assert.equal(await page.getByRole('button', { name: /^Plugin:/ }).count(), 0);
    server.send('task', { ...rows[0], task_id: 'x', plugin: 'subtitles', title: 'subtitles of a film' });
    await page.getByText('subtitles of a film').waitFor();
    await page.getByRole('button', { name: 'Plugin: All plugins' }).click();
    await page.locator('wa-dropdown-item', { hasText: 'Subtitles' }).locator('visible=true').click();
    await page.getByRole('button', { name: 'Plugin: Subtitles' }).waitFor();
    assert.equal(await page.locator('.task-row').count(), 1);
    await clean();
  });
});

describe('the page of a task', () => {
  test('follows its progress and offers what can be done', async () => {
    const { page, clean } = await open('/tasks/t0');
    const bar = page.locator('.job-progress').getByRole('progressbar');
    await bar.waitFor();
    await clean();
    server.send('task', { ...rows[0], progress: 77.4 });
    await page.locator('.job-progress [aria-valuenow="77"]').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    await until(() => calls('POST', '/api/tasks/t0/pause').length === 1, 'the pause was sent');
    server.send('task', { ...rows[0], state: 'completed', status: 'completed', result: { file_path: 'media:/a.iso' } });
    await page.getByText('media:/a.iso').waitFor();
    assert.equal(await page.locator('.job-progress').count(), 0);
  });
  test('says what went wrong and leads to the log, the plugin and the chain', async () => {
    const failed = of('error');
    const { page, clean } = await open(`/tasks/${failed.task_id}`);
    await page.getByText('The server answered 404 Not Found').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Log of the plugin' }).getAttribute('href'), '/plugins/download?tab=logs');
    assert.equal(await page.getByRole('link', { name: 'Show the whole chain' }).getAttribute('href'), `/trace?task=${failed.task_id}`);
    await clean();
    await page.getByRole('button', { name: 'Try again' }).click();
    await until(() => calls('POST', `/api/tasks/${failed.task_id}/retry`).length === 1, 'the retry was sent');
  });
  test('changes the priority of what waits', async () => {
    const waiting = of('queued');
    server.state.answers.set(`POST /api/tasks/${waiting.task_id}/priority`, { status: 200, body: { ...waiting, priority: 'high' } });
    const { page, clean } = await open(`/tasks/${waiting.task_id}`);
    await page.getByRole('button', { name: 'High' }).click();
    await page.locator('[aria-pressed=true]', { hasText: 'High' }).waitFor();
    assert.deepEqual(JSON.parse(calls('POST', `/api/tasks/${waiting.task_id}/priority`)[0].body), { priority: 'high' });
    await clean();
  });
  test('is deleted after a yes', async () => {
    const done = of('completed');
    const { page } = await open(`/tasks/${done.task_id}`);
    await page.getByRole('button', { name: 'Delete' }).click();
    assert.equal(calls('DELETE', '/api/tasks/').length, 0);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/tasks$/);
    assert.equal(calls('DELETE', `/api/tasks/${done.task_id}`).length, 1);
  });
  test('that is not there says so', async () => {
    const { page, clean } = await open('/tasks/none');
    await page.getByText('There is no such task').waitFor();
    await clean();
  });
});
