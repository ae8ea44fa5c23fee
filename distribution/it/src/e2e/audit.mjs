// Accessibility of the page as it is now, by axe: WCAG 2.2 A and AA.
import { readFile } from 'node:fs/promises';
import { axeSource } from './dalbox.mjs';

const EVERYTHING = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };
/** What depends on the colours of a theme alone. */
export const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

const source = await readFile(axeSource, 'utf8');
const sessions = new WeakMap();

/** Returns the findings. axe runs in the developer protocol's isolated world, so that the page's own policy stays as strict as it is. */
export async function audit(page, runOnly = EVERYTHING) {
  await page.evaluate(settled);
  const contextId = await world(page);
  const options = JSON.stringify({ runOnly, resultTypes: ['violations'] });
  return run(page, contextId, `axe.run(document, ${options}).then((result) =>
    result.violations.map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' ' + (node.failureSummary ?? '')).join(' | ')))`);
}

// While something fades in, its colours are not yet those that people read.
function settled() {
  const passing = document.getAnimations().filter((one) => one.playState === 'running' && one.effect?.getComputedTiming().endTime !== Infinity);
  return Promise.race([Promise.allSettled(passing.map((one) => one.finished)).then(() => true), new Promise((resolve) => setTimeout(resolve, 2000, false))]);
}

// A world lives as long as its document; asking for one by name gives the one that is there.
async function world(page) {
  if (!sessions.has(page)) sessions.set(page, await page.context().newCDPSession(page));
  const session = sessions.get(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  if (!(await run(page, executionContextId, 'typeof axe === "object"'))) await run(page, executionContextId, `${source};0`);
  return executionContextId;
}

async function run(page, contextId, expression) {
  const { result, exceptionDetails: failure } = await sessions.get(page).send('Runtime.evaluate', { contextId, awaitPromise: true, returnByValue: true, expression });
  if (failure) throw new Error(failure.exception?.description ?? failure.text);
  return result.value;
}
