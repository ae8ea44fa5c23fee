import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { source } from './support.mjs';

const { evaluate, holds, fill, fillText, fillDeep, split, within, declareFunction, setLocale, bytes, duration, percent, relative, learnClock, tick, speed, text, Poll, columns, extent, seconds, splitName, middle, applyPatches, matches, rank, localAddress, webAddress, askedOf, ask, choices, clearQuery, filterBy, isNarrowed, matching, toggleFilter, EVERYTHING } = await source(
  'core/expr.ts', 'core/i18n.ts', 'core/format.ts', 'core/ellipsis.ts', 'live/patch.ts', 'live/poll.ts', 'nodes/chart-data.ts', 'shell/rank.ts', 'core/address.ts', 'nodes/query.ts');

describe('expressions', () => {
  const scope = { row: { done: 25, size: 200, state: 'running', nothing: null }, stats: { free: 3e9, active: 2 }, tasks: [{ state: 'running' }, { state: 'paused' }], later: null };
  test('mix whole and fractional numbers', () => assert.equal(evaluate('row.done * 100 / max(row.size, 1)', scope), 12.5));
  test('know sizes', () => assert.equal(evaluate('stats.free < 5 * GiB', scope), true));
  test('compare and look into lists', () => assert.equal(evaluate("row.state in ['paused', 'running']", scope), true));
  test('count rows', () => assert.equal(evaluate("size(tasks.filter(t, t.state == 'running'))", scope), 1));
  test('missing members are null', () => {
    assert.equal(evaluate('row.absent', scope), null);
    assert.equal(evaluate('row.absent == null', scope), true);
    assert.equal(evaluate('later.absent', scope), null);
    assert.equal(evaluate('nobody.absent', scope), null);
  });
  test('what makes no sense is null and false', () => {
    assert.equal(evaluate('row.nothing > 1', scope), null);
    assert.equal(holds('row.nothing > 1', scope), false);
    assert.equal(holds('((', scope), false);
    assert.equal(holds(null, scope), true);
  });
  test('format', () => assert.equal(evaluate('bytes(stats.free)', scope), '2.8 GiB'));
  test('cannot reach into the page', () => {
    for (const code of ['row.constructor', 'row.__proto__', "row['constructor']('return 1')()", 'globalThis', 'window.alert(1)']) {
      const value = evaluate(code, scope);
      assert.ok(value === null || typeof value !== 'function', code);
    }
  });
  test('read no more of the scope than they speak of', () => {
    const read = [];
    const watched = Object.defineProperties(Object.create(null), Object.fromEntries(['stats', 'tasks'].map((name) => [name, { enumerable: true, get: () => (read.push(name), { active: 2 }) }])));
    assert.equal(evaluate('stats.active + row.n', within(watched, { row: { n: 1 } })), 3);
    assert.deepEqual([...new Set(read)], ['stats']);
  });
  test('a name of the row stands before a source of the same name', () => {
    const sources = Object.defineProperty(Object.create(null), 'row', { enumerable: true, get: () => 'the source' });
    assert.equal(evaluate('row', within(sources, { row: 'the row' })), 'the row');
  });
  test('can be taught a function', () => {
    declareFunction('shout(string): string', (value) => `${value}!`);
    assert.equal(evaluate("shout(row.state) + ' ' + shout('ha')", scope), 'running! ha!');
  });
  test('fill texts, and keep the type of a lone expression', () => {
    assert.equal(fill('${row.done}', scope), 25);
    assert.equal(fillText('${row.done} of ${row.size}, ${row.absent}', scope), '25 of 200, —');
    assert.deepEqual(fillDeep({ ids: ['${row.state}'], n: 1 }, scope), { ids: ['running'], n: 1 });
  });
  test('are what the server checks', () => {
    setLocale('en', {});
    const seen = { row: { done: 10, total: 40, name: 'alpha' }, tasks: [{ state: 'running' }, { state: 'failed' }, { state: 'running' }] };
    for (const { expression, value = null } of JSON.parse(readFileSync(new URL('expressions.json', import.meta.url), 'utf8'))) {
      assert.deepEqual(evaluate(expression, seen), value, expression);
    }
  });
  test('braces and quotes inside an expression are balanced', () => {
    assert.deepEqual(split("a ${ {'x': '}'}.x } b"), [{ code: false, text: 'a ' }, { code: true, text: "{'x': '}'}.x" }, { code: false, text: ' b' }]);
    assert.equal(fillText('a ${unclosed', scope), 'a ${unclosed');
  });
});

describe('patches', () => {
  const rows = [{ id: 'a', n: 1 }, { id: 'b', n: 2 }];
  const patch = (...changes) => applyPatches(rows, new Map(changes.map((row) => [String(row.id), row])), 'id');
  test('merge a known row and keep the others', () => {
    const next = patch({ id: 'a', n: 5 });
    assert.deepEqual(next, [{ id: 'a', n: 5 }, { id: 'b', n: 2 }]);
    assert.equal(next[1], rows[1]);
  });
  test('put new rows first', () => assert.deepEqual(patch({ id: 'c' }).map((row) => row.id), ['c', 'a', 'b']));
  test('remove', () => assert.deepEqual(patch({ id: 'a', removed: true }).map((row) => row.id), ['b']));
  test('removing what is not there changes nothing', () => assert.equal(patch({ id: 'x', removed: true }), rows));
  test('filters are equality', () => {
    assert.ok(matches({ plugin: 'download' }, { plugin: 'download' }));
    assert.ok(!matches({ plugin: 'hello' }, { plugin: 'download' }));
    assert.ok(matches({}, null));
  });
});

describe('formats', () => {
  test('sizes and speeds', () => {
    assert.equal(bytes(0), '0 B');
    assert.equal(bytes(1536), '1.5 KiB');
    assert.equal(speed(2 ** 20 * 12), '12 MiB/s');
    assert.equal(bytes(null), '—');
    assert.equal(bytes(NaN), '—');
  });
  test('durations in both languages', () => {
    assert.equal(duration(3725), '1 h 2 min');
    assert.equal(duration(59.6), '1 min');
    assert.equal(duration(0), '0 s');
    setLocale('zh-CN');
    assert.equal(duration(3725), '1 小时 2 分');
    setLocale('en');
  });
  test('percent never says 100 before the end', () => assert.equal(percent(99.9), '99%'));
  test('relative times', () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    assert.equal(relative('2026-11-23T11:57:00Z', now), '3 minutes ago');
    assert.equal(relative('2026-11-23T11:57:00Z', now, 'short'), '3 min. ago');
    assert.equal(relative('2026-11-23T11:59:40Z', now), 'just now');
    assert.equal(relative('2026-11-23T12:00:25Z', now), 'in 25 seconds');
    assert.equal(relative('2026-11-23T12:05:00Z', now), 'in 5 minutes');
    assert.equal(relative('rubbish', now), '—');
  });
  test('what comes is counted by the server’s clock', () => {
    const at = (ms) => new Date(Date.now() + ms).toISOString();
    learnClock(Date.now() + 3600_000);
    assert.equal(relative(at(3600_000 + 25_400)), 'in 25 seconds');
    learnClock(Date.now() + 900);
    assert.equal(relative(at(25_400)), 'in 25 seconds');
    learnClock(NaN);
    assert.equal(relative(at(25_400)), 'in 25 seconds');
  });
  test('short durations keep what tells them apart', () => assert.deepEqual([0.0004, 0.08, 0.9999, 3.24, 9.96, 59.6].map(duration), ['< 1 ms', '80 ms', '1 s', '3.2 s', '10 s', '1 min']));
  test('points on an axis of time', () => {
    const noon = new Date(2026, 10, 23, 12, 4, 6).getTime() / 1000;
    assert.deepEqual([tick(noon, 10), tick(noon, 60), tick(noon, 86400)], ['12:04:06', '12:04', 'Nov 23']);
  });
  test('anything as text', () => assert.deepEqual([text(null), text(''), text([1, 'a']), text(1234.5)], ['—', '—', '1, a', '1,234.5']));
});

describe('charts', () => {
  const at = (second, more = {}) => ({ time: new Date(second * 1000).toISOString(), n: second, ...more });
  test('are drawn oldest first, whatever the order of the rows, each moment once', () =>
    assert.deepEqual(columns([at(4), at(2), at(0), { ...at(2), n: 9 }, { time: 'rubbish', n: 1 }], 'time', ['n']), [[0, 2, 4], [0, 9, 4]]));
  test('have a gap where samples are missing', () => {
    const [times, values] = columns([at(0), at(2), at(4), at(30), at(32)], 'time', ['n']);
    assert.deepEqual(times, [0, 2, 4, 6, 30, 32]);
    assert.deepEqual(values, [0, 2, 4, null, 30, 32]);
  });
  test('have none where samples come irregularly', () => assert.deepEqual(columns([at(0), at(2), at(5), at(7), at(11)], 'time', ['n'])[0], [0, 2, 5, 7, 11]));
  test('leave out what is no number', () => assert.deepEqual(columns([at(0, { n: null }), at(2, { n: 'x' }), at(4)], 'time', ['n', 'absent']), [[0, 2, 4], [null, null, 4], [null, null, null]]));
  test('come to three numbers', () => {
    assert.deepEqual(extent([null, 3, 1, 2, null]), { last: 2, low: 1, high: 3 });
    assert.equal(extent([null]), null);
  });
  test('know spans', () => assert.deepEqual(['90s', '5m', '2h', '1d', 'x', null].map(seconds), [90, 300, 7200, 86400, null, null]));
});

/** Waits for so many questions; how soon they come is the machine's affair. */
async function reaches(asks, count) {
  let seen = 0;
  for (let i = 0; i < 200 && seen < count; i++) seen += await asks(25);
  assert.ok(seen >= count, `${seen} questions`);
}

describe('asking again', () => {
  const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  /** A tab that can be hidden, and a source that is drawn or not. */
  const setUp = (answers = () => true) => {
    const tab = Object.assign(new EventTarget(), { visibilityState: 'visible' });
    globalThis.document = tab;
    globalThis.window = globalThis;
    let asked = 0;
    let drawn = true;
    const poll = new Poll(20, async () => {
      asked++;
      await wait(1);
      if (drawn) poll.look();
      return answers();
    });
    const show = (state) => {
      tab.visibilityState = state;
      tab.dispatchEvent(new Event('visibilitychange'));
    };
    const asks = async (ms) => {
      const before = asked;
      await wait(ms);
      return asked - before;
    };
    return { poll, show, asks, draw: (on) => { drawn = on; if (on) poll.look(); } };
  };
  test('goes on while the answer is drawn, and ends when it is closed', async () => {
    const { poll, asks } = setUp();
    await reaches(asks, 3);
    poll.close();
    assert.equal(await asks(80), 0);
    poll.look();
    assert.equal(await asks(80), 0);
  });
  test('sleeps when the answer is not drawn any more, and wakes at once when it is', async () => {
    const { poll, asks, draw } = setUp();
    draw(false);
    await asks(120);
    assert.equal(await asks(100), 0);
    draw(true);
    await reaches(asks, 1);
    poll.close();
  });
  test('sleeps while the tab is hidden', async () => {
    const { poll, asks, show } = setUp();
    show('hidden');
    await asks(60);
    assert.equal(await asks(100), 0);
    show('visible');
    assert.ok((await asks(15)) >= 1);
    poll.close();
  });
  test('asks ever more rarely what fails', async () => {
    const { poll, asks } = setUp(() => false);
    const count = await asks(300);
    assert.ok(count >= 2 && count <= 4, `${count} in 15 intervals`);
    poll.close();
  });
});

describe('long names', () => {
  test('keep the extension and what stands before it', () => {
    const [head, tail] = splitName('a-very-long-series-name.S01E02.2160p.mkv');
    assert.ok(tail.endsWith('.mkv') && tail.length >= 10);
    assert.equal(head + tail, 'a-very-long-series-name.S01E02.2160p.mkv');
  });
  test('short ones stay whole', () => assert.deepEqual(splitName('film.mkv'), ['film.mkv', '']));
  test('surrogate pairs are not torn', () => {
    const name = '😀'.repeat(30) + '.mkv';
    const [head, tail] = splitName(name);
    assert.ok(head.isWellFormed() && tail.isWellFormed());
    assert.ok(middle(name, 11).isWellFormed());
  });
  test('cut in the middle', () => assert.equal(middle('abcdefghij', 5), 'ab…ij'));
});

describe('palette', () => {
  test('ranks a start before a word before scattered letters', () =>
    assert.deepEqual(rank(['Undo last', 'My downloads', 'Downloads', 'Plugins'], 'do', (x) => x), ['Downloads', 'My downloads', 'Undo last']));
});

describe('texts', () => {
  const read = (tag) => JSON.parse(readFileSync(new URL(`../src/i18n/${tag}.json`, import.meta.url), 'utf8'));
  const en = read('en');
  const zh = read('zh-CN');
  test('both languages have the same keys', () => assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort()));
  test('both name the same placeholders, and none is empty', () => {
    const names = (value) => [...value.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    for (const key of Object.keys(en)) {
      assert.ok(en[key] && zh[key], key);
      if (!key.endsWith('.one')) assert.deepEqual(names(zh[key]), names(en[key]), key);
    }
  });
});

describe('tokens', () => {
  test('are the only place with colours', () => {
    for (const name of ['base', 'controls', 'shell', 'overlays', 'nodes', 'table', 'lists', 'chart']) {
      const css = readFileSync(new URL(`../src/styles/${name}.css`, import.meta.url), 'utf8');
      assert.doesNotMatch(css, /oklch|light-dark|rgba?\(|hsl|#[0-9a-f]{3,8}\b/i, name);
    }
  });
});

describe('addresses', () => {
  test('own paths and files in storages stay on this server', () => {
    assert.equal(localAddress('/module/films/?q=a b#c'), '/module/films/?q=a b#c');
    assert.equal(localAddress('media:/a b.jpg'), '/api/storages/media/content?path=%2Fa%20b.jpg');
    assert.equal(localAddress('media:/../x&y=1'), '/api/storages/media/content?path=%2F..%2Fx%26y%3D1');
    assert.equal(localAddress('my-nas2:/\ud83d.jpg'), '/api/storages/my-nas2/content?path=%2F%EF%BF%BD.jpg');
  });
  for (const bad of ['javascript:alert(1)', 'javascript:/%0aalert(1)', 'JAVASCRIPT:/x', ' javascript:x', 'data:/text', 'blob:/x', '//host/x', '/\\host', '/\t/host', '\\\\host', 'https://host/', 'https:/host', 'media:x', 'media', 'x', '', '—', null, undefined, 5, {}, ['/a']]) {
    test(`not ${JSON.stringify(bad)}`, () => assert.equal(localAddress(bad), null));
  }
  test('texts may lead to other sites and to mail', () => {
    assert.deepEqual(webAddress('https://example.org/a'), { href: 'https://example.org/a', outside: true });
    assert.deepEqual(webAddress('mailto:a@example.org'), { href: 'mailto:a@example.org', outside: true });
    assert.deepEqual(webAddress('/tasks'), { href: '/tasks', outside: false });
    for (const bad of ['javascript:alert(1)', 'java\nscript:alert(1)', 'https:\\\\host', 'https://', 'http:host', '//host', 'ftp://host/', 'data:text/html,x', 'vbscript:x']) assert.equal(webAddress(bad), null, bad);
  });
});

describe('what is asked of a source', () => {
  const rows = [{ id: 1, name: 'Blue', kind: 'a', deep: { at: 'x' } }, { id: 2, name: 'Red', kind: 'b', deep: null }, { id: 3, name: 'blueish', kind: 'b' }, { id: 4, name: null }];
  const asked = askedOf({ page: { path: '/p' } }, 'rows');
  const found = () => matching(rows, asked.query.value, (row) => [row.name]).map((row) => row.id);
  test('is one thing for a source of a page, and another for every other', () => {
    assert.equal(askedOf({ page: { path: '/p' } }, 'rows'), asked);
    assert.notEqual(askedOf({ page: { path: '/p' } }, 'others'), asked);
    assert.notEqual(askedOf({ page: { path: '/q' } }, 'rows'), asked);
  });
  test('narrows by search and by any of the values', () => {
    assert.equal(matching(rows, EVERYTHING, () => []), rows, 'the same list when nothing is asked');
    ask(asked, { search: ' BLUE ' });
    assert.deepEqual(found(), [1, 3]);
    toggleFilter(asked, 'kind', 'b');
    assert.deepEqual(found(), [3]);
    toggleFilter(asked, 'kind', 'a');
    assert.deepEqual(found(), [1, 3]);
    assert.equal(isNarrowed(asked.query.value), true);
    clearQuery(asked);
    assert.deepEqual(found(), [1, 2, 3, 4]);
    assert.equal(isNarrowed(asked.query.value), false);
    filterBy(asked, 'deep.at', ['x']);
    assert.deepEqual(found(), [1]);
    filterBy(asked, 'deep.at', []);
    assert.deepEqual(asked.query.value.filters, {});
  });
  test('counts the values under the other filters', () => {
    assert.deepEqual(choices(rows, 'kind'), [['a', 1], ['b', 2]]);
    assert.deepEqual(choices(rows, 'kind', { 'deep.at': ['x'], kind: ['b'] }), [['a', 1], ['b', 0]]);
  });
});

describe('the address of a table', async () => {
  const place = { pathname: '/files', search: '', hash: '' };
  globalThis.location = place;
  globalThis.history = { state: null, replaceState: (_, __, address) => (place.search = address.includes('?') ? address.slice(address.indexOf('?')) : '') };
  const { readAddress, sameQuery, writeAddress } = await source('nodes/query-address.ts');
  const query = { search: 'a b&c', sort: { field: 'size', down: true }, filters: { state: ['done', 'x=y'] } };

  test('says what was asked, and is read again', () => {
    place.search = '?tab=two';
    writeAddress('/files', 'rows', query);
    assert.equal(place.search, '?tab=two&rows.q=a+b%26c&rows.sort=-size&rows.is.state=done&rows.is.state=x%3Dy');
    assert.ok(sameQuery(readAddress('/files', 'rows'), query));
    writeAddress('/files', 'rows', { search: '', sort: null, filters: {} });
    assert.equal(place.search, '?tab=two');
  });
  test('belongs to its page and its source', () => {
    place.search = '?rows.q=mine';
    writeAddress('/other', 'rows', query);
    writeAddress('/files', 'more', { search: 'theirs', sort: null, filters: {} });
    assert.equal(place.search, '?rows.q=mine&more.q=theirs');
    assert.equal(readAddress('/other', 'rows'), null);
    assert.equal(readAddress('/files', 'rows').search, 'mine');
  });
  test('takes no harm from what somebody wrote there', () => {
    place.search = `?rows.is.__proto__=x&rows.is.constructor=y&rows.sort=-&rows.q=${'z'.repeat(5000)}`;
    const read = readAddress('/files', 'rows');
    assert.equal(read.sort, null);
    assert.equal(read.search.length, 200);
    assert.equal({}.x, undefined);
    assert.deepEqual(Object.keys(read.filters), ['__proto__', 'constructor']);
  });
});

describe('a table as a file', async () => {
  const { csvCell } = await source('columns/csv-cell.ts');

  test('runs no formulas', () => {
    for (const text of ['=1+1', '+cmd|x', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1']) assert.match(csvCell(text), /^"?'/, JSON.stringify(text));
    for (const [value, cell] of [[-5, '-5'], ['-5', '-5'], ['+49', '+49'], ['1e5', '1e5'], ['plain', 'plain'], [null, ''], [true, 'true']]) assert.equal(csvCell(value), cell);
  });
  test('keeps what has separators, quotes and lines together', () => {
    assert.equal(csvCell('a,"b"\nc'), '"a,""b""\nc"');
    assert.equal(csvCell('=HYPERLINK("x")'), '"\'=HYPERLINK(""x"")"');
    assert.equal(csvCell([1, 2]), '"[1,2]"');
  });
});

describe('the columns that a person chose', async () => {
  const { inOrder, viewed } = await source('nodes/table-view.ts');
  const columns = ['name', 'size', 'eta', 'new'].map((field) => ({ field }));
  const fields = (list) => list.map(({ field }) => field);

  test('come in their order; new ones follow, what is gone is left out', () => {
    const view = { items: ['gone', 'eta', 'name', 'size'], hidden: ['size', 'gone'] };
    assert.deepEqual(fields(inOrder(columns, view)), ['eta', 'name', 'size', 'new']);
    assert.deepEqual(fields(viewed(columns, view)), ['eta', 'name', 'new']);
    assert.equal(inOrder(columns, undefined), columns);
  });
  test('are never none', () => {
    assert.equal(viewed(columns, { items: [], hidden: ['name', 'size', 'eta', 'new'] }), columns);
  });
});
