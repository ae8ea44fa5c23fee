import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { source } from './support.mjs';

const { Backlog } = await source('live/backlog.ts');

describe('the newest events of a stream', () => {
  const filled = (count, most = 4) => {
    const backlog = new Backlog(most);
    for (let i = 1; i <= count; i++) backlog.add({ kind: 'task', data: i, id: `c${i}`, at: i * 1000 });
    return backlog;
  };
  const told = (some) => some?.map((one) => one.data) ?? null;
  test('are told from a position on', () => {
    const backlog = filled(3);
    assert.equal(backlog.end, 3);
    assert.deepEqual(told(backlog.since(1)), [2, 3]);
    assert.deepEqual(told(backlog.since(3)), []);
  });
  test('are forgotten in the end, and that is said', () => {
    const backlog = filled(20);
    assert.equal(backlog.end, 20);
    assert.equal(backlog.since(2), null);
    assert.deepEqual(told(backlog.since(18)), [19, 20]);
  });
  test('are told after a cursor, or since a time', () => {
    const backlog = filled(5);
    assert.deepEqual(told(backlog.after('c3')), [4, 5]);
    assert.equal(backlog.after('of another start'), null);
    assert.deepEqual(told(backlog.newer(4000)), [4, 5]);
    assert.equal(backlog.lastId, 'c5');
  });
});
