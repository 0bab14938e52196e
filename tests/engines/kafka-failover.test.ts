import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type KafkaEventLog, openKafkaEventLog } from '../../backend/adapters/kafka/index.ts';
import { EngineUnavailable } from '../../backend/ports/index.ts';
import { type Collector, collect, newTopic, once as onceEach } from '../contract/event-log-collector.ts';
import { unique, until } from '../contract/subject.ts';
import { KafkaCluster } from './kafka/kafka-cluster.ts';
import { appendSteadily, type SteadyAppends } from './kafka/steady-appends.ts';

describe('Kafka when brokers and members die', () => {
  let cluster: KafkaCluster;
  let log: KafkaEventLog;
  before(async () => {
    cluster = await KafkaCluster.start();
    log = await openKafkaEventLog({ brokers: cluster.brokers });
  });
  after(async () => {
    await log?.[Symbol.asyncDispose]();
    await cluster?.stop();
  });

  for (const [how, hit, mend] of [
    ['killed with kill -9', (id: number) => cluster.killBroker(id), (id: number) => cluster.bootBroker(id)],
    ['frozen', async (id: number) => cluster.pause(id), async (id: number) => cluster.resume(id)],
  ] as const) {
    test(`a leader that is ${how} costs a pause, and no record`, async (context) => {
      const topic = await newTopic(log, 4);
      await using member = await collect(log, { topics: [topic], group: unique('group-') });
      await using everyone = await collect(log, { topics: [topic] });
      const appends = appendSteadily(log, topic, 200);
      await wait(1_000);
      const leader = await cluster.leaderOf(topic, 0);
      await hit(leader);
      await wait(8_000);
      await mend(leader);
      await wait(3_000);
      await appends.stop();
      context.diagnostic(
        `longest pause until acknowledgements went on: ${Math.round(appends.longestPause())} ms`,
      );
      assert.deepEqual(appends.rejections, []);
      await assertAllThere(topic, appends);
      for (const seen of [member, everyone]) await assertSeen(seen, appends);
      assert.ok(appends.longestPause() < 15_000);
    });
  }

  /** What a reader that starts now finds is exactly what was acknowledged: once each, in order. */
  async function assertAllThere(topic: string, { acknowledged }: SteadyAppends): Promise<void> {
    await using seen = await collect(log, { topics: [topic] });
    await seen.have([...acknowledged.values()].flat().length);
    const found = Map.groupBy(seen.records, ({ key }) => key);
    for (const [key, values] of acknowledged)
      assert.deepEqual(
        found.get(key)?.map(({ value }) => value),
        values,
      );
  }

  /** A reader that was there all the time saw everything in order; repetitions are allowed. */
  async function assertSeen(seen: Collector, { acknowledged }: SteadyAppends): Promise<void> {
    await seen.have([...acknowledged.values()].flat().length);
    const found = Map.groupBy(onceEach(seen.records), ({ key }) => key);
    for (const [key, values] of acknowledged)
      assert.deepEqual(
        found.get(key)?.map(({ value }) => value),
        values,
      );
  }

  test('a member that is killed is replaced, and nothing of its partitions is missed', async (context) => {
    const [topic, group] = [await newTopic(log, 4), unique('group-')];
    const other = await startMember(topic, group);
    await using survivor = await collect(log, { topics: [topic], group });
    await until('both have a part', () => survivor.reader.assigned(topic).length === 2);
    const appends = appendSteadily(log, topic, 100);
    await wait(1_500);
    const killed = performance.now();
    other.process.kill('SIGKILL');
    await until('the survivor has all', () => survivor.reader.assigned(topic).length === 4);
    context.diagnostic(`takeover after ${Math.round(performance.now() - killed)} ms`);
    await appends.stop();
    const total = [...appends.acknowledged.values()].flat().length;
    await until('everything was seen', () => new Set([...other.values, ...survivor.values()]).size === total);
    assert.equal(await lagWithin(group, topic), 0);
  });

  async function startMember(
    topic: string,
    group: string,
  ): Promise<{ process: ChildProcess; values: string[] }> {
    const values: string[] = [];
    const child = fork(new URL('./kafka/member.ts', import.meta.url), [cluster.brokers.join(), topic, group]);
    child.on('message', (told: { values?: string[] }) => values.push(...(told.values ?? [])));
    await once(child, 'message');
    return { process: child, values };
  }

  async function lagWithin(group: string, topic: string): Promise<number> {
    await until('the group has caught up', async () => (await log.lag(group, topic)) === 0);
    return log.lag(group, topic);
  }

  test('without brokers calls wait, then say so; with them everything goes on', async () => {
    await using patient = await openKafkaEventLog({ brokers: cluster.brokers });
    await using hasty = await openKafkaEventLog({ brokers: cluster.brokers, unavailableAfter: 2_000 });
    const topic = await newTopic(patient, 2);
    await using seen = await collect(patient, { topics: [topic], group: unique('group-') });
    await using everyone = await collect(patient, { topics: [topic], from: 'latest' });
    await hasty.append([{ topic, key: 'key', value: 'before' }]);
    await Promise.all([1, 2, 3].map((id) => cluster.killBroker(id)));
    const away = (error: Error): boolean =>
      error instanceof EngineUnavailable && cluster.brokers.every((broker) => error.message.includes(broker));
    const waiting = patient.append([{ topic, key: 'key', value: 'waited' }]);
    await assert.rejects(hasty.append([{ topic, key: 'another', value: 'too late' }]), away);
    await assert.rejects(hasty.lag('group', topic), away);
    await assert.rejects(openKafkaEventLog({ brokers: cluster.brokers, unavailableAfter: 1_000 }), away);
    await Promise.all([1, 2, 3].map((id) => cluster.bootBroker(id)));
    await waiting;
    await hasty.append([{ topic, key: 'key', value: 'after' }]);
    for (const reader of [seen, everyone]) {
      await until('all came', () => reader.values().includes('after'));
      const own = onceEach(reader.records).filter(({ key }) => key === 'key');
      assert.deepEqual(
        own.map(({ value }) => value),
        ['before', 'waited', 'after'],
      );
    }
  });
});
