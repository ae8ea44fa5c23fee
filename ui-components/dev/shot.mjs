// Takes pictures of samples: node dev/shot.mjs OUT sample,sample [width,width] [theme,theme] [locale,locale] [key to press]
import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { startServer } from './serve.mjs';

const [out, names, widths = '1280', themes = 'light', locales = 'en', press] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
const server = await startServer();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
for (const width of widths.split(',').map(Number)) {
  const phone = width < 600;
  const context = await browser.newContext({ viewport: { width, height: phone ? 844 : 800 }, deviceScaleFactor: 1, hasTouch: phone, isMobile: phone });
  for (const locale of locales.split(',')) for (const theme of themes.split(',')) for (const name of names.split(',')) {
    const page = await context.newPage();
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && console.log(name, message.type(), message.text().slice(0, 300)));
    page.on('pageerror', (error) => console.log(name, 'pageerror', error.stack.slice(0, 600)));
    await page.goto(`${server.url}/?sample=${name}&locale=${locale}&theme=${theme}`);
    await page.waitForTimeout(500);
    for (const key of (press ?? '').split('>').filter(Boolean)) {
      if (key.startsWith('click:')) await page.locator(key.slice(6)).first().click();
      else if (key.startsWith('hover:')) await page.locator(key.slice(6)).first().hover();
      else if (key.startsWith('type:')) await page.keyboard.type(key.slice(5));
      else await page.keyboard.press(key);
      await page.waitForTimeout(350);
    }
    await page.screenshot({ fullPage: !!process.env.FULL, path: `${out}/${name}-${width}-${theme}-${locale}.png` });
    await page.close();
  }
  await context.close();
}
await browser.close();
server.close();
