import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { after, afterEach, before, beforeEach } from 'node:test';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { AXE, startServer } from '../dev/serve.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--process-per-site', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Bundles modules of the source so that node can import them. */
export async function source(...paths) {
  const contents = paths.map((path) => `export * from './src/${path}';`).join('\n');
  const outfile = join(mkdtempSync(join(tmpdir(), 'dalbox-ui-')), 'module.mjs');
  await build({ stdin: { contents, resolveDir: root, loader: 'ts' }, bundle: true, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], outfile, logLevel: 'error', define: { __SPRITE__: '""', __ICONS__: '[]', __WORKER__: '""', __STYLES__: '{}', __DRAWS__: '{}' } });
  return import(pathToFileURL(outfile));
}

export function launch() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/**
 * One browser for the tests of a file, and for each of them a server and a profile as if they were new; `take` is handed all three. They
 * are the same ones: what the browser has of the scripts stays, which is most of what opening a page costs.
 */
export function freshForEach(take) {
  let browser;
  let server;
  let context;
  let parked;
  before(async () => {
    [browser, server] = await Promise.all([launch(), startServer()]);
    context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    // Keeps the process of the pages alive from one test to the next.
    parked = await context.newPage();
    await parked.goto(`${server.url}/?sample=login&locale=en`);
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });
  beforeEach(() => {
    server = server.fresh();
    take({ server, browser, context });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((other) => (other === context ? empty() : other.close())));
  });
  async function empty() {
    await Promise.all(context.pages().map((page) => page !== parked && page.close()));
    await Promise.all([context.unrouteAll({ behavior: 'ignoreErrors' }), context.clearPermissions(), context.clearCookies(), parked.evaluate(() => localStorage.clear())]);
  }
}

/** Waits until the condition holds, eight seconds at most. */
export async function until(condition, what) {
  for (let i = 0; i < 400 && !(await condition()); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.ok(await condition(), what);
}

/** Waits until `read` gives what is expected: what a person does shows when the page is drawn next. */
export async function eventually(read, expected, message) {
  for (let i = 0; i < 250 && !isDeepStrictEqual(await read(), expected); i++) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepStrictEqual(await read(), expected, message);
}

/** A page that keeps its policy violations and console errors in `faults`. */
export async function openPage(context, url) {
  return (await visitor(context))(url);
}

/** Goes from address to address in one tab; each time with fresh `faults`. */
export async function visitor(context) {
  const page = await context.newPage();
  let faults = [];
  page.on('console', (message) => message.type() === 'error' && !/Failed to load resource/.test(message.text()) && faults.push(message.text()));
  page.on('pageerror', (error) => faults.push(error.stack ?? error.message));
  await page.addInitScript({ content: `window.__violations = []; document.addEventListener('securitypolicyviolation', (e) => window.__violations.push(e.effectiveDirective + ' ' + e.sourceFile + ' ' + e.sample));` });
  return async (url) => {
    faults = [];
    await page.goto(url);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    return { page, faults };
  };
}

/** What is wrong with the page as it is now: policy, accessibility, width. */
export async function inspect(page) {
  // Entering is animated: colours are only true when it is over.
  await page.evaluate(() => Promise.all(document.getAnimations().filter((a) => a.effect.getComputedTiming().iterations !== Infinity).map((a) => a.finished.catch(() => {}))));
  // Only who looks needs it: in every page that is opened, most of which nobody inspects, it costs more than the page itself.
  await page.evaluate((axe) => import(axe), AXE);
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ['violations'] });
    return {
      violations: window.__violations,
      axe: result.violations.map((v) => `${v.id}: ${v.nodes.map((n) => `${n.target.join(' ')} ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ''}`).slice(0, 3).join(' | ')}`),
      wide: document.documentElement.scrollWidth > document.documentElement.clientWidth ? [`${document.documentElement.scrollWidth} > ${document.documentElement.clientWidth}`] : [],
    };
  });
  return [...found.violations.map((v) => `policy: ${v}`), ...found.axe.map((v) => `axe: ${v}`), ...found.wide.map((v) => `scrolls sideways: ${v}`)];
}
