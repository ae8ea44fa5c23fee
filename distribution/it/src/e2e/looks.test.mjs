// Every page × language × theme × width: no policy violation, no accessibility finding, no error, no sideways scrolling, and it looks as it
// did. The samples of a component are seen in each language, theme and width, but not in all of their products unless LOOKS=all.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { audit, COLOURS } from './audit.mjs';
import { browser, freePort, login, newHome, openPage, prefer, removeHome, start } from './dalbox.mjs';
import { compare } from './kept.mjs';
import { declared, discover, goTo, settled, watch } from './pages.mjs';
import { furnish } from './scene.mjs';

/** Which look is held against the kept picture: each page on a wide screen and on a phone, each language and theme once. */
const PICTURES = { 'en 1280': 'light', 'zh-CN 390': 'dark' };
/** The samples of "failing" fail, and a browser says so. */
const ASKED_FOR = /^console: Failed to load resource: .*(fail=true|\/none\.svg|\/api\/tasks\/none|no%20such%20film\.mp4|no\+such\+folder.*)$/;
const seen = (name, frame) => process.env.LOOKS === 'all' || !name.startsWith('gallery/') || frame in PICTURES;
const only = process.env.PAGES && new RegExp(process.env.PAGES);
let home, dalbox, chromium, leave, pages;

before(async () => {
  home = await newHome();
  dalbox = await start(home, await freePort(), {}, ['--dev']);
  leave = await furnish(dalbox, home, 0.01, true);
  chromium = await browser();
  const { page, context } = await visit('en', 1280);
  pages = await discover(page, dalbox);
  await context.close();
});

after(async () => {
  await chromium?.close();
  await leave?.();
  await dalbox?.terminate();
  await removeHome(home);
});

async function visit(locale, width) {
  const context = await chromium.newContext({ viewport: { width, height: 844 }, colorScheme: 'light', reducedMotion: 'reduce', locale });
  const { page, faults } = await openPage(context);
  watch(page);
  await login(page, dalbox.base);
  await prefer(page, { locale, theme: 'auto', density: 'comfortable' });
  await page.reload();
  return { context, page, faults };
}

test('every page of the core is found', async () => {
  const addresses = [...pages.values()].map((path) => new URL(path, dalbox.base).pathname);
  for (const { path, pattern } of await declared()) {
    assert.ok(addresses.some((address) => pattern.test(address)), `No link leads to ${path}; found ${addresses.join(' ')}`);
  }
});

for (const locale of ['zh-CN', 'en']) {
  for (const width of [390, 1280]) {
    test(`${locale} ${width}px`, async (t) => {
      const { context, page, faults } = await visit(locale, width);
      for (const [name, path] of pages) {
        if ((only && !only.test(name)) || !seen(name, `${locale} ${width}`)) continue;
        await t.test(name, async () => {
          await goTo(page, path);
          assert.deepEqual([...(await look(page, locale, `${locale} ${width}`, name)), ...faults.splice(0).filter((fault) => !ASKED_FOR.test(fault))], []);
        });
      }
      await context.close();
    });
  }
}

/** Returns what is wrong with the page in both themes. Only colours depend on the theme, so the second looks at nothing else. */
async function look(page, locale, frame, name) {
  const wrong = [];
  const lang = await page.evaluate(() => document.documentElement.lang);
  if (lang !== locale) wrong.push(`the language is ${lang}`);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (sideways > 0) wrong.push(`scrolls sideways by ${sideways}px`);
  // Only the samples of "loading" wait for ever.
  if (!name.startsWith('gallery/') && (await page.locator('main .skeleton').count()) > 0) wrong.push('parts of it are still being loaded');
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme });
    await settled(page);
    wrong.push(...(await audit(page, theme === 'light' ? undefined : COLOURS)).map((finding) => `${theme}: ${finding}`));
    if (PICTURES[frame] === theme) wrong.push(...[await compare(page, `${name.replaceAll('/', '-')}-${frame.replace(' ', '-')}`)].filter(Boolean));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return wrong;
}
