import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import {
  type KafkaEventLog,
  KafkaSetupError,
  openKafkaEventLog,
} from '../../backend/adapters/kafka/index.ts';
import { collect, keysOf, newTopic } from '../contract/event-log-collector.ts';
import { gate, unique, until } from '../contract/subject.ts';
import { KafkaCluster } from './kafka/kafka-cluster.ts';

describe('Kafka, beyond what every event log does', () => {
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

  test('too few brokers for the replicas are named at once', async () => {
    await using greedy = await openKafkaEventLog({ brokers: cluster.brokers, replication: 5 });
    const topic = unique('topic-');
    await assert.rejects(
      greedy.createTopics([{ name: topic, partitions: 1, retention: 60_000 }]),
      (error: Error) => error instanceof KafkaSetupError && /5 replicas.*3 of 5 brokers/.test(error.message),
    );
  });

  test('a session timeout that the brokers do not allow is a refusal, not an absence', async () => {
    await using odd = await openKafkaEventLog({ brokers: cluster.brokers, sessionTimeout: 500 });
    const topic = await newTopic(odd, 1);
    await using reader = await odd.read({
      topics: [topic],
      group: unique('group-'),
      onBatch: async () => {},
    });
    await assert.rejects(
      reader.ready(),
      (error: Error) => error instanceof KafkaSetupError && error.message.includes('session-timeout'),
    );
  });

  test('topics are made with the settings that keep the promises of the port', async () => {
    const [plain, compacted] = [unique('topic-'), unique('topic-')];
    const common = { partitions: 2, retention: 86_400_000 };
    await log.createTopics([
      { name: plain, ...common },
      { name: compacted, ...common, compacted: true },
    ]);
    const common2 = { 'min.insync.replicas': '2', 'segment.ms': '21600000' };
    assert.deepEqual(await configOf(plain, ['cleanup.policy', 'retention.ms', ...Object.keys(common2)]), {
      'cleanup.policy': 'delete',
      'retention.ms': '86400000',
      ...common2,
    });
    const lags = { 'min.compaction.lag.ms': '86400000', 'max.compaction.lag.ms': '172800000' };
    const expected = { 'cleanup.policy': 'compact', ...lags, ...common2 };
    assert.deepEqual(await configOf(compacted, Object.keys(expected)), expected);
  });

  async function configOf(topic: string, names: string[]): Promise<Record<string, string>> {
    return cluster.withAdmin(async (admin) => {
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: 2, name: topic, configNames: names }],
      });
      const entries = resources[0]?.configEntries ?? [];
      return Object.fromEntries(entries.map(({ configName, configValue }) => [configName, configValue]));
    });
  }

  test('a member has the same partition numbers of all topics, and keeps most of them when others come', async () => {
    const topics = [await newTopic(log, 12), await newTopic(log, 12), await newTopic(log, 3)];
    const [first = '', second = '', small = ''] = topics;
    const group = unique('group-');
    await using one = await collect(log, { topics, group });
    await using two = await collect(log, { topics, group });
    await until('both have six', () =>
      [one, two].every(
        ({ reader }) => reader.assigned(first).length === 6 && reader.assigned(second).length === 6,
      ),
    );
    const before = one.reader.assigned(first);
    await using three = await collect(log, { topics, group });
    await until('all have four', () =>
      [one, two, three].every(({ reader }) => reader.assigned(first).length === 4),
    );
    for (const { reader } of [one, two, three]) {
      assert.deepEqual(reader.assigned(second), reader.assigned(first));
      assert.deepEqual(
        reader.assigned(small),
        reader.assigned(first).filter((number) => number < 3),
      );
    }
    assert.ok(one.reader.assigned(first).every((number) => before.includes(number)));
  });

  test('a batch outlasts a rebalance: its partition goes to another, which gets it again', async () => {
    const [topic, group] = [await newTopic(log, 2), unique('group-')];
    const [heldHere, heldThere] = [gate(), gate()];
    const endedHere: number[] = [];
    const begunThere: number[] = [];
    await using one = await log.read({
      topics: [topic],
      group,
      async onBatch({ partition }) {
        await heldHere.promise;
        endedHere.push(partition);
      },
    });
    await one.ready();
    await log.append(keysOf(log, topic, 2).map((key) => ({ topic, key, value: key })));
    await wait(500);
    await using two = await log.read({
      topics: [topic],
      group,
      async onBatch({ partition }) {
        begunThere.push(partition);
        await heldThere.promise;
      },
    });
    await two.ready();
    await until('the batch began again elsewhere', () => begunThere.length === 1);
    assert.deepEqual(begunThere, two.assigned(topic));
    heldHere.resolve();
    await until('what was kept was done', () => endedHere.length >= 3);
    await wait(500);
    assert.equal(await log.lag(group, topic), 1, 'the first owner committed for a partition that it lost');
    heldThere.resolve();
    await until('the group is done', async () => (await log.lag(group, topic)) === 0);
  });

  test('a batch of many seconds keeps its member in the group', async () => {
    const [topic, group] = [await newTopic(log, 1), unique('group-')];
    let batches = 0;
    await using member = await log.read({
      topics: [topic],
      group,
      async onBatch() {
        batches++;
        await wait(5_000);
      },
    });
    await member.ready();
    await log.append([{ topic, key: 'key', value: 'slow' }]);
    await until('it was handled', async () => batches > 0 && (await log.lag(group, topic)) === 0);
    assert.equal(batches, 1);
  });

  test('groups of readers without a group go when they stop, and at the next start when their process died', async () => {
    const broadcasts = () =>
      cluster.withAdmin(async (admin) => {
        const { groups } = await admin.listGroups();
        return groups.map(({ groupId }) => groupId).filter((group) => group.startsWith('maru-broadcast-'));
      });
    const topic = await newTopic(log, 1);
    const reader = await collect(log, { topics: [topic] });
    assert.equal((await broadcasts()).length, 1);
    await reader.reader.stop();
    assert.deepEqual(await broadcasts(), []);
    const orphan = `maru-broadcast-${unique('')}`;
    await using left = await collect(log, { topics: [topic], group: orphan });
    await left.reader.stop();
    // An empty group without offsets would not be there any more.
    await cluster.withAdmin((admin) =>
      admin.setOffsets({ groupId: orphan, topic, partitions: [{ partition: 0, offset: '0' }] }),
    );
    assert.deepEqual(await broadcasts(), [orphan]);
    await using _next = await openKafkaEventLog({ brokers: cluster.brokers });
    await until('the orphan is gone', async () => (await broadcasts()).length === 0);
  });

  test('large backlogs are read whole, with fetching paused in between', async () => {
    const [topic, group] = [await newTopic(log, 2), unique('group-')];
    const value = 'x'.repeat(10_000);
    for (let round = 0; round < 20; round++)
      await log.append(
        Array.from({ length: 50 }, (_, at) => ({
          topic,
          key: `${at % 7}`,
          value: `${round * 50 + at} ${value}`,
        })),
      );
    await using seen = await collect(log, { topics: [topic], group, maxBatch: 20, onBatch: () => wait(5) });
    await seen.have(1_000);
    const order = Map.groupBy(seen.records, ({ partition }) => partition);
    for (const records of order.values()) {
      const offsets = records.map(({ offset }) => Number(offset));
      assert.deepEqual(
        offsets,
        offsets.map((_, at) => at),
      );
    }
  });

  test('a record that brokers would refuse for its size is refused before it is sent', async () => {
    const topic = await newTopic(log, 1);
    await assert.rejects(
      log.append([{ topic, key: 'key', value: 'x'.repeat(1_100_000) }]),
      /at most 1000000/,
    );
    await log.append([{ topic, key: 'key', value: 'x'.repeat(900_000) }]);
    await using seen = await collect(log, { topics: [topic] });
    await seen.have(1);
  });
});
