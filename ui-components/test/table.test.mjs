import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { startServer } from '../dev/serve.mjs';
import { samples } from '../dev/samples.mjs';
import { eventually, inspect, launch, openPage, source } from './support.mjs';

const { Slots } = await source('nodes/slots.ts');
const { date, relative } = await source('core/format.ts');

describe('the elements of rows', () => {
  test('stay with their rows, and are filled again when those have gone', () => {
    const slots = new Slots();
    assert.deepEqual(slots.assign(['a', 'b', 'c', 'd'], null), [0, 1, 2, 3]);
    assert.deepEqual(slots.assign(['c', 'd', 'e', 'f'], null), [2, 3, 1, 0]);
    assert.deepEqual(slots.assign(['x', 'y', 'z', 'u'], null), [2, 3, 1, 0]);
  });
  test('are not filled again while they hold the focus', () => {
    const slots = new Slots();
    slots.assign(['a', 'b'], null);
    assert.deepEqual(slots.assign(['c', 'd'], 'a'), [1, 2]);
  });
  test('are there for rows that are named alike, or not at all', () => {
    assert.equal(new Set(new Slots().assign(['undefined', 'undefined', 'undefined'], null)).size, 3);
  });
});

test('a time that is none is a dash', () => {
  for (const value of [8.64e15 + 1, 1e300, -1e20, Number.NaN, 'yesterday-ish', {}, [], true]) {
    assert.equal(date(value), '—');
    assert.equal(relative(value), '—');
  }
});

describe('a table in the browser', () => {
  let browser, server, context;
  before(async () => {
    server = await startServer();
    browser = await launch();
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  const row = (page, index) => page.locator(`.table-row[data-index="${index}"]`);
  const focused = (page) => page.evaluate(() => document.activeElement.closest('[data-index]')?.dataset.index ?? null);

  test('is walked by keys: one row has the tab stop, arrows and ends move it, Space and Shift choose', async () => {
    const { page, faults } = await openPage(context, `${server.url}/?sample=download-3000&locale=en`);
    assert.equal(await page.locator('.table-row[tabindex="0"]').count(), 1);
    await row(page, 0).focus();
    await page.keyboard.press('ArrowDown');
    await eventually(() => focused(page), '1');
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('3 selected').waitFor();
    await page.keyboard.press('End');
    await row(page, 2999).waitFor();
    await page.waitForFunction(() => document.activeElement?.dataset.index === '2999');
    await page.keyboard.press('Home');
    await page.waitForFunction(() => document.activeElement?.dataset.index === '0');
    await page.keyboard.press('Control+a');
    await page.getByText('3000 selected').or(page.getByText('3,000 selected')).waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('selected').waitFor({ state: 'detached' });
    await page.keyboard.press('ArrowRight');
    assert.ok(await page.evaluate(() => document.activeElement.matches('.check')));
    assert.deepEqual([...faults, ...(await inspect(page))], []);
    await page.close();
  });

  test('shows every row where it belongs while it is flung, and the actions when it rests', async () => {
    const { page } = await openPage(context, `${server.url}/?sample=download-3000&locale=en`);
    for (const top of [50_000, 90_000, 20_000, 20_200, 70_000]) await page.evaluate((y) => scrollTo(0, y), top);
    await page.waitForFunction(() => {
      const rows = [...document.querySelectorAll('.rows .table-row')];
      const visible = rows.filter((one) => one.getBoundingClientRect().top > 100 && one.getBoundingClientRect().bottom < innerHeight);
      return visible.length > 10 && visible.every((one) => one.querySelector('.row-actions').childElementCount > 0);
    });
    const wrong = await page.evaluate(() => [...document.querySelectorAll('.rows .table-row')].filter((one) => !one.querySelector('.first').textContent.includes(`-${one.dataset.index}`)).map((one) => one.textContent));
    assert.deepEqual(wrong, []);
    const order = await page.evaluate(() => [...document.querySelectorAll('.rows .table-row')].map((one) => Number(one.dataset.index)));
    assert.deepEqual(order, order.toSorted((a, b) => a - b));
    await page.close();
  });

  test('lets the server search, sort and filter what it can, and goes on with a cursor', async () => {
    const page = structuredClone(samples('en')['download-3']);
    page.path = '/paged';
    const row = (i) => ({ task_id: `t${i}`, plugin: 'download', name: `part-${i}.mkv`, state: 'paused', progress: i % 100, total: i });
    page.data.tasks = { href: '/api/paged', key: 'task_id', page: 'server', asks: ['search', 'sort', 'state'], live: null };
    page.snapshot.tasks = { items: Array.from({ length: 80 }, (_, i) => row(i)), next: 'c80' };
    server.state.pages.set('/paged', page);
    server.answers.set('GET /api/paged', { status: 200, body: { items: [row(700), row(9)], next: 'c2' } });
    const { page: tab, faults } = await openPage(context, `${server.url}/paged`);
    const asked = () => server.hits.filter((hit) => hit.path.startsWith('/api/paged')).map((hit) => hit.path.slice(10)).filter((query) => !query.includes('cursor'));
    await tab.getByRole('button', { name: 'Size' }).click();
    await tab.getByText('part-700.mkv').first().waitFor();
    assert.deepEqual(await tab.locator('.rows .table-row').evaluateAll((rows) => rows.map((one) => one.querySelector('.first').textContent.trim())), ['part-700.mkv', 'part-9.mkv'], 'the order of the server is kept');
    await tab.getByRole('button', { name: 'Size' }).click();
    await tab.getByRole('searchbox', { name: 'Search' }).pressSequentially('zzz', { delay: 20 });
    await tab.waitForFunction(() => performance.getEntriesByType('resource').some((one) => one.name.includes('search=zzz')));
    assert.deepEqual(asked(), ['?sort=total', '?sort=-total', '?search=zzz&sort=-total']);
    assert.ok(server.hits.some((hit) => hit.path === '/api/paged?sort=total&cursor=c2'), 'the next rows are those of the same question');
    assert.deepEqual(faults, []);
    await tab.close();
  });

  const addressed = () => {
    const page = structuredClone(samples('en')['download-3']);
    page.path = '/addressed';
    page.snapshot.tasks = { next: null, items: Array.from({ length: 100 }, (_, i) => ({ task_id: `t${i}`, plugin: 'download', name: i === 3 ? '=cmd|x' : `part-${i}.mkv`, state: i % 2 ? 'paused' : 'error', progress: i, total: i })) };
    server.state.pages.set('/addressed', page);
    return page;
  };

  test('keeps search, filter and sort in the address, over reloads and for whoever is given it', async () => {
    addressed();
    const { page, faults } = await openPage(context, `${server.url}/addressed`);
    await page.getByRole('searchbox', { name: 'Search' }).fill('part-1');
    await page.getByRole('button', { name: 'Size' }).click();
    await page.getByRole('button', { name: 'Size' }).click();
    await page.waitForFunction(() => location.search === '?tasks.q=part-1&tasks.sort=-total');
    const first = () => page.locator('.rows .table-row .first').first().textContent();
    assert.equal((await first()).trim(), 'part-19.mkv');
    await page.reload();
    await page.locator('.rows .table-row').first().waitFor();
    assert.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), 'part-1');
    assert.equal((await first()).trim(), 'part-19.mkv');
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await page.waitForFunction(() => location.search === '?tasks.sort=-total');
    assert.deepEqual(faults, []);
    await page.close();
  });

  test('has the columns that the person chooses, in their order, and keeps them on the server', async () => {
    const described = addressed();
    const href = '/api/me/views/download/' + described.id + '/' + (described.body.flatMap((node) => [node, ...(node.body ?? [])]).find((node) => node.type === 'table').id ?? 'tasks');
    server.answers.set(`PUT ${href}`, { status: 200, body: {} });
    server.answers.set(`DELETE ${href}`, { status: 200, body: {} });
    const { page, faults } = await openPage(context, `${server.url}/addressed`);
    const heads = () => page.locator('.table-head [role="columnheader"]').allTextContents().then((all) => all.map((one) => one.trim()).filter((one) => one && !/Select|Actions/.test(one)));
    const before = await heads();
    await page.getByRole('button', { name: 'Table options' }).click();
    await page.getByRole('menuitem', { name: 'Columns…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Columns' });
    await dialog.getByRole('checkbox', { name: before[1], exact: true }).click();
    await dialog.getByRole('button', { name: `Move down: ${before[0]}` }).click();
    assert.deepEqual(await inspect(page), []);
    await page.waitForFunction(() => !document.querySelector('u-columns [aria-busy]'));
    const sent = () => server.hits.filter((hit) => hit.path === href).map((hit) => hit.method);
    assert.deepEqual(sent(), ['PUT', 'PUT']);
    await dialog.getByRole('button', { name: 'Done' }).click();
    const after = await heads();
    assert.ok(!after.includes(before[1]), 'a hidden column is not shown');
    await page.getByRole('button', { name: 'Table options' }).click();
    await page.getByRole('menuitem', { name: 'Columns…' }).click();
    await dialog.getByRole('button', { name: 'Reset' }).click();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await eventually(() => heads(), before);
    assert.deepEqual(sent(), ['PUT', 'PUT', 'DELETE']);
    assert.deepEqual(faults, []);
    await page.close();
  });

  test('is exported as it is shown', async () => {
    addressed();
    const { page, faults } = await openPage(context, `${server.url}/addressed?tasks.sort=total&tasks.is.state=paused`);
    await page.getByRole('button', { name: 'Table options' }).click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Export as CSV' }).click()]);
    const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
    assert.match(file.suggestedFilename(), /\.csv$/);
    assert.match(lines[0], /^\uFEFF/);
    assert.match(lines[1], /^part-1\.mkv,/);
    assert.match(lines[2], /^'=cmd\|x,/, 'a formula is a text');
    assert.equal(lines.length, 52);
    assert.deepEqual(faults, []);
    await page.close();
  });

  test('has its head in sight however far it is scrolled', async () => {
    addressed();
    const { page } = await openPage(context, `${server.url}/addressed`);
    await page.evaluate(() => scrollTo(0, 2000));
    await page.waitForFunction(() => Math.abs(document.querySelector('.table-top').getBoundingClientRect().top) < 1);
    await page.close();
  });

  test('draws whatever stands in its rows, as text', async () => {
    const page = structuredClone(samples('en')['download-3']);
    page.path = '/hostile';
    page.snapshot.tasks = { next: null, items: [
      { task_id: 'a', plugin: 'download', name: '<img src=x onerror="window.hacked = 1"><script>window.hacked = 2</script>', state: 'error', progress: 'half', total: '12', speed: 1e308, eta: -5, created: 'soon' },
      { task_id: 'b', plugin: 'download', name: 'invoice\u202Egnp.exe', state: null, progress: null, total: null, created: 1e300 },
      { task_id: 'c', plugin: 'download', name: '🎬'.repeat(2000), state: 'x'.repeat(4000), progress: 1e9, total: -1, eta: 1e15 },
      { name: null }, { name: { deep: [1, 2] } },
    ] };
    server.state.pages.set('/hostile', page);
    const opened = await openPage(context, `${server.url}/hostile`);
    assert.equal(await opened.page.locator('.rows .table-row').count(), 5);
    assert.equal(await opened.page.evaluate(() => window.hacked), undefined);
    assert.deepEqual([...opened.faults, ...(await inspect(opened.page))], []);
    await opened.page.close();
  });
});
