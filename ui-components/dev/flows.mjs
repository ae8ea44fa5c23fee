// The flows of the samples, answered over real HTTP as docs and tests need them. It knows just enough of CEL to find fields that do not
// exist. Not part of the product.
const ago = (seconds) => new Date(Date.now() - seconds * 1000).toISOString();
const NAMES = ['ubuntu-26.04-desktop-amd64.iso', '示例.影片.第一季.S01E01.2160p.WEB-DL.H265.mkv', 'big_buck_bunny_1080p_h264.mov', 'dataset.parquet'];

const RETRY = { attempts: 12, backoff: '1s', longest: '5m', max_age: '1d' };
const flow = (id, name, more) => ({
  id, name, enabled: true, on: { event: 'download.completed' }, when: null, do: { plugin: 'hello', action: 'greet' }, with: { name: 'event.file_path' }, retry: RETRY, concurrency: 1, order: 'strict', rate: { per_minute: 600 },
  state: 'on', detail: null, problems: [], last: null, counts: { delivered: 0, skipped: 0, failed: 0, dead: 0, waiting: 0 }, created: ago(90000), updated: ago(9000), ...more,
});

export function flowRows(locale) {
  const t = (zh, en) => (locale === 'zh-CN' ? zh : en);
  return [
    flow('greet-k3x9', t('大文件下载完打个招呼', 'Greet big downloads'), { when: 'has(event.file_size) && event.file_size > 1073741824', last: { outcome: 'done', at: ago(190), event_id: 'e1', task_id: 't1', error: null, duration: 42 }, counts: { delivered: 1284, skipped: 39, failed: 0, dead: 0, waiting: 0 } }),
    flow('subs-p2m4', t('新影片自动配字幕', 'Subtitles for new films'), { when: 'event.mime_type.startsWith("video/") && !event.file_path.contains("sample")', do: { plugin: 'subtitles', action: 'recognize' }, with: { path: 'event.file_path' }, last: { outcome: 'retrying', at: ago(40), event_id: 'e2', task_id: null, error: 'The model is not there yet', duration: 1200 }, counts: { delivered: 87, skipped: 401, failed: 2, dead: 3, waiting: 1 } }),
    flow('films-a81q', t('下载完更新影片库', 'Add films to the library'), { state: 'broken', do: { plugin: 'library', action: 'scan' }, with: { folder: 'event.file_path', mode: '"quick"' }, detail: t('操作 library.scan 不再有参数 folder，现在叫 path。', 'The action library.scan has no parameter “folder” any more. Did you mean “path”?'),
      problems: [{ pointer: '/with/folder', detail: t('没有参数 folder', 'There is no parameter “folder”.'), line: 0, column: 0, suggestion: 'path' }], last: { outcome: 'done', at: ago(86000), event_id: 'e3', task_id: 't3', error: null, duration: 812 }, counts: { delivered: 412, skipped: 0, failed: 0, dead: 0, waiting: 14 } }),
    flow('loop-z0v7', t('打完招呼再打一次招呼', 'Greet those who were greeted'), { on: { event: 'hello.greeted' }, state: 'cut', with: { name: 'event.name' }, detail: t('10 秒内触发了 600 次，像是在循环触发自己。', 'It ran 600 times in ten seconds and seems to trigger itself.'), last: { outcome: 'done', at: ago(900), event_id: 'e4', task_id: null, error: null, duration: 3 }, counts: { delivered: 600, skipped: 0, failed: 0, dead: 0, waiting: 213 } }),
    flow('night-c55t', t('失败的下载记下来', 'Note downloads that fail'), { enabled: false, state: 'off', on: { event: 'download.failed' }, when: 'event.error.matches("(?i)timeout|refused") || meta.hops > 2', with: { name: '"download"' } }),
  ];
}

const TYPES = [
  { name: 'download.completed', owner: 'download', description: 'A file has been downloaded and checked.', version: 1, count: 1284 },
  { name: 'download.failed', owner: 'download', description: 'A download was given up.', version: 1, count: 12 },
  { name: 'hello.greeted', owner: 'hello', description: 'Somebody was greeted.', version: 1, count: 3 },
  { name: 'library.film.added', owner: 'library', description: 'A film is new in the library.', version: 2, count: 0 },
];
const string = (title, more = {}) => ({ type: 'string', title, ...more });
const ACTIONS = [
  { plugin: 'hello', name: 'greet', description: 'Greets somebody by name.', params: { type: 'object', required: ['name'], properties: { name: string('Name', { description: 'Who is greeted', maxLength: 200 }), language: string('Language', { enum: ['en', 'zh-CN', 'de'], default: 'en', description: 'The language of the greeting' }), loud: { type: 'boolean', title: 'Loud' } } } },
  { plugin: 'subtitles', name: 'recognize', description: 'Recognises the speech of a film and writes subtitles beside it.', long_running: true, params: { type: 'object', required: ['path'], properties: { path: string('Film', { format: 'storage-path' }), language: string('Language'), max_size: { type: 'integer', format: 'bytes', title: 'Largest file' }, tags: { type: 'array', items: { type: 'string' }, title: 'Tags' } } } },
  { plugin: 'library', name: 'scan', description: 'Looks for new films in a folder.', long_running: true, params: { type: 'object', required: ['path'], properties: { path: string('Folder', { format: 'storage-path' }), mode: string('Mode', { enum: ['quick', 'deep'], default: 'quick' }) } } },
  { plugin: 'download', name: 'pause_all', description: 'Pauses every download.', params: { type: 'object', properties: {} } },
];
const field = (path, type, description, samples = [], required = true) => ({ path, type, description, required, samples });
const FIELDS = {
  'download.completed': [field('event.file_path', 'string', 'Where the file is', NAMES.map((name) => `media:/downloads/${name}`)), field('event.file_size', 'int', 'Size in bytes', ['1200000000', '734003200'], false), field('event.mime_type', 'string', 'What kind of file it is', ['video/x-matroska', 'application/x-iso9660-image'], false), field('event.task_id', 'string', 'The task that downloaded it', ['t7', 't3'])],
  'download.failed': [field('event.url', 'string', 'What was asked for', ['https://example.org/film.mkv']), field('event.error', 'string', 'Why it failed', ['connection timed out'])],
  'hello.greeted': [field('event.name', 'string', 'Who was greeted', ['Ada', '小明'])],
};
const META = [field('meta.time', 'timestamp', 'When it happened', [ago(190)]), field('meta.hops', 'int', 'How many events stand between it and its first cause', ['0']), field('meta.source', 'string', 'Who published it', ['/module/download'])];
const FUNCTIONS = [
  { name: 'startsWith', signature: 'string.startsWith(string) -> bool', description: 'Whether the text begins so', example: 'event.mime_type.startsWith("video/")' },
  { name: 'matches', signature: 'string.matches(string) -> bool', description: 'Whether a regular expression (RE2) is found in it', example: 'event.url.matches("\\\\.mkv$")' },
  { name: 'file_name', signature: 'file_name(string) -> string', description: 'The last part of a path', example: 'file_name(event.file_path)' },
];
const SUGGESTIONS = {
  'hello.greet': [{ parameter: 'name', expression: 'event.file_path', score: 0.74, reasons: ['type', 'past-flow'], sample: `media:/downloads/${NAMES[0]}` }, { parameter: 'name', expression: 'file_name(event.file_path)', score: 0.6, reasons: ['type'], sample: NAMES[0] }, { parameter: 'language', expression: '"en"', score: 0.5, reasons: ['default'], sample: 'en' }],
  'subtitles.recognize': [{ parameter: 'path', expression: 'event.file_path', score: 0.93, reasons: ['similar-name', 'type', 'description'], sample: `media:/downloads/${NAMES[1]}` }],
  'library.scan': [{ parameter: 'path', expression: 'event.file_path', score: 0.9, reasons: ['similar-name', 'type'], sample: `media:/downloads/${NAMES[1]}` }],
};

/** Answers what belongs to flows; null for anything else. `state.flows` is what there is. */
export function answerFlows(method, url, body, state, locale) {
  const path = url.pathname;
  const q = url.searchParams;
  state.flows ??= flowRows(locale);
  if (path === '/api/actions') return [200, list(ACTIONS)];
  if (path === '/api/events/types') return [200, list(TYPES)];
  if (path === '/api/deliveries') return [200, list(deliveries())];
  if (!path.startsWith('/api/flows')) return null;
  const json = body ? JSON.parse(body) : {};
  if (path === '/api/flows' && method === 'GET') return [200, list(state.flows)];
  if (path === '/api/flows') return save(flow(`flow-${state.flows.length}`, json.name, json), state, 201);
  if (path === '/api/flows/validate') return [200, { problems: problems(json) }];
  if (path === '/api/flows/vocabulary') return [200, { event: FIELDS[q.get('event')] ?? [], meta: META, functions: FUNCTIONS }];
  if (path === '/api/flows/suggestions') return [200, list(SUGGESTIONS[`${q.get('plugin')}.${q.get('action')}`] ?? [])];
  if (path === '/api/flows/dry-run') return [200, dryRun(json.flow)];
  if (path === '/api/flows/yaml') return yaml(json);
  if (path === '/api/flows/import') return imported(json);
  const [, , , id, verb] = path.split('/');
  const found = state.flows.find((one) => one.id === id);
  if (!found) return [404, { status: 404, title: 'Not found', detail: `There is no flow ${id}.` }];
  if (method === 'GET') return [200, found];
  if (method === 'DELETE') return (state.flows = state.flows.filter((one) => one !== found)), [204, null];
  if (method === 'PUT') return save({ ...found, ...json, state: json.enabled ? 'on' : 'off', problems: [], detail: null }, state, 200);
  if (verb === 'resume') return save({ ...found, state: 'on', detail: null }, state, 200);
  return save({ ...found, enabled: verb === 'enable', state: verb === 'enable' ? 'on' : 'off' }, state, 200);
}

function list(items) {
  return { items, next: null };
}

function save(next, state, status) {
  const wrong = problems(next);
  if (wrong.length > 0) return [422, { status: 422, title: 'The flow does not fit', detail: 'The flow does not fit.', errors: wrong }];
  state.flows = [...state.flows.filter((one) => one.id !== next.id), next];
  return [status, next];
}

function problems(one) {
  const known = [...(FIELDS[one.on?.event] ?? []), ...META].map(({ path }) => path);
  const action = ACTIONS.find(({ plugin, name }) => plugin === one.do?.plugin && name === one.do?.action);
  const found = [];
  for (const [pointer, text] of [['/when', one.when], ...Object.entries(one.with ?? {}).map(([name, text]) => [`/with/${name}`, text])]) {
    for (const match of (text ?? '').replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => ' '.repeat(quoted.length)).matchAll(/\b(?:event|meta)\.\w+/g)) {
      const near = known.find((path) => path.slice(0, 9) === match[0].slice(0, 9));
      if (!known.includes(match[0])) found.push({ pointer, detail: `The event has no field “${match[0].split('.')[1]}”.`, line: 1, column: match.index + 1, suggestion: near ?? null });
    }
  }
  if (!one.on?.event) found.push({ pointer: '/on/event', detail: 'Choose an event.' });
  if (!action) found.push({ pointer: '/do/action', detail: 'Choose an action.' });
  for (const name of action?.params.required ?? []) if (one.with?.[name] === undefined) found.push({ pointer: `/with/${name}`, detail: `The parameter “${name}” is needed.` });
  for (const name of Object.keys(one.with ?? {})) if (action && !(name in action.params.properties)) found.push({ pointer: `/with/${name}`, detail: `There is no parameter “${name}”.` });
  return found;
}

function dryRun(one) {
  const wrong = problems(one);
  const results = Array.from({ length: 20 }, (_, i) => {
    const data = { file_path: `media:/downloads/${NAMES[i % 4]}`, file_size: 1.2e9 / (i + 1), mime_type: 'video/x-matroska' };
    const matched = !one.when || i % 3 === 0;
    const parameters = Object.fromEntries(Object.entries(one.with ?? {}).map(([name, text]) => [name, data[text.replace('event.', '')] ?? text]));
    return { event: { id: `e${i}`, type: one.on.event, time: ago(i * 700 + 9), data, sequence: 900 - i }, matched: matched, parameters: matched && i !== 6 ? parameters : null, errors: i === 6 && matched ? [{ pointer: '/with/name', detail: 'The text is longer than 200 characters.' }] : [] };
  });
  return { problems: wrong, results: wrong.length > 0 ? [] : results };
}

function deliveries() {
  return ['done', 'retrying', 'done', 'dead', 'done'].map((state, i) => ({
    id: `d${i}`, subscriber: 'flow/greet-k3x9', flow: { id: 'greet-k3x9', name: 'Greet' }, event_id: `e${i}`, sequence: 900 - i, type: 'download.completed', state, attempts: state === 'done' ? 1 : 4, created: ago(i * 900 + 60), updated: ago(i * 900 + 50), duration: 42 + i * 310,
    error: state === 'done' ? null : 'The action greet failed: the name is empty', task_id: i % 2 ? null : `t${i}`, detail: { parameters: { name: `media:/downloads/${NAMES[i % 4]}`, language: 'en' } } }));
}

// YAML is a superset of JSON, which is enough of it here.
function yaml({ flow: one, yaml: text }) {
  if (one) return [200, { yaml: `${JSON.stringify({ name: one.name, enabled: one.enabled, on: one.on, when: one.when, do: one.do, with: one.with }, null, 2)}\n` }];
  try {
    return [200, { flow: JSON.parse(text) }];
  } catch (failure) {
    return [422, { status: 422, detail: 'This is no YAML.', errors: [{ pointer: '', detail: failure.message, line: 3, column: 5 }] }];
  }
}

function imported({ yaml: text, dry_run: dry }) {
  try {
    const flows = [JSON.parse(text)].flat().map((one) => ({ name: one.name, id: null, problems: problems(one) }));
    return [!dry && flows.some((one) => one.problems.length > 0) ? 422 : 200, { items: flows }];
  } catch (failure) {
    return [422, { status: 422, detail: 'This is no YAML.', errors: [{ pointer: '', detail: failure.message, line: 1, column: 1 }] }];
  }
}
