// Editors of texts, subtitles and people, by mouse and keyboard, and what they send.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { eventually, freshForEach, inspect, openPage, source, until } from './support.mjs';

let server;
let browser;
let context;
freshForEach((fresh) => ({ server, browser, context } = fresh));

const SAVE = '/module/hello/actions/save';
const actions = { save: { name: 'save', label: 'Save', method: 'POST', href: SAVE, form: 'none' } };
/** Opens a page of one node and this data, as the server would send it. */
const show = async (node, data, more = '') => {
  const page = { id: 'x', plugin: 'hello', path: '/module/hello/x', title: 'Page', template: 'plain', hash: 'x', header_actions: [], body: [node], actions, texts: {}, problems: [],
    data: Object.fromEntries(Object.keys(data).map((name) => [name, { href: `/api/show/${name}`, key: 'id' }])),
    snapshot: Object.fromEntries(Object.entries(data).map(([name, value]) => [name, Array.isArray(value) ? { items: value, next: null } : value])) };
  for (const [name, value] of Object.entries(page.snapshot)) server.state.answers.set(`GET /api/show/${name}`, { status: 200, body: value });
  server.state.pages.set('/module/hello/x', page);
  const opened = await openPage(context, `${server.url}/module/hello/x?locale=en&theme=light${more}`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};
const sent = async (count = 1) => {
  const all = () => server.state.hits.filter(({ path }) => path === SAVE);
  await until(() => all().length >= count, `${count} calls of the action`);
  return all().map(({ body }) => JSON.parse(body));
};

describe('subtitles as values', () => {
  test('times are read in the ways that people write them, and nothing else', async () => {
    const { secondsOf, stampOf } = await source('edit/cues.ts');
    assert.deepEqual(['1:02:03.450', '2:03,5', '7.25', '90', '1:75', 'x', ''].map(secondsOf), [3723.45, 123.5, 7.25, 90, null, null, null]);
    assert.equal(stampOf(3723.45), '1:02:03.450');
    assert.equal(stampOf(59.9996), '0:01:00.000');
  });
  test('are split, merged, added and shifted without losing a word or going below zero', async () => {
    const { added, merged, shifted, split } = await source('edit/cues.ts');
    const one = [{ id: 'a', start: 1, end: 3, text: 'Hello world' }];
    const two = split(one, 0, 5, 'b');
    assert.deepEqual(two.map(({ text, start, end }) => [text, start, end]), [['Hello', 1, 1.909], ['world', 1.909, 3]]);
    assert.deepEqual(merged(two, 0), [{ id: 'a', start: 1, end: 3, text: 'Hello\nworld' }]);
    assert.deepEqual(shifted(two, 0, -5).map(({ start }) => start), [0, 0.909]);
    assert.deepEqual(added(one, 0, 'c')[1], { id: 'c', start: 3, end: 5, text: '' });
  });
  test('overlaps, wrong order, missing text and haste are found', async () => {
    const { faultsOf } = await source('edit/cues.ts');
    const faults = faultsOf([{ id: 'a', start: 0, end: 2, text: 'Hi' }, { id: 'b', start: 1, end: 3, text: 'Over' }, { id: 'c', start: 4, end: 4, text: 'x' }, { id: 'd', start: 5, end: 6, text: '' }, { id: 'e', start: 7, end: 8, text: '这一句话实在是太长了没有人读得完' }]);
    assert.deepEqual([...faults], [['b', 'overlap'], ['c', 'backwards'], ['d', 'empty'], ['e', 'fast']]);
  });
});

describe('code-editor', () => {
  const node = { type: 'code-editor', label: 'Rules', source: 'doc', text: '${doc.text}', version: '${doc.version}', language: 'json', action: 'save', problems: 'faults' };
  const data = { doc: { text: '{\n  "a": 1\n}', version: 'v1' }, faults: [{ id: 1, line: 2, message: 'Not <b>known</b>', tone: 'warning' }] };
  test('shows marks, edits, saves with the version that it began with, and is clean', async () => {
    const { page, clean } = await show(node, data);
    const box = page.getByRole('textbox', { name: 'Rules' });
    assert.match(await page.locator('.code-marks').innerText(), /Line 2\s+Not <b>known<\/b>/);
    await clean();
    await box.fill('{\n  "a": }');
    await page.getByText('This is not JSON from here on.').waitFor();
    await box.fill('{}');
    await page.getByText('Not saved').waitFor();
    await page.keyboard.press('Control+s');
    assert.deepEqual(await sent(), [{ text: '{}', version: 'v1' }]);
  });
  test('Tab indents, and leaves after Escape', async () => {
    const { page } = await show(node, data);
    const box = page.getByRole('textbox', { name: 'Rules' });
    await box.fill('');
    await page.keyboard.press('Tab');
    await eventually(() => box.inputValue(), '  ');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    await eventually(() => box.evaluate((one) => one === document.activeElement), false);
  });
  test('tells that somebody was faster, and keeps what was typed', async () => {
    const { page } = await show(node, data);
    server.state.answers.set(`POST ${SAVE}`, { status: 412, body: { status: 412, title: 'Changed', detail: 'Changed' } });
    const box = page.getByRole('textbox', { name: 'Rules' });
    await box.fill('{"mine": 1}');
    await page.keyboard.press('Control+s');
    await page.getByText('Somebody else has changed this meanwhile').waitFor();
    assert.equal(await box.inputValue(), '{"mine": 1}');
    server.state.answers.set('GET /api/show/doc', { status: 200, body: { text: '{"theirs": 1}', version: 'v2' } });
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Somebody else has changed this meanwhile').waitFor({ state: 'detached' });
    server.state.answers.delete(`POST ${SAVE}`);
    await page.getByRole('button', { name: 'Save' }).click();
    assert.deepEqual((await sent(2))[1], { text: '{"mine": 1}', version: 'v2' });
  });
  test('takes theirs when that is wanted', async () => {
    const { page } = await show(node, data);
    server.state.answers.set(`POST ${SAVE}`, { status: 409, body: { status: 409, title: 'Changed', detail: 'Changed' } });
    const box = page.getByRole('textbox', { name: 'Rules' });
    await box.fill('{"mine": 1}');
    await page.keyboard.press('Control+s');
    server.state.answers.set('GET /api/show/doc', { status: 200, body: { text: '{"theirs": 1}', version: 'v2' } });
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await until(async () => (await box.inputValue()) === '{"theirs": 1}', 'their text');
  });
});

describe('subtitle-editor', () => {
  const cues = (count) => Array.from({ length: count }, (_, at) => ({ id: `c${at}`, start: at * 3, end: at * 3 + 2.5, text: `Line ${at + 1}` }));
  const node = { type: 'subtitle-editor', label: 'Film', source: 'cues', action: 'save' };
  test('edits, splits, undoes and saves the whole list', async () => {
    const { page, clean } = await show(node, { cues: cues(3) });
    await page.getByRole('textbox', { name: 'Text of subtitle 2' }).fill('Another line');
    await page.getByRole('textbox', { name: 'Start of subtitle 3' }).fill('0:07.5');
    await page.keyboard.press('Tab');
    await clean();
    await page.getByRole('button', { name: /subtitle 2/ }).last().click();
    await page.getByRole('menuitem', { name: 'Merge with the next' }).click();
    await until(async () => (await page.locator('.cue').count()) === 2, 'merged');
    await page.getByRole('button', { name: 'Undo' }).click();
    await until(async () => (await page.locator('.cue').count()) === 3, 'undone');
    await page.getByRole('button', { name: 'Save' }).click();
    const [{ cues: saved }] = await sent();
    assert.deepEqual(saved.map(({ start, text }) => [start, text]), [[0, 'Line 1'], [3, 'Another line'], [7.5, 'Line 3']]);
  });
  test('is walked through and added to by keyboard, and a time that is none is put back', async () => {
    const { page } = await show(node, { cues: cues(3) });
    await page.getByRole('textbox', { name: 'Text of subtitle 1' }).focus();
    await page.keyboard.press('Alt+ArrowDown');
    await eventually(() => page.evaluate(() => document.activeElement.getAttribute('aria-label')), 'Text of subtitle 2');
    await page.keyboard.press('Control+Shift+Enter');
    await until(async () => (await page.evaluate(() => document.activeElement.getAttribute('aria-label'))) === 'Text of subtitle 3', 'the new one has the focus');
    assert.equal(await page.locator('.cue').count(), 4);
    const time = page.getByRole('textbox', { name: 'End of subtitle 1' });
    await time.fill('soon');
    await page.keyboard.press('Tab');
    await eventually(() => time.inputValue(), '0:00:02.500');
  });
  test('draws only what is near of ten thousand, and fits a phone', async () => {
    context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    const { page, clean } = await show(node, { cues: cues(10000) });
    await page.locator('.cue').first().waitFor();
    assert.ok((await page.locator('.cue').count()) < 60);
    await clean();
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await page.getByRole('textbox', { name: 'Text of subtitle 10,000' }).waitFor();
  });
});

describe('face-gallery', () => {
  const people = [{ id: 'a', name: 'Ann', image: null, count: 9 }, { id: 'b', name: null, image: 'https://evil.example/x.png', count: 3 }, { id: 'c', name: '<b>Cy</b>', image: null, count: 1 }];
  const node = { type: 'face-gallery', label: 'People', source: 'people', rename: 'save', merge: 'save', split: 'save', hide: 'save' };
  test('chooses by keyboard and joins into the one with a name', async () => {
    const { page, clean } = await show(node, { people });
    await page.getByRole('option', { name: /Ann/ }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    await eventually(() => page.locator('.face img').count(), 0);
    await clean();
    await page.getByRole('button', { name: 'Same person' }).click();
    assert.deepEqual(await sent(), [{ into: 'a', ids: ['b'] }]);
  });
  test('names with F2, with the known names as suggestions, and hides', async () => {
    const { page } = await show(node, { people });
    await page.getByRole('option', { name: /Who is this/ }).focus();
    await page.keyboard.press('F2');
    const dialog = page.getByRole('dialog');
    assert.deepEqual(await dialog.locator('datalist option').evaluateAll((all) => all.map((one) => one.value)), ['<b>Cy</b>', 'Ann']);
    await dialog.getByLabel('Who is it?').fill('Bea');
    await page.keyboard.press('Enter');
    assert.deepEqual(await sent(), [{ id: 'b', name: 'Bea' }]);
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('option', { name: /Ann/ }).click();
    await page.getByRole('button', { name: 'Hide' }).click();
    assert.deepEqual((await sent(2))[1], { id: 'a' });
  });
});
