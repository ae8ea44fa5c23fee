// Measures big tables in Chromium, under the product's policy: `npm run bench`. Prints the rows of docs/benchmarks.md; `many` or `live`
// measures only that part.
import { samples } from '../dev/samples.mjs';
import { startServer } from '../dev/serve.mjs';
import { launch } from '../test/support.mjs';

const FRAME = 1000 / 60;
const STATES = ['running', 'completed', 'paused', 'error', 'queued'];

function rows(count, round = 0) {
  return Array.from({ length: count }, (_, i) => ({
    task_id: `t${i}`, plugin: 'download', title: `film-${i}.2160p.mkv`, name: `film-${i}.2160p.mkv`, state: STATES[round ? 0 : i % 5],
    progress: (i * 7 + round) % 100, total: 1e9 + i * 1e5, speed: 1e6 + ((i + round) % 977) * 1e4, eta: 60 + ((i + round) % 3600), created: new Date(Date.now() - i * 60_000).toISOString(),
  }));
}

/** The sample of a download page whose rows come from `answer`, after the page. */
function pageOf(path) {
  const page = structuredClone(samples('en')['download-3']);
  page.path = path;
  page.snapshot = { stats: { free: 3e9, active: 2 } };
  page.data.tasks.href = '/api/rows';
  return page;
}

/** In the page: when data was in hand, when the first row was painted, long tasks, and frames while something runs. */
function watch() {
  window.bench = { long: [] };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.bench.long.push(entry.duration))).observe({ type: 'longtask' });
  const { json } = Response.prototype;
  Response.prototype.json = async function () {
    const value = await json.call(this);
    if (this.url.endsWith('/api/rows')) window.bench.inHand = performance.now();
    return value;
  };
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.rows [data-index]')) return;
    observer.disconnect();
    // The first task after the frame, whatever else is waiting.
    requestAnimationFrame(() => scheduler.postTask(() => (window.bench.painted = performance.now()), { priority: 'user-blocking' }));
  }).observe(document, { childList: true, subtree: true });
  window.frames60 = (step, count) => new Promise((resolve) => {
    const deltas = [];
    let last = 0;
    // Read once: asking for it would lay the page out in the middle of every frame.
    const bottom = document.documentElement.scrollHeight - innerHeight;
    let at = scrollY;
    const next = (now) => {
      if (last) deltas.push(now - last);
      last = now;
      if (deltas.length >= count) return resolve(deltas);
      if (at + step > bottom || at + step < 0) step = -step;
      if (step !== 0) scrollTo(0, (at += step));
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
}

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const at = (numbers, share) => sorted(numbers)[Math.min(numbers.length - 1, Math.floor(numbers.length * share))];
const fps = (deltas) => 1000 / (deltas.reduce((a, b) => a + b, 0) / deltas.length);
const line = (what, measured, bar = '', ok = null) => console.log(`| ${what.padEnd(64)} | ${measured.padStart(12)} | ${bar.padStart(10)} | ${ok === null ? '    ' : ok ? 'ok  ' : 'MISS'} |`);

async function open(browser, server, path, count) {
  server.state.pages.set(path, pageOf(path));
  server.answers.set('GET /api/rows', { status: 200, body: { items: rows(count), next: null } });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.addInitScript(watch);
  await page.goto(server.url + path);
  await page.waitForFunction(() => window.bench.painted);
  await page.waitForTimeout(500);
  return page;
}

async function firstPaint(browser, server) {
  const times = [];
  for (let i = 0; i < 7; i++) {
    const page = await open(browser, server, '/bench-many', 100_000);
    times.push(await page.evaluate(() => window.bench.painted - window.bench.inHand));
    await page.close();
  }
  const median = at(times, 0.5);
  line('100,000 rows, from the data in hand to the paint (median of 7)', `${median.toFixed(1)} ms`, '≤ 50.0 ms', median <= 50);
}

async function scrolling(page, what, step, count = 240) {
  await page.evaluate(() => (window.bench.long = []));
  const deltas = await page.evaluate(([s, c]) => window.frames60(s, c), [step, count]);
  const long = await page.evaluate(() => window.bench.long);
  line(`${what}, frames a second`, fps(deltas).toFixed(1), '≥ 59.0', fps(deltas) >= 59);
  line('… 99th percentile of a frame', `${at(deltas, 0.99).toFixed(1)} ms`, '', null);
  line('… frames that came late', String(deltas.filter((delta) => delta > 1.5 * FRAME).length), '', null);
  line('… longest task', long.length ? `${Math.max(...long).toFixed(0)} ms` : '< 50 ms', '< 50 ms', long.length === 0);
}

async function many(browser, server) {
  await firstPaint(browser, server);
  const page = await open(browser, server, '/bench-many', 100_000);
  await scrolling(page, '100,000 rows, scrolling', 24);
  await scrolling(page, '… flinging', 4000);
  await page.close();
}

async function live(browser, server) {
  const page = await open(browser, server, '/bench-live', 2000);
  let round = 0;
  let sent = 0;
  const timer = setInterval(() => {
    round++;
    for (const row of rows(2000, round)) server.send('task', row, `${round}`);
    sent++;
  }, 200);
  await page.waitForTimeout(1000);
  await scrolling(page, '2,000 live rows, 5 updates a second each, at rest', 0, 300);
  await scrolling(page, '… scrolling', 24, 240);
  await scrolling(page, '… flinging', 4000, 240);
  clearInterval(timer);
  const shown = await page.evaluate(() => document.querySelector('.rows [data-index] .progress, .rows [data-index]')?.textContent.length > 0);
  if (!shown || sent < 20) throw new Error(`Only ${sent} updates were sent`);
  await page.close();
}

const server = await startServer();
const browser = await launch();
try {
  console.log(`| ${'figure'.padEnd(64)} | ${'measured'.padStart(12)} | ${'bar'.padStart(10)} |      |\n|${'-'.repeat(66)}|${'-'.repeat(14)}|${'-'.repeat(12)}|------|`);
  const part = process.argv[2];
  if (part !== 'live') await many(browser, server);
  if (part !== 'many') await live(browser, server);
} finally {
  await browser.close();
  server.close();
}
