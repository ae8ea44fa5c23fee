// What people get wrong in pages, and what data brings: told with file and line, shown as text, and nobody else is the worse for it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, freePort, login, newHome, openPage, prefer, removeHome, start, until } from './dalbox.mjs';
import { dropPages } from './jars.mjs';

let home, dalbox, chromium, context, page, faults;

before(async () => {
  home = await newHome();
  dalbox = await start(home, await freePort(), {}, ['--dev']);
  chromium = await browser();
  context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  ({ page, faults } = await openPage(context));
  await login(page, dalbox.base);
  await prefer(page, { locale: 'en' });
  page.on('dialog', (dialog) => (faults.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
});

after(async () => {
  await chromium?.close();
  await dalbox?.terminate();
  await removeHome(home);
});

const descriptor = (id, body, more = '') => `ui: 1
id: ${id}
${more}nav:
  - { page: main, label: Page of ${id}, icon: box }
pages:
  - id: main
    title: Page of ${id}
    body:
${body}
`;
const text = (value) => `      - { type: text, value: ${JSON.stringify(value)} }`;
const of = async (id) => (await dalbox.api('GET', `/api/plugins/${id}`)).json;

/** What is dropped, and what the plugin then says. */
const BAD = {
  'bad-loop': [{ 'main.yaml': descriptor('bad-loop', '      - { use: a }', 'macros:\n  a: { body: [{ use: b }] }\n  b: { body: [{ use: a }] }\n') }, /main\.yaml:\d+:\d+ the macro 'a' uses itself/],
  'bad-turns': [{ 'main.yaml.peb': descriptor('bad-turns', '{% for i in range(1, 100000000) %}\n      - { type: text, value: "{{ i }}" }\n{% endfor %}') }, /main\.yaml\.peb:\d+/],
  'bad-deep': [{ 'main.yaml.peb': `{% macro again(n) %}{{ again(n) }}{% endmacro %}${descriptor('bad-deep', '{{ again(1) }}')}` }, /main\.yaml\.peb/],
  'bad-large': [{ 'main.yaml': `${descriptor('bad-large', text('Much'))}# ${'x'.repeat(10 * 1024 * 1024)}\n` }, /256 KiB/],
  'bad-alias': [{ 'main.yaml': `${'a: &a [1,1,1,1,1,1,1,1,1]\n'}${'bcdefghi'.split('').map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]`).join('\n')}\n${descriptor('bad-alias', text('Much'))}` }, /main\.yaml:\d+:\d+.*more than/],
  'bad-names': [{ 'main.yaml': descriptor('bad-names', '      - { type: tabel, source: rows }') }, /main\.yaml:\d+:\d+.*tabel.*did you mean 'table'/],
  'bad-source': [{ 'main.yaml': descriptor('bad-source', '      - { type: table, label: T, source: rwos, columns: [{ field: name, label: N }] }', 'data:\n  rows: { query: core.tasks }\n') }, /main\.yaml:\d+:\d+.*no source 'rwos'.*'rows'/],
  'bad-action': [{ 'main.yaml': descriptor('bad-action', '      - { type: button, action: nothing }') }, /main\.yaml:\d+:\d+.*no action 'nothing'/],
  'bad-script': [{ 'main.yaml': descriptor('bad-script', '      - { type: button, label: Go, to: "javascript:alert(1)" }') }, /main\.yaml:\d+:\d+/],
  'bad-host': [{ 'main.yaml': descriptor('bad-host', '      - { type: button, label: Go, to: "//evil.example/x" }') }, /main\.yaml:\d+:\d+.*out of this server/],
  'bad-escape': [{ 'main.yaml.peb': descriptor('bad-escape', text("{{ 'x'.getClass().forName('java.lang.Runtime') }}").replaceAll('\\"', '"')) }, /main\.yaml\.peb:\d+/],
  'bad-file': [{ 'main.yaml.peb': `{% include "../../../etc/passwd" %}\n${descriptor('bad-file', text('Much'))}` }, /main\.yaml\.peb:\d+/],
};

test('each of the bad ones is told with its place, and the server goes on', async () => {
  await Promise.all(Object.entries(BAD).map(([id, [files]]) => dropPages(home, id, files)));
  for (const [id, [, told]] of Object.entries(BAD)) {
    const problems = await until(async () => {
      const plugin = await of(id);
      return plugin?.state === 'live' && plugin.problems?.length > 0 && plugin.problems;
    }, `what is wrong with ${id}, which runs: only its page is bad`);
    const lines = problems.map(({ file, line, column, message }) => `${file}:${line}:${column} ${message}`);
    assert.ok(lines.some((line) => told.test(line)), `${id}: ${lines.join('\n')}`);
  }
  assert.equal((await dalbox.api('GET', '/module/hello/health')).status, 200);
});

test('the owner reads the same on the page of the plugin', async () => {
  await page.goto(`${dalbox.base}/plugins/bad-source`);
  await page.getByRole('tab', { name: /Problems/ }).click();
  await page.getByText("there is no source 'rwos' here; did you mean 'rows'?").first().waitFor();
});

test('HTML in a descriptor is text', async () => {
  const html = '<img src=x onerror=alert(1)><script>alert(2)</script>';
  await dropPages(home, 'with-html', { 'main.yaml': descriptor('with-html', text(html)) });
  await until(async () => (await of('with-html'))?.state === 'live', 'the plugin');
  await page.goto(`${dalbox.base}/module/with-html/`);
  await page.getByText(html, { exact: true }).waitFor();
  assert.equal(await page.locator('main img, main script').count(), 0);
});

test('a page that went bad shows what it was when it was last good, and why', async () => {
  await dropPages(home, 'turning', { 'main.yaml': descriptor('turning', text('The good one')) });
  await until(async () => (await of('turning'))?.state === 'live', 'the plugin');
  await page.goto(`${dalbox.base}/module/turning/`);
  await page.getByText('The good one').waitFor();
  await dropPages(home, 'turning', { 'main.yaml': descriptor('turning', '      - { type: text, valeu: Bad }') }, '1.1.0');
  // Nobody loads the page again: it follows.
  await page.getByText(/unknown property 'valeu'/).waitFor();
  await page.getByText('The good one').waitFor();
  await dropPages(home, 'turning', { 'main.yaml': descriptor('turning', text('The mended one')) }, '1.2.0');
  await page.getByText('The mended one').waitFor();
});

test('names with script, directions, emoji and holes are shown as they are', async () => {
  await page.goto(`${dalbox.base}/module/gallery/table`);
  const nasty = page.getByRole('table', { name: /really put into/ }).or(page.getByRole('grid', { name: /really put into/ })).first();
  await nasty.scrollIntoViewIfNeeded();
  await nasty.getByText('<script>', { exact: false }).first().waitFor();
  assert.equal(await page.locator('main script, main img').count(), 0);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(sideways <= 0, `scrolls sideways by ${sideways}px`);
});

test('a source that fails says so and is asked again with one press', async () => {
  await page.goto(`${dalbox.base}/module/gallery/table`);
  const again = page.getByRole('button', { name: /Try again|Retry/ }).first();
  // It is asked for once it is seen.
  await page.getByRole('heading', { name: 'A source that fails' }).scrollIntoViewIfNeeded();
  await again.waitFor();
  const once = page.waitForRequest(/actions\/rows\?.*fail=true/);
  await again.click();
  await once;
});

test('a slow action is pressed once however often it is pressed', async () => {
  await page.goto(`${dalbox.base}/module/gallery/form`);
  let sent = 0;
  page.on('request', (request) => request.url().includes('/actions/echo') && sent++);
  const form = page.locator('form').first();
  await form.getByRole('textbox', { name: 'Text' }).fill('slow');
  await form.getByRole('spinbutton').fill('1500');
  const button = form.getByRole('button', { name: 'Say something' });
  const answered = page.waitForResponse(/\/actions\/echo/);
  await button.click();
  await button.click({ force: true, timeout: 1000 }).catch(() => {});
  await page.keyboard.press('Enter');
  assert.equal((await answered).status(), 200);
  assert.equal(sent, 1);
});

test('two tabs edit one thing: the second is told, and nothing of either is lost', async () => {
  const other = await openPage(context);
  for (const tab of [page, other.page]) {
    await tab.goto(`${dalbox.base}/plugins/gallery`);
    await tab.getByRole('tab', { name: 'Settings' }).click();
    await tab.getByRole('spinbutton', { name: /Rate/i }).waitFor();
  }
  const save = async (tab, value) => {
    await tab.getByRole('spinbutton', { name: /Rate/i }).fill(String(value));
    const answer = tab.waitForResponse((one) => one.url().endsWith('/api/plugins/gallery/settings') && one.request().method() === 'PUT');
    await tab.getByRole('button', { name: /^Save/ }).last().click();
    return (await answer).status();
  };
  assert.equal(await save(page, 20), 200);
  assert.equal(await save(other.page, 30), 412);
  assert.equal((await dalbox.api('GET', '/api/plugins/gallery/settings')).json.values.rate, 20);
  await other.page.getByText('Somebody else has changed these settings meanwhile').first().waitFor();
  assert.equal(await other.page.getByRole('spinbutton', { name: /Rate/i }).inputValue(), '30', 'what was typed stays');
  await other.page.close();
});

test('nothing was refused by the content security policy and no script failed', () => {
  assert.deepEqual(faults.filter((fault) => !/status of (412|503)/.test(fault)), []);
});
