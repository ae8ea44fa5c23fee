// Draws the icons that phones put on their home screens from src/mark.svg: run it when the mark has changed, and look at them.
import { readFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = dirname(fileURLToPath(import.meta.url));
const mark = readFileSync(join(here, '../src/mark.svg'), 'utf8');
const target = join(here, '../src/icons');
/** Name, edge in pixels, and how much of it the mark takes; a system that cuts its own shape needs the rest filled. */
const ICONS = [['icon-192', 192, 1], ['icon-512', 512, 1], ['icon-maskable-512', 512, 0.8], ['icon-touch-180', 180, 0.84]];

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
mkdirSync(target, { recursive: true });
for (const [name, edge, part] of ICONS) {
  const page = await browser.newPage({ viewport: { width: edge, height: edge } });
  const ground = part < 1 ? 'oklch(0.545 0.205 268)' : 'transparent';
  const size = Math.round(edge * part);
  await page.setContent(`<body style="margin:0;display:grid;place-items:center;height:${edge}px;background:${ground}"><div style="width:${size}px;height:${size}px">${mark}</div></body>`);
  await page.screenshot({ path: join(target, `${name}.png`), omitBackground: true });
}
await browser.close();
