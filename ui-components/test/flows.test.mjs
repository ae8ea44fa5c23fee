// Flows: what the editor writes and reads, and what a person does with it, against a server that answers over HTTP.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { readFileSync } from 'node:fs';
import { startServer } from '../dev/serve.mjs';
import { eventually, inspect, launch, openPage, source } from './support.mjs';

const { tokens, toLiteral, fromLiteral, offset, marked, readCondition, writeCondition, draftOf } = await source('flow/cel.ts', 'flow/condition.ts', 'flow/model.ts');

describe('CEL as text', () => {
  test('tokens together are the text', () => {
    for (const text of ['event.a > 1 && !event.b.startsWith("x\\"y")', "r'a\\b' + \"open", '  // note\n[1, 2.5e3, 0x1F, 3u]', '示例 ++ "“', '', 'event . a']) assert.equal(tokens(text).map((one) => one.text).join(''), text);
  });
  test('a name before a bracket is a function, and the chain before it a field', () => assert.deepEqual(tokens('event.path.endsWith(x)').map(({ kind, text }) => [kind, text]).slice(0, 3), [['field', 'event.path'], ['bracket', '.'], ['function', 'endsWith']]));
  test('literals are read as they are written', () => {
    for (const value of ['a "b" \\ \n 示例', 0, -7, 2.5, true, [], ['a', 'b'], { a: 'b' }]) assert.deepEqual(fromLiteral(toLiteral(value)), { value });
  });
  test('a number of a fractional type says so', () => assert.equal(toLiteral(2, 'number'), '2.0'));
  test('more than one literal is none', () => {
    for (const text of ['1 + 1', 'event.a', '"a" "b"', '[1', '{"a": event.b}', '', '9007199254740993', "b'x'"]) assert.equal(fromLiteral(text), null, text);
  });
  test('escapes of CEL', () => assert.deepEqual(fromLiteral(String.raw`'\x41\u4f60\101\'' `), { value: "A你A'" }));
  test('columns count characters', () => {
    assert.equal(offset('"😀" + x', 1, 7), 7 + 0 + 0 === 7 ? 7 : 0);
    assert.deepEqual(marked('event.a >\n event.bad', 2, 2), [11, 20]);
  });
});

describe('conditions as rows', () => {
  const fields = [{ path: 'event.size', type: 'int', required: false }, { path: 'event.name', type: 'string', required: true }, { path: 'event.ok', type: 'bool', required: true }, { path: 'event.rate', type: 'double', required: true }, { path: 'meta.time', type: 'timestamp', required: true }];
  const both = (text) => assert.equal(writeCondition(readCondition(text), fields), text);
  test('write what they read', () => {
    both('event.name == "a && b" && event.ok');
    both('!event.ok && event.name.startsWith("x") && !event.name.contains("y")');
    both('has(event.size) && event.size > 1073741824 && event.name in ["a", "b"]');
    both('(has(event.size) && event.size > 1) || event.name.matches("^a|b$")');
    both('event.rate >= 2.0 && meta.time > timestamp("2026-01-01T00:00:00Z")');
    both('has(event.size) && event.name != "x"');
    both('!has(event.size)');
  });
  test('no condition is no row', () => assert.deepEqual(readCondition(null), { join: 'and', terms: [] }));
  test('leave what they cannot say to the text', () => {
    for (const text of ['event.a > 1 && event.b > 1 || event.c > 1', 'event.a > event.b', 'size(event.name) > 3', 'event.a ? true : false', '(event.a', 'event.name == "x" && (event.ok || event.name == "y")', '!(event.ok)', 'event.size + 1 > 2', 'x == 1', '1 == event.size']) assert.equal(readCondition(text), null, text);
  });
  test('ask first whether an optional field is there', () => assert.equal(writeCondition({ join: 'and', terms: [{ field: 'event.size', op: 'gt', value: 5 }] }, fields), 'has(event.size) && event.size > 5'));
});

test('a draft keeps only what the owner says', () => {
  assert.deepEqual(Object.keys(draftOf({ id: 'x', state: 'on', name: 'a' })), ['name', 'enabled', 'on', 'when', 'do', 'with', 'retry', 'concurrency', 'order', 'rate']);
  assert.equal(draftOf({ when: '  ' }).when, null);
  assert.equal(draftOf({ concurrency: 4 }).order, 'none');
});

test('both languages say the same things', () => {
  const [en, zh] = ['en', 'zh-CN'].map((tag) => JSON.parse(readFileSync(new URL(`../src/flow/${tag}.json`, import.meta.url), 'utf8')));
  assert.deepEqual(Object.keys(en).filter((key) => !key.endsWith('.one')), Object.keys(zh));
  const names = (text) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const key of Object.keys(zh)) assert.deepEqual(names(zh[key]), names(en[key]), key);
});

describe('a person', () => {
  let server, browser, context;
  before(async () => (browser = await launch()));
  after(() => browser?.close());
  beforeEach(async () => {
    server = await startServer();
    context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  });
  afterEach(async () => {
    await context.close();
    server.close();
  });
  const open = async (path) => {
    const opened = await openPage(context, `${server.url}${path}?locale=en&theme=light`);
    await opened.page.locator('.flow-edit, .flow-rows').first().waitFor();
    return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
  };
  const sent = (method, path) => server.hits.filter((hit) => hit.method === method && hit.path === path).map((hit) => JSON.parse(hit.body));
  const choose = async (page, label, text) => {
    await page.getByRole('button', { name: new RegExp(`^${label}:`) }).click();
    await page.getByRole('combobox', { name: label }).fill(text);
    await page.keyboard.press('Enter');
  };

  test('makes a flow from a suggestion, with the keyboard where it matters', async () => {
    const { page, clean } = await open('/flows/new');
    await choose(page, 'Event', 'completed');
    await choose(page, 'Action', 'greet');
    await page.getByRole('list', { name: 'Proposals for Name' }).getByText('fitting type').first().waitFor();
    await page.getByRole('button', { name: 'Use: event.file_path' }).click();
    await page.getByRole('button', { name: 'Add a condition' }).click();
    await page.getByRole('combobox', { name: 'Field' }).fill('size');
    await page.keyboard.press('Enter');
    await page.getByLabel('Comparison').selectOption('gt');
    await page.getByLabel('Value', { exact: true }).fill('2');
    await clean();
    await page.keyboard.press('Control+s');
    await page.locator('.flow-rows').waitFor();
    const [made] = sent('POST', '/api/flows');
    assert.equal(made.when, 'has(event.file_size) && event.file_size > 2097152');
    assert.deepEqual(made.with, { name: 'event.file_path' });
    assert.deepEqual(made.do, { plugin: 'hello', action: 'greet' });
    assert.equal(made.name, 'download.completed → Hello · greet');
  });

  test('nothing is filled in without a click', async () => {
    const { page } = await open('/flows/new');
    await choose(page, 'Event', 'completed');
    await choose(page, 'Action', 'recognize');
    await page.getByRole('button', { name: 'Use: event.file_path' }).waitFor();
    await page.getByRole('button', { name: 'Create flow' }).click();
    await page.getByRole('alert').getByText('“path” is needed').waitFor();
    assert.deepEqual(sent('POST', '/api/flows')[0].with, {});
  });

  test('sees a wrong field while typing, at its place, and mends it with one click', async () => {
    const { page, clean } = await open('/flows/greet-k3x9');
    const field = page.getByRole('textbox', { name: 'Name', exact: true });
    await field.fill('event.file_pat');
    await page.getByText('The event has no field “file_pat”.').waitFor();
    await page.locator('.expr .wrong').getByText('event.file_pat').waitFor();
    assert.equal(await field.getAttribute('aria-invalid'), 'true');
    await page.keyboard.press('Escape');
    await clean();
    await page.getByRole('button', { name: 'Use “event.file_path”' }).click();
    await eventually(() => field.inputValue(), 'event.file_path');
    await page.getByText('The event has no field').waitFor({ state: 'hidden' });
  });

  test('puts a chip where the caret is', async () => {
    const { page } = await open('/flows/greet-k3x9');
    const field = page.getByRole('textbox', { name: 'Name', exact: true });
    await field.fill('"Hi " + ');
    await page.getByRole('button', { name: /^Insert event.mime_type/ }).click();
    await eventually(() => field.inputValue(), '"Hi " + event.mime_type');
    await page.keyboard.press('Control+z');
    await eventually(() => field.inputValue(), '"Hi " + ');
  });

  test('takes a proposed name while typing', async () => {
    const { page } = await open('/flows/greet-k3x9');
    const field = page.getByRole('textbox', { name: 'Name', exact: true });
    await field.fill('');
    await field.pressSequentially('event.fi');
    await page.getByRole('option', { name: /event.file_path/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await eventually(() => field.inputValue(), 'event.file_size');
  });

  test('tries it on recorded events; nothing is called', async () => {
    const { page, clean } = await open('/flows/greet-k3x9');
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText('7 of 20 match').waitFor();
    assert.equal(await page.locator('.dry-row:not(.dry-titles)').count(), 20);
    await clean();
    assert.deepEqual(server.hits.filter((hit) => hit.path.startsWith('/module/')), []);
  });

  test('writes YAML and finds it in the sentence', async () => {
    const { page, clean } = await open('/flows/greet-k3x9');
    await page.getByRole('button', { name: 'YAML' }).click();
    const area = page.getByRole('textbox', { name: 'YAML' });
    await area.fill((await area.inputValue()).replace('Greet big downloads', 'Other name'));
    await clean();
    await page.locator('.flow-name input').and(page.locator('[aria-label="Name of the flow"]')).waitFor();
    await page.waitForFunction(() => document.querySelector('.flow-name input').value === 'Other name');
    await area.fill('{ no');
    await page.getByText('line 3, column 5').waitFor();
  });

  test('keeps a draft, is asked before leaving, and can start over', async () => {
    const { page } = await open('/flows/greet-k3x9');
    await page.getByLabel('Name of the flow').fill('Half');
    await page.getByRole('link', { name: 'Events' }).click();
    await page.getByRole('button', { name: 'Leave page' }).click();
    await page.getByRole('heading', { name: 'Events' }).waitFor();
    await page.goBack();
    await page.getByText('Your draft was restored.').waitFor();
    assert.equal(await page.getByLabel('Name of the flow').inputValue(), 'Half');
    await page.getByRole('button', { name: 'Start over' }).click();
    await eventually(() => page.getByLabel('Name of the flow').inputValue(), 'Greet big downloads');
  });

  test('what somebody else has saved meanwhile is not overwritten unasked', async () => {
    const { page, clean } = await open('/flows/greet-k3x9');
    await page.getByLabel('Name of the flow').fill('Mine');
    server.answers.set('PUT /api/flows/greet-k3x9', { status: 412, body: { status: 412, detail: 'Changed.' } });
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Somebody else has changed this flow').waitFor();
    await clean();
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await eventually(() => page.getByLabel('Name of the flow').inputValue(), 'Greet big downloads');
    await page.getByLabel('Name of the flow').fill('Mine again');
    await page.getByRole('button', { name: 'Save' }).click();
    server.answers.delete('PUT /api/flows/greet-k3x9');
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.getByText('Somebody else has changed this flow').waitFor({ state: 'hidden' });
    assert.equal(sent('PUT', '/api/flows/greet-k3x9').at(-1).name, 'Mine again');
  });

  test('mends a broken flow', async () => {
    const { page } = await open('/flows/films-a81q');
    await page.getByText('14 events wait').waitFor();
    await page.getByRole('button', { name: 'Use “path”' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('14 events wait').waitFor({ state: 'hidden' });
    assert.deepEqual(sent('PUT', '/api/flows/films-a81q')[0].with, { mode: '"quick"', path: 'event.file_path' });
  });

  test('switches, resumes and deletes in the list, and takes a deletion back', async () => {
    const { page, clean } = await open('/flows');
    await page.getByRole('switch', { name: 'Greet big downloads: on' }).uncheck();
    await page.waitForFunction(() => [...document.querySelectorAll('.flow-row.state-off')].length === 2);
    await page.getByRole('button', { name: 'Skip 213 waiting: Greet those who were greeted' }).click();
    await page.waitForFunction(() => !document.querySelector('.state-cut'));
    assert.deepEqual(sent('POST', '/api/flows/loop-z0v7/resume'), [{ skip: true }]);
    await page.getByRole('button', { name: 'More actions: Greet big downloads' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByText('“Greet big downloads” is deleted').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('.flow-rows').getByText('Greet big downloads').waitFor();
    await clean();
  });

  test('the list follows the stream', async () => {
    const { page } = await open('/flows');
    for (let i = 0; i < 200 && server.streams.size === 0; i++) await new Promise((resolve) => setTimeout(resolve, 20));
    server.send('flow', { id: 'greet-k3x9', state: 'waiting', detail: 'The plugin hello is away.' });
    await page.getByText('The plugin hello is away.').waitFor();
    server.send('flow', { id: 'greet-k3x9', removed: true });
    await page.getByText('Greet big downloads').waitFor({ state: 'detached' });
  });

  test('sees what an import would make before it is made', async () => {
    const { page, clean } = await open('/flows');
    await page.locator('.flow-head-actions button').click();
    await page.getByRole('menuitem', { name: 'Import' }).click();
    await page.getByLabel('Or paste the YAML').fill('[{"name":"From a file","on":{"event":"download.completed"},"do":{"plugin":"hello","action":"greet"},"with":{"name":"event.file_path"}},{"name":"Wrong","on":{"event":"download.completed"},"do":{"plugin":"hello","action":"greet"},"with":{}}]');
    await page.getByText('The parameter “name” is needed.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Import 2 flows' }).isDisabled(), true);
    await clean();
    await page.getByLabel('Or paste the YAML').fill('[{"name":"From a file","on":{"event":"download.completed"},"do":{"plugin":"hello","action":"greet"},"with":{"name":"event.file_path"}}]');
    await page.getByRole('button', { name: 'Import 1 flow' }).click();
    await page.getByText('1 flow imported').waitFor();
    assert.deepEqual(sent('POST', '/api/flows/import').map((one) => one.dry_run), [true, true, false]);
  });
});
