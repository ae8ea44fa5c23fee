// What Maven runs: installs the packages of the lock file when it is newer than node_modules, and builds when a source is
// newer than the built assets.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const installed = join(here, 'node_modules/.package-lock.json');
const built = join(here, 'target/classes/META-INF/dalbox/assets/manifest.json');

if (time(installed) < time(join(here, 'package-lock.json'))) {
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
if (time(built) < newest()) run(process.execPath, ['build.mjs', '--quiet']);

function run(command, args) {
  const result = spawnSync(command, args, { cwd: here, encoding: 'utf8' });
  if (result.status === 0) return;
  console.error(`${command} ${args.join(' ')} failed:\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`);
  process.exit(1);
}

function newest() {
  const files = readdirSync(join(here, 'src'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const own = ['build.mjs', 'notices.mjs', 'package-lock.json', 'tsconfig.json'].map((name) => time(join(here, name)));
  return Math.max(...own, ...files.map((entry) => time(join(entry.parentPath ?? entry.path, entry.name))));
}

function time(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}
