// Serves the sample pages under the policy of the product: `npm run dev`, then http://127.0.0.1:8099/?sample=home&locale=en&theme=dark
import http from 'node:http';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answerFlows } from './flows.mjs';
import { answerPlugins } from './plugins.mjs';
import { content } from './show.mjs';
import { COMPUTE, pluginPage, pluginRows, samples, shellModel, taskPage, taskRows } from './samples.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const assets = join(root, 'target/classes/META-INF/dalbox/assets');

/** Where the test server has the checker of accessibility. */
export const AXE = '/axe.js';
export const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; media-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html dalbox";
const TYPES = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', json: 'application/json' };
const DEFAULTS = { '/': 'home', '/module/download/': 'download-3', '/plugins': 'plugins', '/tasks': 'tasks', '/events': 'events', '/compute': 'compute', '/flows': 'flows', '/flows/new': 'flow-new', '/module/hello/': 'kitchen', '/login': 'login', '/setup': 'setup' };

/**
 * Starts a server; `hits` records the calls, `pages` has pages by their address, `send` writes to every open stream, `answer` replaces an
 * answer. `fresh` ends what is open and gives the same server as if it had just started; what was handed out before is of no use then.
 */
export function startServer(port = 0) {
  let state = clean();
  const server = http.createServer((request, response) => {
    handle(request, response, state).catch((failure) => response.writeHead(500).end(String(failure)));
  });
  const handed = () => ({ ...state, state, url: `http://127.0.0.1:${server.address().port}`, fresh, close });
  const hangUp = () => {
    state.streams.forEach((s) => s.end());
    server.closeAllConnections();
  };
  const fresh = () => {
    hangUp();
    state = clean();
    return handed();
  };
  const close = () => {
    hangUp();
    server.close();
  };
  return new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(handed())));
}

function clean() {
  const streams = new Set();
  return { hits: [], answers: new Map(), pages: new Map(), look: {}, streams, send: (event, data, id = '2') => streams.forEach((s) => s.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)) };
}

async function handle(request, response, state) {
  const url = new URL(request.url, 'http://x');
  const locale = url.searchParams.get('locale') ?? cookie(request, 'locale') ?? 'en';
  const look = { theme: url.searchParams.get('theme') ?? cookie(request, 'theme') ?? 'auto', density: url.searchParams.get('density') ?? 'comfortable' };
  const body = await text(request);
  if (request.method !== 'GET' || url.pathname.startsWith('/api/')) state.hits.push({ method: request.method, path: url.pathname + url.search, body, csrf: request.headers['x-csrf-token'], match: request.headers['if-match'] });
  const prepared = state.answers.get(`${request.method} ${url.pathname}`);
  if (prepared) return json(response, prepared.status, prepared.body, prepared.headers);
  if (url.pathname.startsWith('/assets/')) return asset(response, url.pathname.slice(8));
  if (url.pathname === AXE) return file(response, join(root, 'node_modules/axe-core/axe.min.js'));
  if (url.pathname === '/api/stream') return stream(request, response, state);
  if (/^\/api\/storages\/[\w-]+\/content$/.test(url.pathname)) return content(response, url.searchParams.get('path') ?? '', request.headers.range);
  if (url.pathname.startsWith('/api/show/')) return json(response, 503, { status: 503, title: 'Out of order', detail: 'The archive does not answer.' });
  const flows = answerFlows(request.method, url, body, state, locale);
  if (flows) return json(response, ...flows);
  const plugins = answerPlugins(request.method, url);
  if (plugins) return json(response, ...plugins);
  if (url.pathname === '/api/me/notifications') return json(response, 200, { items: [], muted: [], next: null });
  if (url.pathname === '/api/pages') {
    const page = find(url.searchParams.get('path'), null, locale);
    return page ? json(response, 200, { shell: shellModel(locale, look), page }) : json(response, 404, { status: 404, title: 'No such page', detail: 'No such page' });
  }
  if (url.pathname === '/api/tasks' && url.searchParams.has('parent')) return json(response, 200, { items: [], next: null });
  if (request.method === 'GET' && /^\/api\/tasks\/[^/]+$/.test(url.pathname)) return oneTask(response, url.pathname.slice(11));
  if (url.pathname === '/api/tasks') return json(response, 200, { items: taskRows(5), next: null });
  if (url.pathname === '/api/plugins' && request.method === 'GET') return json(response, 200, { items: pluginRows(locale), next: null });
  if (request.method === 'GET' && url.pathname in COMPUTE.compute) return lanes(request, response, url.pathname);
  if (url.pathname === '/module/download/actions/download') return json(response, 202, { task_id: 't0', status: 'started' });
  if (url.pathname === '/module/download/actions/stats') return json(response, 200, { free: 3e9, active: 2 });
  if (request.method !== 'GET') return json(response, 200, {});
  const page = state.pages.get(url.pathname) ?? find(url.pathname, url.searchParams.get('sample'), locale);
  if (!page) return response.writeHead(404).end('not found');
  html(response, page, locale, look);
}

function oneTask(response, id) {
  const task = taskRows(14).find((one) => one.task_id === id);
  json(response, task ? 200 : 404, task ? { ...task, priority: 'normal' } : { status: 404, detail: `There is no task ${id}.` });
}

/** The lanes of the sample that asks; what is null there never answers, and a number is a failure. */
function lanes(request, response, path) {
  const name = new URL(request.headers.referer ?? 'http://x').searchParams.get('sample');
  const found = (COMPUTE[name] ?? COMPUTE.compute)[path];
  if (typeof found === 'number') json(response, found, { status: found, title: 'Out of order', detail: 'The lanes do not answer.' });
  else if (found !== null) json(response, 200, found);
}

function find(path, sample, locale) {
  if (!sample && /^\/flows\/(?!new)/.test(path)) return samples(locale, path.slice(7)).flow;
  if (!sample && path.startsWith('/tasks/')) return taskPage(locale, path.slice(7));
  if (!sample && path.startsWith('/plugins/')) return pluginPage(locale, path.slice(9));
  return samples(locale)[sample ?? DEFAULTS[path]];
}

function html(response, page, locale, look) {
  const manifest = JSON.parse(readFileSync(join(assets, 'manifest.json'), 'utf8'));
  const gate = page.template === 'login' || page.template === 'setup';
  const shell = shellModel(locale, gate ? { ...look, user: null, nav: [], commands: [], places: [] } : look);
  const block = (id, value) => `<script type="application/json" id="dalbox-${id}">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`;
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': CSP, 'cache-control': 'no-cache', 'set-cookie': [`locale=${locale}`, `theme=${look.theme}`] });
  response.end(`<!doctype html><html lang="${locale}" data-theme="${look.theme}" data-density="${look.density}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"><title>${page.title} · Dalbox</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/assets/${manifest.style}"><script type="module" src="/assets/${manifest.script}"></script></head><body><div id="app"></div>${block('shell', shell)}${block('page', page)}${block('texts', {})}</body></html>`);
}

function stream(request, response, state) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write('id: 1\nevent: hello\ndata: {"version":"0.1.0","assets":"x"}\n\n');
  state.streams.add(response);
  request.on('close', () => state.streams.delete(response));
}

function asset(response, name) {
  file(response, join(assets, name.replace(/[^\w.-]/g, '')));
}

function file(response, path) {
  try {
    const bytes = readFileSync(path);
    response.writeHead(200, { 'content-type': TYPES[path.split('.').pop()] ?? 'application/octet-stream', 'cache-control': 'public, max-age=31536000, immutable' });
    response.end(bytes);
  } catch {
    response.writeHead(404).end();
  }
}

function json(response, status, body, headers = {}) {
  response.writeHead(status, { 'content-type': status >= 400 ? 'application/problem+json' : 'application/json', ...headers });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}

function cookie(request, name) {
  return new RegExp(`(?:^|; )${name}=([^;]*)`).exec(request.headers.cookie ?? '')?.[1];
}

async function text(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const server = await startServer(Number(process.env.PORT ?? 8099));
  console.log(`${server.url}/?sample=home&locale=en&theme=light`);
}
