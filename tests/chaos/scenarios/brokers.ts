import { setTimeout as pause } from 'node:timers/promises';
import { longPatience } from '../../support/chaos-patience.ts';
import { partitions, type Stack } from '../../support/chaos-stack.ts';
import { until } from '../../support/maru-wait.ts';
import type { Scenario, Scene } from '../scenario.ts';

const requests = 'kakao.chat.chatMessage.REQUEST';

/** Brokers are controllers too, so whichever dies, something is led by another afterwards. */
export const brokerScenarios: readonly Scenario[] = [
  {
    name: 'broker-kill',
    what: 'kill -9 of the broker that leads a partition of chat; later it comes back',
    weight: 3,
    mostPause: 8_000,
    async harm(scene) {
      const { stack, random } = scene;
      const leader = await stack.kafka.leaderOf(requests, random.below(partitions));
      await killAndBoot(scene, leader);
    },
  },
  {
    name: 'controller-kill',
    what: 'kill -9 of the active controller of Kafka; later it comes back',
    weight: 3,
    mostPause: 8_000,
    async harm(scene) {
      const { stack, note } = scene;
      const old = await controllerOf(stack);
      const killed = performance.now();
      await killAndBoot(scene, old, async () => {
        const next = await controllerOf(stack, old);
        note(`controller ${next} instead of ${old} after ${Math.round(performance.now() - killed)} ms`);
      });
    },
  },
  {
    name: 'broker-freeze',
    what: 'a broker that leads a partition of chat is frozen for 8 s and goes on',
    async harm({ stack, load, random }) {
      const leader = await stack.kafka.leaderOf(requests, random.below(partitions));
      stack.kafka.pause(leader);
      await pause(8_000);
      stack.kafka.resume(leader);
      await load.flows();
    },
  },
];

async function killAndBoot(
  { stack, load, note }: Scene,
  id: number,
  killed?: () => Promise<void>,
): Promise<void> {
  const leaders = await Promise.all(
    Array.from({ length: partitions }, (_, each) => stack.kafka.leaderOf(requests, each)),
  );
  note(
    `broker ${id} led ${leaders.filter((leader) => leader === id).length} of ${partitions} partitions of chat`,
  );
  await stack.kafka.killBroker(id);
  await killed?.();
  await load.flows();
  await stack.kafka.bootBroker(id);
  // It gets back what it led, under load too.
  await stack.kafka.settled();
  await load.flows();
}

/** The active controller; not `old`, where one is given. */
const controllerOf = (stack: Stack, old?: number): Promise<number> =>
  until(
    'a controller',
    async () => {
      const leader = await stack.kafka.controller();
      return leader > 0 && leader !== old ? leader : undefined;
    },
    longPatience,
  );
