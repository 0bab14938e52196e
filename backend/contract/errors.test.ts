import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { errorBody, MaruError, refuse, toMaruError } from './errors.ts';

test('an unknown failure becomes `internal`, and nothing of it reaches the body', () => {
  const cause = new Error('password=hunter2');
  const error = toMaruError(cause);
  assert.deepEqual([error.code, error.status, error.retryable, error.cause], ['internal', 500, true, cause]);
  assert.doesNotMatch(JSON.stringify(errorBody.parse(error.toBody())), /hunter2|stack/);
  for (const thrown of [undefined, null, 'text', 17]) assert.equal(toMaruError(thrown).code, 'internal');
});

test('an expected failure stays what it is', () => {
  const error = new MaruError('room_not_found', { details: { roomId: 'x' } });
  assert.equal(toMaruError(error), error);
  assert.deepEqual(error.toBody().error.details, { roomId: 'x' });
  assert.equal('details' in new MaruError('timeout').toBody().error, false);
  assert.deepEqual(refuse('timeout'), { ok: false, code: 'timeout' });
});
