// Forms, as a person fills them in.
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { samples, shellModel } from '../dev/samples.mjs';
import { eventually, freshForEach, inspect, openPage, until } from './support.mjs';

let server;
let context;
freshForEach((fresh) => ({ server, context } = fresh));

const open = async (sample, more = '') => {
  const opened = await openPage(context, `${server.url}/?sample=${sample}&locale=en&theme=light${more}`);
  return { ...opened, clean: async () => assert.deepEqual([...(await inspect(opened.page)), ...opened.faults], []) };
};

describe('the script of forms', () => {
  test('a layer opens before it is there, and has the focus in the first field once it is', async () => {
    let go;
    const gate = new Promise((resolve) => (go = resolve));
    await context.route(/\/assets\/form\./, async (route) => {
      await gate;
      await route.continue();
    });
    const { page, clean } = await open('download-3');
    await page.locator('main').getByRole('button', { name: 'Add download' }).first().click();
    await page.locator('dialog .skeleton').first().waitFor();
    await clean();
    go();
    await page.locator('dialog form').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('name')), 'url');
    await clean();
  });
  test('a script that is gone says so, and may be tried again', async () => {
    await context.route(/\/assets\/form\..*js/, (route) => route.fulfill({ status: 404 }));
    const { page } = await open('download-3');
    await page.locator('main').getByRole('button', { name: 'Add download' }).first().click();
    await page.locator('dialog').getByRole('button', { name: 'Try again' }).waitFor();
  });
});

const form = (page) => page.locator('main form');
const field = (page, label) => form(page).getByLabel(label, { exact: false });
const calls = (method, path) => server.hits.filter((hit) => hit.method === method && hit.path.startsWith(path));
const send = (page) => page.getByRole('button', { name: 'Send everything' }).click();
/** Adds an entry to a list; its first field has the focus once it is drawn. */
const addEntry = async (page, label) => {
  const before = await page.evaluate(() => document.activeElement?.id);
  await page.getByRole('button', { name: `Add entry: ${label}` }).click();
  await page.waitForFunction((id) => document.activeElement?.matches('input') && document.activeElement.id !== (id || 'none'), before);
};
/** Chooses from a list that is searched in. */
const pick = async (page, label, typed, option) => {
  await page.getByRole('button', { name: new RegExp(`^${label}`) }).first().click();
  const search = page.locator('.picker-panel:popover-open input');
  await search.fill(typed);
  await page.locator('.picker-panel:popover-open').getByRole('option', { name: option }).click();
};

describe('every kind of field', () => {
  test('sends what was filled in, in the form that the schema asks for', async () => {
    server.answers.set('GET /api/plugins', { status: 200, body: { items: [{ id: 'download', name: 'Downloads', description: 'Fetches' }], next: null } });
    const { page, clean } = await open('forms');
    await form(page).waitFor();
    await page.fill('[name=name]', 'Weekend');
    await page.selectOption('[name=mode]', { label: 'Move' });
    await page.fill('[name=about]', 'two\nlines');
    await page.fill('[name=address]', 'https://example.org/');
    await page.fill('[name=mail]', 'ada@example.org');
    await page.fill('[name=folder]', 'media:/films/');
    await pick(page, 'Library', 'sho', /Shows/);
    await pick(page, 'Plugin', 'down', /Downloads/);
    await pick(page, 'Languages', 'japan', /Japanese/);
    await pick(page, 'Languages', 'tlh', /Use “tlh”/);
    await page.getByRole('textbox', { name: 'Tags' }).fill('one');
    await page.keyboard.press('Enter');
    await page.keyboard.type('two,');
    await page.fill('[name=links]', 'https://a.example/\n\nhttps://b.example/');
    await page.getByRole('checkbox', { name: 'Music' }).check();
    await page.getByRole('checkbox', { name: 'Films' }).check();
    await page.fill('[name=amount]', '0.15');
    await page.fill('[name=size]', '1.5');
    await page.fill('[name=wait]', '2');
    await page.getByRole('switch', { name: 'Notify me' }).check();
    await page.fill('[name=pause]', '90');
    await page.selectOption('[name=careful]', { label: 'No' });
    await page.fill('[name=cron]', '0 3 * * 1-5');
    await page.fill('[name=start]', '2026-12-24T18:30');
    await page.fill('[name=day]', '2026-12-24');
    await page.fill('[name=time]', '18:30');
    await page.locator('[name=color]').fill('#3366cc');
    await page.fill('[name=secret]', 's3cret');
    await addEntry(page, 'Headers');
    await page.keyboard.type('Accept');
    await page.locator('summary', { hasText: 'Proxy' }).click();
    await page.fill('[name=host]', 'proxy.example');
    await page.fill('[name=port]', '8080');
    await page.selectOption('select[id$="-target-kind"]', { label: 'Another machine' });
    await page.locator('.form-variant [name=host]').fill('nas.local');
    await addEntry(page, 'Weights');
    await page.keyboard.type('high');
    await page.keyboard.press('Tab');
    await page.locator('.form-map-name[data-name=high]').waitFor();
    await page.locator('[data-pointer="/weights/high"] input[type=number]').fill('3');
    await page.locator('summary', { hasText: 'Advanced' }).click();
    await page.locator('[name=raw]').fill('{"any": [1, null]}');
    await page.locator('[name=limits]').fill('[1, "x"]');
    await page.locator('[name=limits]').blur();
    await page.getByText('Monday to Friday at 03:00').waitFor();
    await clean();
    await send(page);
    await until(() => calls('POST', '/module/hello/actions/everything').length === 1, 'it was sent');
    const sent = JSON.parse(calls('POST', '/module/hello/actions/everything')[0].body);
    const { start, time, ...rest } = sent;
    assert.equal(start, await page.evaluate(() => new Date('2026-12-24T18:30').toISOString()));
    assert.match(time, /^18:30:00[+-]\d\d:\d\d$/);
    assert.deepEqual(rest, {
      name: 'Weekend', mode: 'move', about: 'two\nlines', address: 'https://example.org/', mail: 'ada@example.org', folder: 'media:/films/', library: 'shows', plugin: 'download', languages: ['ja', 'tlh'], tags: ['one', 'two'],
      links: ['https://a.example/', 'https://b.example/'], days: ['film', 'music'], amount: 0.15, size: 1.5 * 2 ** 30, wait: 'PT2M', notify: true, pause: 'PT1H30M', careful: false, cron: '0 3 * * 1-5', day: '2026-12-24', color: '#3366cc',
      secret: 's3cret', headers: [{ name: 'Accept' }], proxy: { host: 'proxy.example', port: 8080 }, target: { kind: 'remote', host: 'nas.local', tls: true }, weights: { high: 3 }, raw: { any: [1, null] }, limits: [1, 'x'],
    });
  });

  test('everything is reached by the keyboard, and nothing traps it', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    await page.locator('[name=name]').focus();
    for (let i = 0; i < 90; i++) {
      const end = await page.evaluate(() => {
        document.activeElement.dataset.seen = '';
        return document.activeElement.textContent.trim() === 'Send everything';
      });
      if (end) break;
      await page.keyboard.press('Tab');
    }
    const missed = await page.evaluate(() => [...document.querySelectorAll('main form :is(input, textarea, select, button, summary)')]
      .filter((one) => one.checkVisibility() && !one.disabled && one.tabIndex >= 0 && !('seen' in one.dataset)).map((one) => one.outerHTML.slice(0, 120)));
    assert.deepEqual(missed, []);
  });
});

describe('lists of entries', () => {
  const names = (page) => page.locator('.form-list', { hasText: 'Headers' }).locator('.form-row [name=name]').evaluateAll((all) => all.map((one) => one.value));
  const add = async (page, name) => {
    await page.getByRole('button', { name: 'Add entry: Headers' }).click();
    await until(() => page.evaluate(() => document.activeElement.name === 'name' && document.activeElement.closest('.form-row') !== null), 'the new entry has the focus');
    await page.keyboard.type(name);
  };
  test('are moved by buttons and keep what was typed, the focus stays with the entry', async () => {
    const { page, clean } = await open('forms');
    await form(page).waitFor();
    for (const name of ['One', 'Two', 'Three']) await add(page, name);
    await page.getByRole('button', { name: 'Move up: Three' }).click();
    await eventually(() => names(page), ['One', 'Three', 'Two']);
    await until(() => page.evaluate(() => document.activeElement.getAttribute('aria-label') === 'Move up: Three'), 'the focus went with it');
    await page.keyboard.press('Enter');
    await until(async () => (await names(page))[0] === 'Three', 'moved again');
    await until(() => page.evaluate(() => document.activeElement.classList.contains('form-row-title')), 'at the top the button rests');
    await page.getByText('Now 1 of 3').waitFor({ state: 'attached' });
    await clean();
  });
  test('are moved with the mouse', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    for (const name of ['One', 'Two']) await add(page, name);
    await page.locator('.form-grip').nth(1).dragTo(page.locator('.form-row').nth(0));
    await until(async () => (await names(page)).join() === 'Two,One', 'the second is the first');
  });
  test('are removed, and put back where they were', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    for (const name of ['One', 'Two']) await add(page, name);
    await page.getByRole('button', { name: 'Remove entry: One' }).click();
    await page.getByText('“One” was removed.').waitFor();
    assert.deepEqual(await names(page), ['Two']);
    await until(() => page.evaluate(() => document.activeElement.textContent === 'Undo'), 'the way back has the focus');
    await page.keyboard.press('Enter');
    await until(async () => (await names(page)).join() === 'One,Two', 'it is back');
  });
  test('no more than the schema allows, and deeper than one level', async () => {
    const { page, clean } = await open('forms');
    await form(page).waitFor();
    for (const name of ['a', 'b', 'c', 'd']) await add(page, name);
    assert.ok(await page.getByRole('button', { name: 'Add entry: Headers' }).isDisabled());
    await page.getByRole('button', { name: 'Add entry: Folder tree' }).click();
    await page.getByRole('button', { name: 'Add entry: Inside' }).click();
    await page.getByRole('button', { name: 'Add entry: Inside' }).first().waitFor();
    await clean();
  });
});

describe('what is wrong', () => {
  test('is not said while typing, but when the field is left, and goes as soon as it is right', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    await page.locator('[name=mail]').pressSequentially('ada');
    assert.equal(await page.locator('.error').count(), 0);
    await page.keyboard.press('Tab');
    await page.getByText('Enter an address such as').waitFor();
    await page.locator('[name=mail]').fill('ada@example.org');
    await eventually(() => page.locator('.error').count(), 0);
  });
  test('a field that was only passed says nothing', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    await page.locator('[name=name]').focus();
    await page.keyboard.press('Tab');
    await eventually(() => page.locator('.error').count(), 0);
  });
  test('is listed when it is sent, each with a way to its field, also inside an entry', async () => {
    const { page, clean } = await open('forms');
    await form(page).waitFor();
    await addEntry(page, 'Headers');
    await page.keyboard.type('not good!');
    await page.getByRole('button', { name: /^not good!/ }).click();
    await send(page);
    const summary = page.getByRole('alert');
    await summary.getByText('4 things need your attention').waitFor();
    await until(() => page.evaluate(() => document.activeElement.name === 'name'), 'the first wrong field has the focus');
    await clean();
    await summary.getByRole('link', { name: 'Headers › not good! › Name' }).click();
    await until(() => page.evaluate(() => document.activeElement.value === 'not good!'), 'the link leads into the entry, which is open again');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Good');
    await summary.getByText('3 things need your attention').waitFor();
    assert.equal(calls('POST', '/module/hello').length, 0);
  });
  test('what the server says comes to the field it means, however deep', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    await page.fill('[name=name]', 'Weekend');
    await pick(page, 'Languages', 'en', /^English/);
    await page.locator('.form-variant [name=path]').fill('media:/');
    for (const name of ['A', 'B']) {
      await addEntry(page, 'Headers');
      await page.keyboard.type(name);
    }
    server.answers.set('POST /module/hello/actions/everything', { status: 422, body: { status: 422, title: 'no', errors: [{ pointer: '/headers/1/name', detail: 'This one is taken.' }, { pointer: '/languages/0', detail: 'Nobody speaks it.' }, { pointer: '', detail: 'All of it is odd.' }] } });
    await send(page);
    await page.locator('[data-pointer="/headers/1/name"] .error').getByText('This one is taken.').waitFor();
    await page.locator('[data-pointer="/languages"] .error').getByText('1: Nobody speaks it.').waitFor();
    await page.getByRole('alert').getByText('All of it is odd.').waitFor();
    await page.locator('[data-pointer="/headers/0/name"] input').fill('AA');
    await eventually(() => page.locator('[data-pointer="/headers/1/name"] .error').count(), 1, 'it stays until that field is changed');
    await page.locator('[data-pointer="/headers/1/name"] input').fill('C');
    await eventually(() => page.locator('[data-pointer="/headers/1/name"] .error').count(), 0);
  });
  test('a press on the button is never lost to an error that appears above it', async () => {
    const { page } = await open('download-3');
    await page.locator('main').getByRole('button', { name: 'Add download' }).first().click();
    await page.locator('dialog [name=url]').pressSequentially('nonsense');
    const button = page.locator('dialog').getByRole('button', { name: 'Add download' });
    const box = await button.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + 3);
    await page.mouse.down();
    await page.waitForTimeout(150);
    await page.mouse.up();
    await page.locator('dialog').getByText('Enter a complete address').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.name), 'url', 'it was sent, and found wrong');
  });
});

describe('a plugin that changes', () => {
  const changed = () => {
    const page = structuredClone(samples('en').forms);
    page.hash = 'other';
    page.actions.everything.schema.properties.fresh = { type: 'string', title: 'Brand new' };
    server.answers.set('GET /api/pages', { status: 200, body: { shell: shellModel('en'), page } });
    server.send('page', { plugin: 'hello' });
  };
  test('brings its new fields to a form that nobody fills in', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    await until(() => server.streams.size > 0, 'the stream is open');
    changed();
    await page.locator('[name=fresh]').waitFor();
  });
  test('a form that is being filled in keeps everything', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    await page.fill('[name=name]', 'Weekend');
    await page.fill('[name=secret]', 's3cret');
    await until(() => server.streams.size > 0, 'the stream is open');
    changed();
    await page.getByRole('button', { name: 'Reload' }).first().click();
    await page.locator('[name=fresh]').waitFor();
    assert.deepEqual([await page.inputValue('[name=name]'), await page.inputValue('[name=secret]')], ['Weekend', 's3cret']);
  });
});

test('a press counts although what was just typed becomes a chip and moves the button', async () => {
  const { page } = await open('forms');
  await form(page).waitFor();
  await page.getByRole('textbox', { name: 'Tags' }).fill('one');
  const button = page.getByRole('button', { name: 'Send everything' });
  await button.scrollIntoViewIfNeeded();
  const box = await button.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 3);
  await page.mouse.down();
  await page.locator('.chip').waitFor();
  await page.mouse.up();
  await page.getByRole('alert').waitFor();
});

describe('conditions', () => {
  test('show and hide fields, and what is hidden is not sent', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    assert.equal(await page.locator('[name=pause]').count(), 0);
    await page.getByRole('switch', { name: 'Notify me' }).check();
    await page.fill('[name=pause]', '5');
    await page.getByRole('switch', { name: 'Notify me' }).uncheck();
    assert.equal(await page.locator('[name=pause]').count(), 0);
    assert.equal(await page.locator('[name=keep]').count(), 0);
    await page.selectOption('[name=mode]', { label: 'Move' });
    await page.locator('[name=keep]').waitFor();
    await page.fill('[name=name]', 'Weekend');
    await pick(page, 'Languages', 'en', /^English/);
    await page.locator('.form-variant [name=path]').fill('media:/');
    await page.keyboard.press('ControlOrMeta+Enter');
    await until(() => calls('POST', '/module/hello/actions/everything').length === 1, 'it was sent');
    const sent = JSON.parse(calls('POST', '/module/hello/actions/everything')[0].body);
    assert.ok(!('pause' in sent));
    assert.deepEqual(sent.target, { kind: 'local', path: 'media:/' });
  });
});

describe('drafts', () => {
  test('keep nested values, but no secrets; starting over can be undone', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    await page.fill('[name=name]', 'Weekend');
    await page.fill('[name=secret]', 's3cret');
    await addEntry(page, 'Headers');
    await page.keyboard.type('Accept');
    const kept = await page.evaluate(() => JSON.stringify(Object.values(sessionStorage)));
    assert.match(kept, /Accept/);
    assert.doesNotMatch(kept, /s3cret/);
    page.on('dialog', (dialog) => dialog.accept());
    await page.reload();
    await page.getByText('Your draft was restored.').waitFor();
    assert.equal(await page.locator('.form-row [name=name]').inputValue(), 'Accept');
    await page.getByRole('button', { name: 'Start over' }).click();
    await eventually(() => page.inputValue('[name=name]'), '');
    await page.locator('.draft-note').getByRole('button', { name: 'Undo' }).click();
    await eventually(() => page.inputValue('[name=name]'), 'Weekend');
    await eventually(() => page.locator('.form-row [name=name]').inputValue(), 'Accept');
  });
  const endSession = (name) => server.answers.set(`POST /module/hello/actions/${name}`, { status: 401, body: { status: 401, detail: 'Log in.' } });
  const logIn = async (page, id) => {
    server.answers.set('POST /api/session', { status: 201, body: { id, csrf: 'other' } });
    await page.fill('[name=password-again]', 'secret');
    await page.keyboard.press('Enter');
  };
  const fillEdit = async (page) => {
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await page.fill('dialog [name=title]', 'Half done');
    await page.fill('dialog [name=secret]', 's3cret');
    endSession('edit');
    await page.locator('dialog').getByRole('button', { name: 'Edit' }).click();
    await page.locator('[name=password-again]').waitFor();
    server.answers.delete('POST /module/hello/actions/edit');
  };
  test('a session that ends under a dialog: log in over it, and send', async () => {
    const { page } = await open('kitchen');
    await fillEdit(page);
    await logIn(page, shellModel('en').user.id);
    await page.locator('[name=password-again]').waitFor({ state: 'detached' });
    assert.deepEqual([await page.inputValue('dialog [name=title]'), await page.inputValue('dialog [name=secret]')], ['Half done', 's3cret']);
    await page.locator('dialog').getByRole('button', { name: 'Edit' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    assert.equal(calls('POST', '/module/hello/actions/edit').length, 2);
    assert.equal(await page.evaluate(() => sessionStorage.getItem('dalbox.asked')), null, 'nothing opens at the next visit');
  });
  test('whoever logs in anew finds the dialog open again, without the secret', async () => {
    const { page } = await open('kitchen');
    await page.goto(`${server.url}/module/hello/`);
    await fillEdit(page);
    await logIn(page, 'somebody-else');
    await page.locator('dialog').getByText('Your draft was restored.').waitFor();
    assert.deepEqual([await page.inputValue('dialog [name=title]'), await page.inputValue('dialog [name=secret]')], ['Half done', '']);
  });
  test('a session that ends under a form on the page loses nothing and asks nothing', async () => {
    const { page } = await open('kitchen');
    let asked = false;
    page.on('dialog', (dialog) => ((asked = true), dialog.accept()));
    await page.locator('main form [name=name]').fill('Ada');
    endSession('greet');
    await page.keyboard.press('Enter');
    await page.locator('[name=password-again]').waitFor();
    assert.equal(await page.inputValue('main form [name=name]'), 'Ada');
    await page.locator('dialog').getByRole('link').click();
    await page.waitForURL(/login\?next=/);
    assert.equal(asked, false);
  });
});

describe('sending', () => {
  const slow = async (ms) => {
    let answer;
    const gate = new Promise((resolve) => (answer = resolve));
    await context.route('**/module/hello/actions/greet', async (route) => {
      await Promise.race([gate, new Promise((resolve) => setTimeout(resolve, ms))]);
      await route.continue().catch(() => {});
    });
    return answer;
  };
  test('happens once, however often it is pressed', async () => {
    const answer = await slow(10000);
    const { page } = await open('kitchen');
    await page.locator('main form [name=name]').fill('Ada');
    await page.evaluate(() => {
      const form = document.querySelector('main form');
      for (let i = 0; i < 5; i++) form.requestSubmit();
    });
    await page.locator('main form [aria-busy=true]').waitFor();
    answer();
    await page.locator('main form [aria-busy=true]').waitFor({ state: 'detached' });
    assert.equal(calls('POST', '/module/hello/actions/greet').length, 1);
    assert.equal(await page.inputValue('main form [name=name]'), '');
  });
  test('whoever leaves while it goes on is told how it ended', async () => {
    let answer;
    const gate = new Promise((resolve) => (answer = resolve));
    await context.route('**/module/hello/actions/edit', async (route) => {
      await gate;
      await route.fulfill({ status: 409, contentType: 'application/problem+json', body: '{"status":409,"detail":"The disk is full."}' });
    });
    const { page } = await open('kitchen');
    await page.getByRole('button', { name: 'Edit' }).first().click();
    await page.fill('dialog [name=title]', 'T');
    await page.fill('dialog [name=secret]', 's');
    await page.locator('dialog').getByRole('button', { name: 'Edit' }).click();
    await page.locator('dialog .dialog-foot').getByRole('button', { name: 'Close' }).click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    answer();
    await page.locator('.toast').getByText('The disk is full.').waitFor();
  });
});

describe('settings of a plugin', () => {
  const schema = { type: 'object', required: ['key', 'rate'], properties: { rate: { type: 'integer', title: 'Rate', minimum: 1 }, key: { type: 'string', format: 'password', writeOnly: true, title: 'Key' }, where: { type: 'string', title: 'Where' } } };
  const answer = (values, secrets, version) => ({ status: 200, body: { schema, values, secrets }, headers: { etag: version } });
  const show = async () => {
    const opened = await open('settings-form');
    await opened.page.locator('main u-settings form').waitFor();
    return opened;
  };
  beforeEach(() => server.answers.set('GET /api/plugins/hello/settings', answer({ rate: 5, where: 'a' }, ['key'], '"1"')));

  test('never show a secret; it stays, is replaced or removed', async () => {
    const { page, clean } = await show();
    assert.equal(await page.inputValue('[name=rate]'), '5');
    await page.getByText('••••').waitFor();
    await clean();
    await page.getByRole('button', { name: 'Replace: Key' }).click();
    await until(() => page.evaluate(() => document.activeElement.name === 'key'), 'the new one is typed at once');
    await page.getByRole('button', { name: 'Keep the old one: Key' }).click();
    await page.getByRole('button', { name: 'Clear: Key' }).click();
    await page.getByText('Will be removed when you save').waitFor();
    await page.getByRole('button', { name: 'Undo: Key' }).click();
    await page.fill('[name=rate]', '6');
    server.answers.set('PUT /api/plugins/hello/settings', answer({ rate: 6, where: 'a' }, ['key'], '"2"'));
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.locator('.toast').getByText('Settings saved').waitFor();
    assert.deepEqual(JSON.parse(calls('PUT', '/api/plugins/hello/settings')[0].body), { rate: 6, where: 'a' });
    assert.equal(await page.inputValue('[name=rate]'), '6');
    await page.getByRole('button', { name: 'Clear: Key' }).click();
    await page.getByRole('button', { name: 'Save settings' }).click();
    await until(() => calls('PUT', '/api/plugins/hello/settings').length === 2, 'saved again');
    assert.deepEqual(JSON.parse(calls('PUT', '/api/plugins/hello/settings')[1].body), { rate: 6, where: 'a', key: null });
  });
  test('two tabs that change the same: the second is asked which counts', async () => {
    const { page, clean } = await show();
    await page.fill('[name=where]', 'mine');
    server.answers.set('PUT /api/plugins/hello/settings', { status: 412, body: { status: 412, detail: 'Changed.' } });
    server.answers.set('GET /api/plugins/hello/settings', answer({ rate: 9, where: 'theirs' }, ['key'], '"7"'));
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByText('Somebody else has changed these settings').waitFor();
    await page.getByText('Different from yours: Rate, Where.').waitFor();
    await clean();
    server.answers.set('PUT /api/plugins/hello/settings', answer({ rate: 5, where: 'mine' }, ['key'], '"8"'));
    await page.getByRole('button', { name: 'Keep mine' }).click();
    await page.locator('.toast').getByText('Settings saved').waitFor();
    assert.deepEqual(calls('PUT', '/api/plugins/hello/settings').map((hit) => hit.match), ['"1"', '"7"']);
  });
  test('taking theirs shows theirs, and drops the draft', async () => {
    const { page } = await show();
    await page.fill('[name=where]', 'mine');
    server.answers.set('PUT /api/plugins/hello/settings', { status: 412, body: { status: 412, detail: 'Changed.' } });
    server.answers.set('GET /api/plugins/hello/settings', answer({ rate: 9, where: 'theirs' }, ['key'], '"7"'));
    await page.getByRole('button', { name: 'Save settings' }).click();
    await page.getByRole('button', { name: 'Take theirs' }).click();
    await until(async () => (await page.inputValue('[name=where]')) === 'theirs', 'theirs are shown');
    assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('dalbox.draft')).length), 0);
  });
  test('say calmly that there are none, or that they are not for everybody', async () => {
    server.answers.set('GET /api/plugins/hello/settings', { status: 404, body: { status: 404, detail: 'none' } });
    const { page, clean } = await open('settings-form');
    await page.getByText('Nothing to set').waitFor();
    await clean();
    server.answers.set('GET /api/plugins/hello/settings', { status: 403, body: { status: 403, detail: 'no' } });
    await page.reload();
    await page.getByText('Only an administrator').waitFor();
  });
});

describe('a field by itself', () => {
  const sent = (name) => calls('POST', `/module/hello/actions/${name}`).map(({ body }) => JSON.parse(body));
  const alone = async () => {
    const opened = await open('forms-fields');
    await opened.page.locator('.lone-field').first().waitFor();
    return { ...opened, at: (label) => opened.page.locator('main').getByLabel(label) };
  };

  test('sends what is typed when it is left or by Enter, and says that it is kept', async () => {
    const { page, at, clean } = await alone();
    await at('At once').fill('5');
    await page.waitForTimeout(600);
    assert.deepEqual(sent('limit'), [], 'sent while somebody types');
    await at('Name').focus();
    await until(() => sent('limit').length === 1, 'nothing was sent');
    assert.deepEqual(sent('limit'), [{ who: 'ada', limit: 5 }]);
    await page.locator('.lone-field').first().getByText('Saved').waitFor();
    await at('Name').fill('Bye');
    await page.keyboard.press('Enter');
    await until(() => sent('name').length === 1, 'Enter sends');
    await clean();
    assert.equal(sent('name').length, 1);
  });
  test('sends a switch at once, and nothing that is not allowed', async () => {
    const { page, at } = await alone();
    await at('Quiet').click();
    await until(() => sent('quiet').length === 1, 'the switch was not sent');
    assert.deepEqual(sent('quiet'), [{ who: 'ada', quiet: true }]);
    await at('At once').fill('9');
    await at('Name').focus();
    await page.locator('.field.invalid').waitFor();
    assert.deepEqual(sent('limit'), []);
  });
  test('says beside it what the server refuses, and keeps what was typed', async () => {
    server.answers.set('POST /module/hello/actions/name', { status: 422, body: { status: 422, title: 'Invalid', detail: 'No', errors: [{ pointer: '/name', detail: 'This name is taken.' }] } });
    const { page, at, clean } = await alone();
    await at('Name').fill('taken');
    await page.keyboard.press('Enter');
    await page.locator('.field.invalid').getByText('This name is taken.').waitFor();
    assert.equal(await at('Name').inputValue(), 'taken');
    await clean();
  });
});

describe('what is offered', () => {
  test('a list that cannot be loaded leaves the field to be typed', async () => {
    server.answers.set('GET /api/plugins', { status: 503, body: { status: 503, detail: 'Busy.' } });
    const { page } = await open('forms');
    await form(page).waitFor();
    await page.getByText('The choices could not be loaded').waitFor();
    await pick(page, 'Plugin', 'heartbeat', /Use “heartbeat”/);
    await page.getByRole('button', { name: 'Plugin: heartbeat' }).waitFor();
  });
  test('what is in a storage, while a path is typed', async () => {
    server.answers.set('GET /api/storages', { status: 200, body: { items: [{ name: 'media' }, { name: 'backup' }] } });
    server.answers.set('GET /api/storages/media/files', { status: 200, body: { items: [{ path: 'media:/films/new', name: 'new', folder: true }, { path: 'media:/films/a.mkv', name: 'a.mkv', folder: false }], next: null } });
    const { page, clean } = await open('forms');
    await form(page).waitFor();
    const suggested = () => page.locator('u-path').first().locator('option').evaluateAll((all) => all.map((one) => one.value));
    await page.locator('[name=folder]').focus();
    await until(async () => (await suggested()).join() === 'media:/,backup:/', 'the storages');
    await page.keyboard.type('media:/films/n');
    await until(async () => (await suggested()).join() === 'media:/films/new/,media:/films/a.mkv', 'what is in the folder');
    assert.deepEqual(Object.fromEntries(new URL(calls('GET', '/api/storages/media/files').at(-1).path, 'http://x').searchParams), { path: '/films', search: 'n', kind: 'folder', limit: '20' });
    await clean();
    server.answers.set('GET /api/storages/backup/files', { status: 503, body: { status: 503, detail: 'Away.' } });
    await page.locator('[name=folder]').fill('backup:/x');
    await until(() => calls('GET', '/api/storages/backup/files').length > 0, 'asked');
    assert.equal(await page.inputValue('[name=folder]'), 'backup:/x');
  });
  test('a cron expression in words, in both languages, and its usual times', async () => {
    const { page } = await open('forms');
    await form(page).waitFor();
    await page.getByRole('button', { name: 'Usual times' }).click();
    await page.getByRole('menuitem', { name: /every 15 minutes/ }).click();
    await eventually(() => page.inputValue('[name=cron]'), '*/15 * * * *');
    await page.getByText('Next:').waitFor();
    await page.fill('[name=cron]', '0 0 30 2 *');
    await page.getByText('This never happens.').waitFor();
    const other = await openPage(context, `${server.url}/?sample=forms&locale=zh-CN&theme=light`);
    await other.page.locator('[name=cron]').fill('0 3 * * *');
    await other.page.getByText('每天 03:00').waitFor();
  });
});

describe('a schema that is wrong or hostile', () => {
  test('is drawn as far as it goes, harms nothing and can be sent', async () => {
    const { page, clean } = await open('forms-odd');
    await form(page).waitFor();
    await clean();
    await page.getByLabel('Odd name').fill('kept');
    await page.getByLabel('Constructor').fill('c');
    await pick(page, 'Many', '499', 'value 499');
    await page.getByLabel('Nothing').fill('{"any": 1}');
    await page.getByLabel('Loop').fill('1');
    await page.getByLabel('Wrong').fill('3');
    await page.getByRole('button', { name: 'Send' }).click();
    // What is deeper than anybody fills in is asked for as JSON, and what is missing in it is told there.
    await page.locator('.field.invalid').waitFor();
    await clean();
    const json = page.locator('.field.invalid textarea');
    await json.fill(await json.evaluate((area) => JSON.stringify({ in: { in: { in: { in: 'x' } } } })));
    await page.getByRole('button', { name: 'Send' }).click();
    await until(() => calls('POST', '/module/hello/actions/odd').length === 1, 'it was sent');
    const sent = JSON.parse(calls('POST', '/module/hello/actions/odd')[0].body);
    assert.deepEqual([sent['a/b~c d"e'], sent.constructor, sent.many, sent.nothing], ['kept', 'c', 'value 499', { any: 1 }]);
    assert.equal(await page.evaluate(() => window.alerted ?? null), null);
  });
});
