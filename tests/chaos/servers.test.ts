/** Servers that die or freeze under a steady load: nothing acknowledged is lost, doubled or out of order. */
import assert from 'node:assert/strict';
import { after, before, describe, type TestContext, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Load } from '../support/chaos-load.ts';
import type { ServerProcess } from '../support/chaos-server.ts';
import { Stack, sessionTimeout } from '../support/chaos-stack.ts';
import { Person } from '../support/maru-person.ts';

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

  test('a chat server that was frozen for longer than its session writes nothing wrong when it goes on', async (context) => {
    await under(context, async (load) => {
      const zombie = stack.all('chat')[0] as ServerProcess;
      zombie.freeze();
      await pause(3 * sessionTimeout);
      zombie.resume();
      await load.flows();
      assert.ok(!zombie.isOver, zombie.output.slice(-2_000));
    });
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
