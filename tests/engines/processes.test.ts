/** All servers as processes of their own on Kafka, MongoDB and Elasticsearch, as compose runs them. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import type { ServiceName } from '../../backend/starters.ts';
import { Stack } from '../support/chaos-stack.ts';
import type { Device } from '../support/maru-device.ts';
import { newMessageId, Person } from '../support/maru-person.ts';
import { until, upTo } from '../support/maru-wait.ts';

const services: readonly ServiceName[] = [
  'user',
  'friend',
  'chat',
  'chat',
  'front',
  'abuse-detector',
  'log-shipper',
];
/** Stands in every message, so that it can be looked for where no message may be. */
const secretWord = '비밀이야기';
/** Milliseconds for what goes through topics that nobody waits for. */
const patience = 30_000;

describe('every server as a process of its own', () => {
  let stack: Stack;
  let [jimin, hana]: [Person, Person] = [] as never;
  let roomId: RoomId;
  let device: Device;

  before(async () => {
    stack = await Stack.start({ logIndex: true });
    await stack.runAll(services);
  });
  after(async () => {
    await stack?.[Symbol.asyncDispose]();
  });

  test('two people sign up, become friends and talk by POST and SEND', async () => {
    const url = stack.the('front').url;
    [jimin, hana] = [await Person.join(url, '지민'), await Person.join(url, '하나')];
    await jimin.call('addFriend', { params: { userId: hana.userId } });
    const { friends } = await jimin.call('friends', { query: {} });
    assert.deepEqual(
      friends.map(({ userId }) => userId),
      [hana.userId],
    );
    ({ roomId } = await jimin.directRoom(hana));
    device = await hana.connect();
    await device.subscribe(subscribeTo.room(roomId));
    for (const number of upTo(5)) {
      await jimin.say(roomId, `${secretWord} POST ${number}`);
      assert.equal(await device.say(roomId, `${secretWord} SEND ${number}`, newMessageId()), 'receipt');
    }
    await until('all messages live', () => device.messages(roomId).length >= 10);
    assert.deepEqual(await jimin.history(roomId), device.messages(roomId));
  });

  test('every process tells its health, readiness and metrics', async () => {
    for (const server of stack.servers) {
      assert.equal((await server.ask('/healthz')).status, 200, server.service);
      assert.deepEqual(
        await server.ask('/readyz'),
        { status: 200, text: '{"status":"ready"}' },
        server.service,
      );
      const { text } = await server.ask('/metrics');
      // Its declaration: a chat server whose partitions no room is in has nothing to count yet.
      for (const name of metricsOf(server.service))
        assert.match(text, new RegExp(`^# TYPE ${name} `, 'm'), `${server.service}: ${name}`);
    }
  });

  test('messages cost no more while abuse detector, log shipper and Elasticsearch are stopped', async (context) => {
    const quiet = await Person.join(stack.the('front').url, '조용');
    const room = await quiet.groupRoom([hana]);
    await latencies(jimin, roomId, 20);
    const usual = await latencies(jimin, roomId, 60);
    for (const service of ['abuse-detector', 'log-shipper'] as const)
      assert.equal((await stack.the(service).stop()).code, 0);
    stack.elasticsearch.pause();
    const without = await latencies(quiet, room.roomId, 60);
    const trace = await traceOf(quiet);
    stack.elasticsearch.resume();
    const [before, during] = [p50(usual), p50(without)];
    context.diagnostic(
      `p50 of a POST: ${before.toFixed(1)} ms before, ${during.toFixed(1)} ms while they were stopped`,
    );
    assert.ok(during < 2 * before + 20, `${during} ms after ${before} ms`);

    assert.deepEqual((await quiet.call('alerts', { query: {} })).alerts, []);
    await stack.run('abuse-detector');
    await stack.run('log-shipper');
    const rules = async () => (await quiet.call('alerts', { query: {} })).alerts.map(({ rule }) => rule);
    await until('the alert', async () => (await rules()).includes('repetition'), patience);
    await until('the line', () => isShipped(trace), patience);
  });

  test('a flood alerts its sender once', async () => {
    const noisy = await Person.join(stack.the('front').url, '도배');
    const room = await noisy.groupRoom([hana]);
    await using own = await noisy.connect();
    await Promise.all(upTo(40).map((number) => noisy.say(room.roomId, `${secretWord} ${number}`)));
    const events = () => own.personal().filter(({ type }) => type === 'alert');
    await until('the alert', () => events().length > 0, patience);
    await pause(2_000);
    assert.equal(events().length, 1);
    const { alerts } = await noisy.call('alerts', { query: {} });
    assert.equal(alerts.length, 1);
    assert.deepEqual(events()[0], { type: 'alert', alert: alerts[0] });
  });

  test('log lines of all servers are in Elasticsearch, and no message is', async () => {
    await until(
      'lines of all servers',
      async () => {
        const { aggregations } = await searchLogs<Services>({
          size: 0,
          aggs: { services: { terms: { field: 'service.name', size: 20 } } },
        });
        const found = new Set(aggregations?.services.buckets.map(({ key }) => key));
        return services.every((service) => found.has(service));
      },
      patience,
    );
    const trace = await traceOf(jimin);
    await until('the line of one request', () => isShipped(trace), patience);
    const { hits } = await searchLogs<Hits>({ size: 5_000 });
    assert.ok(hits.hits.length > 100);
    const all = JSON.stringify(hits);
    for (const word of [secretWord, jimin.password, jimin.tokens.accessToken, jimin.tokens.refreshToken])
      assert.ok(!all.includes(word));
    for (const { output } of stack.servers) assert.ok(!output.includes(secretWord));
  });

  test('SIGTERM ends every server within seconds; the front says 1012 to its clients', async (context) => {
    const running = stack.servers.filter(({ isOver }) => !isOver);
    assert.equal(running.length, services.length);
    const front = stack.the('front');
    for (const server of [front, ...running.filter((each) => each !== front)]) {
      const { code, milliseconds } = await server.stop();
      context.diagnostic(`${server.service}: ${milliseconds} ms`);
      assert.equal(code, 0, `${server.service}: ${server.output.slice(-2_000)}`);
      assert.ok(milliseconds < 5_000, `${server.service}: ${milliseconds} ms`);
      if (server === front) assert.equal(await device.socket.end(), 1_012);
    }
  });

  /** Milliseconds of so many messages, one after the other. */
  async function latencies(sender: Person, room: RoomId, count: number): Promise<number[]> {
    const times: number[] = [];
    for (let number = 0; number < count; number++) {
      const begin = performance.now();
      await sender.say(room, secretWord);
      times.push(performance.now() - begin);
    }
    return times;
  }

  /** Makes a request and gives the id that its log line has. */
  async function traceOf({ url, tokens }: Person): Promise<string> {
    const headers = { authorization: `Bearer ${tokens.accessToken}` };
    const trace = (await fetch(`${url}/friends`, { headers })).headers.get('x-request-id');
    assert.ok(trace);
    return trace;
  }

  async function isShipped(trace: string): Promise<boolean> {
    return (await searchLogs<Hits>({ query: { term: { 'trace.id': trace } } })).hits.hits.length > 0;
  }

  async function searchLogs<T>(query: object): Promise<T> {
    const { url } = stack.elasticsearch;
    await fetch(`${url}/logs-maru.*/_refresh`, { method: 'POST' });
    const answer = await fetch(`${url}/logs-maru.*/_search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(query),
    });
    assert.ok(answer.ok, await answer.clone().text());
    return (await answer.json()) as T;
  }
});

interface Services {
  aggregations?: { services: { buckets: { key: string }[] } };
}

interface Hits {
  hits: { hits: object[] };
}

const p50 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;

/** Names that dashboards rely on. */
function metricsOf(service: ServiceName): string[] {
  const common = [
    'process_cpu_seconds_total',
    'maru_log_lines_dropped_total',
    'maru_consumer_batch_seconds',
    'maru_consumer_lag_records',
  ];
  if (service !== 'front') return common;
  return [...common, 'maru_http_request_seconds', 'maru_request_reply_seconds', 'maru_stomp_connections'];
}
