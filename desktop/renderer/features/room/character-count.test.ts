import assert from 'node:assert/strict';
import { test } from 'node:test';
import { charactersOver, isNearLimit } from './character-count.ts';

test('characters are counted as people count them', () => {
  assert.equal(charactersOver('👨‍👩‍👧'.repeat(10_000)), 0);
  assert.equal(charactersOver('가'.repeat(10_001)), 1);
  assert.equal(charactersOver('가'.normalize('NFD').repeat(10_000)), 0);
});

test('the remaining number is told near the limit only', () => {
  assert.ok(!isNearLimit(charactersOver('가'.repeat(9_000))));
  assert.ok(isNearLimit(charactersOver('가'.repeat(9_600))));
  assert.ok(isNearLimit(charactersOver('가'.repeat(12_000))));
});
