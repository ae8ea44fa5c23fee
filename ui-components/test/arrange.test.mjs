import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { source } from './support.mjs';

const { merged, moved } = await source('arrange/order.ts');

describe('an order that was chosen', () => {
  test('moves one entry to where another stands', () => {
    assert.deepEqual(moved(['a', 'b', 'c'], 0, 2), ['b', 'c', 'a']);
    assert.deepEqual(moved(['a', 'b', 'c'], 2, 0), ['c', 'a', 'b']);
  });
  test('keeps what is away behind the one that it stood behind', () => {
    assert.deepEqual(merged(['a', 'away', 'b', 'c'], ['c', 'b', 'a']), ['c', 'b', 'a', 'away']);
    assert.deepEqual(merged(['away', 'a', 'gone', 'b'], ['b', 'a']), ['away', 'b', 'a', 'gone']);
    assert.deepEqual(merged([], ['a']), ['a']);
  });
});
