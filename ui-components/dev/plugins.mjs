// What the server says of plugins beyond their rows, for the samples. Not part of the product.
const hash = '8c1f0d'.repeat(11).slice(0, 64);
const signature = { signers: [{ name: 'Ann Example', subject: 'CN=Ann Example', issuer: 'CN=Ann Example', fingerprint: '5e1f02'.repeat(11).slice(0, 64), until: '2030-01-01T00:00:00Z', signed: null, trusted: true, detail: null }], detail: null };
const changes = (added = [], removed = [], changed = []) => ({ added, removed, changed });

export const DETAIL = {
  id: 'download', bundle: 'io.dalbox.plugin.download', hash, size: 184320, signature, installed: '2026-11-20T08:00:00Z', checked: '2026-11-26T16:00:00Z',
  checks: [{ name: 'io.dalbox.download.Download', state: 'ok', detail: null }, { name: 'io.dalbox.download.Mirror', state: 'error', detail: 'The component io.dalbox.download.Mirror waits for a service com.example.Maps, which nobody here provides.' }, { name: 'io.dalbox.download.Stats', state: 'waiting', detail: 'It begins once it has its settings.' }],
  services: [{ interfaces: ['io.dalbox.action.Action'], pattern: null, users: ['io.dalbox.plugins'] }, { interfaces: ['jakarta.servlet.Servlet'], pattern: '/files/*', users: [] }],
  uses: [{ bundle: 'io.dalbox.api', version: '0.1.0', what: ['io.dalbox.action', 'io.dalbox.event'] }], users: [],
  former: [{ version: '1.1.0', since: '2026-11-26T15:00:00Z', holders: ['download-poller'], open: [{ kind: 'file', name: '/srv/media/film.mkv', holder: 'org.example.Reader.forgotten' }] }],
  history: [{ time: '2026-11-26T15:00:00Z', who: 'admin', what: 'install download.jar', outcome: 'taken' }, { time: '2026-11-26T15:00:01Z', who: 'host', what: 'update to 1.3.0', outcome: 'Version 1.3.0 in download.jar did not become live: its activate method failed. Version 1.2.0 runs on.' }],
};
export const CAPABILITIES = {
  actions: { download: { description: 'Downloads a file', method: 'POST', path: '/actions/download', long_running: true, lane: 'io', access: 'download.write', params_schema: { type: 'object', required: ['url'], properties: { url: { type: 'string', format: 'uri', description: 'Where it is' }, parts: { type: 'integer', description: 'Connections at once' } } } }, stats: { description: 'Free space and speed', method: 'GET', path: '/actions/stats', long_running: false, lane: 'io', access: 'download.read', params_schema: { type: 'object', properties: {} } } },
  events: { 'download.completed': { description: 'A file is there', schema: { type: 'object', properties: { file_path: { type: 'string' }, file_size: { type: 'integer' } } } } }, subscriptions: ['library.wanted'],
};
export const REMOVED = [{ id: 'weather-old', name: 'Weather', version: '0.2.0', icon: null, file: '2026-11-26T150000Z-weather.jar', size: 51200, removed: '2026-11-26T15:00:00Z' }];
export const PREVIEW = {
  hash, id: 'download', name: 'Download', kind: 'plugin', version: '1.3.0', signature, running: '1.2.0', change: 'update', reason: null, refreshed: ['com.example.geometry'],
  actions: changes(['mirror'], ['stats'], [{ name: 'download', breaking: true, details: ['the parameter save_path is required now'] }]), events: changes(), settings: changes(['proxy'], [], []), pages: changes([], ['main'], []),
  flows: [{ kind: 'flow', id: 'films-a81q', name: 'Films to the library', problems: [{ pointer: '/with/url', detail: 'There is no parameter url any more.' }] }],
  problems: [{ file: 'dalbox/ui/main.yaml', line: 7, column: 3, message: 'There is no icon “downlod”.' }],
};

export const OFFERS = [
  { id: 'download', name: 'Download', version: '1.3.0', description: 'Downloads files.', license: 'Apache-2.0', homepage: 'https://download.example/', source: 'Ours', size: 184320, hash, installed: '1.2.0', update: true, changelog: [{ version: '1.3.0', date: '2026-11-20', text: '- Mirrors\n- <b>Faster</b>' }], fault: null },
  { id: 'notes', name: 'Notes', version: '2.0.0', description: 'Keeps notes.', license: 'MIT', homepage: null, source: 'Ours', size: 2048, hash, installed: null, update: false, changelog: [], fault: null },
  { id: 'odd', name: 'Odd', version: '0.1.0', description: null, license: null, homepage: null, source: 'Ours', size: null, hash: null, installed: null, update: false, changelog: [], fault: 'It has no SHA-256 of its jar, so nobody could tell another jar from it. Add one.' },
];
const SOURCES = [{ id: 'ours-1', name: 'Ours', address: 'https://plugins.example/index.json', added: '2026-11-20T08:00:00Z', checked: '2026-11-26T08:00:00Z', read: '2026-11-25T08:00:00Z', plugins: 2, faulty: 1, problem: 'The server answered 503 for https://plugins.example/index.json. Check the address.', faults: [{ place: 'line 9, column 5: /plugins/2', message: OFFERS[2].fault }] }];

/** The answer to a call, as `[status, body]`; nothing when it is none of these. */
export function answerPlugins(method, { pathname, searchParams }) {
  if (method === 'GET' && pathname === '/api/removed-plugins') return [200, { items: REMOVED, next: null }];
  if (method === 'GET' && /^\/api\/plugins\/[^/]+\/detail$/.test(pathname)) return [200, DETAIL];
  if (method === 'GET' && /^\/api\/plugins\/[^/]+\/dependents$/.test(pathname)) return [200, { items: PREVIEW.flows }];
  if (method === 'GET' && /^\/module\/[^/]+\/plugin\/capabilities$/.test(pathname)) return [200, CAPABILITIES];
  if (method === 'GET' && pathname === '/api/task-bounds') return [200, { items: [{ plugin: 'download', most: 3 }] }];
  if (method === 'GET' && /^\/api\/plugins\/[^/]+\/logs$/.test(pathname)) return [200, log(searchParams)];
  if (method === 'POST' && pathname === '/api/plugins/preview') return [200, PREVIEW];
  if (method === 'GET' && pathname === '/api/catalogue') return [200, { items: OFFERS.filter((offer) => (searchParams.get('updates') !== 'true' || offer.update) && offer.name.toLowerCase().includes((searchParams.get('q') ?? '').toLowerCase())), next: null }];
  if (method === 'GET' && pathname === '/api/catalogue/sources') return [200, { items: SOURCES, next: null }];
  if (method === 'POST' && /^\/api\/catalogue\/[^/]+\/preview$/.test(pathname)) return [200, PREVIEW];
  if (method === 'GET' && /^\/api\/catalogue\/[^/]+$/.test(pathname)) return [200, { ...OFFERS[0], versions: [{ version: '1.3.0', source: 'Ours', size: 184320, hash, fault: null }, { version: '1.2.0', source: 'Ours', size: 184000, hash, fault: null }] }];
  return null;
}

function log(query) {
  const levels = ['debug', 'info', 'warn', 'error'];
  const after = Number(query.get('after') ?? 0);
  const from = levels.indexOf(query.get('level') ?? 'info');
  const items = Array.from({ length: 40 }, (_, i) => ({ sequence: i + 1, time: '2026-11-26T15:00:00Z', level: levels[(i % 4) * (i % 3 === 0 ? 1 : 0) || 1], logger: 'io.dalbox.download.Download', message: `Line ${i + 1}: ${'fetched a part of a file '.repeat(1 + (i % 5))}`, error: i === 9 ? 'java.io.IOException: reset\n\tat Download.run(Download.java:40)' : null }))
    .filter((line) => line.sequence > after && levels.indexOf(line.level) >= from);
  return { items, next: items.at(-1)?.sequence ?? null };
}
