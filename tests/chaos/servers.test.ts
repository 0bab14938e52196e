/** Servers that die or freeze under a steady load: nothing acknowledged is lost, doubled or out of order. */
import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Load } from '../support/chaos-load.ts';
import { HoldingProxy } from '../support/chaos-proxy.ts';
import type { ServerProcess } from '../support/chaos-server.ts';
import { Stack } from '../support/chaos-stack.ts';
import { Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';

describe('servers that die', () => {
  let stack: Stack;
  before(async () => {
    stack = await Stack.start();
    await stack.runAll(['user', 'friend', 'chat', 'chat', 'front', 'front']);
  });
  after(async () => {
    await stack?.[Symbol.asyncDispose]();
  });

  async function under(context: TestContext, harm: (load: Load) => Promise<void>): Promise<void> {
    context.diagnostic(await Load.under({ fronts: () => stack.fronts }, harm));
  }

  test('kill -9 of a chat server: the other goes on', async (context) => {
    await under(context, async (load) => {
      await (stack.all('chat')[0] as ServerProcess).kill();
      await load.flows();
      assert.equal(stack.all('chat').length, 1);
    });
    await stack.run('chat');
  });

  test('kill -9 of a front: its clients go on at the other', async (context) => {
    await under(context, async () => {
      await (stack.all('front')[0] as ServerProcess).kill();
    });
    await stack.run('front');
  });

  test('kill -9 of the user server: messages go on, and a new one serves whoever logs in', async (context) => {
    await under(context, async (load) => {
      await stack.the('user').kill();
      await pause(2_000);
      context.diagnostic(`without a user server: ${load.summary(performance.now() - 2_000)}`);
      assert.ok(load.longestPause(performance.now() - 2_000) < 1_500);
      await stack.run('user');
      const begin = performance.now();
      await joinSoon();
      context.diagnostic(`somebody new is in ${Math.round(performance.now() - begin)} ms after it was ready`);
    });
  });

  test('chat servers frozen for longer than their session write nothing wrong when they go on', async (context) => {
    await under(context, async (load) => {
      const [one, other] = stack.all('chat');
      for (const zombie of [one, other, one]) {
        zombie?.freeze();
        await load.flows();
        // The other has all partitions now; what this one was about to write is late.
        await pause(1_000);
        zombie?.resume();
        await pause(2_000);
      }
      assert.equal(stack.all('chat').length, 2);
    });
  });

  test('an insert that reaches the database after its writer lost the partition changes nothing', async (context) => {
    assert.equal((await (stack.all('chat')[0] as ServerProcess).stop()).code, 0);
    await using way = await HoldingProxy.to(stack.mongo.url);
    const zombie = await stack.run('chat', { MARU_STORE: way.url });
    await under(context, async (load) => {
      way.hold('messages');
      await until('an insert to be on its way', () => way.held > 0);
      zombie.freeze();
      await load.flows();
      way.release();
      await pause(500);
      zombie.resume();
    });
    assert.equal((await zombie.stop()).code, 0, zombie.output.slice(-2_000));
    await stack.run('chat');
  });

  test('all chat servers are killed, and new ones go on where they were', async (context) => {
    await under(context, async () => {
      await Promise.all(stack.all('chat').map((server) => server.kill()));
      await stack.runAll(['chat', 'chat']);
    });
  });

  test('every server is replaced by a new one, one after the other', async (context) => {
    await under(context, async () => {
      for (const old of [...stack.servers].filter(({ isOver }) => !isOver)) {
        await stack.run(old.service);
        assert.equal((await old.stop()).code, 0, old.output.slice(-2_000));
      }
    });
  });

  /** Signs up; tries again what may be tried again. */
  async function joinSoon(): Promise<Person> {
    for (let tries = 0; ; tries++) {
      try {
        return await Person.join(stack.fronts[0] ?? '');
      } catch (error) {
        if (tries === 5 || !(error as { retryable?: boolean }).retryable) throw error;
      }
    }
  }
});
