// With the policy `signed` only jars of trusted signers run; an administrator trusts a signer after a look at the fingerprint.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { audit } from './audit.mjs';
import { browser, freePort, login, newHome, openPage, prefer, removeHome, start, tree } from './dalbox.mjs';
import { dropPages } from './jars.mjs';

const run = promisify(execFile);
const page_ = (title) => `ui: 1\nid: cinema\nnav: [{ page: film, label: ${title}, icon: film, section: media }]\npages:\n  - { id: film, path: "", title: ${title}, body: [{ type: text, text: Hello }] }\n`;
let home, dalbox, chromium, page, faults;

/** Runs a command of the shipped script, as an author does. */
const plugin = (...args) => run('bash', [join(tree, 'dalbox'), 'plugin', ...args], { env: { ...process.env, DALBOX_KEYSTORE_PASSWORD: 'swordfish' } });

/** Drops a plugin that is signed. */
const dropSigned = (title, version) => dropPages(home, 'cinema', { 'film.yaml': page_(title) }, version, (jar) => plugin('sign', jar, '--keystore', join(home, 'ann.p12')));

before(async () => {
  home = await newHome();
  await plugin('key', 'Ann Example', '--keystore', join(home, 'ann.p12'));
  dalbox = await start(home, await freePort(), {}, ['--policy', 'signed']);
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
const shot = (name) => process.env.SHOTS && page.screenshot({ path: `${process.env.SHOTS}/${name}.png`, fullPage: true });

test('a jar that nobody signed is refused with the reason', async () => {
  await page.goto(`${dalbox.base}/plugins`);
  await dropPages(home, 'cinema', { 'film.yaml': page_('Cinema') });
  await row().getByText('is not signed, and only signed plugins run here').waitFor();
  await row().getByText('Get a signed jar from its author.').waitFor();
  assert.equal(await link('Cinema').count(), 0);
});

test('the jar of a stranger waits for a look at the fingerprint, and runs after it', async () => {
  await dropSigned('Cinema', '1.0.0');
  await row().getByRole('button', { name: /Review/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Trust Ann Example?' });
  await dialog.getByText('not trusted').waitFor();
  const { stdout } = await plugin('verify', join(home, 'plugins/cinema.jar'));
  const [fingerprint] = /[0-9a-f]{64}/.exec(stdout);
  await dialog.getByText(fingerprint).waitFor();
  await shot('trust');
  assert.deepEqual(await audit(page), []);
  await dialog.getByRole('button', { name: 'Trust this signer' }).click();
  await link('Cinema').waitFor();
  await row().getByText('Live').waitFor();
  const [file] = await readdir(join(home, 'config/trust'));
  assert.equal(await readFile(join(home, 'config/trust', file), 'utf8'), await readFile(join(home, 'ann.pem'), 'utf8'));
});

test('the page of the plugin says who signed it', async () => {
  await page.goto(`${dalbox.base}/plugins/cinema`);
  await page.getByText('Signed by Ann Example').waitFor();
  await page.getByText('Trusted the signer Ann Example').waitFor();
  await shot('signed-plugin');
  assert.deepEqual(await audit(page), []);
});

test('a trusted signer updates without being asked, nobody else does', async () => {
  await dropSigned('Theatre', '1.1.0');
  await link('Theatre').waitFor();
  await dropPages(home, 'cinema', { 'film.yaml': page_('Evil') }, '1.2.0');
  await page.goto(`${dalbox.base}/plugins`);
  await row().getByText('Version 1.2.0 in cinema.jar is not signed').waitFor();
  assert.equal(await link('Theatre').count(), 1);
});

test('the settings list who is trusted, and end that', async () => {
  await page.goto(`${dalbox.base}/settings`);
  await page.getByRole('link', { name: 'Trusted signers' }).click();
  await page.getByRole('heading', { level: 1, name: 'Trusted signers' }).waitFor();
  const signer = page.getByRole('row', { name: /Ann Example/ });
  await signer.waitFor();
  await shot('trusted');
  assert.deepEqual(await audit(page), []);
  await signer.getByRole('button').last().click();
  await page.getByRole('menuitem', { name: 'Trust no more' }).or(page.getByRole('dialog').getByRole('button', { name: 'Trust no more' })).first().click();
  const dialog = page.getByRole('dialog');
  if (await dialog.count()) await dialog.getByRole('button', { name: 'Trust no more' }).click();
  await page.getByText('Nobody is trusted yet').waitFor();
  assert.equal((await dalbox.api('GET', '/api/plugins/cinema')).json.state, 'live');
});

test('nothing was refused by the content security policy and no script failed', () => {
  assert.deepEqual(faults, []);
});
