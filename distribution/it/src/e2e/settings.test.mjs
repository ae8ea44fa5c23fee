// Settings, users, tokens and notifications on the shipped tree, and a session that ends while a page is open.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, freePort, login, newHome, openPage, password, prefer, removeHome, start } from './dalbox.mjs';

let home, port, dalbox, chromium, context, page, faults;

before(async () => {
  home = await newHome();
  port = await freePort();
  dalbox = await start(home, port);
  chromium = await browser();
  context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  ({ page, faults } = await openPage(context));
  page.setDefaultTimeout(15_000);
  await login(page, dalbox.base);
  await prefer(page, { locale: 'en' });
});

after(async () => {
  await chromium?.close();
  await dalbox?.terminate();
  await removeHome(home);
});

const goTo = async (path) => {
  await page.goto(dalbox.base + path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
};

test('a token is made, shown once, works, and is revoked', async () => {
  await goTo('/settings/tokens');
  await page.getByRole('button', { name: 'New token' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('Backup');
  await form.getByLabel('May').fill('core.read');
  await page.keyboard.press('Enter');
  await form.getByRole('button', { name: 'New token' }).click();
  const secret = await page.locator('.secret-once code').innerText();
  assert.match(secret, /^dbx_/);
  const ask = () => fetch(`${dalbox.base}/api/tasks`, { headers: { authorization: `Bearer ${secret}` } });
  assert.equal((await ask()).status, 200);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('row', { name: /Backup/ }).waitFor();
  assert.ok(!(await page.content()).includes(secret));
  const { json } = await dalbox.api('GET', '/api/tokens');
  await dalbox.api('DELETE', `/api/tokens/${json.items.find((one) => one.name === 'Backup').id}`);
  assert.equal((await ask()).status, 401);
});

test('a user is added on the page', async () => {
  await goTo('/settings/users');
  await page.getByRole('button', { name: 'Add user' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Name').fill('guest');
  await form.locator('[name=password]').fill('another long password');
  await form.getByRole('button', { name: 'Add user' }).click();
  await page.getByRole('row', { name: /guest/ }).waitFor();
});

test('a user is kept out, and let in again', async () => {
  const enter = async () => (await fetch(`${dalbox.base}/api/session`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name: 'guest', password: 'another long password' }),
  })).status;
  await goTo('/settings/users');
  const row = page.getByRole('row', { name: /guest/ });
  const choose = async (what) => {
    await row.getByRole('button', { name: /More actions/ }).click();
    await page.getByRole('menuitem', { name: what }).click();
  };
  assert.equal(await enter(), 201);
  await choose('Disable');
  await row.getByText('Disabled').waitFor();
  assert.equal(await enter(), 401);
  await choose('Enable');
  await row.getByText('Can log in').waitFor();
  assert.equal(await enter(), 201);
  assert.equal(await page.getByRole('row', { name: /admin/ }).getByRole('button').count(), 1, 'the first administrator has a menu');
});

test('the devices that are logged in are listed, and one of them is logged out', async () => {
  const other = await fetch(`${dalbox.base}/api/session`, {
    method: 'POST', headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0' }, body: JSON.stringify({ name: 'admin', password }),
  });
  const cookie = other.headers.get('set-cookie').split(';')[0];
  const ask = async () => (await fetch(`${dalbox.base}/api/me`, { headers: { cookie } })).status;
  await goTo('/settings');
  const row = page.getByRole('row', { name: /Firefox · Android/ });
  await page.getByRole('row', { name: /Chrome · Linux/ }).getByText('This device').waitFor();
  assert.equal(await ask(), 200);
  await row.hover();
  await row.getByRole('button', { name: /Log out/ }).click();
  await row.waitFor({ state: 'detached' });
  assert.equal(await ask(), 401);
});

test('settings, plugins and what was visited last are found in the palette', async () => {
  await goTo('/tasks');
  await goTo('/');
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input input:focus').waitFor();
  const options = page.getByRole('option');
  assert.match(await options.first().innerText(), /Tasks/);
  await page.keyboard.type('my account');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'section-account');
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input input:focus').waitFor();
  await page.keyboard.type('heartbeat');
  await page.getByRole('option', { name: 'Heartbeat Plugins' }).click();
  await page.waitForURL(`${dalbox.base}/plugins/heartbeat`);
});

test('a page that is not there says so in the reader\'s language, and cannot be pinned', async () => {
  await page.goto(`${dalbox.base}/nowhere`);
  await page.getByRole('heading', { level: 1, name: 'There is no such page' }).waitFor();
  assert.equal(await page.locator('.pin-button').count(), 0);
  faults.splice(0);
});

test('a phone can put it on its home screen', async () => {
  const manifest = await page.evaluate(async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json());
  const sizes = await page.evaluate(async (icons) => Promise.all(icons.map(async ({ src }) => {
    const image = new Image();
    image.src = src;
    await image.decode();
    return image.naturalWidth;
  })), manifest.icons);
  assert.deepEqual(sizes.slice(1), [192, 512, 512]);
});

test('a session that ends while a page is open: log in over it, and go on with what was typed', async () => {
  await goTo('/settings/users');
  await page.getByRole('button', { name: 'Add user' }).click();
  const form = page.getByRole('dialog').first();
  await form.getByLabel('Name').fill('second');
  await form.locator('[name=password]').fill('another long password');
  await context.clearCookies();
  // Not by the mouse: what the page asks by itself may have been refused first, and the dialog is there already.
  await form.locator('form').evaluate((sent) => sent.requestSubmit());
  await page.fill('#password-again', password);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Log in again' }).waitFor({ state: 'detached' });
  await form.getByRole('button', { name: 'Add user' }).click();
  await page.getByRole('row', { name: /second/ }).waitFor();
});

test('what fails is told of at once, and stays read', async () => {
  await goTo('/settings');
  await page.getByRole('checkbox', { name: 'Failed tasks' }).waitFor();
  await dalbox.api('POST', '/module/download/actions/download', { url: `${dalbox.base}/assets/nothing` });
  const bell = page.locator('.sidebar-foot').getByRole('button', { name: 'Notifications' });
  await bell.locator('.nav-badge').waitFor({ timeout: 20_000 });
  await bell.click();
  await page.getByRole('button', { name: 'Mark all read' }).click();
  await page.getByText('0 unread').waitFor();
  await goTo('/settings');
  const { items } = await page.evaluate(async () => (await fetch('/api/me/notifications')).json());
  assert.equal(items[0].what, 'core.task.failed');
  assert.ok(items.every((one) => one.read));
  assert.deepEqual(faults.filter((fault) => !/ERR_|Failed to load resource/.test(fault)), []);
});
