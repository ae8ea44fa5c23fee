// Plugins: the list, what an installation would change, and the page of one.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { DETAIL, PREVIEW, REMOVED } from '../dev/plugins.mjs';
import { pluginRows } from '../dev/samples.mjs';
import { eventually, freshForEach, inspect, openPage } from './support.mjs';

let server;
let context;
freshForEach((fresh) => ({ server, context } = fresh));

const calls = (method, path) => server.hits.filter((hit) => hit.method === method && hit.path.startsWith(path));
const jar = (name) => ({ name, mimeType: 'application/java-archive', buffer: Buffer.from('PK') });
const dialog = (page) => page.getByRole('dialog');
const open = async (sample, more = '') => {
  const opened = await openPage(context, `${server.url}/?sample=${sample}&locale=en&theme=light${more}`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};
const openDetail = async () => {
  const opened = await openPage(context, `${server.url}/plugins/download?locale=en&theme=light`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};
const menu = async (page, about, entry) => {
  await page.getByRole('button', { name: `More actions: ${about}` }).click();
  await page.locator('wa-dropdown-item', { hasText: entry }).locator('visible=true').click();
};

describe('the list', () => {
  test('turns off from the menu, with a way back', async () => {
    const { page } = await open('plugins');
    await menu(page, 'Downloads', 'Turn off');
    await page.getByText('Downloads is turned off').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Downloads is turned on').waitFor();
    assert.equal(calls('POST', '/api/plugins/download/disable').length, 1);
    assert.equal(calls('POST', '/api/plugins/download/enable').length, 1);
  });
  test('removes only after a yes that names the consequences, and brings back', async () => {
    const { page, clean } = await open('plugins');
    await menu(page, 'Weather', 'Remove');
    await page.getByRole('heading', { name: 'Remove Weather?' }).waitFor();
    await dialog(page).getByText('Films to the library').waitFor();
    await clean();
    assert.equal(calls('DELETE', '/api/plugins/').length, 0);
    await dialog(page).getByRole('button', { name: 'Remove' }).click();
    await page.getByText('Weather is removed').waitFor();
    assert.equal(calls('DELETE', '/api/plugins/weather').length, 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Weather is back').waitFor();
    assert.equal(calls('POST', '/api/plugins/weather/restore').length, 1);
  });
  test('rolls back where there is a former version', async () => {
    const { page } = await open('plugins');
    await menu(page, 'Downloads', 'Go back to the previous version');
    await page.getByText('Downloads goes back to its previous version').waitFor();
    assert.equal(calls('POST', '/api/plugins/download/rollback').length, 1);
  });
  test('says why an action is refused, leads to the log, and shows the true state again', async () => {
    server.state.answers.set('POST /api/plugins/download/restart', { status: 409, body: { status: 409, detail: 'It is being replaced. Try again in a moment.' } });
    const { page } = await open('plugins');
    await menu(page, 'Downloads', 'Restart');
    await page.getByText('It is being replaced. Try again in a moment.').waitFor();
    const row = page.locator('[data-plugin=download]');
    await row.getByText('Live').waitFor();
    await page.getByRole('button', { name: 'Details' }).click();
    await page.waitForURL(/\/plugins\/download\?tab=logs/);
  });
  test('is filtered by state and searched', async () => {
    const { page, clean } = await open('plugins');
    await page.getByRole('button', { name: /Turned off/ }).click();
    await eventually(() => page.locator('.plugin-row').evaluateAll((rows) => rows.map((row) => row.dataset.plugin)), ['ocr']);
    await page.getByRole('button', { name: /^All/ }).click();
    await page.getByRole('searchbox').fill('faces');
    await page.locator('[data-plugin=faces]').waitFor();
    assert.equal(await page.locator('.plugin-row').count(), 1);
    await page.getByRole('searchbox').fill('no such plugin');
    await page.getByText('No plugin fits').waitFor();
    await clean();
  });
  test('follows the stream', async () => {
    const { page } = await open('plugins');
    const [first] = pluginRows('en');
    server.send('plugin', { ...first, state: 'failed', detail: 'Its activate method failed.' });
    await page.locator('[data-plugin=download]').getByText('Its activate method failed.').waitFor();
    await page.locator('[data-plugin=download]').getByText('Look at its log').waitFor();
    server.send('plugin', { id: 'download', removed: true });
    await page.locator('[data-plugin=download]').waitFor({ state: 'detached' });
  });
  test('keeps what was removed, brings it back, or deletes it after a yes', async () => {
    const { page, clean } = await open('plugins');
    await page.locator('.removed-plugins summary').click();
    await page.getByRole('button', { name: 'Delete for good: Weather 0.2.0' }).click();
    await clean();
    await dialog(page).getByRole('button', { name: 'Delete for good' }).click();
    await page.getByText('Weather 0.2.0 is deleted').waitFor();
    assert.equal(calls('DELETE', `/api/removed-plugins/${REMOVED[0].file}`).length, 1);
  });
});

describe('on a page that is not in English', () => {
  test('says the kind of fault in the language of the page, and the exact words as English', async () => {
    const { page, faults } = await openPage(context, `${server.url}/?sample=plugins&locale=zh-CN&theme=light`);
    const weather = page.locator('[data-plugin="weather"]');
    await weather.getByText('缺少它需要的库。').waitFor();
    assert.match(await weather.locator('[lang=en]').innerText(), /com\.example\.maps/);
    await page.locator('[data-plugin="faces"]').getByText('它在启动时崩溃').waitFor();
    await page.locator('[data-plugin="subtitles"]').getByText('需要插件作者改正').waitFor();
    assert.deepEqual([...(await inspect(page)), ...faults], []);
  });
  test('says why a jar is refused in the language of the page', async () => {
    const detail = 'The entry ../evil has a name that leads out of the jar.';
    server.state.answers.set('POST /api/plugins/preview', { status: 422, body: { status: 422, detail, errors: [{ pointer: '', detail, fault: 'unsafe' }] } });
    const { page, faults } = await openPage(context, `${server.url}/?sample=plugins&locale=zh-CN&theme=light`);
    await page.setInputFiles('input[type=file]', jar('evil.jar'));
    await dialog(page).getByText('这个 jar 的内容不安全').waitFor();
    assert.equal(await dialog(page).locator('[lang=en]').innerText(), detail);
    assert.deepEqual([...(await inspect(page)), ...faults.filter((fault) => !fault.includes('422'))], []);
  });
  test('every kind of fault that the server knows has words in both languages', async () => {
    const java = await readFile(new URL('../../runtime/plugins/src/main/java/io/dalbox/plugins/PluginFault.java', import.meta.url), 'utf8');
    const kinds = [...java.matchAll(/^ {4}([A-Z_]+)[,;]$/gm)].map(([, kind]) => `plugin.fault.${kind.toLowerCase()}`);
    assert.ok(kinds.length > 5);
    for (const locale of ['en', 'zh-CN']) {
      const texts = JSON.parse(await readFile(new URL(`../src/plugins/${locale}.json`, import.meta.url), 'utf8'));
      assert.deepEqual(kinds.filter((kind) => !texts[kind]), [], locale);
    }
  });
});

describe('an installation', () => {
  test('shows what it would change, and installs just what was shown', async () => {
    const { page, clean } = await open('plugins');
    await page.setInputFiles('input[type=file]', jar('download.jar'));
    const layer = dialog(page);
    await layer.getByText('1.2.0 → 1.3.0').waitFor();
    await layer.getByText('1 flow stops until it is corrected').waitFor();
    await layer.getByText('1 pinned page goes away').waitFor();
    await layer.getByText('the parameter save_path is required now').waitFor();
    await layer.getByText('dalbox/ui/main.yaml:7').waitFor();
    await layer.getByText('Restarted with it: com.example.geometry').waitFor();
    await clean();
    assert.match(calls('POST', '/api/plugins/preview')[0].body, /name="file"; filename="download.jar"/);
    await layer.getByRole('button', { name: 'Update Download' }).click();
    await page.getByText('Installed: Download').waitFor();
    const installs = calls('POST', '/api/plugins').filter((hit) => hit.path === '/api/plugins');
    assert.deepEqual(installs.map((hit) => JSON.parse(hit.body)), [{ hash: PREVIEW.hash }]);
  });
  test('takes jars that are dropped anywhere, and says which file is none', async () => {
    const { page, clean } = await open('plugins');
    await page.evaluate(() => {
      const data = new DataTransfer();
      data.items.add(new File(['PK'], 'download.jar'));
      data.items.add(new File(['x'], 'notes.txt'));
      window.dropped = data;
      document.querySelector('h1').dispatchEvent(new DragEvent('dragenter', { bubbles: true, dataTransfer: data }));
    });
    await page.locator('.drop-over').waitFor();
    await page.evaluate(() => document.querySelector('h1').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: window.dropped })));
    await eventually(() => page.locator('.drop-over').count(), 0);
    await dialog(page).getByText('This is not a jar file.').waitFor();
    await dialog(page).getByRole('button', { name: 'Update Download' }).waitFor();
    await clean();
  });
  test('from an address is fetched once and then installed by its hash', async () => {
    const { page, clean } = await open('plugins');
    await page.getByRole('button', { name: 'Install from an address' }).click();
    await clean();
    server.state.answers.set('POST /api/plugins/preview', { status: 403, body: { status: 403, detail: 'The address 10.0.0.1 is private.' } });
    await dialog(page).getByLabel('Address of a jar').fill('http://10.0.0.1/x.jar');
    await page.keyboard.press('Enter');
    await dialog(page).getByText('The address 10.0.0.1 is private.').waitFor();
    server.state.answers.delete('POST /api/plugins/preview');
    await dialog(page).getByRole('button', { name: 'Fetch' }).click();
    await dialog(page).getByRole('button', { name: 'Update Download' }).click();
    await page.getByText('Installed: Download').waitFor();
    assert.equal(JSON.parse(calls('POST', '/api/plugins/preview').at(-1).body).url, 'http://10.0.0.1/x.jar');
  });
  test('that is refused says why, and can be tried again', async () => {
    server.state.answers.set('POST /api/plugins/preview', { status: 422, body: { status: 422, detail: 'The entry ../evil has a name that leads out of the jar.' } });
    const { page, clean } = await open('plugins');
    await page.setInputFiles('input[type=file]', jar('evil.jar'));
    await dialog(page).getByText('leads out of the jar').waitFor();
    await clean();
    server.state.answers.delete('POST /api/plugins/preview');
    await dialog(page).getByRole('button', { name: 'Try again: evil.jar' }).click();
    await dialog(page).getByRole('button', { name: 'Update Download' }).waitFor();
  });
  test('of a stranger is offered once the signer is trusted', async () => {
    const [ann] = PREVIEW.signature.signers;
    const stranger = { ...PREVIEW, id: 'films', change: 'refused', reason: 'It is signed by Ann Example, whom nobody here trusts.', fault: 'untrusted', running: null, flows: [], signature: { signers: [{ ...ann, trusted: false }], detail: null } };
    server.state.answers.set('POST /api/plugins/preview', { status: 200, body: stranger });
    server.state.answers.set('POST /api/plugins/films/trust', { status: 204 });
    const { page, clean } = await open('plugins');
    await page.setInputFiles('input[type=file]', jar('films.jar'));
    await dialog(page).getByText('not trusted').waitFor();
    assert.equal(await dialog(page).getByRole('button', { name: /^Install/ }).count(), 0);
    await clean();
    await dialog(page).getByRole('button', { name: 'Trust this signer: Ann Example' }).click();
    const sure = page.getByRole('dialog', { name: 'Trust Ann Example?' });
    await sure.getByText(ann.fingerprint).waitFor();
    server.state.answers.set('POST /api/plugins/preview', { status: 200, body: { ...stranger, change: 'install', reason: null, fault: null, signature: PREVIEW.signature } });
    await sure.getByRole('button', { name: 'Trust this signer' }).click();
    await dialog(page).getByRole('button', { name: 'Install Download 1.3.0' }).or(dialog(page).getByRole('button', { name: 'Install Download' })).waitFor();
    assert.deepEqual(JSON.parse(calls('POST', '/api/plugins/films/trust')[0].body), { fingerprint: ann.fingerprint });
  });
  test('of a jar that waits for the next start says what is in the way', async () => {
    server.state.answers.set('POST /api/plugins/preview', { status: 200, body: { ...PREVIEW, in_the_way: { kind: 'native', bundle: 'com.example.codec' } } });
    const { page, clean } = await open('plugins');
    await page.setInputFiles('input[type=file]', jar('download.jar'));
    await dialog(page).getByText('Takes over at the next start of Dalbox, because the native code of com.example.codec can be loaded only once').waitFor();
    await clean();
  });
  test('of a jar that cannot run is only offered together with a library', async () => {
    server.state.answers.set('POST /api/plugins/preview', { status: 200, body: { ...PREVIEW, change: 'refused', reason: 'It needs the package com.example.maps.', running: null, flows: [] } });
    const { page } = await open('plugins');
    await page.setInputFiles('input[type=file]', jar('download.jar'));
    await dialog(page).getByText('It needs the package com.example.maps.').waitFor();
    assert.equal(await dialog(page).getByRole('button', { name: /Install/ }).count(), 0);
  });
});

describe('the catalogue', () => {
  test('lists what can be had, and finds in all of it', async () => {
    const { page, clean } = await open('catalogue');
    await page.locator('[data-offer=download]').getByText('Update from 1.2.0').waitFor();
    await page.locator('[data-offer=odd]').getByText('It has no SHA-256').waitFor();
    assert.equal(await page.locator('[data-offer=odd]').getByRole('button', { name: /^Install/ }).count(), 0);
    await clean();
    await page.locator('[data-offer=download]').getByText('Versions and changes').click();
    await page.locator('[data-offer=download]').getByRole('button', { name: 'Install: Download 1.3.0' }).waitFor();
    await page.getByRole('searchbox', { name: 'Search the catalogue' }).fill('notes');
    await eventually(() => page.locator('[data-offer]').count(), 1);
    await clean();
  });
  test('shows what is new as text, and installs just what was shown', async () => {
    const { page, clean } = await open('catalogue');
    await page.getByRole('button', { name: 'Update: Download' }).click();
    await dialog(page).getByText('<b>Faster</b>').waitFor();
    await dialog(page).getByText('1 flow stops until it is corrected').waitFor();
    await clean();
    await dialog(page).getByRole('button', { name: 'Update Download' }).click();
    await page.getByText('Installed: Download').waitFor();
    assert.deepEqual(calls('POST', '/api/catalogue/download/').map((hit) => [hit.path, JSON.parse(hit.body)]), [
      ['/api/catalogue/download/preview', { version: '1.3.0' }],
      ['/api/catalogue/download/install', { version: '1.3.0', hash: PREVIEW.hash }],
    ]);
  });
  test('says what is wrong with a source, and why an address is none', async () => {
    const { page, clean } = await open('catalogue');
    await page.getByRole('button', { name: 'Sources' }).click();
    await dialog(page).getByText('The server answered 503').waitFor();
    await dialog(page).getByText('1 entry cannot be installed').click();
    await dialog(page).getByText('line 9, column 5').waitFor();
    server.state.answers.set('POST /api/catalogue/sources', { status: 422, body: { status: 422, detail: 'The server answered 404.' } });
    await dialog(page).getByLabel('Address of an index').fill('https://plugins.example/none.json');
    await page.keyboard.press('Enter');
    await dialog(page).getByText('The server answered 404.').waitFor();
    await dialog(page).getByRole('button', { name: 'Remove source: Ours' }).click();
    await page.getByRole('heading', { name: 'Remove Ours?' }).waitFor();
    assert.equal(calls('DELETE', '/api/catalogue').length, 0);
  });
  test('is seen in the list and on the page of a plugin that has an update', async () => {
    const { page } = await open('plugins');
    const row = page.locator('[data-plugin=download]');
    await row.getByText('Update: 1.3.0').waitFor();
    await row.getByRole('button', { name: 'Update: Downloads' }).click();
    await dialog(page).getByText('What is new').waitFor();
    await page.goto(`${server.url}/plugins/download?locale=en&theme=light`);
    await page.locator('.plugin-head').getByRole('button', { name: 'Update: Downloads' }).waitFor();
  });
});

describe('the page of a plugin', () => {
  test('has every part, each of them clean', async () => {
    const { page, clean } = await openDetail();
    await page.getByRole('heading', { level: 1, name: 'Downloads' }).waitFor();
    const seen = { Overview: 'SHA-256', Health: 'which nobody here provides', 'Pages & pins': 'Downloads', Offers: 'Downloads a file', Tasks: '.mkv', Log: 'Line 40', Settings: '', Problems: 'Nothing is wrong', Dependencies: 'io.dalbox.api' };
    for (const [tab, text] of Object.entries(seen)) {
      await page.getByRole('tab', { name: tab }).click();
      if (text) await page.getByRole('tabpanel').getByText(text).first().waitFor();
      await clean();
    }
  });
  test('is walked with the arrow keys, and its address names the tab', async () => {
    const { page } = await openDetail();
    await page.getByRole('tab', { name: 'Overview' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await eventually(() => page.evaluate(() => document.activeElement.textContent.trim()), 'Pages & pins');
    assert.match(page.url(), /tab=pages/);
    await page.keyboard.press('End');
    await page.getByText('io.dalbox.api').waitFor();
  });
  test('tells what holds a former version', async () => {
    const { page } = await openDetail();
    await page.getByRole('tab', { name: /Health/ }).click();
    await page.getByText(`Held by the threads ${DETAIL.former[0].holders[0]}`).waitFor();
    await page.getByText('/srv/media/film.mkv').waitFor();
    await page.getByText('held by org.example.Reader.forgotten').waitFor();
  });
  test('keeps weight and bound, and shows what the server refuses under the field', async () => {
    const { page, clean } = await openDetail();
    await page.getByLabel('Tasks at once', { exact: true }).fill('5');
    await page.getByRole('button', { name: 'Save: Tasks at once' }).click();
    await page.getByText('Saved').waitFor();
    assert.deepEqual(JSON.parse(calls('PUT', '/api/task-bounds/download')[0].body), { most: 5 });
    server.state.answers.set('PUT /api/compute/owners/download', { status: 422, body: { status: 422, detail: 'Invalid', errors: [{ pointer: '/weight', detail: 'The weight must be a whole number from 1 to 100.' }] } });
    await page.getByLabel('Share of the processor', { exact: true }).fill('0');
    await page.getByRole('button', { name: 'Save: Share of the processor' }).click();
    await page.getByText('The weight must be a whole number from 1 to 100.').waitFor();
    await clean();
  });
  test('shows, filters and searches the log', async () => {
    const { page } = await openDetail();
    await page.getByRole('tab', { name: 'Log' }).click();
    await page.getByRole('log').waitFor();
    await page.getByRole('button', { name: 'Levels: All levels' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Warnings' }).click();
    await page.getByText(/^warn$/).first().waitFor();
    assert.equal(await page.getByText(/^info$/).count(), 0);
    await page.getByRole('searchbox', { name: 'Search the log' }).fill('nothing like it');
    await page.getByText(/0 of/).waitFor();
  });
  test('tells that the plugin is gone, and returns with it', async () => {
    const { page, clean } = await openDetail();
    await page.getByText('SHA-256').waitFor();
    server.send('plugin', { id: 'download', removed: true });
    await page.getByText('Downloads is not here any more').waitFor();
    await clean();
    server.send('plugin', pluginRows('en')[0]);
    await page.getByText('SHA-256').waitFor();
  });
  test('tries an action with the form of its schema', async () => {
    const { page, clean } = await openDetail();
    await page.getByRole('tab', { name: 'Offers' }).click();
    await page.locator('.offer summary', { hasText: 'Downloads a file' }).click();
    await page.getByRole('button', { name: 'Try it: download' }).click();
    await dialog(page).locator('input[name=url]').fill('https://example.org/a.iso');
    await clean();
    await dialog(page).getByRole('button', { name: 'download' }).last().click();
    await dialog(page).waitFor({ state: 'detached' });
    assert.equal(JSON.parse(calls('POST', '/module/download/actions/download')[0].body).url, 'https://example.org/a.iso');
  });
});
