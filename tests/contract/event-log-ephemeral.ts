import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventLog } from '../../backend/ports/index.ts';
import { type Collector, collect, newTopic, once } from './event-log-collector.ts';
import { unique, until } from './subject.ts';

/** Ephemeral topics: for readers that are alive and keep up they are like any others. */
export function ephemeralTests(log: () => EventLog, reopen: () => Promise<EventLog>): void {
  livingReaderTests(log);
  orderTests(log);
  restartTests(log, reopen);
}

async function newEphemeralTopic(log: EventLog, partitions = 3): Promise<string> {
  const name = unique('topic-');
  await log.createTopics([{ name, partitions, retention: 3_600_000, ephemeral: true }]);
  return name;
}

const say = (log: EventLog, topic: string, ...values: string[]): Promise<void> =>
  log.append(values.map((value) => ({ topic, key: 'key', value })));

function livingReaderTests(log: () => EventLog): void {
  test('ephemeral records reach every group and every reader without one, as they went', async () => {
    const topic = await newEphemeralTopic(log());
    const keys = Array.from({ length: 30 }, (_, at) => `${at}`);
    await using alone = await collect(log(), { topics: [topic] });
    await using grouped = await collect(log(), { topics: [topic], group: unique('group-') });
    await log().append(keys.map((key) => ({ topic, key, value: `값 ${key}`, headers: { type: 'test' } })));
    await log().append([{ topic, key: 'named', value: 'named', partition: 2 }]);
    for (const { reader, records, values } of [alone, grouped]) {
      await reader.caughtUp();
      assert.equal(values().length, 31);
      for (const { key, value, headers, partition } of records.filter((record) => record.key !== 'named')) {
        assert.deepEqual(
          [value, headers.type, partition],
          [`값 ${key}`, 'test', log().partitionOf(topic, key)],
        );
      }
      assert.equal(records.find(({ key }) => key === 'named')?.partition, 2);
    }
  });

  test('an ephemeral batch that failed comes again, and none overtakes it', async () => {
    const topic = await newEphemeralTopic(log(), 1);
    let failures = 2;
    await using seen = await collect(log(), {
      topics: [topic],
      group: unique('group-'),
      maxBatch: 1,
      async onBatch() {
        if (failures-- > 0) throw new Error('not now');
      },
    });
    for (const value of ['1', '2', '3']) await say(log(), topic, value);
    await seen.have(3);
    assert.deepEqual(seen.values(), ['1', '2', '3']);
  });

  test('when a member of an ephemeral group stops, the others go on where it was', async () => {
    const [topic, group] = [await newEphemeralTopic(log(), 2), unique('group-')];
    const leaving = await collect(log(), { topics: [topic], group });
    await using staying = await collect(log(), { topics: [topic], group });
    const records = Array.from({ length: 100 }, (_, at) => ({ topic, key: `${at}`, value: `${at}` }));
    await log().append(records.slice(0, 50));
    await leaving.reader.stop();
    await log().append(records.slice(50));
    await until(
      'all were seen',
      () => once([...leaving.records, ...staying.records]).length === records.length,
    );
    await until('nothing is left', async () => (await log().lag(group, topic)) === 0);
  });

  test('a reader of an ephemeral topic may start at the latest', async () => {
    const topic = await newEphemeralTopic(log());
    await say(log(), topic, 'old');
    await using seen = await collect(log(), { topics: [topic], from: 'latest', group: unique('group-') });
    await say(log(), topic, 'new');
    await seen.have(1);
    assert.deepEqual(seen.values(), ['new']);
  });
}

function orderTests(log: () => EventLog): void {
  test('calls keep their order per partition, with lasting records beside the ephemeral ones or without', async () => {
    const [ephemeral, lasting] = [await newEphemeralTopic(log(), 1), await newTopic(log(), 1)];
    await using seen = await collect(log(), { topics: [ephemeral, lasting] });
    const values = Array.from({ length: 300 }, (_, at) => `${at}`);
    const calls = values.map((value, at) => {
      const record = { topic: ephemeral, key: 'key', value };
      return at % 3 === 0 ? [record, { ...record, topic: lasting }] : [record];
    });
    // Not awaited one by one: asking in order is enough.
    await Promise.all(calls.map((records) => log().append(records)));
    await seen.reader.caughtUp();
    assert.deepEqual(valuesOf(seen, ephemeral), values);
    assert.deepEqual(
      valuesOf(seen, lasting),
      values.filter((_, at) => at % 3 === 0),
    );
  });
}

const valuesOf = ({ records }: Collector, topic: string): string[] =>
  once(records)
    .filter((record) => record.topic === topic)
    .map(({ value }) => value);

function restartTests(log: () => EventLog, reopen: () => Promise<EventLog>): void {
  test('after a restart, every reader of an ephemeral topic gets what is new', async () => {
    const [topic, group] = [await newEphemeralTopic(log(), 1), unique('group-')];
    await say(log(), topic, ...Array.from({ length: 50 }, (_, at) => `old ${at}`));
    const before = await collect(log(), { topics: [topic], group });
    await before.have(50);
    await before.reader.stop();
    await reopen();
    await say(log(), topic, 'new 1');
    await using grouped = await collect(log(), { topics: [topic], group, from: 'latest' });
    await using alone = await collect(log(), { topics: [topic] });
    await say(log(), topic, 'new 2');
    for (const seen of [grouped, alone]) {
      await seen.reader.caughtUp();
      const values = seen.values().filter((value) => value.startsWith('new'));
      assert.deepEqual(values, ['new 1', 'new 2']);
      assert.ok(Number(seen.records.at(-1)?.offset) > Number(before.records.at(-1)?.offset));
    }
  });
}
