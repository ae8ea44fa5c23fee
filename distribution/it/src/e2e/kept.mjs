// Pictures of pages, held against those that are kept in `kept/`. `KEPT=update` keeps what is seen now; look at it before it is committed.
import { createRequire } from 'node:module';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const require = createRequire(new URL('../../../../ui-components/package.json', import.meta.url));
const { PNG } = require('pngjs');
const { default: pixelmatch } = await import(require.resolve('pixelmatch'));

const kept = new URL('kept/', import.meta.url).pathname;
const seen = new URL('../../target/looks/', import.meta.url).pathname;
/** The part of a picture that may differ: another build of the browser draws some edges of letters otherwise. */
const TOLERANCE = 0.01;
/** What is another each time: times, measured figures, and what only runs for this moment. */
const PASSING = 'time, canvas, video, audio, .task-time, .file-date, .flow-last, [data-passing]';

/** Returns what differs, `null` when nothing does. */
export async function compare(page, name) {
  const shot = await page.screenshot({ animations: 'disabled', caret: 'hide', mask: [page.locator(PASSING)], maskColor: '#888888' });
  if (process.env.KEPT === 'update') {
    await mkdir(kept, { recursive: true });
    await writeFile(join(kept, `${name}.png`), shot);
    return null;
  }
  const before = await readFile(join(kept, `${name}.png`)).catch(() => null);
  if (!before) return `${name}: no picture is kept of it; see it and keep it with KEPT=update`;
  const [was, is] = [PNG.sync.read(before), PNG.sync.read(shot)];
  if (was.width !== is.width || was.height !== is.height) return `${name}: ${is.width} x ${is.height} instead of ${was.width} x ${was.height}`;
  const difference = new PNG({ width: is.width, height: is.height });
  const share = pixelmatch(was.data, is.data, difference.data, is.width, is.height, { threshold: 0.15 }) / (is.width * is.height);
  if (share <= TOLERANCE) return null;
  await mkdir(seen, { recursive: true });
  await writeFile(join(seen, `${name}.png`), shot);
  await writeFile(join(seen, `${name}.difference.png`), PNG.sync.write(difference));
  return `${name}: ${(share * 100).toFixed(2)} % of the picture differs from the kept one; see ${join(seen, name)}.difference.png`;
}
