// What a person does, against a server that answers as the page model says.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readdirSync, readFileSync } from 'node:fs';
import { COMPUTE, samples, shellModel, taskRows } from '../dev/samples.mjs';
import { eventually, freshForEach, inspect, openPage, until } from './support.mjs';

let server;
let browser;
let context;
freshForEach((fresh) => ({ server, browser, context } = fresh));

const open = async (sample, more = '') => {
  const opened = await openPage(context, `${server.url}/?sample=${sample}&locale=en&theme=light${more}`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};
const calls = (method, path) => server.hits.filter((hit) => hit.method === method && hit.path.startsWith(path));
const streamOpen = () => until(() => server.streams.size > 0, 'the stream is open');

describe('menus', () => {
  const PARTS = new URL('../target/classes/META-INF/dalbox/assets/', import.meta.url);
  const name = () => readdirSync(PARTS).find((file) => file.endsWith('.js') && readFileSync(new URL(file, PARTS), 'utf8').includes('"wa-dropdown-item"'));
  const user = (page) => page.locator('.sidebar-foot .nav-item.user');
  test('one that is pressed before its script is there opens when it is', async () => {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await context.route(`**/assets/${name()}`, async (route) => (await held, route.continue()));
    const { page } = await open('home');
    assert.equal(await user(page).getAttribute('aria-haspopup'), 'menu');
    await user(page).click();
    release();
    await page.getByRole('menuitemcheckbox', { name: 'Dark' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('wa-dropdown-item'));
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.matches('.nav-item.user'));
  });
  test('one whose script is gone says so', async () => {
    await context.route(`**/assets/${name()}`, (route) => route.fulfill({ status: 404 }));
    const { page } = await open('home');
    await page.locator('.toast').first().waitFor();
  });
});

describe('logging in', () => {
  test('sends name and password, and follows next only on this server', async () => {
    const { page } = await open('login', '&next=//evil.example/');
    await page.fill('#name', 'admin');
    await page.fill('#password', 'secret');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${server.url}/`);
    assert.deepEqual(JSON.parse(calls('POST', '/api/session')[0].body), { name: 'admin', password: 'secret' });
  });
  test('says when it is wrong', async () => {
    server.answers.set('POST /api/session', { status: 401, body: { status: 401, detail: 'no' } });
    const { page, clean } = await open('login');
    await page.fill('#name', 'admin');
    await page.fill('#password', 'wrong');
    await page.click('button[type=submit]');
    await page.getByText('do not match').waitFor();
    await clean();
  });
  test('counts down when tried too often', async () => {
    server.answers.set('POST /api/session', { status: 429, body: { status: 429, detail: 'Too many tries.' }, headers: { 'retry-after': '2' } });
    const { page } = await open('login');
    await page.fill('#name', 'a');
    await page.fill('#password', 'b');
    await page.click('button[type=submit]');
    await page.getByText('Try again in 2 seconds').waitFor();
    assert.ok(await page.locator('button[type=submit]').isDisabled());
    await page.locator('button[type=submit]:not([disabled])').waitFor();
  });
});

describe('moving around', () => {
  test('goes to a page without a reload, focuses its heading, and back again', async () => {
    const { page, clean } = await open('home');
    await page.evaluate(() => (window.sameDocument = true));
    await page.locator('.sidebar').getByRole('link', { name: 'Plugins' }).click();
    await page.getByRole('heading', { level: 1, name: 'Plugins' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    assert.equal(await page.title(), 'Plugins · Dalbox');
    assert.equal(await page.evaluate(() => window.sameDocument), true);
    assert.match(await page.locator('.sidebar [aria-current=page]').innerText(), /^Plugins/);
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
    await clean();
  });
  test('finds pages in the palette with the keyboard alone', async () => {
    const { page, clean } = await open('home');
    await page.keyboard.press('Control+k');
    await page.locator('.palette-input input:focus').waitFor();
    await clean();
    await page.keyboard.type('plug');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Plugins' }).waitFor();
    assert.equal(await page.locator('dialog').count(), 0);
  });
  test('shows the keys', async () => {
    const { page, clean } = await open('download-3');
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keyboard shortcuts' }).waitFor();
    await page.getByText('Add download').nth(1).waitFor();
    await clean();
  });
  test('says that a page does not exist', async () => {
    const { page } = await open('home');
    await page.evaluate(() => document.querySelector('.brand').setAttribute('href', '/nowhere'));
    await page.click('.brand');
    await page.getByText('There is no such page').waitFor();
  });
  test('keeps a choice of theme', async () => {
    const { page, clean } = await open('home');
    await page.click('.nav-item.user');
    await page.getByText('Dark', { exact: true }).click();
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    assert.deepEqual(JSON.parse(calls('PUT', '/api/me/preferences')[0].body), { locale: 'en', theme: 'dark', density: 'comfortable' });
    assert.equal(calls('PUT', '/api/me/preferences')[0].csrf, 'sample');
    await clean();
  });
});

describe('following the server', () => {
  test('patches a row by its key, adds and removes', async () => {
    const { page } = await open('download-3');
    await streamOpen();
    server.send('task', { ...taskRows(3)[0], state: 'completed', progress: 100 });
    await page.waitForFunction(() => document.querySelector('.rows [data-index="0"] .badge')?.textContent === 'Done');
    server.send('task', { ...taskRows(3)[0], task_id: 'new', name: 'new.iso' });
    await page.getByText('new.iso').waitFor();
    server.send('task', { task_id: 'new', removed: true });
    await page.getByText('new.iso').waitFor({ state: 'detached' });
  });
  test('ignores tasks of other plugins', async () => {
    const { page } = await open('download-3');
    await streamOpen();
    server.send('task', { ...taskRows(1)[0], task_id: 'x', plugin: 'hello', name: 'other.iso' });
    server.send('task', { ...taskRows(1)[0], task_id: 'y', name: 'mine.iso' });
    await page.locator('.rows').getByText('mine.iso').waitFor();
    assert.equal(await page.locator('.rows').getByText('other.iso').count(), 0);
  });
  test('an event that overtakes the snapshot of the next page is not lost', async () => {
    const { page } = await open('home');
    await streamOpen();
    const late = { ...taskRows(3)[0], state: 'completed', progress: 100 };
    server.send('task', late);
    await page.locator('.sidebar').getByRole('link', { name: 'Downloads' }).click();
    await page.waitForFunction(() => document.querySelector('.rows [data-index="0"] .badge')?.textContent === 'Done');
  });
  test('many changes reach the screen at most five times a second', async () => {
    const { page } = await open('download-3');
    await streamOpen();
    await page.evaluate(() => {
      window.changes = 0;
      new MutationObserver(() => window.changes++).observe(document.querySelector('.rows [data-index="0"] .amount'), { characterData: true, childList: true, subtree: true });
    });
    for (let i = 1; i <= 50; i++) {
      server.send('task', { ...taskRows(1)[0], progress: i });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await page.waitForFunction(() => document.querySelector('.rows [data-index="0"] .amount').textContent === '50%');
    const changes = await page.evaluate(() => window.changes);
    assert.ok(changes <= 12, `${changes} changes`);
  });
  test('a new plugin appears in the sidebar without a reload', async () => {
    const { page } = await open('home');
    await streamOpen();
    const shell = shellModel('en');
    shell.nav.push({ id: 'new/main', plugin: 'new', section: 'tools', label: 'Brand new', icon: 'sparkles', to: '/module/new/', order: 1, badge: null, pinned: false });
    server.answers.set('GET /api/pages', { status: 200, body: { shell, page: samples('en').home } });
    server.send('page', { plugin: 'new' });
    await page.locator('.sidebar').getByText('Brand new').waitFor({ timeout: 1000 });
  });
  test('a form that is being filled is kept and told', async () => {
    const { page, clean } = await open('kitchen');
    await streamOpen();
    await page.getByLabel('Name *').fill('Ada');
    server.answers.set('GET /api/pages', { status: 200, body: { shell: shellModel('en'), page: { ...samples('en').kitchen, hash: 'other', title: 'Changed' } } });
    server.send('page', { plugin: 'hello' });
    await page.getByText('This page has changed').waitFor();
    assert.equal(await page.getByLabel('Name *').inputValue(), 'Ada');
    await clean();
    await page.getByRole('button', { name: 'Reload page' }).click();
    await page.getByRole('heading', { level: 1, name: 'Changed' }).waitFor();
  });
  test('says that the connection is lost, and resumes after the last event', async () => {
    const { page } = await open('home');
    await streamOpen();
    server.send('event', { id: 'e', type: 'x' }, '77');
    server.answers.set('GET /api/stream', { status: 503, body: {} });
    server.streams.forEach((stream) => stream.end());
    await page.getByText('Connection lost').waitFor({ timeout: 15000 });
    server.answers.delete('GET /api/stream');
    await page.getByText('Connection lost').waitFor({ state: 'detached', timeout: 30000 });
    assert.ok(calls('GET', '/api/stream').some((hit) => hit.path.includes('last_event_id=77')));
  });
});

describe('forms', () => {
  test('ask, check, send and tell with progress', async () => {
    const { page, clean } = await open('download-3');
    await page.keyboard.press('n');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await clean();
    await dialog.getByRole('button', { name: 'Add download' }).click();
    await dialog.getByText('This is needed.').waitFor();
    await dialog.getByLabel('Address').fill('ftp://x');
    await dialog.getByText('complete address').first().waitFor();
    await clean();
    await dialog.getByLabel('Address').fill('https://example.org/film.mkv');
    await page.keyboard.press('Enter');
    await page.locator('.toast').getByText('Add download: started').waitFor();
    const [hit] = calls('POST', '/module/download/actions/download');
    assert.deepEqual(JSON.parse(hit.body), { url: 'https://example.org/film.mkv', save_path: 'media:/downloads/', segments: 4 });
    assert.equal(hit.csrf, 'sample');
    await page.locator('.toast .progress').waitFor();
    await clean();
  });
  test('show the errors of the server in their fields', async () => {
    server.answers.set('POST /module/download/actions/download', { status: 422, body: { status: 422, title: 'Refused', errors: [{ pointer: '/url', detail: 'This address is private.' }, { pointer: '/segments', detail: 'Too many.' }] } });
    const { page, clean } = await open('download-3');
    await page.keyboard.press('n');
    await page.getByLabel('Address').fill('http://10.0.0.1/');
    await page.keyboard.press('Enter');
    await page.locator('.field .error', { hasText: 'This address is private.' }).waitFor();
    await page.locator('.field .error', { hasText: 'Too many.' }).waitFor();
    await page.getByText('2 things need your attention').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.name), 'url');
    await clean();
  });
  test('keep a draft, but no secret', async () => {
    const { page } = await open('kitchen');
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await page.getByLabel('Title').fill('half done');
    await page.getByLabel('Password', { exact: false }).first().fill('hush');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.ok(!(await page.evaluate(() => JSON.stringify(sessionStorage))).includes('hush'));
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await page.getByText('Your draft was restored.').waitFor();
    assert.equal(await page.getByLabel('Title').inputValue(), 'half done');
  });
  test('Enter that ends a composition does not send', async () => {
    const { page } = await open('kitchen');
    const name = page.getByLabel('Name *');
    await name.fill('王');
    await name.evaluate((input) => input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true, cancelable: true })));
    assert.equal(calls('POST', '/module/hello/actions/greet').length, 0);
  });
});

describe('tables', () => {
  test('draw only what is near the window, and scroll to the end', async () => {
    const { page, clean } = await open('download-3000');
    assert.ok((await page.locator('.rows .table-row').count()) < 80);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.locator('[data-index="2999"]').waitFor();
    await clean();
  });
  test('search, sort and filter', async () => {
    const { page } = await open('download-3000');
    await page.keyboard.press('/');
    await page.keyboard.type('-2999');
    await page.getByText('1 of 3,000').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Size' }).click();
    await eventually(() => page.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-sort'), 'ascending');
    await page.getByRole('button', { name: 'State', exact: true }).click();
    await page.locator('wa-dropdown-item', { hasText: 'Failed' }).click();
    await page.waitForFunction(() => [...document.querySelectorAll('.rows .badge')].every((badge) => badge.textContent === 'Failed'));
  });
  test('select a range and act on all of it', async () => {
    const { page, clean } = await open('download-3000');
    await page.locator('[data-index="0"] .check').click();
    await page.locator('[data-index="7"] .check').click({ modifiers: ['Shift'] });
    await page.getByText('8 selected').waitFor();
    await clean();
    await page.getByRole('toolbar').getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Pause: 3 done').waitFor();
    assert.deepEqual(calls('POST', '/api/tasks/').map((hit) => hit.path).sort(), ['/api/tasks/t0/pause', '/api/tasks/t5/pause', '/api/tasks/t7/pause']);
  });
  test('an action is shown at once and taken back when it fails', async () => {
    const { page } = await open('download-3');
    server.answers.set('POST /api/tasks/t0/pause', { status: 409, body: { status: 409, detail: 'It has just finished.' } });
    await page.locator('[data-index="0"]').hover();
    await page.locator('[data-index="0"]').getByRole('button', { name: /^Pause/ }).click();
    await page.getByText('It has just finished.').waitFor();
    await page.waitForFunction(() => document.querySelector('.rows [data-index="0"] .badge')?.textContent === 'Downloading');
  });
  test('what can be undone asks nothing', async () => {
    const { page } = await open('download-3');
    await page.locator('[data-index="0"]').hover();
    await page.locator('[data-index="0"]').getByRole('button', { name: /^Delete/ }).click();
    await page.locator('.toast').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Undone').waitFor();
    assert.deepEqual(JSON.parse(calls('POST', '/module/download/actions/restore')[0].body), { ids: ['t0'] });
  });
  test('every row action is reached by the keyboard', async () => {
    const { page } = await open('download-3');
    await page.locator('[data-index="0"] .check').focus();
    await page.keyboard.press('Tab');
    assert.match(await page.evaluate(() => document.activeElement.getAttribute('aria-label')), /^Pause: ubuntu/);
  });
});

describe('computing', () => {
  const HISTORY = '/api/compute/history';
  const chart = (page) => page.locator('u-chart').first();
  const picture = (page) => chart(page).locator('canvas');
  /** The history with one sample more. */
  const grown = (busy) => ({ items: [...COMPUTE.compute[HISTORY].items, { ...COMPUTE.compute[HISTORY].items.at(-1), time: new Date(Date.now() + 2000).toISOString(), busy }], next: null });
  const answer = (path, body) => server.answers.set(`GET ${path}`, { status: 200, body });
  /** A page whose time can be hurried on, so that nobody waits for the next answer. */
  const openInTime = async (sample) => {
    await context.clock.install();
    return open(sample);
  };

  test('the script that draws comes with the first chart, not before', async () => {
    const opened = await openPage(context, `${server.url}/?sample=home&locale=en`);
    const asked = [];
    opened.page.on('request', (request) => asked.push(request.url()));
    await opened.page.locator('.sidebar').getByRole('link', { name: 'Plugins' }).click();
    await opened.page.getByRole('heading', { level: 1, name: 'Plugins' }).waitFor();
    assert.ok(!asked.some((url) => url.includes('/assets/chart.')));
    await opened.page.locator('.sidebar').getByRole('link', { name: 'Compute' }).click();
    await picture(opened.page).waitFor();
    assert.ok(asked.some((url) => url.includes('/assets/chart.')));
    assert.deepEqual(await inspect(opened.page), []);
  });
  test('a chart follows its source, and stays the table that it was made', async () => {
    const { page, clean } = await openInTime('compute');
    await picture(page).waitFor();
    const image = chart(page).getByRole('img');
    assert.match(await image.getAttribute('aria-label'), /^Processors in use\. In use: last 1\.93, lowest [\d.]+, highest [\d.]+\. Threads: last 3/);
    const before = await picture(page).evaluate((canvas) => ((window.same = canvas), canvas.toDataURL()));
    answer(HISTORY, grown(0.5));
    await page.clock.fastForward(2000);
    await page.waitForFunction(() => document.querySelector('u-chart [role=img]').ariaLabel.includes('last 0.5'));
    assert.ok(await picture(page).evaluate((canvas) => canvas === window.same), 'it is drawn where it was');
    assert.notEqual(await picture(page).evaluate((canvas) => canvas.toDataURL()), before);
    await chart(page).getByRole('button', { name: 'Show as table: Processors in use' }).click();
    const cell = chart(page).locator('tbody td').first();
    assert.equal(await cell.innerText(), '0.5');
    await clean();
    answer(HISTORY, grown(2.25));
    await page.clock.fastForward(2000);
    await page.waitForFunction(() => document.querySelector('u-chart tbody td').textContent.trim() === '2.25');
    await chart(page).getByRole('button', { name: 'Show as chart: Processors in use' }).click();
    await picture(page).waitFor();
  });
  test('the values under the pointer stay there when the source goes on', async () => {
    const { page } = await openInTime('compute');
    await picture(page).waitFor();
    const box = await chart(page).locator('.u-over').boundingBox();
    await page.mouse.move(box.x + box.width / 4, box.y + 20);
    const time = chart(page).locator('.chart-at');
    await time.waitFor();
    const line = () => chart(page).locator('.u-cursor-x').evaluate((element) => element.style.transform);
    const before = await line();
    answer(HISTORY, grown(0.5));
    await page.clock.fastForward(2000);
    await page.waitForFunction(() => document.querySelector('u-chart [role=img]').ariaLabel.includes('last 0.5'));
    assert.equal(await line(), before);
    assert.ok(await time.isVisible());
  });
  test('a change of theme recolours the chart without a reload', async () => {
    const { page } = await open('compute');
    await picture(page).waitFor();
    const data = () => picture(page).evaluate((canvas) => new Promise((resolve) => requestAnimationFrame(() => resolve(canvas.toDataURL()))));
    const light = await data();
    await page.evaluate(() => (document.documentElement.dataset.theme = 'dark'));
    await page.waitForFunction((before) => document.querySelector('u-chart canvas').toDataURL() !== before, light);
  });
  test('when the script that draws is gone, the numbers are still there', async () => {
    const { later: { chart: { scripts: [name] } } } = JSON.parse(readFileSync(new URL('../target/classes/META-INF/dalbox/assets/manifest.json', import.meta.url), 'utf8'));
    // By the browser, which has kept the one that it was given before.
    await context.route(`**/assets/${name}`, (route) => route.fulfill({ status: 404 }));
    const { page, clean } = await open('compute');
    await chart(page).getByText('cannot be drawn here now').waitFor();
    assert.equal(await chart(page).locator('tbody td').first().innerText(), '1.93');
    await clean();
  });
  test('what is shown is asked for once an interval, and not at all on another page', async () => {
    const { page } = await openInTime('compute');
    await picture(page).waitFor();
    const asked = () => calls('GET', '/api/compute').filter((hit) => hit.path === '/api/compute').length;
    const interval = async () => {
      const answered = page.waitForResponse((response) => response.url().endsWith('/api/compute'));
      await page.clock.fastForward(2000);
      await answered;
    };
    // The first may fall together with what the page asks for when it opens.
    await interval();
    const first = asked();
    await interval();
    assert.equal(asked(), first + 1, 'three sources of one address ask once');
    await page.locator('.sidebar').getByRole('link', { name: 'Plugins' }).click();
    await page.getByRole('heading', { level: 1, name: 'Plugins' }).waitFor();
    const before = calls('GET', '/api/compute').length;
    await page.clock.runFor(10000);
    assert.equal(calls('GET', '/api/compute').length, before);
  });
  test('scheduled work is run now, paused and resumed', async () => {
    const { page, clean } = await open('compute');
    await page.getByRole('tab', { name: 'Runs by itself' }).click();
    await page.locator('.cell-hint.tone-text-danger', { hasText: 'does not answer' }).waitFor();
    const row = page.locator('.table-row', { hasText: 'Matrix product' });
    await row.hover();
    await clean();
    await row.getByRole('button', { name: 'Run now: Matrix product' }).click();
    await page.getByText('Matrix product is started').waitFor();
    const order = () => server.hits.map(({ method, path }) => `${method} ${path}`);
    await until(() => order().lastIndexOf('GET /api/schedules') > order().indexOf('POST /api/schedules/heartbeat.matrix/run'), 'the list is asked for after the run');
    const paused = COMPUTE.compute['/api/schedules'].items.map((one) => (one.id === 'heartbeat.matrix' ? { ...one, state: 'paused', next: null } : one));
    answer('/api/schedules', { items: paused, next: null });
    await row.getByRole('button', { name: 'Pause: Matrix product' }).click();
    await row.locator('.badge', { hasText: 'Paused' }).waitFor();
    await row.getByRole('button', { name: 'Resume: Matrix product' }).click();
    await page.getByText('Matrix product goes on').waitFor();
    assert.deepEqual(calls('POST', '/api/schedules/').map(({ path, body }) => [path, body]), ['run', 'pause', 'resume'].map((word) => [`/api/schedules/heartbeat.matrix/${word}`, '']));
  });
  test('what was shown early goes with the answer of the server', async () => {
    const { page } = await open('compute');
    await page.getByRole('tab', { name: 'Runs by itself' }).click();
    const row = page.locator('.table-row', { hasText: 'Matrix product' });
    await row.hover();
    await row.getByRole('button', { name: 'Pause: Matrix product' }).click();
    // The sample's server goes on saying that it is scheduled.
    await page.getByText('Matrix product is paused').waitFor();
    await row.locator('.badge', { hasText: 'Scheduled' }).waitFor({ timeout: 2000 });
  });
  test('a weight is a whole number from 1 to 100', async () => {
    server.answers.set('PUT /api/compute/owners/ocr', { status: 200, body: { owner: 'ocr', weight: 5 } });
    const { page, clean } = await open('compute');
    const row = page.locator('.table-row', { hasText: 'Text recognition' });
    await row.hover();
    await row.getByRole('button', { name: 'Change weight of Text recognition' }).click();
    const dialog = page.getByRole('dialog');
    const field = dialog.getByLabel('Weight *');
    assert.equal(await field.inputValue(), '2');
    const submit = dialog.getByRole('button', { name: 'Change weight of Text recognition' });
    for (const [value, complaint] of [['0', 'At least 1.'], ['101', 'At most 100.'], ['', 'This is needed.']]) {
      await field.fill(value);
      await submit.click();
      await dialog.getByText(complaint).waitFor();
    }
    await clean();
    assert.equal(calls('PUT', '/api/compute').length, 0);
    await field.fill('5');
    await submit.click();
    await page.getByText('Text recognition has weight 5 now').waitFor();
    assert.deepEqual(calls('PUT', '/api/compute').map(({ path, body }) => [path, JSON.parse(body)]), [['/api/compute/owners/ocr', { weight: 5 }]]);
  });
  test('what fails says so calmly, and comes back', async () => {
    const { page } = await openInTime('compute-failing');
    await chart(page).getByText('The chart could not be loaded').waitFor();
    await page.getByText('The list could not be loaded').waitFor();
    answer('/api/compute', COMPUTE.compute['/api/compute']);
    answer(HISTORY, COMPUTE.compute[HISTORY]);
    await page.clock.fastForward(8000);
    await picture(page).waitFor();
    await page.locator('.table-row', { hasText: 'Text recognition' }).waitFor();
  });
  test('every part of the page is clean on a phone', async () => {
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const { page, clean } = await open('compute-40');
    await chart(page).getByRole('button', { name: 'Show as table' }).tap();
    for (const tab of ['Right now', 'Runs by itself']) {
      await page.getByRole('tab', { name: tab }).tap();
      await page.locator('.row-card').first().waitFor();
      await clean();
    }
  });
});

describe('on a phone', () => {
  test('More holds every page and the settings', async () => {
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    const { page, clean } = await open('home');
    await page.getByRole('button', { name: 'More' }).tap();
    await page.getByRole('dialog').getByRole('link', { name: 'Plugins' }).waitFor();
    await clean();
    await page.getByRole('dialog').getByRole('link', { name: 'Plugins' }).tap();
    await page.getByRole('heading', { level: 1, name: 'Plugins' }).waitFor();
    await clean();
  });
  test('the activity is reachable and clean', async () => {
    const { page, clean } = await open('home');
    await page.locator('[data-tray-button]').click();
    await page.getByRole('heading', { name: 'Activity' }).waitFor();
    await clean();
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Activity' }).waitFor({ state: 'detached' });
  });
});
