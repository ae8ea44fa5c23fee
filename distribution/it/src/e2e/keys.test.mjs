// Every page by keys alone: each thing that can be pressed is reached, in sight, with a mark, and nothing holds the focus. And no page is wider than its window when it is enlarged.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, freePort, login, newHome, openPage, prefer, removeHome, start, until } from './dalbox.mjs';
import { discover, goTo, settled, watch } from './pages.mjs';
import { furnish } from './scene.mjs';

/** More stops than any page has: so many presses and the focus is caught. */
const MOST = 600;
/** 320 is what 1280 becomes at 400 % (WCAG 1.4.10), 640 what it becomes at 200 %. */
const WIDTHS = [320, 640];
const only = process.env.PAGES && new RegExp(process.env.PAGES);
let home, dalbox, chromium, leave, pages;

before(async () => {
  home = await newHome();
  dalbox = await start(home, await freePort(), {}, ['--dev']);
  leave = await furnish(dalbox, home, 0.01, true);
  chromium = await browser();
  const { page, context } = await visit(1280);
  pages = await discover(page, dalbox);
  await context.close();
});

after(async () => {
  await chromium?.close();
  await leave?.();
  await dalbox?.terminate();
  await removeHome(home);
});

async function visit(width) {
  const context = await chromium.newContext({ viewport: { width, height: 844 }, reducedMotion: 'reduce', locale: 'en' });
  const { page } = await openPage(context);
  watch(page);
  await login(page, dalbox.base);
  await prefer(page, { locale: 'en', theme: 'light', density: 'comfortable' });
  await page.reload();
  return { context, page };
}

for (const width of [1280, 390]) {
  test(`everything is reached by Tab at ${width}px`, async (t) => {
    const { context, page } = await visit(width);
    for (const [name, path] of pages) {
      if (only && !only.test(name)) continue;
      await t.test(name, async () => {
        await goTo(page, path);
        assert.deepEqual([...(await walk(page)), ...(width === 1280 ? await sideways(page) : [])], []);
      });
    }
    await context.close();
  });
}

test('an evening by keys alone: from the skip link to a pinned page', async () => {
  const { context, page } = await visit(1280);
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim());
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Skip to content');
  await page.keyboard.press('Enter');
  assert.equal(await focused(), 'content');
  await page.keyboard.press('Control+k');
  await page.locator('.palette-input input:focus').waitFor();
  await page.keyboard.type('downloads');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Downloads' }).waitFor();
  await until(async () => (await focused()) === 'Downloads', 'the focus to follow to the new page');
  await page.keyboard.press('n');
  await page.locator('dialog input:focus').waitFor();
  await page.keyboard.type('http://127.0.0.1:9/never.bin');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.notEqual(await focused(), '', 'the focus is nowhere after the dialog');
  await page.keyboard.press('g');
  await page.keyboard.press('t');
  await page.getByRole('heading', { level: 1, name: 'Tasks' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  for (let at = 0; at < MOST && !(await page.evaluate(() => document.activeElement?.matches('.pin-button'))); at++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.sidebar').getByRole('group', { name: 'Pinned' }).getByRole('link', { name: /Tasks/ }).waitFor();
  await context.close();
});

async function sideways(page) {
  const wrong = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 });
    await settled(page);
    const by = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (by > 0) wrong.push(`at ${width}px it scrolls sideways by ${by}px`);
  }
  await page.setViewportSize({ width: 1280, height: 844 });
  return wrong;
}

/** Presses Tab from the top of the page until the focus leaves it; returns what is wrong. */
async function walk(page) {
  await page.evaluate(begin);
  const wrong = [];
  for (let presses = 0; ; presses++) {
    if (presses > MOST) return [...wrong, `after ${MOST} presses the focus has not left the page`];
    // In a box for code Tab indents until Escape says otherwise (WCAG 2.1.2: the page of the component says so).
    if (await page.evaluate(() => document.activeElement?.matches('.code-text'))) await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(look);
    if (stop === null) break;
    if (stop) wrong.push(stop);
  }
  return [...new Set([...wrong, ...(await page.evaluate(missed))])];
}

// What follows runs in the page.

function begin() {
  const top = document.createElement('span');
  top.tabIndex = -1;
  document.body.prepend(top);
  top.focus();
  top.remove();
  window.walked = new Set();
}

/** Returns null at the end, else what is wrong with where the focus is, or ''. */
function look() {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body || window.walked.has(at)) return null;
  window.walked.add(at);
  const name = `${at.localName}.${[...at.classList].join('.')} “${(at.getAttribute('aria-label') ?? at.textContent ?? '').trim().slice(0, 40)}”`;
  const box = at.getBoundingClientRect();
  const inside = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.15], [0.5, 0.85]].some(([x, y]) => {
    const [left, top] = [box.left + box.width * x, box.top + box.height * y];
    let hit = document.elementFromPoint(left, top);
    while (hit?.shadowRoot?.elementFromPoint(left, top) && hit.shadowRoot.elementFromPoint(left, top) !== hit) hit = hit.shadowRoot.elementFromPoint(left, top);
    return hit && (at.contains(hit) || hit.contains(at) || at.labels && [...at.labels].some((label) => label.contains(hit)) || at.getRootNode().host?.contains(hit));
  });
  if (!inside) return `${name} has the focus and is not in sight (${Math.round(box.left)} ${Math.round(box.top)} ${Math.round(box.width)}×${Math.round(box.height)})`;
  let marked = false;
  // A box around an input is marked in its place, and what holds the focus for its items marks the one that is meant.
  const within = at.getAttribute('aria-activedescendant');
  for (let one = within ? document.getElementById(within) : at, up = 0; one && up < 4 && !marked; one = one.parentElement ?? one.getRootNode().host, up++) {
    const style = getComputedStyle(one);
    marked = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || / 0px 0px 0px [1-9]/.test(style.boxShadow);
  }
  return marked ? '' : `${name} has the focus without a mark`;
}

/** What can be pressed and was not reached; of things that the arrow keys move between, one is enough. */
function missed() {
  const found = [];
  const collect = (root) => {
    for (const one of root.querySelectorAll('*')) {
      if (one.shadowRoot) collect(one.shadowRoot);
      if (!one.matches('a[href], button:not(:disabled), input:not(:disabled, [type="hidden"]), select:not(:disabled), textarea:not(:disabled), summary, audio[controls], video[controls], [tabindex="0"]')) continue;
      const shown = one.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && one.getClientRects().length > 0 && !one.closest('[inert]');
      const composite = one.closest('[role="grid"], [role="listbox"], [role="tree"], [role="tablist"], [role="radiogroup"], [role="toolbar"], .rows');
      const group = (one.matches('input[type="radio"]') && !one.checked) || (composite && [...window.walked].some((other) => composite.contains(other)));
      if (shown && one.tabIndex >= 0 && !group && !window.walked.has(one)) found.push(`${one.localName}.${[...one.classList].join('.')} “${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 40)}” is not reached`);
    }
  };
  collect(document);
  return found;
}
