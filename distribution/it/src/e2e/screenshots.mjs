// Takes the pictures in docs/images from the assembled tree: `node screenshots.mjs [FOLDER]`, after a build.
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { browser, freePort, login, newHome, openPage, prefer, removeHome, start } from './dalbox.mjs';
import { furnish } from './scene.mjs';
import { recognise } from './recognised.mjs';

const folder = resolve(process.argv[2] ?? new URL('../../../../docs/images', import.meta.url).pathname);
const pages = { home: '/', plugins: '/plugins', download: '/module/download/', tasks: '/tasks', compute: '/compute', flows: '/flows', events: '/events', files: '/storages', settings: '/settings' };
const recognised = { text: '/module/ocr/results/1/1', people: '/module/faces/', sound: '/module/sound/results/1', models: '/module/models/' };
const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };
const looks = [
  { name: 'desktop-en', locale: 'en', theme: 'light', ...desktop },
  { name: 'desktop-zh', locale: 'zh-CN', theme: 'dark', ...desktop },
  { name: 'phone-en', locale: 'en', theme: 'light', ...phone },
  { name: 'phone-zh', locale: 'zh-CN', theme: 'dark', ...phone },
];

const home = await newHome();
const dalbox = await start(home, await freePort());
const chromium = await browser();
let leave;
try {
  await mkdir(folder, { recursive: true });
  leave = await furnish(dalbox, home);
  await recognise(dalbox, home, chromium);
  for (const { name, locale, theme, ...device } of looks) {
    const context = await chromium.newContext({ ...device, locale, colorScheme: theme, reducedMotion: 'reduce' });
    const { page } = await openPage(context);
    await login(page, dalbox.base);
    await prefer(page, { locale, theme, density: 'comfortable' });
    const { json } = await dalbox.api('GET', '/api/flows');
    const editor = `/flows/${json.items.find((flow) => flow.name === 'Greet big downloads').id}`;
    for (const [of, path] of Object.entries({ ...pages, ...recognised, 'flow-editor': editor })) {
      await page.goto(dalbox.base + path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      // Speeds are known after the first reports of the tasks.
      await page.waitForTimeout(1500);
      await page.screenshot({ path: join(folder, `${of}-${name}.png`) });
    }
    await context.close();
  }
} finally {
  await chromium.close();
  await leave?.();
  await dalbox.terminate();
  await removeHome(home);
}
