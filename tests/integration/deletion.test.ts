import { strict as assert } from 'node:assert';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import {
  openEmbeddedAbuseStore,
  openEmbeddedLogIndex,
  systemIds,
} from '../../backend/adapters/embedded/index.ts';
import type { DeletingService, DeletionId } from '../../backend/contract/index.ts';
import type { EventLog, LogIndex } from '../../backend/ports/index.ts';
import { createLogger, createMetrics } from '../../backend/runtime/index.ts';
import { startAbuseDetector } from '../../backend/services/abuse-detector/index.ts';
import { startLogShipper } from '../../backend/services/log-shipper/index.ts';
import { call, refusalOf } from '../support/maru-call.ts';
import { MovableClock } from '../support/maru-clock.ts';
import {
  completed,
  deleteAccount,
  type Keepers,
  live,
  progressOf,
  secretWords,
} from '../support/maru-deletion.ts';
import { temporaryFolder } from '../support/maru-folder.ts';
import { leftoversIn } from '../support/maru-leftovers.ts';
import { startParts } from '../support/maru-parts.ts';
import { Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';

const day = 24 * 60 * 60 * 1_000;
const requestTimeout = 1_500;
const everybody: DeletingService[] = ['friend', 'chat', 'abuse', 'logs'];
const codeOf = async (attempt: Promise<unknown>) => (await refusalOf(attempt)).code;

/** A Maru with every service that has something of people. */
async function startAll(clock: MovableClock, directory: string, remindEvery?: number) {
  await using starting = new AsyncDisposableStack();
  const options = { clock, directory, requestTimeout, deletionServices: everybody, remindEvery };
  const maru = starting.use(await startParts(options));
  const logger = createLogger({ level: 'silent', service: 'test' });
  const context = { log: maru.log, clock, ids: systemIds, logger, metrics: createMetrics(), secret: '' };
  const common = { ...context, requestTimeout };
  const store = starting.use(await openEmbeddedAbuseStore({ directory }));
  starting.use(await startAbuseDetector({ ...common, store }));
  const index = starting.use(await openEmbeddedLogIndex({ directory, clock }));
  const startShipper = (its: LogIndex = index) => startLogShipper({ ...common, index: its });
  const running = starting.move();
  return { maru, index, startShipper, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

/** By their topics, as servers do. */
const keepersOn = (log: EventLog): Keepers => ({
  keepAlert: (alert) =>
    log.append([{ topic: 'kakao.abuse.ALERT', key: alert.userId, value: JSON.stringify(alert) }]),
  async keepLine(userId) {
    const line = {
      '@timestamp': new Date().toISOString(),
      'log.level': 'info',
      message: 'Something of a user',
      'service.name': 'test',
      'user.id': userId,
    };
    await log.append([{ topic: 'kakao.log.RECORD', key: 'test', value: JSON.stringify(line) }]);
  },
});

test('nothing of a deleted user is left anywhere, though a service was away meanwhile', async () => {
  const clock = new MovableClock();
  await using folder = await temporaryFolder();
  const words = ['떠나는사람', ...secretWords];
  {
    await using all = await startAll(clock, folder.path);
    const { maru, index } = all;
    const leaving = await maru.person('떠나는사람');
    const [friend, third] = [await maru.person('친구'), await maru.person('셋째')];
    words.push(leaving.userId, leaving.sessionId);
    {
      await using _shipper = await all.startShipper();
      await live([leaving, friend, third], keepersOn(maru.log));
      await until('the line of the log', async () => {
        const query = { userId: leaving.userId, limit: 1 };
        return (await index.search(query)).length === 1;
      });
    }
    const files = ['user', 'friend', 'chat', 'abuse', 'logs', 'log'].map((name) => `${name}.sqlite `);
    await until('traces in every file', () => {
      const rows = leftoversIn(folder.path, words);
      return files.every((file) => rows.some((row) => row.startsWith(file)));
    });

    const { deletionId, open } = await deleteAccount(leaving);
    assert.deepEqual(open.toSorted(), ['abuse', 'chat', 'friend', 'logs', 'user']);
    const waiting = await until('all but the log shipper', async () => {
      const progress = await progressOf(maru, deletionId);
      return progress.done.length === 3 ? progress : undefined;
    });
    assert.deepEqual([waiting.open, waiting.completedAt], [['logs', 'user'], undefined]);
    const again = { body: { userId: leaving.userId, password: 'correct horse', nickname: '새사람' } };
    assert.equal(await codeOf(call(maru, 'signUp', again)), 'user_id_taken');
    {
      await using _shipper = await all.startShipper();
      const { done } = await completed(maru, deletionId);
      assert.deepEqual(done.toSorted(), [...everybody, 'user'].sort());
    }
    const { friends } = await friend.call('friends', { query: {} });
    assert.deepEqual(friends, []);
    clock.forward(2 * day);
    await (maru.log as EventLog & { sweep(): Promise<void> }).sweep();
  }
  assert.deepEqual(leftoversIn(folder.path, words), []);
});

test('who deletes the account is out at once on every front, also on one that starts later', async () => {
  await using folder = await temporaryFolder();
  await using all = await startAll(new MovableClock(), folder.path);
  const { maru } = all;
  const leaving = await maru.person();
  const other = await leaving.onAnotherDevice();
  await using second = await maru.startFront();
  await using here = await leaving.connect();
  await using there = await other.at(second.url).connect();
  assert.equal(
    await codeOf(leaving.call('deleteAccount', { body: { password: 'a wrong one' } })),
    'invalid_credentials',
  );
  await leaving.call('me');
  await deleteAccount(leaving);
  for (const device of [here, there]) assert.equal(await device.errorCode(), 'session_ended');
  await using third = await maru.startFront();
  for (const url of [maru.url, second.url, third.url])
    for (const person of [leaving, other])
      assert.equal(await codeOf(person.at(url).call('me')), 'session_ended');
  const { refreshToken } = leaving.tokens;
  assert.equal(await codeOf(call(maru, 'refreshSession', { body: { refreshToken } })), 'session_ended');
  assert.equal(await codeOf(Person.logIn(maru.url, leaving.userId, leaving.password)), 'invalid_credentials');
});

test('a deletion is told again until everybody has reported; and nobody gets the id any more', async () => {
  const clock = new MovableClock();
  await using folder = await temporaryFolder();
  await using all = await startAll(clock, folder.path, 300);
  const { maru } = all;
  const leaving = await maru.person('먼저');
  const { userId } = leaving;
  // It forgets the user, and then fails before it can report.
  let calls = 0;
  const forgetUser = async () => {
    calls++;
    if (calls === 2) throw new Error('gone before the report');
  };
  await using _shipper = await all.startShipper(Object.assign(Object.create(all.index), { forgetUser }));
  const { deletionId } = await deleteAccount(leaving);
  await completed(maru, deletionId);
  assert.ok(calls >= 4, `forgotten ${calls} times`);
  const body = { userId, password: 'another password', nickname: '나중' };
  assert.equal(await codeOf(call(maru, 'signUp', { body })), 'user_id_taken');
  assert.equal(await codeOf(leaving.call('me')), 'session_ended', 'old tokens stay ended');
});

test('asking twice is one deletion, and nobody learns whose it is', async () => {
  await using folder = await temporaryFolder();
  await using all = await startAll(new MovableClock(), folder.path);
  await using _shipper = await all.startShipper();
  const { maru } = all;
  const leaving = await maru.person();
  const { deletionId } = await deleteAccount(leaving);
  // From another device, a moment before it heard of the end.
  const later = { userId: leaving.userId, password: '', deletionId: randomUUID() as DeletionId };
  const headers = { type: 'user.delete', correlationId: 'by-hand', deadline: String(Date.now() + day) };
  const topic = 'kakao.user.user.REQUEST';
  await maru.log.append([{ topic, key: leaving.userId, value: JSON.stringify(later), headers }]);
  const progress = await completed(maru, deletionId);
  assert.ok(!JSON.stringify(progress).includes(leaving.userId));
  assert.equal(await codeOf(progressOf(maru, later.deletionId)), 'deletion_not_found');
  const unknown = call(maru, 'deletion', { params: { deletionId: randomUUID() } });
  assert.equal(await codeOf(unknown), 'deletion_not_found');
});
