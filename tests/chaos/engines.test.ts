/** Engines that die or freeze under a steady load: nothing acknowledged is lost, doubled or out of order. */
import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Load } from '../support/chaos-load.ts';
import { Stack } from '../support/chaos-stack.ts';
import { until } from '../support/maru-wait.ts';

const requests = 'kakao.chat.chatMessage.REQUEST';

describe('engines that die', () => {
  let stack: Stack;
  before(async () => {
    stack = await Stack.start({ logIndex: true });
    await stack.runAll(['user', 'friend', 'chat', 'chat', 'front', 'front', 'log-shipper']);
  });
  after(async () => {
    await stack?.[Symbol.asyncDispose]();
  });

  async function under(context: TestContext, harm: (load: Load) => Promise<void>): Promise<void> {
    context.diagnostic(await Load.under({ fronts: () => stack.fronts }, harm));
    for (const server of stack.servers) assert.ok(!server.isOver, server.output.slice(-2_000));
    await until('all to be ready', async () => (await notReady()).length === 0, 20_000);
    assert.equal(await deadLetters(), 0);
  }

  test('kill -9 of the broker that leads a partition of chat', async (context) => {
    const leader = await stack.kafka.leaderOf(requests, 0);
    await under(context, async (load) => {
      await stack.kafka.killBroker(leader);
      await load.flows();
    });
    await stack.kafka.bootBroker(leader);
  });

  test('a broker that leads a partition of chat is frozen, and goes on', async (context) => {
    await under(context, async (load) => {
      const leader = await stack.kafka.leaderOf(requests, 1);
      stack.kafka.pause(leader);
      await pause(8_000);
      stack.kafka.resume(leader);
      await load.flows();
    });
  });

  test('the database is frozen for 10 seconds', async (context) => {
    await under(context, async () => {
      stack.mongo.pause();
      await pause(10_000);
      stack.mongo.resume();
    });
  });

  test('Elasticsearch is frozen: no message waits, and the lines arrive later', async (context) => {
    await under(context, async (load) => {
      stack.elasticsearch.pause();
      const since = performance.now();
      await pause(10_000);
      const longest = load.longestPause(since);
      stack.elasticsearch.resume();
      context.diagnostic(`longest pause of a room meanwhile ${Math.round(longest)} ms`);
      assert.ok(longest < 2_000);
    });
    const lag = async () =>
      /^maru_consumer_lag_records_log_shipper (\d+)$/m.exec(
        (await stack.the('log-shipper').ask('/metrics')).text,
      )?.[1];
    await until('the log shipper to catch up', async () => Number(await lag()) < 50, 30_000);
  });

  async function notReady(): Promise<string[]> {
    const answers = await Promise.all(
      stack.servers.map(async (server) => [server.service, (await server.ask('/readyz')).status] as const),
    );
    return answers.flatMap(([service, status]) => (status === 200 ? [] : [service]));
  }

  /** Of all servers together, since they started. */
  async function deadLetters(): Promise<number> {
    const texts = await Promise.all(stack.servers.map(async (server) => (await server.ask('/metrics')).text));
    const counts = texts.flatMap((text) => [...text.matchAll(/^maru_dead_letters_total\{.*\} (\d+)$/gm)]);
    return counts.reduce((sum, [, count]) => sum + Number(count), 0);
  }
});
