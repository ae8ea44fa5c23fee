// Every page × language × theme × width: no violation, no accessibility finding, no error, no sideways scrolling.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeSource, browser, freePort, login, newHome, openPage, prefer, removeHome, start } from './dalbox.mjs';
import { furnish } from './scene.mjs';

const pages = ['/', '/plugins', '/tasks', '/events', '/events?view=types', '/flows', '/flows/new', '/deliveries', '/hooks', '/trace', '/settings', '/compute', '/module/download/', '/module/heartbeat/', '/module/hello/'];
let home, dalbox, chromium, leave;

before(async () => {
  home = await newHome();
  dalbox = await start(home, await freePort());
  leave = await furnish(dalbox, home, 0.01);
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  await leave?.();
  await dalbox?.terminate();
  await removeHome(home);
});

for (const locale of ['zh-CN', 'en']) {
  for (const theme of ['light', 'dark']) {
    for (const width of [390, 1280]) {
      test(`${locale} ${theme} ${width}px`, async () => {
        const context = await chromium.newContext({ viewport: { width, height: 844 }, colorScheme: theme, locale, bypassCSP: false });
        const { page, faults } = await openPage(context);
        await login(page, dalbox.base);
        await prefer(page, { locale, theme, density: 'comfortable' });
        for (const path of pages) {
          await page.goto(dalbox.base + path);
          await page.getByRole('heading', { level: 1 }).first().waitFor();
          assert.equal(await page.evaluate(() => document.documentElement.lang), locale);
          const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          assert.ok(sideways <= 0, `${path} scrolls sideways by ${sideways}px`);
          const findings = await audit(context, page);
          assert.deepEqual(findings, [], path);
        }
        assert.deepEqual(faults, []);
        await context.close();
      });
    }
  }
}

// Run through the developer protocol's isolated world, so that the page's own policy stays as strict as it is.
async function audit(context, page) {
  const session = await context.newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  const { readFile } = await import('node:fs/promises');
  await session.send('Runtime.evaluate', { expression: await readFile(axeSource, 'utf8'), contextId: executionContextId });
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    contextId: executionContextId,
    awaitPromise: true,
    returnByValue: true,
    expression: `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']}).then(r =>
      r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(' | ')))`,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}
