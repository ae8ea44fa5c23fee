import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { source } from './support.mjs';

const { evaluate, holds, fill, fillText, fillDeep, split, setLocale, bytes, duration, percent, relative, speed, text, splitName, middle, applyPatches, matches, rank, bestUnit, unitsOf, validate, fromServer } = await source(
  'core/expr.ts', 'core/i18n.ts', 'core/format.ts', 'core/ellipsis.ts', 'live/patch.ts', 'shell/rank.ts', 'form/units.ts', 'form/validate.ts');

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
  test('fill texts, and keep the type of a lone expression', () => {
    assert.equal(fill('${row.done}', scope), 25);
    assert.equal(fillText('${row.done} of ${row.size}, ${row.absent}', scope), '25 of 200, —');
    assert.deepEqual(fillDeep({ ids: ['${row.state}'], n: 1 }, scope), { ids: ['running'], n: 1 });
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
    assert.equal(relative('rubbish', now), '—');
  });
  test('anything as text', () => assert.deepEqual([text(null), text(''), text([1, 'a']), text(1234.5)], ['—', '—', '1, a', '1,234.5']));
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

describe('forms', () => {
  const schema = { type: 'object', required: ['url'], properties: { url: { type: 'string', format: 'uri', pattern: '^https?://' }, n: { type: 'integer', minimum: 1, maximum: 16 } } };
  test('say what is missing', () => assert.deepEqual(validate(schema, {}), { url: 'This is needed.' }));
  test('explain limits and forms in words', () => {
    const errors = validate(schema, { url: 'ftp://x', n: 99 });
    assert.match(errors.url, /complete address/);
    assert.equal(errors.n, 'At most 16.');
  });
  test('a good form has no errors', () => assert.deepEqual(validate(schema, { url: 'https://example.org', n: 4 }), {}));
  test('server errors go to their field, the rest to the summary', () =>
    assert.deepEqual(fromServer(schema, [{ pointer: '/url', detail: 'Refused.' }, { pointer: '/url', detail: 'Really.' }, { pointer: '', detail: 'Busy.' }, { pointer: '/other', detail: 'Odd.' }]),
      { fields: { url: 'Refused. Really.' }, rest: ['Busy.', 'other: Odd.'] }));
  test('units show the largest that is whole', () => {
    const { units, preferred } = unitsOf('bytes', false);
    assert.equal(bestUnit(units, 3 * 2 ** 30, preferred).label, 'GiB');
    assert.equal(bestUnit(units, 1025, preferred).label, 'B');
    assert.equal(bestUnit(units, null, preferred).label, 'MiB');
  });
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
    for (const name of ['base', 'controls', 'shell', 'overlays', 'nodes', 'table', 'lists']) {
      const css = readFileSync(new URL(`../src/styles/${name}.css`, import.meta.url), 'utf8');
      assert.doesNotMatch(css, /oklch|light-dark|rgba?\(|hsl|#[0-9a-f]{3,8}\b/i, name);
    }
  });
});
