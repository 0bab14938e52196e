import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backoff } from './backoff.ts';

test('waits double up to half a minute and are spread over their upper half', () => {
  const attempts = [0, 1, 2, 3, 10, 1_000_000];
  assert.deepEqual(
    attempts.map((attempt) => backoff(attempt, () => 0)),
    [250, 500, 1_000, 2_000, 15_000, 15_000],
  );
  assert.equal(
    backoff(0, () => 0.5),
    375,
  );
  assert.ok(backoff(1_000_000, () => 0.999) <= 30_000);
});
