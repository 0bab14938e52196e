import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CommandRequest, refuse, type UserId } from '../contract/index.ts';
import { EngineUnavailable, type EventLog, type LogRecord, type OutgoingRecord } from '../ports/index.ts';
import { type CommandHandlers, each } from './command-handler.ts';
import { commandRoute } from './command-route.ts';
import { createLogger } from './logging.ts';
import { createMetrics } from './metrics.ts';

type Request = CommandRequest<'user.profile'>;
const topic = 'kakao.user.user.REQUEST';

const recordOf = (userId: string, offset: number, type = 'user.profile'): LogRecord => ({
  offset: BigInt(offset),
  key: userId,
  value: JSON.stringify({ userId, sessionId: '019b0000-0000-7000-8000-000000000000' }),
  headers: { type, correlationId: `c${offset}`, deadline: '1000', replyPartition: '2' },
  timestamp: 0,
});

const profileOf = ({ userId }: Request) => ({ userId, nickname: userId, statusMessage: '', avatar: '' });

/** A route and what it appended, batch by batch. */
function routeTo(
  handlers: CommandHandlers,
  refuseAppend: (records: readonly OutgoingRecord[]) => void = () => {},
) {
  const appended: OutgoingRecord[][] = [];
  const log: Partial<EventLog> = {
    async append(records) {
      refuseAppend(records);
      appended.push([...records]);
    },
  };
  const logger = createLogger({ level: 'silent', service: 'test' });
  const route = commandRoute({
    log: log as EventLog,
    clock: { now: () => 500 },
    logger,
    metrics: createMetrics(),
    handlers,
  });
  return { appended, run: (...records: LogRecord[]) => route({ topic, partition: 1, records }) };
}

test('requests of one key come one after another, keys side by side', async () => {
  const steps: string[] = [];
  const read = each(async (request: Request) => {
    steps.push(`${request.userId} begins`);
    await nextTurn();
    steps.push(`${request.userId} ends`);
    return { outcome: { ok: true as const, value: profileOf(request) } };
  });
  const { run, appended } = routeTo({ 'user.profile': read });
  await run(recordOf('aaaa', 0), recordOf('bbbb', 1), recordOf('aaaa', 2));
  assert.deepEqual(steps.slice(0, 2), ['aaaa begins', 'bbbb begins']);
  const ofOne = steps.filter((step) => step.startsWith('aaaa'));
  assert.deepEqual(ofOne, ['aaaa begins', 'aaaa ends', 'aaaa begins', 'aaaa ends']);
  assert.equal(appended.length, 1, 'answers are appended in one go');
});

test('commands of different kinds keep their order within a key', async () => {
  const seen: string[] = [];
  const note = (name: string) =>
    each<never, never>(async () => {
      await nextTurn();
      seen.push(name);
      return { outcome: refuse('user_not_found') };
    });
  const { run } = routeTo({ 'user.profile': note('profile'), 'user.log-out': note('log-out') });
  const types = ['user.profile', 'user.log-out', 'user.log-out', 'user.profile'];
  await run(...types.map((type, offset) => recordOf('aaaa', offset, type)));
  assert.deepEqual(seen, ['profile', 'log-out', 'log-out', 'profile']);
});

test('an answer goes to the partition that was named; events come before it', async () => {
  const userId = 'aaaa' as UserId;
  const event = { type: 'registered' as const, userId, profile: profileOf({ userId }), at: '' };
  const { run, appended } = routeTo({
    'user.profile': each(async (request: Request) => ({
      outcome: { ok: true as const, value: profileOf(request) },
      events: [{ topic: 'kakao.user.EVENT' as const, key: userId, value: event }],
    })),
  });
  await run(recordOf('aaaa', 7));
  const [told, answered] = appended[0] ?? [];
  assert.deepEqual([told?.topic, told?.partition], ['kakao.user.EVENT', undefined]);
  assert.deepEqual([answered?.topic, answered?.partition], ['kakao.user.user.RESPONSE', 2]);
  assert.deepEqual(answered?.headers, { type: 'user.profile', correlationId: 'c7', outcome: 'accepted' });
});

test('a handler that keeps failing for one request costs only that one', async () => {
  const { run, appended } = routeTo({
    'user.profile': each(async (request: Request) => {
      if (request.userId === 'evil') throw new Error('a bug');
      return { outcome: { ok: true as const, value: profileOf(request) } };
    }),
  });
  await run(recordOf('good', 0), recordOf('evil', 1), recordOf('fine', 2));
  const outcomes = (appended[0] ?? []).map(
    ({ topic, key, headers }) => `${key} ${headers?.outcome} ${topic}`,
  );
  assert.deepEqual(outcomes.filter((line) => !line.endsWith('-dlt')).sort(), [
    'evil refused kakao.user.user.RESPONSE',
    'fine accepted kakao.user.user.RESPONSE',
    'good accepted kakao.user.user.RESPONSE',
  ]);
  assert.equal(outcomes.filter((line) => line.endsWith('-dlt')).length, 1);
});

test('an engine that is away fails the batch at once, and nothing is appended', async () => {
  let calls = 0;
  const away = each<never, never>(async () => {
    calls++;
    throw new EngineUnavailable('away');
  });
  const { run, appended } = routeTo({ 'user.profile': away });
  await assert.rejects(run(recordOf('aaaa', 0)), EngineUnavailable);
  assert.deepEqual([calls, appended], [1, []]);
});

test('an answer that the log can never take is a dead letter and costs only itself', async () => {
  const { run, appended } = routeTo(
    {
      'user.profile': each(async (request: Request) => ({
        outcome: { ok: true, value: profileOf(request) },
      })),
    },
    (records) => {
      if (records.some(({ partition }) => partition === 99)) throw new Error('there is no partition 99');
    },
  );
  const lost = recordOf('lost', 1);
  await run(recordOf('good', 0), { ...lost, headers: { ...lost.headers, replyPartition: '99' } });
  assert.deepEqual(
    appended.flat().map(({ topic, key }) => `${key} ${topic}`),
    ['good kakao.user.user.RESPONSE', 'lost kakao.user.user.REQUEST-dlt'],
  );
});
