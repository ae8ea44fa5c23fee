// What the browser side is made of besides our own: minifying drops the notices that the licences ask for, so they are one text.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/;

/** Returns name, version, licence and notice of every package among the input files of a bundle, and of those named besides. */
export function notices(root, inputs, besides) {
  const folders = new Set([...inputs.map((path) => PACKAGE.exec(path)?.[0]).filter(Boolean), ...besides.map((name) => `node_modules/${name}`)]);
  const texts = [...folders].sort().map((folder) => notice(join(root, folder)));
  return Buffer.from(`${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`);
}

function notice(folder) {
  const { name, version, license, author, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!license) throw new Error(`${name} does not say under which licence it is; find out before it is shipped`);
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(one));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : `Copyright ${author?.name ?? author ?? `the authors of ${name}`}`;
  return [`${name} ${version} · ${license}`, homepage, '', text].filter((line) => line !== undefined).join('\n');
}
