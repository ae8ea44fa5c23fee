// With the policy `approve` a dropped jar waits: nothing of it runs before an administrator has seen what it brings.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit } from './audit.mjs';
import { browser, freePort, login, newHome, openPage, prefer, removeHome, start } from './dalbox.mjs';
import { dropPages } from './jars.mjs';

const page_ = (title) => `ui: 1\nid: cinema\nnav: [{ page: film, label: ${title}, icon: film, section: media }]\npages:\n  - { id: film, path: "", title: ${title}, body: [{ type: text, text: Hello }] }\n`;
let home, dalbox, chromium, page, faults;

before(async () => {
  home = await newHome();
  dalbox = await start(home, await freePort(), {}, ['--policy', 'approve']);
  chromium = await browser();
  const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  ({ page, faults } = await openPage(context));
  await login(page, dalbox.base);
  await prefer(page, { locale: 'en' });
});

after(async () => {
  await chromium?.close();
  await dalbox?.terminate();
  await removeHome(home);
});

const row = () => page.locator('[data-plugin=cinema]');
const link = (name) => page.locator('.sidebar').getByRole('link', { name });

test('a dropped jar waits, is told of, and runs after a yes', async () => {
  await page.goto(`${dalbox.base}/plugins`);
  await dropPages(home, 'cinema', { 'film.yaml': page_('Cinema') });
  await row().getByText('Waits for approval').waitFor();
  await page.locator('.sidebar-foot').getByRole('button', { name: 'Notifications' }).locator('.nav-badge').waitFor();
  assert.equal(await link('Cinema').count(), 0);
  assert.equal((await dalbox.api('GET', '/module/cinema/')).status, 503);
  await row().getByRole('button', { name: /Review/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Let test.cinema run?' }).or(page.getByRole('dialog', { name: /run\?/ }));
  await dialog.getByText('film').first().waitFor();
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/approve.png` });
  assert.deepEqual(await audit(page), []);
  await dialog.getByRole('button', { name: 'Let it run' }).click();
  await link('Cinema').waitFor();
  await row().getByText('Live').waitFor();
});

test('an update waits while the version before runs on', async () => {
  await dropPages(home, 'cinema', { 'film.yaml': page_('Theatre') }, '1.1.0');
  await row().getByRole('button', { name: /Review/ }).waitFor();
  assert.equal(await link('Cinema').count(), 1);
  const { json } = await dalbox.api('GET', '/api/plugins/cinema');
  assert.deepEqual([json.state, json.version, json.fault], ['live', '1.0.0', 'unapproved']);
  await row().getByRole('button', { name: /Review/ }).click();
  await page.getByRole('button', { name: 'Let it run' }).click();
  await link('Theatre').waitFor();
});

test('nothing was refused by the content security policy and no script failed', () => {
  assert.deepEqual(faults, []);
});
