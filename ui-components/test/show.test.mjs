// The components that show data, with data that is kind and data that is not, by mouse, finger and keyboard.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flatFolders, folders, lines, NASTY, photos, showSamples } from '../dev/show.mjs';
import { eventually, freshForEach, inspect, openPage, until } from './support.mjs';

let server;
let browser;
let context;
freshForEach((fresh) => ({ server, browser, context } = fresh));

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
    await eventually(() => page.evaluate(() => navigator.clipboard.readText()), 'let a = 1;');
    await eventually(() => page.locator('.markdown img').evaluateAll((all) => all.map((one) => one.getAttribute('src'))), ['/api/storages/media/content?path=%2Fa.jpg']);
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
    await eventually(() => active(page), 'Apples');
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
    await eventually(() => page.locator('.tree a').count(), 1);
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
    await eventually(() => page.getByRole('treeitem').count(), 3);
  });
  for (const sample of ['show-tree-10000', 'show-tree-flat']) {
    test(`of ten thousand stays quick (${sample})`, async () => {
      const { page, clean } = await open(sample);
      await page.getByRole('treeitem').first().waitFor();
      await page.getByRole('tree').focus();
      const times = await page.evaluate(async () => {
        const times = [];
        const element = document.querySelector('u-tree');
        for (const key of ['*', 'End', 'Home', ...Array(30).fill('ArrowDown')]) {
          const began = performance.now();
          document.querySelector('.tree').dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
          await element.updateComplete;
          times.push(performance.now() - began);
          await new Promise((resolve) => requestAnimationFrame(resolve));
        }
        return times.sort((a, b) => a - b);
      });
      assert.ok(times[16] < 50 && times.at(-1) < 400, `drawing after a key takes ${Math.round(times[16])} ms, at most ${Math.round(times.at(-1))}`);
      assert.ok((await page.getByRole('treeitem').count()) < 100, 'only what is near the window is there');
      await clean();
    });
  }
});

describe('a gallery', () => {
  const here = (page) => page.evaluate(() => document.activeElement.getAttribute('data-at'));
  const rows = (count) => Array.from({ length: count }, (_, i) => ({ id: `p${i}`, name: `Photo ${i}`, path: `media:/${i}.jpg`, kind: i % 2 ? 'odd' : 'even', to: i === 3 ? '/tasks' : null }));
  const node = (more = {}) => ({ type: 'gallery', label: 'Photos', source: 'photos', size: 'm', ratio: '4/3', search: true, select: 'multi', row_actions: ['album'], bulk_actions: ['remove'], item: { image: '${row.path}', title: '${row.name}', to: '${row.to}' }, ...more });
  test('is walked with arrows, and Tab leads into the tile', async () => {
    const { page, clean } = await show([node()], { photos: rows(23) });
    await page.locator('.gallery-tile').first().focus();
    const columns = Number(await page.getByRole('grid', { name: 'Photos' }).getAttribute('aria-colcount'));
    for (const [key, at] of [['ArrowRight', 1], ['ArrowDown', 1 + columns], ['ArrowLeft', columns], ['ArrowUp', 0], ['ArrowUp', 0], ['End', columns - 1], ['Control+End', 22], ['Home', 22 - (22 % columns)], ['Control+Home', 0], ['ArrowRight', 1]]) {
      await page.keyboard.press(key);
      await until(async () => (await here(page)) === String(at), `${key} leads to ${at}, not ${await here(page)}`);
    }
    await page.keyboard.press('Tab');
    await eventually(() => page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Select Photo 1');
    await page.keyboard.press('Tab');
    await eventually(() => page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'More actions: Photo 1');
    await clean();
  });
  test('chooses with Space and Shift, and acts on all that is chosen', async () => {
    const { page, clean } = await show([node()], { photos: rows(12) });
    await page.locator('.gallery-tile').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Shift+Space');
    await page.getByText('3 selected').first().waitFor();
    await clean();
    await page.getByRole('button', { name: 'Delete' }).click();
    await until(() => calls('/module/hello/actions/remove').length === 3, 'three calls');
    await until(async () => (await page.locator('.gallery-tile.chosen').count()) === 0, 'nothing is chosen any more');
  });
  test('Enter follows a link, and enlarges what has none; the focus comes back to the picture seen last', async () => {
    const { page, clean } = await show([node()], { photos: rows(12) });
    await page.locator('.gallery-tile').nth(1).focus();
    await page.keyboard.press('Enter');
    await page.locator('dialog.lightbox').waitFor();
    await page.getByText('2 of 11').first().waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByText('3 of 11').first().waitFor();
    await page.locator('dialog.lightbox img').evaluate((img) => img.decode());
    await clean();
    await page.keyboard.press('Escape');
    await until(async () => (await here(page)) === '2', 'the focus is on the third');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tasks');
  });
  test('keeps the keyboard at its picture when others come before it', async () => {
    server.state.answers.set('GET /api/show/photos', { status: 200, body: { items: [{ id: 'new', name: 'New', path: null }, ...rows(6)], next: null } });
    const { page } = await show([node()], { photos: rows(6) }, { photos: { live: 'refetch' } });
    await page.locator('.gallery-tile').nth(2).focus();
    await until(() => server.streams.size > 0, 'the stream is open');
    server.send('event', { id: 'e', source: '/module/hello', type: 'x' });
    await page.getByRole('gridcell', { name: 'New' }).waitFor();
    await until(() => page.evaluate(() => document.activeElement.querySelector('.gallery-title')?.textContent === 'Photo 2'), 'the focus is on Photo 2');
  });
  test('of ten thousand draws what is near, scrolls in step and keeps the focus', async () => {
    const { page, clean } = await open('show-gallery-10000');
    await page.locator('.gallery-tile').first().focus();
    assert.ok((await page.locator('.gallery-tile').count()) < 200);
    await page.keyboard.press('Control+End');
    await until(async () => (await here(page)) === '9999', 'the last is reached');
    assert.ok((await page.locator('.gallery-tile').count()) < 200);
    await page.evaluate(() => scrollTo(0, 0));
    await until(() => page.evaluate(() => document.activeElement.getAttribute('role') === 'grid'), 'the grid keeps the focus');
    await page.keyboard.press('ArrowLeft');
    await until(async () => (await here(page)) === '9998', 'and goes on from where it was');
    await clean();
    const times = await page.evaluate(async () => {
      const times = [];
      const element = document.querySelector('u-gallery');
      for (let y = 0; y < 8000; y += 400) {
        scrollTo(0, y);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const began = performance.now();
        element.requestUpdate();
        await element.updateComplete;
        times.push(performance.now() - began);
      }
      return times.sort((a, b) => a - b);
    });
    assert.ok(times[10] < 60, `drawing what comes near takes ${Math.round(times[10])} ms`);
  });
  for (const [width, columns] of [[390, 2], [1024, 4], [1280, 5], [1920, 8]]) {
    test(`has ${columns} or more in a row at ${width}`, async () => {
      context = await browser.newContext({ viewport: { width, height: 800 } });
      const { page, clean } = await open('show-gallery');
      await page.locator('.gallery-tile').first().waitFor();
      assert.ok(Number(await page.getByRole('grid').getAttribute('aria-colcount')) >= columns);
      await clean();
    });
  }
  test('says that there is nothing, what failed, and waits', async () => {
    const empty = await open('show-gallery-0');
    await empty.page.getByText('No photos yet').waitFor();
    await empty.clean();
    const failing = await open('show-gallery-failing');
    await failing.page.getByText('The archive does not answer.').waitFor();
    server.state.answers.set('GET /api/show/photos', { status: 200, body: { items: rows(2), next: null } });
    await failing.page.getByRole('button', { name: 'Try again' }).click();
    await failing.page.locator('.gallery-tile').nth(1).waitFor();
  });
});

describe('steps', () => {
  test('are gone through, backwards too, and say where one is', async () => {
    const { page, clean } = await open('show-steps');
    const wizard = page.locator('u-steps');
    await wizard.getByText('The photos are in media:/photos/.').waitFor();
    await clean();
    assert.equal(await wizard.getByRole('button', { name: 'Back' }).count(), 0);
    await wizard.getByRole('button', { name: 'Continue' }).click();
    await wizard.getByText('By year and month.').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'How', 'the focus is at the heading of the step');
    assert.match(await wizard.getByRole('status').innerText(), /Step 2 of 3: How/);
    await wizard.getByRole('button', { name: 'Next' }).click();
    await wizard.getByText('Everything is ready.').waitFor();
    await wizard.getByRole('button', { name: 'Where from' }).click();
    await wizard.getByText('The photos are in media:/photos/.').waitFor();
    await wizard.getByRole('button', { name: 'Check' }).click();
    await wizard.getByRole('button', { name: 'Start sorting' }).click();
    await until(() => calls('/module/hello/actions/finish').length === 1, 'the action was called');
    await clean();
  });
  test('one that is not complete says so and does not go on', async () => {
    server.state.answers.set('GET /api/show/state', { status: 200, body: { ready: true } });
    const step = (id, more) => ({ id, label: id.toUpperCase(), body: [{ type: 'text', text: `This is ${id}` }], ...more });
    const { page, clean } = await show([{ type: 'steps', label: 'Go', steps: [step('a', { valid: 'state.ready == true' }), step('b')] }], { state: { ready: false } }, { state: { every: 2 } });
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Complete this step first.').waitFor();
    await clean();
    await page.getByText('Complete this step first.').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('This is b').waitFor();
  });
  test('keep what was typed in them', async () => {
    const action = { name: 'add', label: 'Add', method: 'POST', href: '/module/hello/actions/add', schema: { type: 'object', properties: { who: { type: 'string', title: 'Who' } } }, form: 'inline' };
    const page = { id: 'x', plugin: 'hello', path: '/module/hello/y', title: 'Page', template: 'plain', hash: 'y', header_actions: [], data: {}, texts: {}, problems: [], snapshot: {}, actions: { add: action },
      body: [{ type: 'steps', label: 'Go', steps: [{ id: 'a', label: 'A', body: [{ type: 'form', action: 'add' }] }, { id: 'b', label: 'B', body: [] }] }] };
    server.state.pages.set('/module/hello/y', page);
    const { page: tab } = await openPage(context, `${server.url}/module/hello/y?locale=en&theme=light`);
    await tab.getByLabel('Who').fill('Ada');
    await tab.getByRole('button', { name: 'Next' }).click();
    await tab.getByRole('button', { name: 'Back' }).click();
    await eventually(() => tab.getByLabel('Who').inputValue(), 'Ada');
  });
  test('with a place of their own show how far something has come', async () => {
    for (const [at, current, done] of [['faces', 'Faces', 1], ['done', 'Done', 2], [3, null, 3], [null, null, 0], ['nowhere', null, 0], [{}, null, 0], [1, 'Faces', 1]]) {
      const steps = [{ id: 'scan', label: 'Scan' }, { id: 'faces', label: 'Faces' }, { id: 'done', label: 'Done' }];
      const { page, clean } = await show([{ type: 'steps', label: 'Sorting', at: '${state.at}', steps }], { state: { at } });
      await page.locator('.steps-item').first().waitFor();
      assert.equal(await page.locator('[aria-current="step"] .steps-label').innerText({ timeout: current ? 5000 : 1 }).catch(() => null), current, JSON.stringify(at));
      assert.equal(await page.locator('.steps-item.done').count(), done, JSON.stringify(at));
      await clean();
      await page.close();
    }
  });
});

describe('filters', () => {
  const nodes = [{ type: 'filters', source: 'photos', search: true, fields: [{ field: 'kind', label: 'Kind', labels: { photo: 'Photo', raw: 'Raw' } }, 'place'] },
    { type: 'gallery', label: 'Photos', source: 'photos', item: { image: '${row.path}', title: '${row.name}' } }, { type: 'list', label: 'List', source: 'photos', item: { title: '${row.name}' } },
    { type: 'table', label: 'Table', source: 'photos', columns: [{ field: 'name', label: 'Name', width: 'grow' }] }];
  test('narrow everything that draws their source, together', async () => {
    const { page, clean } = await show(nodes, { photos: photos(30) });
    await page.getByText('30 entries').waitFor();
    await page.getByRole('button', { name: 'Kind' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Photo' }).click();
    await page.getByText('10 of 30').waitFor();
    assert.deepEqual([await page.locator('.gallery-tile').count(), await page.locator('.list-item').count(), await page.locator('[role="table"] .rows [role="row"]').count()], [10, 10, 10]);
    await page.getByRole('button', { name: /^place/ }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Lisboa' }).click();
    await page.getByRole('button', { name: 'Remove filter Kind: Photo' }).waitFor();
    await clean();
    await page.getByRole('button', { name: 'Remove filter Kind: Photo' }).click();
    await page.getByText('8 of 30').waitFor();
    await page.locator('.filters').getByRole('searchbox').fill('IMG_2008');
    await page.getByText('1 of 30').waitFor();
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByText('30 entries').waitFor();
  });
  test('stay when the person comes back to the page', async () => {
    const { page } = await open('show-lists');
    await page.locator('.filters').getByRole('searchbox').fill('IMG');
    await page.getByRole('button', { name: 'Remove filter “IMG”' }).waitFor();
    await page.locator('.sidebar').getByRole('link', { name: 'Tasks' }).click();
    await page.waitForURL('**/tasks');
  });
});

describe('a log', () => {
  const node = { type: 'log', label: 'Log', source: 'lines' };
  const atEnd = (page) => page.locator('.log-lines').evaluate((box) => box.scrollTop + box.clientHeight >= box.scrollHeight - 2);
  test('of five thousand lines stands at its end and stays quick', async () => {
    const { page, clean } = await show([node], { lines: lines(5000) });
    await page.getByText('Segment 4999 of the film').waitFor();
    await until(() => atEnd(page), 'at the end');
    assert.equal(await page.locator('.log-line').count(), 5000);
    await clean();
    const took = await page.evaluate(async () => {
      const log = document.querySelector('u-log-view');
      const times = [];
      for (let i = 0; i < 7; i++) {
        const began = performance.now();
        log.requestUpdate();
        await log.updateComplete;
        times.push(performance.now() - began);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return times.sort((a, b) => a - b)[3];
    });
    assert.ok(took < 50, `drawing it again takes ${Math.round(took)} ms`);
  });
  test('follows what comes, and stops when the person scrolls up', async () => {
    let sent = 0;
    const { page } = await show([node], { lines: lines(200) }, { lines: { live: 'event' } });
    await until(() => server.streams.size > 0, 'the stream is open');
    const more = () => server.send('event', { ...lines(1)[0], id: `n${++sent}`, time: new Date(Date.now() + sent * 1000).toISOString(), message: `Fresh ${sent}` });
    await page.getByText('Segment 199 of the film').waitFor();
    more();
    await page.getByText('Fresh 1', { exact: true }).waitFor();
    await until(() => atEnd(page), 'follows');
    await page.locator('.log-lines').evaluate((box) => (box.scrollTop = 300));
    await page.getByRole('button', { name: 'Jump to the end' }).waitFor();
    more();
    more();
    await page.getByRole('button', { name: '2 new lines' }).waitFor();
    assert.equal(await atEnd(page), false);
    await page.getByRole('button', { name: '2 new lines' }).click();
    await until(() => atEnd(page), 'at the end again');
    await until(async () => (await page.locator('.log-jump').count()) === 0, 'and follows');
  });
  test('is searched, filtered by level, copied and wrapped', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { page, clean } = await show([node], { lines: [...lines(70), { id: 'x', time: 5, level: null, message: null }, { id: 'y', level: 'FATAL', message: '\u001b[31mred\u001b[0m \u0007bell <b>no</b>' }, { id: 'z', message: { a: 1 } }] });
    await page.getByText('73 lines').waitFor();
    await page.getByRole('button', { name: 'Levels: All levels' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Errors' }).click();
    await page.getByText('11 of 73').waitFor();
    await page.getByRole('searchbox').fill('RED');
    await page.getByText('1 of 73').waitFor();
    assert.equal(await page.locator('.log-text').innerText(), 'red \ufffdbell <b>no</b>');
    assert.equal(await page.locator('.log-text mark').innerText(), 'red');
    await clean();
    await page.getByRole('button', { name: 'Copy the lines shown' }).click();
    await eventually(() => page.evaluate(() => navigator.clipboard.readText()), 'FATAL red \ufffdbell <b>no</b>');
    const wrap = page.getByRole('button', { name: 'Wrap long lines' });
    await wrap.click();
    await eventually(() => wrap.getAttribute('aria-pressed'), 'false');
    await page.reload();
    await page.getByRole('button', { name: 'Wrap long lines' }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Wrap long lines' }).getAttribute('aria-pressed'), 'false', 'the choice is kept');
    await clean();
  });
  test('says when it is empty or cannot be had', async () => {
    const { page, clean } = await show([node, { ...node, source: 'gone' }], { lines: [], gone: null });
    await page.getByText('The log is empty').waitFor();
    await page.getByText('The archive does not answer.').waitFor();
    await clean();
  });
});

describe('uploading', () => {
  const node = { type: 'upload', action: 'upload', accept: 'image/*,.srt', label: 'Drop photos here' };
  const file = (name, type = 'image/png', size = 2000) => ({ name, mimeType: type, buffer: Buffer.alloc(size, 1) });
  test('sends several files with the token, and says what became of each', async () => {
    const { page, clean } = await show([node]);
    await page.locator('input[type="file"]').setInputFiles([file('a.png'), file('b.srt', 'text/plain'), file('c.exe', 'application/x-msdownload'), file('d.png', 'image/png', 0)]);
    await page.getByText('2 of 4 uploaded').waitFor();
    await page.getByText('This kind of file is not accepted here (image/*,.srt).').waitFor();
    await page.getByText('The file is empty, or a folder.').waitFor();
    const sent = calls('/module/hello/actions/upload');
    assert.deepEqual(sent.map((hit) => [hit.csrf, /filename="(.*?)"/.exec(hit.body)[1], /name="(.*?)"/.exec(hit.body)[1]]), [['sample', 'a.png', 'file'], ['sample', 'b.srt', 'file']]);
    await clean();
    await page.getByRole('button', { name: 'Clear list' }).click();
    await eventually(() => page.locator('.upload-file').count(), 0);
  });
  test('a failure says why and is tried again', async () => {
    server.state.answers.set('POST /module/hello/actions/upload', { status: 507, body: { status: 507, title: 'Full', detail: 'The disk is full: 2 kB more would be needed.' } });
    const { page, clean } = await show([node]);
    await page.locator('input[type="file"]').setInputFiles([file('a.png')]);
    await page.getByText('The disk is full: 2 kB more would be needed.').waitFor();
    await clean();
    server.state.answers.delete('POST /module/hello/actions/upload');
    await page.getByRole('button', { name: 'Try again: a.png' }).click();
    await page.getByText('1 of 1 uploaded').waitFor();
  });
  test('can be cancelled while it is on its way, and the others go on', async () => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await context.route('**/actions/upload', async (route) => {
      if (route.request().postDataBuffer()?.includes('first.png')) await held;
      await route.continue().catch(() => {});
    });
    const { page } = await show([node]);
    await page.locator('input[type="file"]').setInputFiles([file('first.png'), file('second.png'), file('third.png')]);
    await page.getByText('2 of 3 uploaded').waitFor();
    await page.getByRole('button', { name: 'Cancel: first.png' }).click();
    await page.getByText('Cancelled').waitFor();
    release();
    assert.equal(await page.getByRole('button', { name: 'Try again: first.png' }).count(), 1);
  });
});

describe('what is everywhere', () => {
  test('tabs stay in the address', async () => {
    const tabs = { type: 'tabs', label: 'Parts', tabs: [{ id: 'one', label: 'One', body: [{ type: 'text', text: 'First part' }] }, { id: 'two', label: 'Two', body: [{ type: 'text', text: 'Second part' }] }, { label: 'Three', body: [{ type: 'text', text: 'Third part' }] }] };
    const { page, clean } = await show([tabs, { ...tabs, id: 'more' }]);
    await page.getByRole('tablist').nth(0).getByRole('tab', { name: 'Two' }).click();
    assert.equal(new URL(page.url()).searchParams.get('tab'), 'two');
    await page.keyboard.press('End');
    await page.getByText('Third part').waitFor();
    await page.getByRole('tablist').nth(1).getByRole('tab', { name: 'Two' }).click();
    assert.equal(new URL(page.url()).searchParams.get('tab'), '3');
    assert.equal(new URL(page.url()).searchParams.get('tab-more'), 'two');
    await page.reload();
    await page.getByText('Third part').waitFor();
    await page.getByText('Second part').waitFor();
    await clean();
  });
  test('no skeleton before 200 ms', async () => {
    server.state.answers.set('GET /api/show/rows', { status: 200, body: { items: [], next: null } });
    const { page } = await show([{ type: 'list', source: 'rows', item: { title: 'x' }, empty: { label: 'Empty' } }], { rows: [] });
    const delays = await page.evaluate(() => {
      const box = document.createElement('div');
      box.className = 'skeleton';
      document.querySelector('.page-body').append(box);
      return [getComputedStyle(box).visibility, ...box.getAnimations().map((one) => one.effect.getTiming().duration)];
    });
    assert.equal(delays[0], 'hidden');
    assert.ok(delays.includes(200));
  });
  test('a source that fails later says so above what was known', async () => {
    server.state.answers.set('GET /api/show/rows', { status: 503, body: { status: 503, detail: 'The archive is being moved.' } });
    const { page, clean } = await show([{ type: 'list', label: 'Rows', source: 'rows', item: { title: '${row.name}' } }], { rows: [{ id: 1, name: 'Known' }] }, { rows: { every: 1 } });
    await page.getByText('The archive is being moved.').waitFor();
    assert.equal(await page.getByText('Known', { exact: true }).count(), 1);
    await clean();
    server.state.answers.set('GET /api/show/rows', { status: 200, body: { items: [{ id: 1, name: 'Fresh' }], next: null } });
    await page.locator('.stale-note').getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Fresh', { exact: true }).waitFor();
    assert.equal(await page.locator('.stale-note').count(), 0);
  });
  test('data that is hostile, missing or very long is only text', async () => {
    const rows = [...NASTY.map((name, i) => ({ id: i, name, time: name, to: `javascript:alert(${i})`, image: `javascript:alert(${i})` })), {}, null, 5, { id: null, name: { message: 'An object' } }];
    const { page, clean } = await show([
      { type: 'list', label: 'List', source: 'rows', item: { title: '${row.name}', hint: '${row.name}', value: '${row.name}', to: '${row.to}', icon: '${row.name}' } },
      { type: 'timeline', label: 'Line', source: 'rows', item: { title: '${row.name}', time: '${row.time}', tone: '${row.name}', to: '${row.to}' } },
      { type: 'tree', label: 'Tree', source: 'rows', item: { title: '${row.name}', hint: '${row.name}', to: '${row.to}' } },
      { type: 'gallery', label: 'Gallery', source: 'rows', item: { image: '${row.image}', title: '${row.name}', hint: '${row.name}', badge: '${row.name}', to: '${row.to}' } },
      { type: 'facts', items: NASTY.map((_, i) => ({ label: `Fact ${i}`, value: `\${rows[${i}].name}`, as: ['bytes', 'date', 'badge', 'link', 'progress', 'bool', 'duration', 'image'][i] })) },
      { type: 'log', label: 'Log', source: 'rows' }], { rows });
    await page.locator('.gallery-tile').first().waitFor();
    await page.locator('.log-line').first().waitFor();
    assert.equal(await page.locator('main a[href^="javascript"], main img').count(), 0);
    await clean();
  });
  test('charts stand with one point, none, gaps, nothing but nulls and huge values', async () => {
    const at = (i) => new Date(1.7e12 + i * 1000).toISOString();
    for (const [kind, rows] of Object.entries({ line: [{ time: at(0), v: 5 }], bar: [{ time: at(0), v: 1e300 }, { time: at(1), v: -1e300 }], area: [{ time: at(0), v: null }, { time: at(1) }] })) {
      const { page, clean } = await show([{ type: 'chart', label: 'Chart', kind, source: 'rows', series: [{ field: 'v', label: 'Value' }] }], { rows });
      await page.locator('.chart-canvas canvas, .chart-canvas svg').first().waitFor();
      await clean();
      await page.getByRole('button', { name: /Show as table/ }).click();
      await page.locator('.chart-table').waitFor();
      await clean();
    }
  });
});
