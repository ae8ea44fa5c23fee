// Forms, as a person fills them in.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { startServer } from '../dev/serve.mjs';
import { inspect, launch, openPage } from './support.mjs';

let server;
let browser;
let context;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());
beforeEach(async () => {
  server = await startServer();
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
});
afterEach(async () => {
  await context.close();
  server.close();
});

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
