// Pictures and sounds with what was recognised in them: what is drawn, what is said, and everything by keys.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { words } from '../dev/show.mjs';
import { eventually, freshForEach, inspect, openPage, source } from './support.mjs';

let server;
let browser;
let context;
freshForEach((fresh) => ({ server, browser, context } = fresh));

const CONFIRM = '/module/hello/actions/confirm';
const actions = { confirm: { name: 'confirm', label: 'Confirm', icon: 'check', method: 'POST', href: CONFIRM, args: { id: '${row.id}' }, form: 'none' } };
/** Opens a page of one node and this data, as the server would send it. */
const show = async (node, data, more = '') => {
  const page = { id: 'x', plugin: 'hello', path: '/module/hello/x', title: 'Page', template: 'plain', hash: 'x', header_actions: [], body: [node], actions, texts: {}, problems: [],
    data: Object.fromEntries(Object.keys(data).map((name) => [name, { href: `/api/show/${name}`, key: 'id' }])),
    snapshot: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, Array.isArray(value) ? { items: value, next: null } : value])) };
  server.state.pages.set('/module/hello/x', page);
  const opened = await openPage(context, `${server.url}/module/hello/x?locale=en&theme=light${more}`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};

describe('boxes', () => {
  const node = { type: 'boxes', label: 'Page 1', src: 'media:/photos/page.jpg', source: 'words', to: '/tasks', row_actions: ['confirm'] };
  const place = (page, at) => page.locator('.boxes-stage').evaluate((stage, word) => {
    const { x, y, width, height } = stage.getBoundingClientRect();
    return { x: x + (word.x + word.width / 2) * width, y: y + (word.y + word.height / 2) * height };
  }, words(16)[at]);
  const selected = (page) => page.locator('.boxes-row[aria-selected="true"]').innerText();
  const loaded = (page) => page.waitForFunction(() => !document.querySelector('.boxes-stage .skeleton') && document.querySelector('.boxes-canvas')?.width > 0);

  test('texts are joined as they are read, and Chinese has no spaces', async () => {
    const { acrossLines, regionAt, regionsOf, textOf } = await source('recognition/regions.ts');
    const row = (id, x, y, text, more = {}) => ({ id, x, y, width: 0.1, height: 0.05, text, ...more });
    const regions = regionsOf([row('a', 0.1, 0.1, 'Hello'), row('b', 0.3, 0.11, 'world'), row('c', 0.1, 0.2, '你好'), row('d', 0.3, 0.2, '世界'), row('e', 0.5, 0.2, 'ok'), { id: 'f', label: 'Ann', x: 'no', width: null }], 'id');
    assert.equal(textOf(regions), 'Hello world\n你好世界 ok\nAnn');
    assert.deepEqual(regions.map(({ line }) => line), [0, 0, 1, 1, 1, 2]);
    assert.deepEqual([acrossLines(regions, 1, 1), acrossLines(regions, 4, -1), acrossLines(regions, 0, -1)], [3, 1, 0]);
    assert.equal(regionAt([...regions, { ...regions[0], id: 'big', x: 0, y: 0, width: 1, height: 1 }], 0.15, 0.12).id, 'a');
    assert.deepEqual(regionsOf([{ id: 1, x: -3, y: 0.9, width: 7, height: 7, confidence: 9, tone: 'x' }], 'id').map(({ x, width, height, confidence, tone }) => [x, width, height.toFixed(1), confidence, tone]), [[0, 1, '0.1', 1, 'info']]);
  });
  test('what is chosen in the picture is chosen in the list, and the other way round', async () => {
    const { page, clean } = await show(node, { words: words(16) });
    await loaded(page);
    const { x, y } = await place(page, 9);
    await page.mouse.move(x, y);
    await eventually(() => page.locator('.boxes-tip').innerText().then((text) => text.replace(/\s+/g, ' ')), 'quick 9 97%');
    await page.mouse.click(x, y);
    await eventually(() => selected(page).then((text) => text.replace(/\s+/g, ' ')), 'quick 9 97%');
    await page.mouse.move(2, 2);
    await clean();
    await page.getByRole('listbox', { name: 'Texts: Page 1' }).getByRole('option', { name: /^jumps 12, / }).click();
    await eventually(() => page.locator('.boxes-text').innerText(), 'jumps 12');
    await page.getByRole('button', { name: 'Confirm: jumps 12' }).click();
    await eventually(() => server.state.hits.filter(({ path }) => path === CONFIRM).map(({ body }) => JSON.parse(body)), [{ id: 'w12' }]);
  });
  test('keys walk along and across the lines, enlarge around the region and open it', async () => {
    const { page } = await show(node, { words: words(16) });
    await loaded(page);
    await page.getByRole('listbox', { name: 'Page 1', exact: true }).focus();
    const said = () => page.evaluate(() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent);
    for (const [key, text] of [['ArrowRight', 'The, 97% sure'], ['ArrowRight', 'quick, 97% sure'], ['ArrowDown', 'quick 9, 97% sure'], ['ArrowUp', 'quick, 97% sure'], ['End', 'over 15, 97% sure'], ['Home', 'The, 97% sure']]) {
      await page.keyboard.press(key);
      await eventually(said, text);
    }
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    await eventually(() => page.locator('.boxes-scale').innerText(), '225%');
    await page.keyboard.press('End');
    const inside = () => page.evaluate(() => { const stage = document.querySelector('.boxes-stage').getBoundingClientRect(); const tip = document.querySelector('.boxes-tip').getBoundingClientRect(); return tip.x >= stage.x && tip.right <= stage.right && tip.y >= stage.y && tip.bottom <= stage.bottom; });
    await eventually(inside, true);
    await page.keyboard.press('0');
    await eventually(() => page.locator('.boxes-scale').innerText(), '100%');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/tasks/);
  });
  test('two thousand words are one stop, quick to walk, found and copied', async () => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { page, clean } = await show(node, { words: words(2000) });
    await loaded(page);
    assert.ok((await page.locator('.boxes-row').count()) < 60);
    await page.getByRole('listbox', { name: 'Page 1', exact: true }).focus();
    const took = await page.evaluate(async () => {
      const times = [];
      for (let i = 0; i < 9; i++) {
        const began = performance.now();
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }));
        await document.activeElement.parentElement.closest('u-boxes').updateComplete;
        times.push(performance.now() - began);
      }
      return times.sort((one, other) => one - other)[4];
    });
    assert.ok(took < 25, `${took} ms a step`);
    await page.keyboard.press('End');
    await eventually(() => selected(page).then((text) => text.split('\n')[0]), 'over 1999');
    await page.getByRole('searchbox', { name: 'Search the texts' }).fill('brown 17');
    await page.getByText('12 of 2,000').waitFor();
    await clean();
    await page.getByRole('button', { name: 'Copy text' }).first().click();
    await eventually(() => page.evaluate(() => navigator.clipboard.readText()).then((text) => [text.split('\n').length, text.slice(0, 24)]), [50, 'The quick brown fox jump']);
  });
  test('on a phone, with a picture from elsewhere and rows of nonsense, nothing breaks', async () => {
    await context.close();
    context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const { page, clean } = await show({ ...node, src: 'https://evil.example/x.png' }, { words: [{ id: 'a', text: '<b>x</b>', x: 'a' }, { id: 'b', x: 0.9, y: 0.9, width: 9, height: 9, label: null, tone: {} }] });
    await page.getByText('No picture').waitFor();
    assert.equal(await page.locator('.boxes img').count(), 0);
    assert.match(await page.locator('.boxes-row').first().innerText(), /<b>x<\/b>/);
    await clean();
  });
});
