// Every sample at both widths, in each language and theme once: no policy violation, no accessibility finding, no error, no sideways scroll.
// Every combination is looked at on the pages of the shipped tree, in distribution/it/src/e2e/looks.test.mjs.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { samples } from '../dev/samples.mjs';
import { startServer } from '../dev/serve.mjs';
import { inspect, launch, visitor } from './support.mjs';

let server;
let browser;
before(async () => {
  server = await startServer();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
});

for (const width of [390, 1280]) {
  describe(`${width}`, () => {
    const phone = width < 600;
    let visit;
    // One tab a width sees all: a new one for each costs more than the looking.
    before(async () => {
      const context = await browser.newContext({ viewport: { width, height: phone ? 844 : 800 }, hasTouch: phone, isMobile: phone, reducedMotion: 'reduce' });
      visit = await visitor(context);
    });
    for (const name of Object.keys(samples('en'))) {
      for (const [theme, locale] of phone ? [['light', 'zh-CN'], ['dark', 'en']] : [['light', 'en'], ['dark', 'zh-CN']]) {
        test(`${name} ${theme} ${locale}`, async () => {
          const { page, faults } = await visit(`${server.url}/?sample=${name}&locale=${locale}&theme=${theme}`);
          // What comes in a script of its own is not there with the heading.
          if (name.startsWith('flow')) await page.locator('.flow-edit, .flow-rows, .empty').first().waitFor();
          if (name.startsWith('forms')) await page.locator('main form, main .lone-field').first().waitFor();
          assert.deepEqual([...(await inspect(page)), ...faults], []);
        });
      }
    }
  });
}
