// Pictures and sounds with what was recognised in them: what is drawn, what is said, and everything by keys.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sound, words } from '../dev/show.mjs';
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
    await eventually(() => page.locator('.mark-tip').innerText().then((text) => text.replace(/\s+/g, ' ')), 'quick 9 97%');
    await page.mouse.click(x, y);
    await eventually(() => selected(page).then((text) => text.replace(/\s+/g, ' ')), 'quick 9 97%');
    await page.mouse.move(2, 2);
    await clean();
    await page.getByRole('listbox', { name: 'Texts: Page 1' }).getByRole('option', { name: /^jumps 12\b/ }).click();
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
    const inside = () => page.evaluate(() => { const stage = document.querySelector('.boxes-stage').getBoundingClientRect(); const tip = document.querySelector('.mark-tip').getBoundingClientRect(); return tip.x >= stage.x && tip.right <= stage.right && tip.y >= stage.y && tip.bottom <= stage.bottom; });
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
    assert.ok(took < 40, `${took} ms a step`);
    await page.keyboard.press('End');
    await eventually(() => selected(page).then((text) => text.split('\n')[0]), 'over 1999');
    await page.getByRole('searchbox', { name: 'Search the texts' }).fill('brown 17');
    await page.getByText('14 of 2,000').waitFor();
    await clean();
    await page.getByRole('button', { name: 'Copy text' }).first().click();
    await eventually(() => page.evaluate(() => navigator.clipboard.readText()).then((text) => [text.split('\n').length, text.slice(0, 24)]), [50, 'The quick brown fox jump']);
  });
  test('on a phone, with a picture from elsewhere and rows of nonsense, nothing breaks', async () => {
    context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const { page, clean } = await show({ ...node, src: 'https://evil.example/x.png' }, { words: [{ id: 'a', text: '<b>x</b>', x: 'a' }, { id: 'b', x: 0.9, y: 0.9, width: 9, height: 9, label: null, tone: {} }] });
    await page.getByText('No picture').waitFor();
    assert.equal(await page.locator('.boxes img').count(), 0);
    assert.match(await page.locator('.boxes-row').first().innerText(), /<b>x<\/b>/);
    await clean();
  });
});

describe('waveform', () => {
  const node = { type: 'waveform', label: 'Interview', src: 'media:/sounds/60.wav', peaks: 'peaks', segments: 'segments', curve: { source: 'loudness', label: 'Loudness', unit: 'LUFS' }, empty: { label: 'Nothing heard' } };
  const slider = (page) => page.getByRole('slider', { name: 'Position' }).first();
  const at = (page) => slider(page).getAttribute('aria-valuetext');

  test('kinds are summed without counting overlaps twice, and nonsense is left out', async () => {
    const { curveOf, lanesOf, nextStart, soundOf, ticks, valueAt } = await source('recognition/sound.ts');
    const lanes = lanesOf([{ id: 1, start: 5, end: 9, kind: 'music' }, { id: 2, start: 0, end: 4, kind: 'speech' }, { id: 3, start: 3, end: 6, kind: 'speech' }, { id: 4, start: 9, end: 8, kind: 'x' }, { id: 5, start: 'a', end: {} }], 'id');
    assert.deepEqual(lanes.map(({ kind, seconds }) => [kind, seconds]), [['speech', 6], ['music', 4]]);
    assert.equal(nextStart(lanes, 0, 1), 3);
    assert.equal(nextStart(lanes, 5.5, -1), 3);
    assert.deepEqual(soundOf({ duration: 'x', peaks: [[0, 2], 'no', [null, -3]] }, lanes), { duration: 9, peaks: [[0, 1], [0, 0], [0, -1]] });
    assert.deepEqual(soundOf(null, []), { duration: 0, peaks: [] });
    const curve = curveOf([{ time: 2, value: -3 }, { time: 1, value: -9 }, { time: null, value: 4 }]);
    assert.deepEqual([curve.low, curve.high, valueAt(curve, 1.5), valueAt(curve, 0)], [-9, -3, -9, null]);
    assert.deepEqual([ticks(0, 60, 600, 84), ticks(61, 4, 400, 84)], [[0, 10, 20, 30, 40, 50, 60], [61, 62, 63, 64, 65]]);
  });
  test('says what it is made of, goes where a key or a press says, and plays from there', async () => {
    const { page, clean } = await show(node, sound(60, 6));
    await page.getByRole('img', { name: 'Interview. 1:00. Speech 0:30, Music 0:10, Noise 0:10, Silence 0:10. Loudness: -39' }).waitFor();
    await page.getByText('/ 1:00').waitFor();
    await slider(page).focus();
    for (const [key, said] of [['ArrowRight', '0:05 of 1:00, Speech'], ['Shift+ArrowRight', '0:10 of 1:00, Music'], ['Shift+ArrowRight', '0:20 of 1:00, Speech'], ['Shift+ArrowLeft', '0:10 of 1:00, Music'], ['End', '1:00 of 1:00'], ['Home', '0:00 of 1:00, Speech'], ['ArrowLeft', '0:00 of 1:00, Speech']]) {
      await page.keyboard.press(key);
      await eventually(() => at(page), said);
    }
    const view = await page.locator('.wave-view').boundingBox();
    // In the row of noise, a little after its beginning at half a minute: the press goes to where it begins.
    await page.mouse.click(view.x + view.width * 0.58, view.y + view.height - 33);
    await eventually(() => at(page), '0:30 of 1:00, Noise');
    await page.mouse.click(view.x + view.width * 0.755, view.y + 80);
    await eventually(() => at(page), '0:45 of 1:00, Silence');
    await page.mouse.move(2, 2);
    await clean();
    await slider(page).focus();
    await page.keyboard.press('Space');
    await eventually(async () => Number(await page.evaluate(() => document.querySelector('audio').currentTime > 45.1 && !document.querySelector('audio').paused)), 1);
    await page.keyboard.press('Space');
    await eventually(() => page.evaluate(() => document.querySelector('audio').paused), true);
  });
  test('hours are enlarged around the mark, scrolled, and read as a table', async () => {
    const { src, curve, ...bare } = node;
    const { page, clean } = await show(bare, sound(14400, 1200));
    await slider(page).focus();
    await page.keyboard.press('End');
    for (let i = 0; i < 5; i++) await page.keyboard.press('+');
    const seen = () => page.evaluate(() => { const scroll = document.querySelector('.wave-scroll'); return [Math.round(scroll.scrollWidth / scroll.clientWidth), Math.round(scroll.scrollLeft / (scroll.scrollWidth - scroll.clientWidth) * 100)]; });
    await eventually(seen, [32, 100]);
    await page.keyboard.press('Home');
    await eventually(seen, [32, 0]);
    await page.locator('.wave-scroll').evaluate((scroll) => (scroll.scrollLeft = scroll.scrollWidth / 2));
    await eventually(() => page.evaluate(() => Math.round(document.querySelector('u-waveform').from)), 7200);
    assert.equal(await page.locator('.wave-cursor').isVisible(), false);
    await clean();
    await page.getByRole('button', { name: 'Show as a table: Interview' }).click();
    await page.getByRole('button', { name: 'Go to 0:12', exact: true }).click();
    await eventually(() => page.locator('.wave-table tr.current').innerText().then((text) => text.replace(/\s+/g, ' ')), '0:12 12 s Music 0.9');
    await page.getByText('and 200 more').waitFor();
  });
  test('on a phone, with nothing, with failures and with kinds nobody knows, it stays whole', async () => {
    context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const { page, clean } = await show({ type: 'stack', body: [node, { ...node, src: 'https://evil.example/a.mp3', peaks: 'other', segments: 'odd', curve: undefined }] }, { peaks: { duration: 0, peaks: [] }, segments: [], loudness: [], other: { duration: 20, peaks: 'x' }, odd: [{ id: 'a', start: 1, end: 3, kind: '<b>k</b>', label: '<i>l</i>', tone: 'danger' }] });
    await page.getByText('Nothing heard').waitFor();
    await page.getByRole('img', { name: 'Interview. 0:20. <i>l</i> 0:02' }).waitFor();
    assert.equal(await page.locator('audio, video').count(), 0);
    await clean();
  });
});
