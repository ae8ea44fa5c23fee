// Builds the browser side into target/classes/META-INF/dalbox/assets: hashed files, each also gzipped, and manifest.json.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { notices } from './notices.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, 'target/classes/META-INF/dalbox/assets');
/**
 * The scripts that are loaded when something on a page first needs them, by the name of their file: where each begins, its
 * stylesheet, the nodes that it draws (or helps to draw), and how many kB it may cost gzipped.
 */
const LATER = JSON.parse(read('src/later.json'));
/** The mark as pixels, made by `dev/icons.mjs`: not every phone draws SVG on its home screen. */
const PICTURES = ['icon-192', 'icon-512', 'icon-maskable-512', 'icon-touch-180'];
/** What a first visit may cost, gzipped. */
const BUDGET = { script: 120, style: 25 };

export async function buildAssets({ check = true, quiet = false } = {}) {
  if (check) typeCheck();
  const icons = JSON.parse(read('src/icons.json'));
  const sprite = asset('sprite', 'svg', makeSprite(icons));
  const style = asset('app', 'css', await bundleStyle('src/app.css'));
  const styles = await laterStyles();
  const hrefs = Object.fromEntries(Object.entries(styles).map(([name, { name: file }]) => [name, `/assets/${file}`]));
  const draws = Object.fromEntries(Object.entries(LATER).map(([name, one]) => [name, one.draws ?? []]));
  const worker = await bundleWorker();
  const used = await bundleScripts({});
  const licences = asset('licences', 'txt', notices(here, used.inputs, ['lucide-static']));
  const scripts = await bundleScripts({ __LICENCES__: `/assets/${licences.name}`, __WORKER__: `/assets/${worker.name}`, __SPRITE__: `/assets/${sprite.name}`, __ICONS__: icons, __STYLES__: hrefs, __DRAWS__: draws });
  const icon = asset('icon', 'svg', Buffer.from(read('src/mark.svg')));
  const pictures = Object.fromEntries(PICTURES.map((name) => [name, asset(name, 'png', readFileSync(join(here, 'src/icons', `${name}.png`)))]));
  const webmanifest = asset('app', 'webmanifest', makeWebManifest(icon, pictures));
  const { all, script, shared, later } = scripts;
  checkBudget('script', [script, ...shared], BUDGET.script);
  checkBudget('style', [style], BUDGET.style);
  for (const [name, files] of Object.entries(later)) checkBudget(name, files, LATER[name].budget);
  const locales = Object.fromEntries(['en', 'zh-CN'].map((tag) => [tag, tag === 'en' ? 'English' : '简体中文']));
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const file of [...all, worker, ...Object.values(styles), sprite, style, icon, ...Object.values(pictures), webmanifest, licences]) {
    writeFileSync(join(out, file.name), file.bytes);
    writeFileSync(join(out, `${file.name}.gz`), file.gzipped);
  }
  const names = { script: script.name, style: style.name, sprite: sprite.name, icon: icon.name, touch: pictures['icon-touch-180'].name, webmanifest: webmanifest.name };
  const manifest = { ...names, shared: shared.map(({ name }) => name), later: Object.fromEntries(Object.entries(later).map(([name, files]) => [name, manifestOf(name, files, styles[name])])), icons: [...icons, 'dalbox'].sort(), locales };
  writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest, null, 2));
  if (!quiet) {
    const size = (...files) => `${(files.reduce((sum, file) => sum + file.gzipped.length, 0) / 1024).toFixed(1)} kB`;
    const more = Object.entries(later).map(([name, files]) => `${name} ${size(...files)}`).join(', ');
    console.log(`assets: script ${size(script, ...shared)}, style ${size(style)}, sprite ${size(sprite)}; loaded later: ${more} (gzipped)`);
  }
  return manifest;
}

/** What the server must know to load a script early: its files, its stylesheet, and for which nodes. */
function manifestOf(name, files, style) {
  const { draws = [], helps = [] } = LATER[name];
  return { scripts: files.map((file) => file.name), ...(style ? { style: style.name } : {}), nodes: [...draws, ...helps] };
}

async function laterStyles() {
  const styled = Object.entries(LATER).filter(([, { style }]) => style);
  return Object.fromEntries(await Promise.all(styled.map(async ([name, { style }]) => [name, asset(name, 'css', await bundleStyle(style))])));
}

function typeCheck() {
  try {
    execFileSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', here], { stdio: 'pipe' });
  } catch (failure) {
    throw new Error(`The types do not fit:\n${failure.stdout}${failure.stderr}`);
  }
}

/**
 * The script of the first visit and those that are loaded later. What they have in common stands in files of its own, so that
 * there is one copy of it: two of Lit would ask for the same policy of Trusted Types, which is refused. `constants` are the names
 * in the scripts that only the build knows.
 */
async function bundleScripts(constants) {
  const result = await build({
    entryPoints: { app: join(here, 'src/main.ts'), ...Object.fromEntries(Object.entries(LATER).map(([name, { entry }]) => [name, join(here, entry)])) },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    outdir: out,
    entryNames: '[name].[hash]',
    chunkNames: 'shared.[hash]',
    metafile: true,
    legalComments: 'none',
    charset: 'utf8',
    plugins: [withoutBundledIcons],
    define: Object.fromEntries(Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)])),
  });
  const files = Object.fromEntries(result.outputFiles.map(({ path, contents }) => [basename(path), hashed(basename(path), contents)]));
  const named = (prefix) => Object.values(files).find(({ name }) => name.startsWith(`${prefix}.`));
  const script = named('app');
  const shared = needed(script.name, result.metafile).map((name) => files[name]);
  const besides = (name) => needed(name, result.metafile).map((other) => files[other]).filter((file) => file !== script && !shared.includes(file));
  const later = Object.fromEntries(Object.keys(LATER).map((name) => [name, [named(name), ...besides(named(name).name)]]));
  return { all: Object.values(files), inputs: Object.keys(result.metafile.inputs), script, shared, later };
}

/** The script that runs beside the tabs and holds the event stream for all of them. */
async function bundleWorker() {
  const result = await build({ entryPoints: [join(here, 'src/live/worker.ts')], bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, legalComments: 'none' });
  return asset('worker', 'js', Buffer.from(result.outputFiles[0].contents));
}

/** The files that a script imports at once, and what those import. */
function needed(script, { outputs }) {
  const byName = Object.fromEntries(Object.entries(outputs).map(([path, output]) => [basename(path), output]));
  const found = new Set();
  const follow = (name) => {
    for (const { path, kind } of byName[name].imports) {
      const next = basename(path);
      if (kind !== 'import-statement' || found.has(next)) continue;
      found.add(next);
      follow(next);
    }
  };
  follow(script);
  return [...found];
}

/**
 * Web Awesome carries icons (40 kB) for when nobody registers a library, and icon animations (25 kB). We register our own
 * sprite before anything is drawn and animate nothing, so neither is shipped.
 */
const withoutBundledIcons = {
  name: 'without-bundled-icons',
  setup(context) {
    context.onLoad({ filter: /webawesome[\\/]dist[\\/]chunks[\\/].*\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (source.includes('src/components/icon/library.system.ts')) {
        return { contents: source.replace(/^var icons = \{$[\s\S]*?^\};$/m, 'var icons = { solid: {}, regular: {} };'), loader: 'js' };
      }
      if (source.includes('src/components/icon/icon.styles.ts')) {
        return { contents: source.replace(/\/\* Rotation \*\/[\s\S]*?^`;$/m, '`;'), loader: 'js' };
      }
      return undefined;
    });
  },
};

async function bundleStyle(path) {
  const result = await build({ entryPoints: [join(here, path)], bundle: true, minify: true, target: 'es2022', write: false, supported: { nesting: true } });
  return result.outputFiles[0].contents;
}

/** One file with every icon as a symbol, our mark, and the names that Web Awesome asks for. */
function makeSprite(icons) {
  const own = { dalbox: read('src/mark.svg') };
  const lucide = (name) => {
    const path = join(here, 'node_modules/lucide-static/icons', `${name}.svg`);
    if (!existsSync(path)) throw new Error(`src/icons.json names “${name}”, which Lucide does not have`);
    return readFileSync(path, 'utf8');
  };
  const symbols = icons.map((name) => symbol(name, lucide(name), '0 0 24 24'));
  symbols.push(symbol('dalbox', own.dalbox, '0 0 32 32'));
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`);
}

/** What a phone needs to put Dalbox on its home screen. The colours are those of the frame in `tokens.css`, light. */
function makeWebManifest(icon, pictures) {
  const picture = (name, edge, purpose) => ({ src: `/assets/${pictures[name].name}`, type: 'image/png', sizes: `${edge}x${edge}`, purpose });
  const manifest = {
    id: '/', name: 'Dalbox', short_name: 'Dalbox', start_url: '/', scope: '/', display: 'standalone', background_color: '#ffffff', theme_color: '#f4f5f7',
    icons: [
      { src: `/assets/${icon.name}`, type: 'image/svg+xml', sizes: 'any' },
      picture('icon-192', 192, 'any'), picture('icon-512', 512, 'any'), picture('icon-maskable-512', 512, 'maskable'),
    ],
  };
  return Buffer.from(JSON.stringify(manifest));
}

function symbol(id, svg, viewBox) {
  const inner = svg.replace(/<!--[\s\S]*?-->/g, '').replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '').replace(/\s+/g, ' ').trim();
  const paint = id === 'dalbox' ? '' : ' fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"';
  return `<symbol id="${id}" viewBox="${viewBox}"${paint}>${inner}</symbol>`;
}

function asset(name, extension, bytes) {
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { name: `${name}.${hash}.${extension}`, bytes, gzipped: gzipSync(bytes, { level: 9 }) };
}

/** A file that already carries a hash in its name. */
function hashed(name, bytes) {
  return { name, bytes, gzipped: gzipSync(bytes, { level: 9 }) };
}

function checkBudget(what, files, budget) {
  const size = files.reduce((sum, file) => sum + file.gzipped.length, 0) / 1024;
  if (size > budget) throw new Error(`The ${what} is ${size.toFixed(1)} kB gzipped; it may cost ${budget}. Leave something out or load it later.`);
}

function read(path) {
  return readFileSync(join(here, path), 'utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await buildAssets({ check: !process.argv.includes('--no-check'), quiet: process.argv.includes('--quiet') });
  } catch (failure) {
    console.error(failure.message);
    process.exit(1);
  }
}
