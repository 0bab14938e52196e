import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { longPatience, persistently } from '../../support/chaos-patience.ts';
import { HoldingProxy } from '../../support/chaos-proxy.ts';
import { Person } from '../../support/maru-person.ts';
import { until } from '../../support/maru-wait.ts';
import type { Scenario } from '../scenario.ts';

/** Servers that are killed or replaced. */
export const serverScenarios: readonly Scenario[] = [
  {
    name: 'chat-kill',
    what: 'kill -9 of one of two chat servers, and a new one',
    weight: 3,
    mostPause: 8_000,
    async harm({ stack, load, random }) {
      await random.pick(stack.all('chat')).kill();
      await load.flows();
      assert.equal(stack.all('chat').length, 1);
      await stack.run('chat');
    },
  },
  {
    name: 'chat-kill-all',
    what: 'kill -9 of all chat servers, and new ones',
    async harm({ stack }) {
      await Promise.all(stack.all('chat').map((server) => server.kill()));
      await stack.runAll(['chat', 'chat']);
    },
  },
  {
    name: 'front-kill',
    what: 'kill -9 of one of two fronts: its clients go on at the other',
    async harm({ stack, load, random }) {
      await random.pick(stack.all('front')).kill();
      await load.flows();
      await stack.run('front');
    },
  },
  {
    name: 'user-kill',
    what: 'kill -9 of the only user server: messages go on, and a new one lets people in',
    async harm({ stack, load, note }) {
      await stack.the('user').kill();
      await pause(2_000);
      await load.flows();
      await stack.run('user');
      const begin = performance.now();
      await persistently(() => Person.join(stack.fronts[0] ?? ''));
      note(`somebody new was in ${Math.round(performance.now() - begin)} ms after it was ready`);
    },
  },
  {
    name: 'replace-all',
    what: 'every server is replaced by a new one, one after the other',
    async harm({ stack }) {
      for (const old of [...stack.servers]) {
        await stack.run(old.service);
        assert.equal((await old.stop()).code, 0, old.output.slice(-2_000));
      }
    },
  },
];

/** Writers that lost their partitions without noticing. */
export const zombieScenarios: readonly Scenario[] = [
  {
    name: 'chat-zombie',
    what: 'a chat server is frozen for longer than its session, and goes on in the middle of what it did; then the other',
    async harm({ stack, load }) {
      for (const zombie of stack.all('chat')) {
        zombie.freeze();
        await load.flows();
        // The other has all partitions now; what this one was about to write is late.
        await pause(1_000);
        zombie.resume();
        await pause(2_000);
      }
      assert.equal(stack.all('chat').length, 2);
    },
  },
  {
    name: 'chat-late-insert',
    what: 'an insert reaches the database after its writer lost the partition',
    async harm({ stack, load, random }) {
      await using way = await HoldingProxy.to(stack.mongo.url);
      assert.equal((await random.pick(stack.all('chat')).stop()).code, 0);
      await using zombie = await stack.run('chat', { MARU_STORE: way.url });
      way.hold('messages');
      await until('an insert to be on its way', () => way.held > 0, longPatience);
      zombie.freeze();
      await load.flows();
      way.release();
      await pause(500);
      zombie.resume();
      await pause(2_000);
      assert.equal((await zombie.stop()).code, 0, zombie.output.slice(-2_000));
      await stack.run('chat');
    },
  },
];
