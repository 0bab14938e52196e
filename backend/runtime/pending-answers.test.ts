import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { LogRecord } from '../ports/index.ts';
import { PendingAnswers } from './pending-answers.ts';

const answer = (correlationId: string, value: unknown, outcome = 'accepted'): LogRecord => ({
  offset: 0n,
  key: 'key',
  value: typeof value === 'string' ? value : JSON.stringify(value),
  headers: { type: 'user.log-out', correlationId, outcome },
  timestamp: 0,
});

test('an answer goes to the request that waits for it, and to no other', async () => {
  using answers = new PendingAnswers({ now: () => 0 });
  const [first, second] = [answers.expect('user.log-out', '1', 9), answers.expect('user.log-out', '2', 9)];
  answers.settle(answer('somebody else’s', {}));
  answers.settle(answer('2', {}));
  answers.settle(answer('1', { code: 'session_not_found' }, 'refused'));
  assert.deepEqual(await second, {});
  await assert.rejects(first, { code: 'session_not_found' });
  assert.equal(answers.size, 0);
});

test('an answer that comes again, or late, is ignored', async () => {
  using answers = new PendingAnswers({ now: () => 0 });
  const waiting = answers.expect('user.log-out', '1', 9);
  answers.settle(answer('1', {}));
  answers.settle(answer('1', { code: 'internal' }, 'refused'));
  assert.deepEqual(await waiting, {});
});

test('an answer that nobody can read is `internal` for its asker alone', async () => {
  using answers = new PendingAnswers({ now: () => 0 });
  for (const value of ['nonsense', '{"code":"no_such_code"}', '[]']) {
    const waiting = answers.expect('user.profile', value, 9);
    answers.settle(answer(value, value, value === '[]' ? 'accepted' : 'refused'));
    await assert.rejects(waiting, { code: 'internal' });
  }
});

test('an answer that does not come by the deadline is a timeout; those who may still wait do', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  let now = 0;
  using answers = new PendingAnswers({ now: () => now });
  const overdue = answers.expect('user.log-out', '1', 1_000);
  const waiting = answers.expect('user.log-out', '2', 2_000);
  now = 999;
  context.mock.timers.tick(250);
  assert.equal(answers.size, 2);
  now = 1_000;
  context.mock.timers.tick(250);
  await assert.rejects(overdue, { code: 'timeout', retryable: true });
  assert.equal(answers.size, 1);
  answers.settle(answer('2', {}));
  await waiting;
});

test('a front that stops tells everyone who waits', async () => {
  const answers = new PendingAnswers({ now: () => 0 });
  const waiting = answers.expect('user.log-out', '1', 9);
  answers[Symbol.dispose]();
  await assert.rejects(waiting, { code: 'unavailable' });
});
