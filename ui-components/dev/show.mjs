// The pages of the components that show data, with everything that data can do to them.
const pick = (locale, zh, en) => (locale === 'zh-CN' ? zh : en);
const NOW = Date.now();
const ago = (seconds) => new Date(NOW - seconds * 1000).toISOString();
export const NASTY = ['<img src=x onerror=alert(1)>', '\u202egpj.exe\u202c film', `${'很长的标题 long title '.repeat(200)}end.mkv`, '👩‍👩‍👧‍👦 🏳️‍🌈 ｅｍｏｊｉ', '', null, 'العنوان بالعربية', '${7*7}{{7*7}}'];

const MARKDOWN = `# A first heading

A paragraph with **strong**, *emphasised*, ~~struck~~ and \`code\` text, an [own page](/tasks), [another site](https://example.org/a?b=c "Title"), <mailto:a@example.org> and https://example.org/auto.

#### A heading that leaves two levels out

Not a link: [script](javascript:alert(1)), [other host](//evil.example), [data](data:text/html,x), [relative](page.md).

<script>alert(1)</script>

Inline <b onclick="alert(1)">HTML</b> &amp; an entity &copy; 2026.

- one
- two
  1. nested
  2. again

- [x] done
- [ ] open, with a [link](/events)

> A quote.
>
> > And one in it.

\`\`\`yaml
pages:
  - id: main # a line that is much longer than the others, so that it has to be moved sideways to be read on a phone
\`\`\`

| Name | Size | State |
| :--- | ---: | :---: |
| ubuntu.iso | 4.2 GiB | ready |
| film.mkv | 12 GiB | \`waiting\` |

![A lake](media:/photos/lake.jpg) ![A tracker](https://evil.example/pixel.gif)

---

## Last

مرحبا بالعالم، هذا نص عربي.
`;

const MARKDOWN_ZH = MARKDOWN.replace('A first heading', '第一个标题').replace('A paragraph with', '一段文字，有').replace('A quote.', '一段引用。').replace('## Last', '## 最后');

export function photos(count) {
  return Array.from({ length: count }, (_, i) => ({
    id: `p${i}`, name: NASTY[i % 23] ?? `IMG_${String(2000 + i)}.jpg`, path: i % 11 === 5 ? 'media:/photos/broken.jpg' : i % 13 === 6 ? null : `media:/photos/${i}.jpg`,
    place: ['Lisboa', '成都', 'Oslo', null][i % 4], kind: ['photo', 'video', 'raw'][i % 3], favourite: i % 5 === 0, size: i * 7e5 + 1e6,
  }));
}

/** Folders as nested rows: `width` in each down to `depth`. */
export function folders(width, depth, path = 'f') {
  return Array.from({ length: width }, (_, i) => {
    const id = `${path}-${i}`;
    const children = depth > 1 ? folders(width, depth - 1, id) : [];
    return { id, name: path === 'f' && NASTY[i] !== undefined ? NASTY[i] : `Folder ${id.slice(2)}`, files: i * 3, children };
  });
}

/** The same as rows that name the one above them. */
export function flatFolders(count, width) {
  return Array.from({ length: count }, (_, i) => ({ id: `n${i}`, up: i < width ? null : `n${Math.floor(i / width) - 1}`, name: `Node ${i}`, files: i }));
}

export function lines(count, from = 0) {
  const levels = ['info', 'info', 'debug', 'info', 'warn', 'info', 'error'];
  return Array.from({ length: count }, (_, i) => ({
    id: `l${from + i}`, time: ago(count - i), level: levels[(from + i) % 7],
    message: (from + i) % 7 === 6 ? `Connection to subtitles.example.org refused\n  at Client.connect (attempt ${from + i})` : (from + i) % 50 === 3 ? `A long line: ${'0123456789 '.repeat(40)}` : `Segment ${from + i} of the film was written`,
  }));
}

/** The words of a page as a recogniser gives them: `count` of them, in lines; the picture of them is `media:/scan.svg`. */
export function words(count) {
  const perLine = count > 200 ? 40 : 8;
  const high = 0.84 / Math.ceil(count / perLine);
  const some = ['The', 'quick', 'brown', 'fox', 'jumps', '很快', '狐狸', 'over'];
  return Array.from({ length: count }, (_, at) => ({
    id: `w${at}`, x: 0.06 + (at % perLine) * (0.88 / perLine), y: 0.08 + Math.floor(at / perLine) * high, width: 0.8 / perLine, height: high * 0.7, text: `${some[at % 8]}${at > 7 ? ` ${at}` : ''}`, confidence: at % 9 === 4 ? 0.41 : 0.97, ...(at % 9 === 4 ? { tone: 'warning' } : {}),
  }));
}

/** `seconds` of sound with speech, music, noise and silence in turns, and how loud it is. */
export function sound(seconds, count) {
  const kinds = ['speech', 'music', 'speech', 'noise', 'silence'];
  const each = seconds / count;
  const loud = (at) => [0.5, 0.9, 0.6, 0.25, 0.01][Math.floor(at / each) % 5];
  const peak = (at) => { const high = loud(at) * (0.45 + 0.3 * Math.abs(Math.sin(at * 1.7)) + 0.25 * Math.abs(Math.sin(at * 7.3))); return [-high * (0.8 + 0.2 * Math.sin(at * 3)), high]; };
  return {
    peaks: { duration: seconds, peaks: Array.from({ length: 2000 }, (_, at) => peak((at / 2000) * seconds)) },
    segments: Array.from({ length: count }, (_, at) => ({ id: `s${at}`, start: at * each, end: (at + 1) * each, kind: kinds[at % 5], value: at % 5 === 4 ? null : 0.9 })),
    loudness: Array.from({ length: 400 }, (_, at) => ({ time: (at / 400) * seconds, value: -40 + 26 * Math.sqrt(loud((at / 400) * seconds)) + 2 * Math.sin(at) })),
  };
}

const page = (locale, id, zh, en, body, data, more = {}) => ({
  id, plugin: 'hello', path: `/module/hello/${id}`, title: pick(locale, zh, en), template: 'plain', icon: 'image', hash: `${id}${locale}`, header_actions: [], body,
  data: Object.fromEntries(Object.keys(data).map((name) => [name, { href: `/api/show/${name}`, key: 'id', live: 'refetch', ...(more.sources?.[name] ?? {}) }])),
  actions: {
    remove: { name: 'remove', label: pick(locale, '删除', 'Delete'), icon: 'trash-2', tone: 'danger', method: 'POST', href: '/module/hello/actions/remove', args: { ids: ['${row.id}'] }, form: 'none' },
    album: { name: 'album', label: pick(locale, '加入相册', 'Add to album'), icon: 'album', method: 'POST', href: '/module/hello/actions/album', args: { id: '${row.id}' }, form: 'none' },
    upload: { name: 'upload', label: pick(locale, '上传', 'Upload'), method: 'POST', href: '/module/hello/actions/upload', form: 'none' },
    finish: { name: 'finish', label: pick(locale, '开始整理', 'Start sorting'), icon: 'play', primary: true, method: 'POST', href: '/module/hello/actions/finish', args: {}, form: 'none' },
  },
  texts: { 'kind.photo': pick(locale, '照片', 'Photo'), 'kind.video': pick(locale, '视频', 'Video'), 'kind.raw': 'RAW' }, problems: [],
  snapshot: Object.fromEntries(Object.entries(data).filter(([, value]) => value !== null).map(([name, value]) => [name, Array.isArray(value) ? { items: value, next: null } : value])), ...more.page,
});

function galleryPage(locale, count, more = {}) {
  const t = (zh, en) => pick(locale, zh, en);
  return page(locale, 'gallery', '照片', 'Photos', [{ type: 'gallery', label: t('照片', 'Photos'), source: 'photos', size: 'm', ratio: '4/3', select: 'multi', search: true, row_actions: ['album', 'remove'], bulk_actions: ['remove'],
    item: { image: '${row.path}', title: '${row.name}', hint: '${row.place}', badge: "${row.favourite ? '★' : ''}" },
    empty: { icon: 'images', label: t('还没有照片', 'No photos yet'), hint: t('把照片放进 media:/photos/', 'Put photos into media:/photos/') } }],
  { photos: count === null ? null : photos(count) }, { page: { template: 'gallery', ...more } });
}

function treePage(locale, rows, more = {}) {
  const t = (zh, en) => pick(locale, zh, en);
  return page(locale, 'tree', '文件夹', 'Folders', [{ type: 'tree', label: t('文件夹', 'Folders'), source: 'folders', item: { icon: 'folder', title: '${row.name}', hint: '${row.hint}', value: '${row.files}', to: "${row.to}" },
    row_actions: ['remove'], search: true, empty: { icon: 'folder', label: t('没有文件夹', 'No folders') }, ...more }], { folders: rows });
}

/** Every sample of these components by name. */
export function showSamples(locale) {
  const t = (zh, en) => pick(locale, zh, en);
  const image = (src, label, other = {}) => ({ type: 'image', src, label, ...other });
  const step = (id, label, hint, body, other = {}) => ({ id, label, hint, body, ...other });
  const text = (value) => ({ type: 'text', text: value });
  return {
    'show-text': page(locale, 'text', '文字与图片', 'Text and pictures', [
      { type: 'markdown', text: '${note.body}' },
      { type: 'section', label: t('图片', 'Pictures'), body: [{ type: 'grid', min: 's', body: [
        image('media:/photos/lake one.jpg', t('一片湖', 'A lake'), { ratio: '4/3' }), image('${note.picture}', t('来自数据', 'From data'), { ratio: '4/3', fit: 'contain' }), image('media:/photos/broken.jpg', t('坏了的图片', 'A broken one'), { ratio: '4/3' }),
        image('${note.bad}', t('不安全的地址', 'An unsafe address'), { ratio: '4/3' }), image('media:/photos/slow.jpg', t('还在加载', 'Still loading'), { ratio: '4/3' }), image('media:/photos/3.jpg', t('通向任务', 'Leads to tasks'), { ratio: '4/3', to: '/tasks' })] }] },
      { type: 'facts', items: [{ label: t('大小', 'Size'), value: '${note.size}', as: 'bytes' }, { label: t('类型', 'Kind'), value: '${note.kind}', as: 'badge', labels: 't:kind.*', tones: { photo: 'info' } }, { label: t('完成', 'Done'), value: '${note.done}', as: 'progress' },
        { label: t('时间', 'Taken'), value: '${note.time}', as: 'relative-time' }, { label: t('公开', 'Public'), value: '${note.open}', as: 'bool' }, { label: t('地址', 'Address'), value: '${note.bad}', as: 'link' }, { label: t('没有', 'Missing'), value: '${note.none}' }, { label: t('名称', 'Name'), value: '${note.name}' }] }],
    { note: { body: locale === 'zh-CN' ? MARKDOWN_ZH : MARKDOWN, picture: 'media:/photos/7.jpg', bad: 'javascript:alert(1)', size: 4.2e9, kind: 'photo', done: 64, time: ago(3000), open: true, name: NASTY[1] } }),
    'show-gallery': galleryPage(locale, 40), 'show-gallery-0': galleryPage(locale, 0), 'show-gallery-10000': galleryPage(locale, 10000), 'show-gallery-failing': galleryPage(locale, null),
    'show-tree': treePage(locale, folders(8, 3)), 'show-tree-0': treePage(locale, []), 'show-tree-10000': treePage(locale, folders(22, 3), { open: 1 }), 'show-tree-flat': treePage(locale, flatFolders(10000, 10), { parent: 'up', open: 0 }), 'show-tree-failing': treePage(locale, null),
    'show-steps': page(locale, 'steps', '整理照片', 'Sort photos', [
      { type: 'steps', label: t('进行到哪里', 'How far it is'), at: '${state.at}', steps: [step('scan', t('扫描', 'Scan')), step('faces', t('认人', 'Faces'), t('可能要几分钟', 'May take minutes')), step('done', t('完成', 'Done'))] },
      { type: 'steps', label: t('整理照片', 'Sort photos'), action: 'finish', steps: [
        step('from', t('从哪里', 'Where from'), t('选一个文件夹', 'Choose a folder'), [text(t('照片在 media:/photos/。', 'The photos are in media:/photos/.'))], { next: t('继续', 'Continue') }),
        step('how', t('怎么整理', 'How'), null, [text(t('按年份和月份。', 'By year and month.'))], { valid: 'state.ready == true' }),
        step('hidden', t('看不见', 'Not seen'), null, [], { when: 'state.at == null' }),
        step('check', t('检查一下', 'Check'), null, [text(t('一切就绪。', 'Everything is ready.'))])] }], { state: { at: 'faces', ready: true } }),
    'show-lists': page(locale, 'lists', '列表', 'Lists', [
      { type: 'filters', source: 'photos', label: t('筛选照片', 'Filter photos'), search: true, fields: [{ field: 'kind', label: t('类型', 'Kind'), labels: 't:kind.*' }, { field: 'place', label: t('地点', 'Place') }] },
      { type: 'split', body: [
        { type: 'list', label: t('照片', 'Photos'), source: 'photos', limit: 12, item: { icon: 'image', title: '${row.name}', hint: '${row.place}', value: '${bytes(row.size)}', to: '/tasks' }, row_actions: ['album', 'remove'] },
        { type: 'timeline', label: t('经过', 'What happened'), source: 'lines', limit: 8, item: { title: '${row.message}', hint: '${row.level}', time: '${row.time}', tone: "${row.level == 'error' ? 'danger' : 'neutral'}" } }] },
      { type: 'list', label: t('失败', 'Failing'), source: 'broken', item: { title: '${row.name}' } }], { photos: photos(30), lines: lines(20), broken: null }),
    'show-boxes': page(locale, 'boxes', '识别结果', 'Recognised', [
      { type: 'boxes', label: t('扫描的一页', 'A scanned page'), src: 'media:/photos/page.jpg', source: 'words' },
      { type: 'boxes', label: t('合影', 'A group'), src: 'media:/photos/lake.jpg', source: 'faces', to: '/tasks', row_actions: ['album', 'remove'] },
      { type: 'boxes', label: t('没有人', 'Nobody'), src: 'media:/photos/3.jpg', source: 'none', empty: { icon: 'scan-face', label: t('没有找到面孔', 'No faces found') } }],
    { words: words(96), none: [], faces: [{ id: 'a', x: 0.12, y: 0.2, width: 0.16, height: 0.3, label: NASTY[0], confidence: 0.98, tone: 'success' }, { id: 'b', x: 0.42, y: 0.3, width: 0.14, height: 0.26, label: '王小明', confidence: 0.72, tone: 'warning' }, { id: 'c', x: 0.7, y: 0.02, width: 0.2, height: 0.36, confidence: 0.55 }, { id: 'd', label: NASTY[2] }] }),
    'show-waveform': page(locale, 'waveform', '声音', 'Sound', [
      { type: 'waveform', label: t('访谈', 'An interview'), src: 'media:/sounds/312.wav', peaks: 'peaks', segments: 'segments', curve: { source: 'loudness', label: t('响度', 'Loudness'), unit: 'LUFS' } },
      { type: 'waveform', label: t('只有波形', 'Its shape only'), peaks: 'peaks' },
      { type: 'waveform', label: t('还没有', 'Not yet'), peaks: 'nothing', empty: { icon: 'audio-lines', label: t('还没有分析', 'Not looked at yet') } }],
    { ...sound(312, 14), nothing: { duration: 0, peaks: [] } }),
    'show-log': page(locale, 'log', '日志', 'Log', [{ type: 'log', label: t('日志', 'Log'), source: 'lines' }, { type: 'upload', action: 'upload', accept: 'image/*,.srt', label: t('把照片拖到这里', 'Drop photos here') }], { lines: lines(300) }),
  };
}

const HUES = [210, 30, 120, 280, 350, 60];

/** A picture for every path; one that is slow never comes, one that is broken is not there. */
export function content(response, path, range) {
  if (path.endsWith('.wav')) return tone(response, parseInt(path.split('/').pop(), 10), range);
  if (path.includes('slow')) return;
  if (path.includes('broken')) return response.writeHead(404).end();
  const hue = HUES[[...path].reduce((sum, c) => sum + c.codePointAt(0), 0) % HUES.length];
  response.writeHead(200, { 'content-type': 'image/svg+xml' });
  response.end(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800" viewBox="0 0 120 80"><rect width="120" height="80" fill="hsl(${hue} 45% 62%)"/><circle cx="88" cy="22" r="10" fill="hsl(${hue + 40} 80% 82%)"/><path d="M0 80 40 34l24 26 16-14 40 34z" fill="hsl(${hue} 40% 38%)"/></svg>`);
}

/** So many seconds of a quiet tone, in parts when these are asked for: else nobody could go to a moment of it. */
function tone(response, seconds, range) {
  const [rate, samples] = [3000, seconds * 3000];
  const wav = Buffer.alloc(44 + samples, 128);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  [[1, 20], [1, 22], [1, 32], [8, 34]].forEach(([value, at]) => wav.writeUInt16LE(value, at));
  [rate, rate].forEach((value, at) => wav.writeUInt32LE(value, 24 + at * 4));
  wav.write('data', 36);
  wav.writeUInt32LE(samples, 40);
  const [, from] = /^bytes=(\d+)-/.exec(range ?? '') ?? [];
  const part = wav.subarray(Number(from ?? 0));
  response.writeHead(from === undefined ? 200 : 206, { 'content-type': 'audio/wav', 'accept-ranges': 'bytes', 'content-length': part.length, ...(from === undefined ? {} : { 'content-range': `bytes ${from}-${wav.length - 1}/${wav.length}` }) });
  response.end(part);
}
