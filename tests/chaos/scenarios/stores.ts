import { setTimeout as pause } from 'node:timers/promises';
import type { ChaosClient } from '../../support/chaos-client.ts';
import { LogLines } from '../../support/chaos-log-lines.ts';
import { persistently } from '../../support/chaos-patience.ts';
import type { Scenario, Scene } from '../scenario.ts';

/** Milliseconds that a room may wait while only the logs have nowhere to go: as long as it waits without any harm. */
const unharmed = 2_000;

export const storeScenarios: readonly Scenario[] = [
  {
    name: 'database-freeze',
    what: 'the database is frozen for 10 s',
    async harm({ stack }) {
      stack.mongo.pause();
      await pause(10_000);
      stack.mongo.resume();
    },
  },
  {
    name: 'elasticsearch-freeze',
    what: 'Elasticsearch is frozen for 10 s: no message waits, and every log line arrives',
    mostPause: unharmed,
    async harm(scene) {
      const { elasticsearch } = scene.stack;
      const lines = await LogLines.from(scene.stack);
      elasticsearch.pause();
      await talk(scene, 10_000);
      elasticsearch.resume();
      scene.note(`${await lines.arrive()} log lines arrived`);
    },
  },
  {
    name: 'elasticsearch-kill',
    what: 'kill -9 of Elasticsearch, which is away for a minute: no message waits, and every log line arrives',
    mostPause: unharmed,
    async harm(scene) {
      const { elasticsearch } = scene.stack;
      const lines = await LogLines.from(scene.stack);
      await elasticsearch.kill();
      await talk(scene, 50_000);
      // Ten seconds and more.
      await elasticsearch.boot();
      scene.note(`${await lines.arrive()} log lines arrived`);
    },
  },
];

/** Lets people talk, and look at their friends, which is logged, for a while and on until every room has heard something. */
async function talk({ load, stack, note }: Scene, milliseconds: number): Promise<void> {
  const before = quantiles(load.acknowledged.latencies(0));
  const since = performance.now();
  const { person } = load.clients[0] as ChaosClient;
  while (performance.now() < since + milliseconds) {
    await persistently(() => person.at(stack.fronts[0] ?? '').call('friends', { query: {} }));
    await pause(100);
  }
  await load.flows();
  note(`acknowledged meanwhile after ${quantiles(load.acknowledged.latencies(since))}, before ${before}`);
  note(`longest pause meanwhile ${Math.round(load.longestPause(since))} ms`);
}

function quantiles(ascending: readonly number[]): string {
  const at = (part: number) => (ascending[Math.floor(ascending.length * part)] ?? 0).toFixed(0);
  return `${at(0.5)} ms (p50) and ${at(0.99)} ms (p99)`;
}
