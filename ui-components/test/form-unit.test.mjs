// How a form reads a schema, what it sends and what it says is wrong.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { source } from './support.mjs';

const { Reader, kindOf, choices, typeOf, complaints, variants, chosen, begin, initial, toSend, withoutSecrets, revive, Unreadable, validate: check, fromServer, getAt, setAt, specKey, bySpecKey, parseCron, nextRuns, bestUnit, unitsOf, fromIso, toIso, setLocale } = await source(
  'form/schema.ts', 'form/kind.ts', 'form/check.ts', 'form/variant.ts', 'form/values.ts', 'form/validate.ts', 'form/pointer.ts', 'form/cron.ts', 'form/units.ts', 'core/i18n.ts');
const { inWords: cronWords, parseCron: cron, setLocale: setCronLocale } = await source('form/cron.ts', 'form/cron-words.ts', 'core/i18n.ts');

const reading = (root) => {
  const reader = new Reader(root, complaints);
  return { reader, schema: reader.read(root) };
};
const kind = (schema, root = schema) => {
  const reader = new Reader(root, complaints);
  return kindOf(reader.read(schema), reader);
};
const validate = (root, value) => {
  const { reader, schema } = reading(root);
  return check(value, schema, reader);
};
const sent = (root, value, hidden = () => false) => {
  const { reader, schema } = reading(root);
  return toSend(value, schema, reader, hidden, '', true);
};

describe('a schema', () => {
  const text = { type: 'string' };
  for (const [name, schema, expected] of [
    ['text', text, 'text'], ['text by its format', { format: 'uri' }, 'text'], ['null or text', { type: ['string', 'null'] }, 'text'], ['text or null', { anyOf: [text, { type: 'null' }] }, 'text'],
    ['a whole number', { type: 'integer' }, 'number'], ['a number by its bound', { minimum: 1 }, 'number'], ['a boolean', { type: 'boolean' }, 'boolean'], ['a constant', { const: 1 }, 'const'],
    ['an enum', { enum: ['a', 'b', null] }, 'choice'], ['constants with titles', { oneOf: [{ const: 'a', title: 'A' }, { const: 'b' }] }, 'choice'],
    ['a list of texts', { type: 'array', items: text }, 'lines'], ['a set of texts', { type: 'array', uniqueItems: true, items: text }, 'chips'], ['a list of plugins', { type: 'array', items: { type: 'string', format: 'plugin' } }, 'chips'],
    ['a list of an enum', { type: 'array', items: { enum: ['a'] } }, 'checks'], ['a list of objects', { type: 'array', items: { type: 'object', properties: { a: text } } }, 'rows'], ['a list of lists', { type: 'array', items: { type: 'array', items: text } }, 'rows'],
    ['an object', { properties: { a: text } }, 'group'], ['an object of texts', { type: 'object', additionalProperties: text }, 'pairs'], ['an object of numbers', { type: 'object', additionalProperties: { type: 'number' } }, 'map'],
    ['one of two objects', { oneOf: [{ type: 'object', properties: { a: text } }, { type: 'object', properties: { b: text } }] }, 'variant'],
    ['anything', {}, 'json'], ['a tuple', { type: 'array', prefixItems: [text] }, 'json'], ['any object', { type: 'object' }, 'json'], ['text or number', { type: ['string', 'number'] }, 'json'], ['an array of anything', { type: 'array', items: {} }, 'json'],
    ['a reference that leads nowhere', { $ref: 'https://example.org/x' }, 'json'],
  ]) test(`${name} is asked for as ${expected}`, () => assert.equal(kind(schema), expected));

  test('follows references, also one that leads back to itself', () => {
    const root = { $defs: { tree: { type: 'object', title: 'Tree', properties: { inside: { type: 'array', items: { $ref: '#/$defs/tree' } } } }, loop: { $ref: '#/$defs/loop' } } };
    assert.equal(kind({ $ref: '#/$defs/tree' }, root), 'group');
    const reader = new Reader(root);
    assert.equal(reader.read(reader.read(reader.read({ $ref: '#/$defs/tree', title: 'Mine' }).properties.inside).items).title, 'Tree');
    assert.equal(reader.read({ $ref: '#/$defs/tree', title: 'Mine' }).title, 'Mine');
    assert.equal(kind({ $ref: '#/$defs/loop' }, root), 'json');
  });
  test('puts allOf together', () => {
    const { schema } = reading({ allOf: [{ properties: { a: text }, required: ['a'] }, { properties: { b: text }, required: ['b'] }] });
    assert.deepEqual([Object.keys(schema.properties), schema.required], [['a', 'b'], ['a', 'b']]);
  });
  test('null is no type of its own', () => {
    const { schema } = reading({ type: ['null', 'integer'], minimum: 1 });
    assert.deepEqual([typeOf(schema), schema.nullable, schema.minimum], ['integer', true, 1]);
    assert.equal(reading({ anyOf: [{ type: 'null' }, { type: 'string', maxLength: 3 }], title: 'T' }).schema.maxLength, 3);
  });
  test('names the values of an enum', () => {
    assert.deepEqual(choices({ enum: ['a', 2], 'x-labels': { a: 'A' } }), [{ value: 'a', label: 'A' }, { value: 2, label: '2' }]);
    assert.deepEqual(choices({ enum: ['very_fast', 'x264', 'zh-CN'] }).map(({ label }) => label), ['Very fast', 'x264', 'zh-CN']);
    assert.deepEqual(choices({ anyOf: [{ const: 'x', title: 'X' }] }), [{ value: 'x', label: 'X' }]);
  });
});

describe('conditions', () => {
  const root = {
    type: 'object', properties: { mode: { enum: ['copy', 'move'] }, proxy: { type: 'boolean' } },
    if: { properties: { mode: { const: 'move' } }, required: ['mode'] }, then: { properties: { keep: { type: 'boolean' } }, required: ['keep'] }, else: { properties: { speed: { type: 'integer' } } },
    dependentSchemas: { proxy: { properties: { host: { type: 'string' } } } }, dependentRequired: { proxy: ['host'] },
  };
  const names = (value) => {
    const { reader, schema } = reading(root);
    return Object.keys(reader.applied(schema, value).properties);
  };
  test('then and else show their fields', () => {
    assert.deepEqual(names({ mode: 'move' }), ['mode', 'proxy', 'keep']);
    assert.deepEqual(names({}), ['mode', 'proxy', 'speed']);
  });
  test('what depends on another field comes with it, and is needed then', () => {
    assert.deepEqual(names({ proxy: true, mode: 'move' }), ['mode', 'proxy', 'keep', 'host']);
    assert.deepEqual(Object.keys(validate(root, { proxy: true, mode: 'move', keep: true })), ['/host']);
    assert.deepEqual(validate(root, { proxy: false, mode: 'move', keep: true }), {});
  });
  test('what was typed into a field that is gone is not sent', () => assert.deepEqual(sent(root, { mode: 'copy', keep: true, speed: 3 }), { mode: 'copy', speed: 3 }));
});

describe('variants', () => {
  const root = { oneOf: [
    { title: 'Here', type: 'object', required: ['kind', 'path'], properties: { kind: { const: 'local' }, path: { type: 'string' } } },
    { type: 'object', required: ['kind', 'host'], properties: { kind: { const: 'remote' }, host: { type: 'string' }, path: { type: 'string' } } },
  ] };
  const { reader, schema } = reading(root);
  const found = variants(schema, reader);
  test('are told apart by the property that is constant in each', () => {
    assert.equal(found.by, 'kind');
    assert.deepEqual(found.all.map(({ label }) => label), ['Here', 'remote']);
    assert.equal(chosen(found, { kind: 'remote' }, reader, undefined), 1);
    assert.equal(chosen(found, {}, reader, '1'), 1);
  });
  test('keep what both have when another is chosen', () => assert.deepEqual(begin(found.all[1], 'kind', { kind: 'local', path: 'a', other: 1 }), { kind: 'remote', path: 'a' }));
  test('only the errors of the chosen one are told', () => assert.deepEqual(validate(root, { kind: 'remote' }), { '/host': 'This is needed.' }));
  test('a variant that must be there begins with its constant', () => assert.deepEqual(initial(schema, reader, true), { kind: 'local' }));
});

describe('what is sent', () => {
  const root = { type: 'object', required: ['name', 'note'], properties: {
    name: { type: 'string' }, note: { type: ['string', 'null'] }, made: { type: 'string', readOnly: true }, kind: { const: 'x' },
    proxy: { type: 'object', properties: { host: { type: 'string' } } }, tags: { type: 'array', items: { type: 'string' } }, headers: { type: 'object', additionalProperties: { type: 'string' } },
  } };
  test('leaves out what is empty, and says null where nothing is an answer', () =>
    assert.deepEqual(sent(root, { name: '', proxy: { host: '' }, tags: [], made: 'ada' }), { note: null }));
  test('keeps a name with nothing behind it', () => assert.deepEqual(sent(root, { name: 'a', note: 'n', headers: { accept: '' } }), { name: 'a', note: 'n', headers: { accept: '' } }));
  test('an entry of a list keeps its place, also an empty one', () =>
    assert.deepEqual(sent({ type: 'object', properties: { words: { type: 'array', items: { type: 'string' } }, rows: { type: 'array', items: { properties: { a: { type: 'string' } } } } } }, { words: ['', 'b'], rows: [{ a: '' }] }), { words: ['', 'b'], rows: [{}] }));
  test('leaves out what a condition hides, also further in', () =>
    assert.deepEqual(sent(root, { name: 'a', note: 'b', proxy: { host: 'h' } }, (pointer) => pointer === '/proxy/host'), { name: 'a', note: 'b' }));
  test('says the constants that must be there', () => assert.deepEqual(sent({ type: 'object', required: ['kind'], properties: root.properties }, {}), { kind: 'x' }));
  test('an object that must be there is, so that what is missing in it can be told', () => {
    const must = { type: 'object', required: ['p'], properties: { p: { type: 'object', required: ['host'], properties: { host: { type: 'string' } } } } };
    assert.deepEqual(sent(must, {}), { p: {} });
    assert.deepEqual(validate(must, sent(must, {})), { '/p/host': 'This is needed.' });
    const self = { $defs: { self: { type: 'object', required: ['again'], properties: { again: { $ref: '#/$defs/self' } } } }, $ref: '#/$defs/self' };
    assert.equal(Object.keys(validate(self, sent(self, {}))).length, 1);
  });
  test('drafts hold no secret, however deep', () => {
    const { reader, schema } = reading({ properties: { a: { type: 'string', format: 'password' }, rows: { type: 'array', items: { properties: { key: { type: 'string', writeOnly: true }, name: { type: 'string' } } } }, open: { type: 'string' } } });
    assert.deepEqual(withoutSecrets({ a: 's3cret', rows: [{ key: 's3cret', name: 'n' }], open: 'o' }, schema, reader), { rows: [{ name: 'n' }], open: 'o' });
  });
  test('drafts keep text that is no JSON yet', () => {
    const kept = revive(JSON.parse(JSON.stringify({ raw: new Unreadable('{"a":') })));
    assert.ok(kept.raw instanceof Unreadable);
    assert.equal(kept.raw.text, '{"a":');
  });
});

describe('what is wrong', () => {
  const one = (schema, value) => validate({ type: 'object', properties: { x: schema } }, { x: value })['/x'] ?? null;
  for (const [schema, value, expected] of [
    [{ type: 'string', minLength: 3 }, 'ab', 'At least 3 characters.'], [{ type: 'string', maxLength: 2 }, '😀😀', null], [{ type: 'string', pattern: '^a' }, 'b', 'This does not have the right form.'],
    [{ type: 'integer', minimum: 1 }, 0, 'At least 1.'], [{ type: 'integer' }, 1.5, 'Enter a whole number.'], [{ type: 'number', exclusiveMinimum: 0 }, 0, 'More than 0.'], [{ type: 'number', exclusiveMaximum: 1 }, 1, 'Less than 1.'],
    [{ type: 'number', multipleOf: 0.1 }, 0.3, null], [{ type: 'number', multipleOf: 0.25 }, 0.3, 'A multiple of 0.25.'], [{ type: 'integer', format: 'bytes', maximum: 2 ** 30 }, 2 ** 31, 'At most 1 GiB.'],
    [{ enum: ['a'] }, 'b', 'Choose one of the list.'], [{ type: 'array', items: {}, minItems: 2 }, [1], /JSON|Items|items/], [{ type: 'array', items: { type: 'string' }, maxItems: 1 }, ['a', 'b'], 'At most one entry.'],
    [{ type: 'array', items: { type: 'string' }, uniqueItems: true }, ['a', 'a'], 'Every entry only once.'], [{ type: 'string', format: 'email' }, 'ada', /address/], [{ type: 'string', format: 'cron' }, '61 * * * *', /Five parts/],
    [{ type: 'string', format: 'language' }, 'zh-CN', null], [{ type: 'string', format: 'language' }, 'not a tag', /language/], [{ type: 'string', format: 'storage-path' }, 'media:/a b.mkv', null], [{ type: 'string', format: 'storage-path' }, '/etc', /storage/],
    [{ type: 'string', format: 'uri' }, 'example', /complete address/], [{ type: 'string', format: 'password' }, null, null], [{ type: ['integer', 'null'] }, null, null],
  ]) test(`${JSON.stringify(schema)} with ${JSON.stringify(value)}: ${expected}`, () => (expected instanceof RegExp ? assert.match(one(schema, value), expected) : assert.equal(one(schema, value), expected)));

  test('is found in rows and nested objects', () => {
    const root = { properties: { rows: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 }, port: { type: 'integer', maximum: 9 } } } } } };
    assert.deepEqual(validate(root, { rows: [{ name: 'a', port: 10 }, {}] }), { '/rows/0/port': 'At most 9.', '/rows/1/name': 'This is needed.' });
  });
  test('an optional object that is not there lacks nothing', () => assert.deepEqual(validate({ properties: { p: { type: 'object', required: ['host'], properties: { host: { type: 'string' } } } } }, {}), {}));
  test('text that is no value', () => assert.equal(one({ type: 'number' }, new Unreadable('x')), 'Enter a number.'));
  test('a schema with a broken pattern does not stop the form', () => assert.equal(one({ type: 'string', pattern: '(' }, 'x'), null));
  test('errors of the server go to the field that shows them, the rest to the summary', () => {
    const shown = new Set(['/url', '/rows/0/name', '/links']);
    assert.deepEqual(fromServer([{ pointer: '/url', detail: 'Refused.' }, { pointer: '/url', detail: 'Really.' }, { pointer: '/rows/0/name', detail: 'Taken.' }, { pointer: '/links/1', detail: 'Gone.' }, { pointer: '', detail: 'Busy.' }, { pointer: '/other', detail: 'Odd.' }], shown),
      { fields: { '/url': 'Refused. Really.', '/rows/0/name': 'Taken.', '/links': '2: Gone.' }, rest: ['Busy.', 'other: Odd.'] });
  });
});

describe('pointers', () => {
  test('read and write without changing what was there', () => {
    const before = { a: [{ b: 1 }] };
    const after = setAt(before, '/a/0/b', 2);
    assert.deepEqual([before.a[0].b, getAt(after, '/a/0/b'), getAt(after, '/a/5/b')], [1, 2, undefined]);
    assert.deepEqual(setAt({ 'x/y': 1, z: 2 }, '/x~1y', undefined), { z: 2 });
    assert.equal(getAt({}, '/constructor'), undefined);
  });
  test('descriptors name nested fields as they like', () => {
    const specs = bySpecKey({ 'a.b': 1, '/c/d': 2, 'e.f': 3, 'g/*/h': 4 }, new Set(['e.f']));
    assert.deepEqual(specs, { 'a/b': 1, 'c/d': 2, 'e.f': 3, 'g/h': 4 });
    assert.equal(specKey('/headers/3/name'), 'headers/name');
  });
});

describe('cron', () => {
  const say = (text, locale = 'en') => {
    setCronLocale(locale);
    return cronWords(cron(text));
  };
  for (const [text, en, zh] of [
    ['0 3 * * *', 'every day at 03:00', '每天 03:00'], ['*/15 * * * *', 'every 15 minutes', '每 15 分钟'], ['0 3 * * 1-5', 'Monday to Friday at 03:00', '周一到周五 03:00'], ['30 8,20 * * 0', 'every Sunday at 08:30 and 20:30', '每星期日 08:30和20:30'],
    ['0 0 1 jan *', 'on day 1 of the month in January at 00:00', '一月的每月 1 日 00:00'], ['0 * * * *', 'every hour at :00', '每小时的 0 分'],
  ]) test(text, () => assert.deepEqual([say(text), say(text, 'zh-CN')], [en, zh]));
  test('what is no expression', () => {
    for (const text of ['', '* * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '5-1 * * * *', 'a * * * *', '* * * * 8', '*/0 * * * *', '* * * * * *']) assert.equal(parseCron(text), null, text);
  });
  test('the next times', () => {
    const from = new Date(2026, 0, 30, 4, 0);
    const next = (text, count = 2) => nextRuns(parseCron(text), from, count).map((date) => [date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes()].join());
    assert.deepEqual(next('0 3 * * *'), ['1,31,3,0', '2,1,3,0']);
    assert.deepEqual(next('0 3 31 * *'), ['1,31,3,0', '3,31,3,0']);
    assert.deepEqual(next('0 0 30 2 *'), []);
    assert.deepEqual(next('0 5 1 * 6'), ['1,31,5,0', '2,1,5,0'], 'a day of the month or a weekday');
    assert.equal(next('0 0 29 2 *', 1)[0], '2,29,0,0');
  });
});

describe('units', () => {
  test('show the largest that is whole', () => {
    const { units, preferred } = unitsOf('bytes', false);
    assert.equal(bestUnit(units, 3 * 2 ** 30, preferred).label, 'GiB');
    assert.equal(bestUnit(units, 1025, preferred).label, 'B');
    assert.equal(bestUnit(units, null, preferred).label, 'MiB');
  });
  test('durations as ISO 8601', () => {
    for (const [text, value] of [['PT5M', 300], ['P1DT2H', 93600], ['PT0S', 0], ['PT1.5S', 1.5]]) assert.deepEqual([fromIso(text), toIso(value)], [value, text]);
    for (const text of ['', 'P', 'PT', '5m', 'P1Y', null]) assert.equal(fromIso(text), null, String(text));
  });
});

describe('texts of forms', () => {
  const read = (tag) => JSON.parse(readFileSync(new URL(`../src/form/${tag}.json`, import.meta.url), 'utf8'));
  test('both languages have the same, with the same placeholders', () => {
    const [en, zh] = [read('en'), read('zh-CN')];
    const names = (value) => [...value.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
    for (const key of Object.keys(en).filter((one) => !one.endsWith('.one'))) {
      assert.ok(en[key] && zh[key], key);
      assert.deepEqual(names(zh[key]), names(en[key]), key);
    }
    assert.deepEqual(Object.keys(zh).filter((key) => !(key in en)), []);
  });
});
