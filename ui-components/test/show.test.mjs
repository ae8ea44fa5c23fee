// The components that show data, with data that is kind and data that is not, by mouse, finger and keyboard.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { flatFolders, folders, lines, NASTY, photos, showSamples } from '../dev/show.mjs';
import { startServer } from '../dev/serve.mjs';
import { inspect, launch, openPage } from './support.mjs';

let server;
let browser;
let context;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  server = await startServer();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
});
afterEach(async () => {
  await context.close();
  server.close();
});

const open = async (sample, more = '') => {
  const opened = await openPage(context, `${server.url}/?sample=${sample}&locale=en&theme=light${more}`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};
/** Opens a page of these nodes and this data, as the server would send them. */
const show = async (body, data = {}, more = {}) => {
  const page = { id: 'x', plugin: 'hello', path: '/module/hello/x', title: 'Page', template: 'plain', hash: 'x', header_actions: [], body, actions: showSamples('en')['show-text'].actions, texts: {}, problems: [],
    data: Object.fromEntries(Object.keys(data).map((name) => [name, { href: `/api/show/${name}`, key: 'id', ...(more[name] ?? {}) }])),
    snapshot: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null).map(([name, value]) => [name, Array.isArray(value) ? { items: value, next: null } : value])) };
  server.state.pages.set('/module/hello/x', page);
  const opened = await openPage(context, `${server.url}/module/hello/x?locale=en&theme=light`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};
const calls = (path) => server.hits.filter((hit) => hit.path.startsWith(path));
const until = async (condition, what) => {
  for (let i = 0; i < 500 && !(await condition()); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(await condition(), what);
};

describe('markdown', () => {
  const md = async (text) => (await show([{ type: 'markdown', text: '${note.body}' }], { note: { body: text } }));
  test('is drawn with tables, tasks and code, and nothing of it is HTML', async () => {
    const { page, clean } = await open('show-text');
    const box = page.locator('.markdown');
    await box.locator('table').waitFor();
    assert.equal(await box.locator('script, b, img[src*="evil"]').count(), 0);
    assert.match(await box.innerText(), /<script>alert\(1\)<\/script>/);
    assert.match(await box.innerText(), /<b onclick="alert\(1\)">HTML<\/b> & an entity © 2026/);
    assert.equal(await box.locator('.task').count(), 2);
    assert.equal(await box.locator('td.align-right').first().innerText(), '4.2 GiB');
    assert.equal(await box.getByRole('region', { name: 'Code (yaml)' }).count(), 1);
    await clean();
  });
  test('links only to own pages, the web and mail; the others are text', async () => {
    const { page } = await open('show-text');
    await page.locator('.markdown table').waitFor();
    const links = await page.locator('.markdown a').evaluateAll((all) => all.map((one) => [one.getAttribute('href'), one.getAttribute('rel'), one.target]));
    assert.deepEqual(links, [['/tasks', null, ''], ['https://example.org/a?b=c', 'noopener noreferrer', '_blank'], ['mailto:a@example.org', null, ''], ['https://example.org/auto', 'noopener noreferrer', '_blank'], ['/events', null, '']]);
    assert.equal(await page.getByRole('link', { name: 'another site (opens another site)' }).count(), 1);
    assert.match(await page.locator('.markdown').innerText(), /Not a link: script, other host, data, relative\./);
  });
  test('its headings come below those of the page and leave no level out', async () => {
    const { page, clean } = await md('# A\n\n#### B\n\n## C\n\n###### D\n\n# E');
    assert.deepEqual(await page.locator('.markdown :is(h1, h2, h3, h4, h5)').evaluateAll((all) => all.map((one) => `${one.localName} ${one.innerText}`)), ['h2 A', 'h3 B', 'h3 C', 'h4 D', 'h2 E']);
    await clean();
  });
  test('copies code, and pictures come from this server only', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { page } = await md('```\nlet a = 1;\n```\n\n![One](media:/a.jpg) ![Two](https://evil.example/x.gif) ![Three](javascript:x)');
    await page.getByRole('button', { name: 'Copy code' }).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'let a = 1;');
    assert.deepEqual(await page.locator('.markdown img').evaluateAll((all) => all.map((one) => one.getAttribute('src'))), ['/api/storages/media/content?path=%2Fa.jpg']);
    assert.match(await page.locator('.markdown').innerText(), /Two Three/);
  });
  for (const [what, text] of [['quotes in quotes', '> '.repeat(20000)], ['brackets', '['.repeat(50000)], ['stars', '*a **b '.repeat(20000)], ['half links', '[a](b'.repeat(20000)], ['lists in lists', Array.from({ length: 400 }, (_, i) => `${'  '.repeat(i)}- x`).join('\n')], ['backticks', '`a``b'.repeat(20000)], ['tags', '<a <a '.repeat(20000)], ['a book', 'word '.repeat(100000)]]) {
    test(`stays quick with ${what}`, async () => {
      const began = performance.now();
      const { page, faults } = await md(text);
      await page.locator('.markdown > *').first().waitFor({ state: 'attached' });
      assert.ok(performance.now() - began < 5000, `${Math.round(performance.now() - began)} ms`);
      assert.deepEqual(faults, []);
    });
  }
  test('nothing, numbers and objects are no fault', async () => {
    for (const body of [null, '', 5, { a: 1 }, true]) {
      const { faults, page } = await md(body);
      await page.locator('.page-body').waitFor({ state: 'attached' });
      assert.deepEqual(faults, []);
    }
  });
});

describe('pictures', () => {
  test('are loaded from the storage; what is unsafe or gone has a quiet sign and a name', async () => {
    const { page } = await open('show-text');
    const images = page.locator('.grid u-image');
    await page.getByRole('button', { name: 'Enlarge: A lake' }).waitFor();
    assert.equal(await images.nth(0).locator('img').getAttribute('src'), '/api/storages/media/content?path=%2Fphotos%2Flake%20one.jpg');
    await page.getByRole('img', { name: 'A broken one: This picture cannot be shown' }).waitFor();
    await page.getByRole('img', { name: 'An unsafe address: No picture' }).waitFor();
    assert.equal(await images.nth(3).locator('img').count(), 0);
    await images.nth(4).locator('.skeleton').waitFor();
    assert.equal(await page.getByRole('link', { name: 'Leads to tasks' }).getAttribute('href'), '/tasks');
    assert.equal(await page.locator('.facts a').count(), 0, 'an unsafe address is text');
  });
  test('are enlarged, turned, zoomed and closed by keyboard, and the focus comes back', async () => {
    const { page, clean } = await open('show-text');
    const lake = page.getByRole('button', { name: 'Enlarge: A lake' });
    await lake.focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog.lightbox img').waitFor();
    await clean();
    await page.keyboard.press('+');
    await page.getByText('150%').waitFor();
    await page.keyboard.press('ArrowRight');
    await until(() => page.locator('.lightbox-stage').evaluate((stage) => getComputedStyle(stage).getPropertyValue('--x') === '-80px'), 'moved');
    await page.keyboard.press('0');
    await page.getByText('100%').waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog.lightbox').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Enlarge: A lake');
  });
  test('one that changes is loaded anew', async () => {
    const { page } = await show([{ type: 'image', src: '${note.src}', label: 'It' }], { note: null }, { note: { every: 1 } });
    server.state.answers.set('GET /api/show/note', { status: 200, body: { src: 'media:/broken.jpg' } });
    await page.getByRole('img', { name: 'It: This picture cannot be shown' }).waitFor();
    server.state.answers.set('GET /api/show/note', { status: 200, body: { src: 'media:/good.jpg' } });
    await page.getByRole('button', { name: 'Enlarge: It' }).waitFor();
  });
});

describe('a tree', () => {
  const active = (page) => page.locator('.tree').evaluate((tree) => document.getElementById(tree.getAttribute('aria-activedescendant'))?.querySelector('.tree-title').innerText.replace(/\n/g, '') ?? null);
  const press = async (page, ...keys) => {
    for (const key of keys) await page.keyboard.press(key);
    await page.waitForTimeout(50);
  };
  const rows = [{ id: 'a', name: 'Apples', children: [{ id: 'a1', name: 'Braeburn' }, { id: 'a2', name: 'Boskop', children: [{ id: 'a21', name: 'Red Boskop' }] }] }, { id: 'b', name: 'Beans', children: null }, { id: 'c', name: 'Carrots', children: [{ id: 'c1', name: 'Long' }] }];
  const node = (more = {}) => ({ type: 'tree', label: 'Plants', source: 'rows', item: { title: '${row.name}', to: '${row.to}' }, row_actions: ['remove'], ...more });
  test('has the roles, levels and places of the pattern', async () => {
    const { page, clean } = await show([node({ open: 2 })], { rows });
    const items = page.getByRole('treeitem');
    await items.first().waitFor();
    assert.deepEqual(await items.evaluateAll((all) => all.map((one) => ['aria-level', 'aria-posinset', 'aria-setsize', 'aria-expanded'].map((name) => one.getAttribute(name)).join(' '))),
      ['1 1 3 true', '2 1 2 ', '2 2 2 true', '3 1 1 ', '1 2 3 ', '1 3 3 true', '2 1 1 '].map((one) => one.replace(/ $/, ' ')));
    await clean();
  });
  test('is walked by keyboard', async () => {
    const { page } = await show([node()], { rows });
    await page.getByRole('tree', { name: 'Plants' }).focus();
    assert.equal(await active(page), 'Apples');
    await press(page, 'ArrowRight');
    assert.equal(await active(page), 'Apples', 'opens first');
    await press(page, 'ArrowRight');
    assert.equal(await active(page), 'Braeburn');
    await press(page, 'ArrowDown', 'ArrowRight', 'ArrowRight');
    assert.equal(await active(page), 'Red Boskop');
    await press(page, 'ArrowLeft');
    assert.equal(await active(page), 'Boskop');
    await press(page, 'ArrowLeft', 'ArrowLeft');
    assert.equal(await active(page), 'Apples');
    await press(page, 'End');
    assert.equal(await active(page), 'Carrots');
    await press(page, 'Home', '*');
    assert.equal(await page.getByRole('treeitem', { name: 'Carrots' }).getAttribute('aria-expanded'), 'true');
    await press(page, 'c');
    assert.equal(await active(page), 'Carrots');
    await page.waitForTimeout(750);
    await press(page, 'b', 'o');
    assert.equal(await active(page), 'Boskop', 'two letters');
    await press(page, 'Tab');
    assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^More actions/);
  });
  test('Enter goes where a row leads', async () => {
    const { page } = await show([node()], { rows: [{ id: 'a', name: 'Tasks', to: '/tasks' }, { id: 'b', name: 'Away', to: 'https://evil.example/' }] });
    await page.getByRole('tree').focus();
    assert.equal(await page.locator('.tree a').count(), 1);
    await press(page, 'Enter');
    await page.waitForURL('**/tasks');
  });
  test('patches move neither what is open nor the keyboard', async () => {
    server.state.answers.set('GET /api/show/rows', { status: 200, body: { items: [{ id: 'z', name: 'Zucchini', children: [] }, ...rows.map((row) => ({ ...row, name: `${row.name}!` }))], next: null } });
    const { page } = await show([node()], { rows }, { rows: { live: 'refetch' } });
    await page.getByRole('tree').focus();
    await press(page, 'ArrowRight', 'ArrowDown');
    await until(() => server.streams.size > 0, 'the stream is open');
    server.send('event', { id: 'e', source: '/module/hello', type: 'x' });
    await page.getByRole('treeitem', { name: 'Zucchini' }).waitFor();
    assert.equal(await active(page), 'Braeburn');
    assert.equal(await page.getByRole('treeitem', { name: 'Apples!' }).getAttribute('aria-expanded'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'tree');
  });
  test('of flat rows stands even when they go round in a circle, repeat keys or miss parents', async () => {
    const flat = [{ id: 1, up: null, name: 'Root' }, { id: 2, up: 1, name: 'Leaf' }, { id: 3, up: 4, name: 'Egg' }, { id: 4, up: 3, name: 'Hen' }, { id: 5, up: 99, name: 'Orphan' }, { id: 2, up: 1, name: 'Twin' }, { id: 6, up: 6, name: 'Own' }];
    const { page, clean } = await show([node({ parent: 'up', open: 5 })], { rows: flat });
    await page.getByRole('treeitem').first().waitFor();
    assert.deepEqual(await page.getByRole('treeitem').evaluateAll((all) => all.map((one) => `${one.getAttribute('aria-level')} ${one.getAttribute('aria-label')}`)), ['1 Root', '2 Leaf', '2 Twin', '1 Orphan', '1 Egg', '2 Hen', '1 Own']);
    await clean();
  });
  test('is searched, with what is above what was found', async () => {
    const { page } = await show([node({ search: true })], { rows });
    await page.getByRole('searchbox').fill('red');
    await until(async () => (await page.getByRole('treeitem').count()) === 3, 'three rows');
    await page.getByRole('searchbox').fill('nothing');
    await page.locator('.empty').getByRole('button', { name: 'Clear filters' }).click();
    assert.equal(await page.getByRole('treeitem').count(), 3);
  });
  for (const sample of ['show-tree-10000', 'show-tree-flat']) {
    test(`of ten thousand stays quick (${sample})`, async () => {
      const { page, clean } = await open(sample);
      await page.getByRole('treeitem').first().waitFor();
      await page.getByRole('tree').focus();
      const longest = await page.evaluate(async () => {
        const times = [];
        const tree = document.querySelector('.tree');
        for (const key of ['*', 'End', 'Home', ...Array(30).fill('ArrowDown')]) {
          const began = performance.now();
          tree.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
          await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
          times.push(performance.now() - began);
        }
        return Math.max(...times);
      });
      assert.ok(longest < 400, `the slowest key took ${Math.round(longest)} ms`);
      assert.ok((await page.getByRole('treeitem').count()) < 100, 'only what is near the window is there');
      await clean();
    });
  }
});
