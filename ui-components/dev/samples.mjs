// Page models as the server would send them, to look at and to test with. Not part of the product.
import { fieldPage, formPage, oddFormPage, settingsFormPage } from './form-sample.mjs';
import { corePageOf } from './core-page.mjs';
import { showSamples } from './show.mjs';

const pick = (locale, zh, en) => (locale === 'zh-CN' ? zh : en);
const NOW = Date.now();
const ago = (seconds) => new Date(NOW - seconds * 1000).toISOString();

export function shellModel(locale, look = {}) {
  const t = (zh, en) => pick(locale, zh, en);
  const nav = (id, plugin, section, label, icon, to, badge = null, pinned = false) => ({ id, plugin, section, label, icon, to, order: 10, badge, pinned });
  return {
    product: 'Dalbox', version: '0.1.0', locale, locales: ['zh-CN', 'en'], theme: 'auto', density: 'comfortable',
    user: { id: 'admin', name: 'admin', administrator: true }, csrf: 'sample',
    nav: [
      nav('core/home', null, 'start', t('首页', 'Home'), 'house', '/'),
      nav('download/main', 'download', 'tools', t('下载', 'Downloads'), 'download', '/module/download/', 2, true),
      nav('library/films', 'library', 'media', t('影片', 'Films'), 'clapperboard', '/module/library/'),
      nav('subtitles/main', 'subtitles', 'media', t('字幕', 'Subtitles'), 'captions', '/module/subtitles/', true),
      nav('hello/main', 'hello', 'tools', t('问候', 'Hello'), 'hand', '/module/hello/'),
      nav('ocr/main', 'ocr', 'tools', t('文字识别', 'Text recognition'), 'scan-text', '/module/ocr/'),
      nav('core/tasks', null, 'system', t('任务', 'Tasks'), 'list-checks', '/tasks', 2),
      nav('core/compute', null, 'system', t('计算', 'Compute'), 'cpu', '/compute', 7),
      nav('core/flows', null, 'system', t('流程', 'Flows'), 'workflow', '/flows'),
      nav('core/events', null, 'system', t('事件', 'Events'), 'radio', '/events'),
      nav('core/plugins', null, 'system', t('插件', 'Plugins'), 'blocks', '/plugins', true),
    ],
    commands: [{ id: 'download/add', label: t('添加下载', 'Add download'), icon: 'plus', to: '/module/download/', action: 'add' }],
    places: [{ id: 'core/settings/account', label: t('我的账号', 'My account'), icon: 'settings', to: '/settings#section-account' }],
    stream: { href: '/api/stream', last_event_id: '1' },
    ...look,
  };
}

const NAMES = ['ubuntu-26.04-desktop-amd64.iso', '示例.影片.第一季.S01E01.2160p.WEB-DL.H265.mkv', 'big_buck_bunny_1080p_h264.mov',
  'a-very-long-file-name-that-does-not-want-to-end-and-says-everything-about-itself-2026-11-23.tar.zst', 'dataset.parquet'];
const STATES = ['running', 'completed', 'paused', 'error', 'queued', 'running', 'cancelled'];

export function taskRows(count) {
  return Array.from({ length: count }, (_, i) => {
    const state = STATES[i % STATES.length];
    const total = i === 5 ? null : 1.5e9 + ((i * 377) % 900) * 1e7;
    const progress = state === 'completed' ? 100 : state === 'queued' ? 0 : total === null ? null : (i * 17 + 34) % 98;
    const name = count > 5 && i >= 5 ? NAMES[i % 5].replace(/(\.[^.]+)$/, `-${i}$1`) : NAMES[i % 5];
    return {
      task_id: `t${i}`, plugin: 'download', action: 'download', title: name, name, state, status: state === 'running' ? 'downloading' : state, progress,
      speed: state === 'running' ? 12.4e6 + i * 1e5 : null, downloaded: total === null ? 8.4e7 : (total * progress) / 100, total,
      eta: state === 'running' && total ? 60 + ((i * 37) % 4000) : null, attempts: 1, created: ago(i * 700 + 40), started: ago(i * 700 + 30),
      finished: ['completed', 'error', 'cancelled'].includes(state) ? ago(i * 640 + 10) : null,
      error: state === 'error' ? { message: 'The server answered 404 Not Found for this address.' } : null, parent: null, result: null,
    };
  });
}

export function pluginRows(locale) {
  const t = (zh, en) => pick(locale, zh, en);
  return [
    { id: 'download', name: t('下载', 'Download'), version: '1.2.0', description: t('HTTP 与 HTTPS 下载，可暂停与续传', 'HTTP and HTTPS downloads that can pause and resume'), icon: 'download', state: 'live', health: 'ok', source: 'dropped', file: 'download.jar', author: 'Dalbox', homepage: 'https://example.org/download', kind: 'plugin', to: '/module/download/', previous: '1.1.0', leaks: 1, pinned: true },
    { id: 'hello', name: t('问候', 'Hello'), version: '0.1.0', description: t('最小的插件：一个操作、一个事件、一个页面', 'The smallest plugin: one action, one event, one page'), icon: 'hand', state: 'live', health: 'ok', source: 'shipped', to: '/module/hello/' },
    { id: 'subtitles', name: t('字幕', 'Subtitles'), version: '2.0.1', description: t('识别并翻译字幕', 'Recognises and translates subtitles'), icon: 'captions', state: 'live', health: 'ok', source: 'folder', to: '/module/subtitles/',
      problems: [{ file: 'dalbox/ui/main.yaml', line: 12, column: 9, message: "there is no action 'strat' here; did you mean 'start'?" }] },
    { id: 'weather', name: t('天气', 'Weather'), version: '0.3.0', description: t('窗外的天气', 'What it is like outside'), icon: 'cloud', state: 'failed', health: null, source: 'folder',
      fault: 'missing', detail: 'It needs the package com.example.maps, which nothing here provides. Drop the library that has it into the folder as well, or put it into the plugin\'s jar.' },
    { id: 'faces', name: t('人脸', 'Faces'), version: '1.0.0-beta.3', description: t('按人物整理照片', 'Sorts photos by who is in them'), icon: 'scan-face', state: 'quarantined', health: null, source: 'folder', previous: '0.9.0',
      detail: 'Dalbox went down while this plugin was being started.' },
    { id: 'library', name: t('影片', 'Films'), version: '1.4.2', description: t('影片与剧集', 'Films and series'), icon: 'clapperboard', state: 'starting', health: null, source: 'folder', to: '/module/library/' },
    { id: 'ocr', name: t('文字识别', 'Text recognition'), version: '0.9.0', description: t('从图片里读出文字', 'Reads text from pictures'), icon: 'scan-text', state: 'disabled', health: null, source: 'shipped' },
    { id: 'com.example.geometry', name: 'Geometry', version: '4.2.1', description: null, icon: null, state: 'resolved', health: null, source: 'folder', library: true },
  ];
}

export function eventRows(count) {
  const types = ['download.completed', 'download.failed', 'hello.greeted'];
  return Array.from({ length: count }, (_, i) => ({
    specversion: '1.0', id: `e${i}`, source: `/module/${types[i % 3].split('.')[0]}`, type: types[i % 3], time: ago(i * 190 + 5), datacontenttype: 'application/json', hops: 0,
    data: i % 3 === 2 ? { name: 'Ada' } : { task_id: `t${i}`, file_path: `media:/films/${NAMES[i % 5]}`, file_size: 1.2e9, mime_type: 'video/x-matroska' },
  }));
}

const downloadSchema = (t) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', required: ['url', 'save_path'], additionalProperties: false,
  properties: {
    url: { type: 'string', format: 'uri', title: t('网址', 'Address'), description: t('要下载的 HTTP 或 HTTPS 网址', 'The HTTP or HTTPS address of the file'), pattern: '^https?://' },
    save_path: { type: 'string', format: 'storage-path', title: t('保存到', 'Save to'), default: 'media:/downloads/' },
    segments: { type: 'integer', title: t('并行连接', 'Parallel connections'), minimum: 1, maximum: 16, default: 4 },
    speed_limit: { type: 'integer', format: 'speed', title: t('限速', 'Speed limit'), minimum: 0, description: t('不填就是不限速', 'Nothing means no limit') },
    sha256: { type: 'string', title: 'SHA-256', pattern: '^[0-9a-f]{64}$', description: t('下载后核对', 'Checked after the download') },
    headers: { type: 'object', additionalProperties: { type: 'string' }, title: t('请求头', 'Request headers') },
  },
});

function downloadPage(locale, count) {
  const t = (zh, en) => pick(locale, zh, en);
  const rows = taskRows(count);
  const control = (name, label, icon, when, more = {}) => ({ name, label, icon, method: 'POST', href: `/api/tasks/{task_id}/${name}`, schema: null, args: { task_id: '${row.task_id}' }, form: 'none', when, ...more });
  return {
    id: 'main', plugin: 'download', path: '/module/download/', title: t('下载', 'Downloads'), description: null, template: 'list', icon: 'download', hash: `d${count}`,
    header_actions: ['pause_all', 'add'],
    body: [
      { type: 'alert', tone: 'warning', label: t('磁盘快满了，只剩 ${bytes(stats.free)}', 'The disk is almost full: ${bytes(stats.free)} left'), when: 'stats.free < 5 * GiB' },
      { type: 'table', id: 'tasks', label: t('下载任务', 'Download tasks'), source: 'tasks', select: 'multi', search: true, filters: ['state'],
        columns: [
          { field: 'name', label: t('名称', 'Name'), width: 'grow', sort: true, priority: 1 },
          { field: 'state', label: t('状态', 'State'), as: 'badge', labels: 't:state.*', tones: { running: 'info', completed: 'success', error: 'danger' }, priority: 1, width: 'm' },
          { field: 'progress', label: t('进度', 'Progress'), as: 'progress', priority: 1, width: 'l', sort: true },
          { field: 'total', label: t('大小', 'Size'), as: 'bytes', priority: 2, sort: true, width: 's' },
          { field: 'speed', label: t('速度', 'Speed'), as: 'speed', priority: 2, when: 'stats.active > 0', width: 's' },
          { field: 'eta', label: t('剩余时间', 'Time left'), as: 'duration', priority: 3, width: 's' },
          { field: 'created', label: t('添加于', 'Added'), as: 'relative-time', priority: 3, sort: true, width: 'm' },
        ],
        row_actions: ['pause', 'resume', 'retry', 'remove'], bulk_actions: ['pause', 'resume'],
        empty: { label: t('还没有下载任务', 'No downloads yet'), hint: t('粘贴一个网址，文件会存到你选的文件夹', 'Paste an address and the file lands in the folder you choose'), action: 'add', icon: 'download' } },
    ],
    data: { tasks: { href: `/api/tasks?plugin=download&n=${count}`, key: 'task_id', live: 'task', filter: { plugin: 'download' }, page: 'all' }, stats: { href: '/module/download/actions/stats', live: 'refetch' } },
    actions: {
      add: { name: 'add', label: t('添加下载', 'Add download'), icon: 'plus', method: 'POST', href: '/module/download/actions/download', schema: downloadSchema(t), form: 'dialog', primary: true, key: 'n', long_running: true,
        fields: { segments: { group: 'advanced' }, speed_limit: { group: 'advanced' }, sha256: { group: 'advanced' }, headers: { group: 'advanced' } } },
      pause_all: { name: 'pause_all', label: t('全部暂停', 'Pause all'), icon: 'pause', method: 'POST', href: '/module/download/actions/pause', args: {}, form: 'none', when: 'stats.active > 0' },
      pause: control('pause', t('暂停', 'Pause'), 'pause', "row.state == 'running'", { optimistic: { state: 'paused' } }),
      resume: control('resume', t('继续', 'Resume'), 'play', "row.state == 'paused'", { optimistic: { state: 'queued' } }),
      retry: control('retry', t('重试', 'Try again'), 'rotate-cw', "row.state in ['error', 'cancelled']"),
      remove: { name: 'remove', label: t('删除', 'Delete'), icon: 'trash-2', tone: 'danger', method: 'POST', href: '/module/download/actions/remove', args: { ids: ['${row.task_id}'] }, form: 'none', confirm: t('删除“${row.name}”？', 'Delete “${row.name}”?'), undo: { method: 'POST', href: '/module/download/actions/restore', args: { ids: ['${row.task_id}'] } } },
    },
    texts: stateTexts(t), snapshot: { tasks: { items: rows, next: null }, stats: { free: 3e9, active: rows.filter((row) => row.state === 'running').length } }, problems: [],
  };
}

const stateTexts = (t) => ({ 'state.running': t('下载中', 'Downloading'), 'state.completed': t('已完成', 'Done'), 'state.paused': t('已暂停', 'Paused'), 'state.error': t('出错', 'Failed'), 'state.queued': t('排队中', 'Queued'), 'state.cancelled': t('已取消', 'Cancelled') });

function homePage(locale) {
  const t = (zh, en) => pick(locale, zh, en);
  const card = (plugin, id, title, icon, to, body, size = 'm') => ({ type: 'card', id: `${plugin}/${id}`, plugin, title, icon, size, to, body, data: {}, texts: {} });
  return {
    id: 'home', plugin: null, path: '/', title: t('首页', 'Home'), description: null, template: 'dashboard', icon: 'house', hash: 'home', header_actions: [],
    body: [
      card('download', 'now', t('下载', 'Downloads'), 'download', '/module/download/', [
        { type: 'stat', label: t('进行中', 'active'), value: '${stats.active}' }, { type: 'stat', label: t('速度', 'Speed'), value: '${speed(stats.down)}' }, { type: 'stat', label: t('剩余', 'Time left'), value: '${duration(stats.eta)}' },
        { type: 'progress', label: t('总进度', 'All together'), value: '${stats.done}', max: '${stats.total}', when: 'stats.active > 0' }]),
      card('library', 'new', t('影片', 'Films'), 'clapperboard', '/module/library/', [{ type: 'stat', label: t('部影片', 'films'), value: '${stats.films}' }, { type: 'stat', label: t('本周新增', 'New this week'), value: '${stats.fresh}' }, { type: 'stat', label: t('占用', 'Space used'), value: '${bytes(stats.size)}' }]),
      card('storage', 'space', t('存储空间', 'Storage'), 'hard-drive', '/module/storage/', [{ type: 'stat', label: t('可用', 'free'), value: '${bytes(stats.free)}' }, { type: 'progress', label: t('已用', 'Used'), value: '${stats.used}' }]),
      card('subtitles', 'queue', t('字幕', 'Subtitles'), 'captions', '/module/subtitles/', [{ type: 'stat', label: t('个待处理', 'waiting'), value: '${stats.waiting}' }]),
      card('system', 'load', t('这台设备', 'This box'), 'cpu', '/system', [{ type: 'stat', label: t('处理器', 'Processor'), value: '${percent(stats.cpu)}' }, { type: 'stat', label: t('内存', 'Memory'), value: '${bytes(stats.memory)}' }, { type: 'stat', label: t('已运行', 'Up for'), value: '${duration(stats.uptime)}' }]),
      card('hello', 'last', t('问候', 'Hello'), 'hand', '/module/hello/', [{ type: 'text', text: t('最近问候了 Ada', 'Ada was greeted last') }]),
    ],
    data: {}, actions: {}, texts: {}, problems: [],
    snapshot: { 'download.stats': { active: 2, down: 24.8e6, eta: 734, done: 62, total: 100 }, 'library.stats': { films: 1284, fresh: 12, size: 4.2e12 }, 'storage.stats': { free: 1.9e12, used: 71 }, 'subtitles.stats': { waiting: 0 }, 'system.stats': { cpu: 14, memory: 3.1e9, uptime: 1036800 } },
  };
}

function coreCards(locale) {
  const t = (zh, en) => pick(locale, zh, en);
  const card = (id, title, icon, to, body, size = 'm') => ({ type: 'card', id: `core/${id}`, plugin: 'core', title, icon, size, to, body, data: {}, texts: {} });
  const item = { title: "${row.title != null ? row.title : row.plugin + ' · ' + row.action}", value: "${row.progress != null ? percent(row.progress) : ''}" };
  return [
    card('welcome', t('欢迎使用 Dalbox', 'Welcome to Dalbox'), 'sparkles', null, [{ type: 'empty', icon: 'puzzle', label: t('还没有插件带来卡片', 'No plugin has brought a card yet'), hint: t('把插件的 jar 文件放进 plugins 文件夹。', 'Put a plugin’s jar into the plugins folder.') }, { type: 'button', label: t('查看插件', 'Show plugins'), icon: 'puzzle', to: '/plugins' }], 'wide'),
    card('system', t('系统', 'System'), 'activity', '/plugins', [{ type: 'stat', label: t('运行中的插件', 'Live plugins'), value: "${size(plugins.filter(p, p.state == 'live'))}" }, { type: 'facts', items: [{ label: t('进行中的任务', 'Running tasks'), value: '${size(running)}' }, { label: t('需要处理', 'Need attention'), value: "${size(plugins.filter(p, p.state == 'failed' || p.state == 'quarantined'))}" }] }]),
    card('recent', t('最近的任务', 'Recent tasks'), 'list-checks', '/tasks', [{ type: 'list', label: t('最近的任务', 'Recent tasks'), source: 'recent', limit: 5, item }]),
    card('last', t('最近问候', 'Greeted last'), 'smile', '/module/hello/', [{ type: 'stat', label: t('最近问候', 'Greeted last'), value: "${size(recent) > 0 ? recent[0].data.name : null}" }], 's'),
    card('none', t('最近的任务', 'Recent tasks'), 'list-checks', '/tasks', [{ type: 'list', source: 'none', empty: { icon: 'list-checks', label: t('还没有任务', 'No tasks yet'), hint: t('进度会显示在这里。', 'Progress shows here.') } }]),
  ];
}

function corePage(locale, path, zh, en, icon, type, source, rows) {
  const t = (a, b) => pick(locale, a, b);
  return { id: type, plugin: null, path, title: t(zh, en), description: null, template: 'list', icon, hash: type, header_actions: [], body: [{ type, source: 'items' }],
    data: { items: source }, actions: {}, texts: {}, snapshot: { items: { items: rows, next: null } }, problems: [] };
}

function kitchenPage(locale) {
  const t = (zh, en) => pick(locale, zh, en);
  return {
    id: 'kitchen', plugin: 'hello', path: '/module/hello/', title: t('问候', 'Hello'), description: t('每一种组件都在这一页上', 'Every component on one page'), template: 'detail', icon: 'hand', hash: 'k', header_actions: ['edit', 'greet'],
    body: [
      { type: 'grid', min: 's', body: [{ type: 'stat', label: t('问候次数', 'Greetings'), value: '${stats.count}' }, { type: 'stat', label: t('最近', 'Last'), value: 'Ada', hint: t('3 分钟前', '3 minutes ago') }, { type: 'stat', label: t('平均用时', 'Takes'), value: '${duration(stats.seconds)}' }, { type: 'stat', label: t('缺失', 'Missing'), value: '${stats.nothing}' }] },
      { type: 'split', ratio: '2/1', body: [
        { type: 'section', label: t('问候某人', 'Greet somebody'), hint: t('结果会作为事件发布', 'The result is published as an event'), body: [{ type: 'card', body: [{ type: 'form', action: 'greet' }] }] },
        { type: 'stack', body: [
          { type: 'section', label: t('概况', 'Facts'), body: [{ type: 'facts', items: [{ label: t('状态', 'State'), value: t('运行中', 'Live') }, { label: t('路径', 'Path'), value: 'media:/hello/greetings/2026/november' }] }] },
          { type: 'section', label: t('经过', 'What happened'), body: [{ type: 'timeline', source: 'history', item: { title: '${row.title}', hint: '${row.hint}', time: '${row.time}', tone: '${row.tone}' } }] }] }] },
      { type: 'tabs', tabs: [
        { label: t('列表', 'List'), body: [{ type: 'list', label: t('最近的问候', 'Recent greetings'), source: 'history', item: { icon: 'hand', title: '${row.title}', hint: '${row.hint}', to: '/module/hello/' }, row_actions: ['edit'] }] },
        { label: t('日志', 'Log'), body: [{ type: 'log', label: t('日志', 'Log'), source: 'lines' }] },
        { label: t('上传', 'Upload'), body: [{ type: 'upload', action: 'upload', label: t('把照片拖到这里', 'Drop photos here') }] }] },
      { type: 'details', label: t('更多', 'More'), body: [{ type: 'text', text: t('这里可以折叠起来。', 'This can be folded away.') }] },
      { type: 'stack', direction: 'row', body: [{ type: 'badge', value: 'ok', tone: 'success' }, { type: 'badge', value: t('注意', 'Careful'), tone: 'warning' }, { type: 'badge', value: t('出错', 'Failed'), tone: 'danger' }, { type: 'badge', value: t('中性', 'Neutral') }, { type: 'button', action: 'edit' }, { type: 'menu', label: t('更多', 'More'), actions: ['edit', 'greet'] }] },
      { type: 'alert', tone: 'info', label: t('有一个新版本', 'A new version is there'), action: 'edit' }, { type: 'alert', tone: 'danger', label: t('出错了', 'Something failed'), text: t('服务器没有响应', 'The server does not answer') },
      { type: 'progress', label: t('进度', 'Progress'), value: '${stats.seconds}', max: 100 },
      { type: 'unheard-of' },
    ],
    data: {}, texts: {}, problems: [],
    actions: {
      greet: { name: 'greet', label: t('问候', 'Greet'), icon: 'hand', primary: true, method: 'POST', href: '/module/hello/actions/greet', form: 'inline', key: 'n', schema: { type: 'object', required: ['name'], properties: { name: { type: 'string', title: t('名字', 'Name'), minLength: 1, maxLength: 40 }, tone: { type: 'string', title: t('语气', 'Tone'), enum: ['friendly', 'formal'], default: 'friendly' }, loud: { type: 'boolean', title: t('大声', 'Loudly'), description: t('用大写字母', 'In capital letters') }, note: { type: 'string', format: 'multiline', title: t('附言', 'Note') } } }, fields: { note: { group: 'advanced' } } },
      edit: { name: 'edit', label: t('编辑', 'Edit'), icon: 'pencil', method: 'POST', href: '/module/hello/actions/edit', form: 'drawer', schema: { type: 'object', required: ['title', 'secret'], properties: { title: { type: 'string', title: t('标题', 'Title') }, size: { type: 'integer', format: 'bytes', title: t('大小', 'Size'), default: 1048576 }, wait: { type: 'integer', format: 'duration', title: t('等待', 'Wait') }, when: { type: 'string', format: 'date-time', title: t('时间', 'When') }, secret: { type: 'string', format: 'password', title: t('密码', 'Password') }, links: { type: 'array', items: { type: 'string' }, title: t('链接', 'Links') }, headers: { type: 'object', additionalProperties: { type: 'string' }, title: t('请求头', 'Headers') } } } },
      upload: { name: 'upload', label: t('上传', 'Upload'), method: 'POST', href: '/module/hello/actions/upload', form: 'none' },
    },
    snapshot: { stats: { count: 1204, seconds: 42 }, lines: { items: Array.from({ length: 40 }, (_, i) => ({ id: i, time: ago(400 - i * 9), level: ['info', 'info', 'warn', 'debug', 'error'][i % 5], message: `Greeted guest ${i} in ${i * 3 % 17} ms` })) },
      history: { items: [{ id: 1, title: 'Ada', hint: t('友好', 'friendly'), time: ago(180), tone: 'success' }, { id: 2, title: 'Grace', hint: t('正式', 'formal'), time: ago(4000), tone: 'danger' }, { id: 3, title: '王小明', hint: t('友好', 'friendly'), time: ago(90000), tone: 'info' }] } },
  };
}

const LONG = 'a-plugin-whose-name-was-chosen-by-somebody-who-never-had-to-read-it-in-a-table';
const ahead = (seconds) => ago(-seconds);
const owner = (id, running, waiting, more = {}) => ({ owner: id, weight: 1, running, waiting, most_waiting: 256, io: 0, most_io: 16384, abandoned: 0, cpu_seconds: 12.3 * (running + waiting), longest_wait: waiting ? waiting * 1.6 : null, ...more });
const schedule = (id, name, more = {}) => ({ id, owner: id.split('.')[0], name, every: '60s', cron: null, on_start: false, retry: '10s', lane: 'cpu', state: 'waiting', last: ago(35), last_seconds: 0.08, next: ahead(25), last_error: null, failures: 0, runs: 12, ...more });

/** The history that a box with this load has had: one sample every two seconds, with a pause in which it was off. */
function history(samples, size, load, { gap = true, last = {} } = {}) {
  return Array.from({ length: samples }, (_, i) => i).filter((i) => !gap || i < 60 || i > 72).map((i) => {
    const wave = (1 + Math.sin(i / 9) * 0.6 + Math.sin(i / 2.3) * 0.25) / 1.85;
    const busy = load === 0 ? 0 : Math.min(size, size * load * wave);
    return { time: ago((samples - 1 - i) * 2), size, running: Math.round(busy), waiting: Math.max(0, Math.round(12 * load * wave - 4)), io: 12, busy, ...(i === samples - 1 ? last : {}) };
  });
}

const compute = (more) => ({ size: 3, limit: 4, limit_source: 'cpu.max of the cgroup /dalbox.service', problem: null, niceness: 19, running: 0, waiting: 0, abandoned: 0, io: 0, cpu_seconds: 1234.5, longest_wait: null, owners: [], work: [], ...more });

/** What the API of the lanes answers, by sample; a status is that of a failure. */
export const COMPUTE = {
  compute: {
    '/api/compute': compute({ running: 2, waiting: 7, io: 12, longest_wait: 3.2,
      owners: [owner('ocr', 1, 4, { weight: 2, cpu_seconds: 843.1 }), owner('heartbeat', 1, 3, { io: 5, cpu_seconds: 12.3 }), owner('download', 0, 0, { io: 6, cpu_seconds: 3.04 }), owner('core', 0, 0, { io: 1, cpu_seconds: 0.021 })],
      work: [{ id: 'w1', owner: 'ocr', name: 'recognize', detail: 'task 0199a2c4', lane: 'cpu', priority: 'task', state: 'running', seconds: 12.1 }, { id: 'w2', owner: 'heartbeat', name: 'matrix', detail: null, lane: 'cpu', priority: 'background', state: 'running', seconds: 0.06 },
        ...[3, 4, 5].map((i) => ({ id: `w${i}`, owner: 'ocr', name: 'recognize', detail: `page ${i} of 12`, lane: 'cpu', priority: i === 3 ? 'interactive' : 'task', state: 'waiting', seconds: 6.4 / i })), { id: 'w9', owner: 'download', name: 'segment', detail: 'ubuntu-26.04-desktop-amd64.iso', lane: 'io', priority: 'task', state: 'running', seconds: 734 }] }),
    '/api/compute/history': { items: history(150, 3, 0.8, { last: { waiting: 7, busy: 1.93 } }), next: null },
    '/api/schedules': { items: [schedule('heartbeat.matrix', 'Matrix product'), schedule('heartbeat.io', 'Five waits', { every: '30s', lane: 'io', state: 'running', last_seconds: 2, next: null }),
      schedule('library.scan', 'Look for new films', { every: null, cron: '30 4 * * *', last: ago(30000), last_seconds: 94.2, next: ahead(56000) }),
      schedule('subtitles.refresh', 'Fetch new subtitles', { every: '1h', state: 'waiting', failures: 3, last: ago(700), next: ahead(140), last_error: 'The server subtitles.example.org does not answer: connection timed out after 30 s' }),
      schedule('core.vacuum', 'Tidy the database', { every: '24h', state: 'paused', next: null, last: null, last_seconds: null, runs: 0 })], next: null },
  },
  'compute-idle': { '/api/compute': compute({ niceness: null, limit: 1, size: 1, cpu_seconds: 0, limit_source: 'the number of processors' }), '/api/compute/history': { items: [], next: null }, '/api/schedules': { items: [], next: null } },
  'compute-failing': { '/api/compute': 500, '/api/compute/history': 503, '/api/schedules': 500 },
  'compute-loading': { '/api/compute': null, '/api/compute/history': null, '/api/schedules': null },
  // Forty plugins and much of everything: names that do not end, numbers that do not fit, and two things that are wrong.
  'compute-40': {
    '/api/compute': compute({ size: 127, limit: 127.5, limit_source: `cpu.max of the cgroup /system.slice/${LONG}.service/payload/init.scope`, running: 127, waiting: 25600, abandoned: 2, io: 160000, longest_wait: 93784, cpu_seconds: 98765432,
      problem: `The file /sys/fs/cgroup/${LONG}.service/cpu.max holds “maximum 100000”, which is no limit; the 127 processors of the machine are used instead.`,
      owners: [owner(LONG, 127, 25600, { io: 160000, weight: 100, cpu_seconds: 98765432, longest_wait: 93784, abandoned: 2 }), ...Array.from({ length: 39 }, (_, i) => owner(`plugin-${i + 2}`, i < 3 ? 1 : 0, i % 7 === 0 ? 37 : 0, { io: i * 2, cpu_seconds: i * 131.7 }))],
      work: [{ id: 'w', owner: LONG, name: `${LONG}-which-also-names-its-work-like-this`, detail: `media:/${LONG}/${LONG}.mkv`, lane: 'cpu', priority: 'interactive', state: 'abandoned', seconds: 93784 },
        ...Array.from({ length: 225 }, (_, i) => ({ id: `w${i}`, owner: `plugin-${(i % 39) + 2}`, name: `work ${i}`, detail: null, lane: 'cpu', priority: 'background', state: i < 3 ? 'running' : 'waiting', seconds: 61 - i / 4 }))] }),
    '/api/compute/history': { items: history(150, 127, 1.6), next: null },
    '/api/schedules': { items: [schedule(`${LONG}.x`, LONG, { failures: 2, last_error: `${LONG}: ${LONG}`, next: ahead(40 * 86400), last: ago(40 * 86400) }), ...Array.from({ length: 39 }, (_, i) => schedule(`plugin-${i + 2}.tick`, `Tick ${i + 2}`, { next: ahead(i * 9) }))], next: null },
  },
};

/** The page with the data of a sample as its first picture; what fails or takes long is left to the browser. */
function computePage(locale, name) {
  const { page } = corePageOf('compute.yaml', locale);
  const answer = (source) => {
    const found = COMPUTE[name][source.href.split('?')[0]];
    return found === null || typeof found === 'number' ? null : source.field ? { items: found[source.field], next: null } : found;
  };
  return { ...page, hash: name, snapshot: Object.fromEntries(Object.entries(page.data).map(([key, source]) => [key, answer(source)])) };
}

function flowPage(locale, path, type) {
  const editor = type === 'flow-editor';
  return { id: editor ? 'flow' : 'flows', plugin: null, path, title: editor ? (path === '/flows/new' ? pick(locale, '新建流程', 'New flow') : pick(locale, '流程', 'Flow')) : pick(locale, '流程', 'Flows'), template: editor ? 'editor' : 'list', icon: 'workflow',
    description: editor ? null : pick(locale, '事件发生时，自动做该做的事。', 'What happens by itself when an event happens.'), hash: path, header_actions: [], body: [{ type, id: 'main' }], data: {}, actions: {}, texts: {}, snapshot: {}, problems: [] };
}

/** The page of one task. */
export function taskPage(locale, id) {
  return { id: 'task', plugin: null, path: `/tasks/${id}`, params: { id }, title: pick(locale, '任务', 'Task'), template: 'list', icon: 'list-checks', description: null, hash: `task-${id}`, header_actions: [], body: [{ type: 'task-detail', id: 'task' }], data: {}, actions: {}, texts: {}, snapshot: {}, problems: [] };
}

/** The page of one plugin. */
export function pluginPage(locale, id) {
  const list = { href: '/api/plugins', key: 'id', live: 'plugin' };
  return { id: 'plugin', plugin: null, path: `/plugins/${id}`, params: { id }, title: '${plugin_name(params.id)}', template: 'list', icon: 'puzzle', description: null, hash: `plugin-${id}`, header_actions: [], body: [{ type: 'plugin-detail', id: 'plugin', source: 'list' }], data: { list }, actions: {}, texts: {}, snapshot: { list: { items: pluginRows(locale), next: null } }, problems: [] };
}

/** Every sample by name: what to serve and where. */
export function samples(locale, flow = 'greet-k3x9') {
  const gate = (template) => ({ id: template, plugin: null, path: `/${template}`, title: pick(locale, '登录', 'Log in'), template, body: [] });
  const tasks = { href: '/api/tasks?limit=100', key: 'task_id', live: 'task' };
  const plugins = { href: '/api/plugins', key: 'id', live: 'plugin' };
  const events = { href: '/api/events', key: 'id', live: 'event' };
  return {
    login: gate('login'), setup: gate('setup'), home: homePage(locale),
    'home-core': { ...homePage(locale), hash: 'hc', body: [...coreCards(locale), ...corePageOf('compute.yaml', locale).cards], snapshot: { 'core.compute': COMPUTE.compute['/api/compute'], 'core.plugins': { items: pluginRows(locale) }, 'core.running': { items: taskRows(2) }, 'core.recent': { items: taskRows(5) }, 'core.none': { items: [] } } },
    settings: { ...corePage(locale, '/settings', '设置', 'Settings', 'settings', 'preferences', tasks, []), template: 'settings', description: pick(locale, '只影响你自己看到的界面。', 'These change only what you see yourself.') },
    'home-empty': { ...homePage(locale), body: [], hash: 'he' },
    'download-0': downloadPage(locale, 0), 'download-3': downloadPage(locale, 3), 'download-3000': downloadPage(locale, 3000),
    plugins: { ...corePage(locale, '/plugins', '插件', 'Plugins', 'blocks', 'plugin-list', plugins, pluginRows(locale)) },
    'plugins-empty': { ...corePage(locale, '/plugins', '插件', 'Plugins', 'blocks', 'plugin-list', plugins, []), hash: 'pe' },
    catalogue: { ...corePage(locale, '/plugins', '插件', 'Plugins', 'blocks', 'plugin-catalogue', plugins, pluginRows(locale)) },
    plugin: pluginPage(locale, 'download'), 'plugin-gone': pluginPage(locale, 'nobody'),
    task: taskPage(locale, 't4'), 'task-running': taskPage(locale, 't0'), 'task-missing': taskPage(locale, 'none'),
    tasks: corePage(locale, '/tasks', '任务', 'Tasks', 'list-checks', 'task-list', tasks, taskRows(14)),
    'tasks-empty': { ...corePage(locale, '/tasks', '任务', 'Tasks', 'list-checks', 'task-list', tasks, []), hash: 'te' },
    events: corePage(locale, '/events', '事件', 'Events', 'radio', 'event-list', events, eventRows(24)),
    flows: flowPage(locale, '/flows', 'flow-list'), 'flows-empty': { ...flowPage(locale, '/flows', 'flow-list'), hash: 'fe', snapshot: { 'core.flows': { items: [], next: null } } },
    'flow-new': flowPage(locale, '/flows/new', 'flow-editor'), flow: { ...flowPage(locale, `/flows/${flow}`, 'flow-editor'), params: { id: flow } }, 'flow-broken': { ...flowPage(locale, '/flows/films-a81q', 'flow-editor'), params: { id: 'films-a81q' } },
    kitchen: kitchenPage(locale), ...showSamples(locale),
    forms: formPage(locale),
    'forms-fields': fieldPage(locale),
    'settings-form': settingsFormPage(locale),
    'forms-odd': oddFormPage(),
    ...Object.fromEntries(Object.keys(COMPUTE).map((name) => [name, computePage(locale, name)])),
  };
}
