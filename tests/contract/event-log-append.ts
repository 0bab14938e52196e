import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type EventLog, RecordTooLarge } from '../../backend/ports/index.ts';
import { collect, keysOf, newTopic, once } from './event-log-collector.ts';
import { oddTexts } from './samples.ts';
import { unique } from './subject.ts';

/** What goes in comes out: content, partition and order. */
export function appendTests(log: () => EventLog): void {
  topicTests(log);
  contentTests(log);
  orderTests(log);
}

function topicTests(log: () => EventLog): void {
  test('unknown topics are refused by name', async () => {
    const topic = unique('missing-');
    const named = new RegExp(topic);
    assert.throws(() => log().partitionOf(topic, 'key'), named);
    await assert.rejects(log().append([{ topic, key: 'key', value: '' }]), named);
    await assert.rejects(log().read({ topics: [topic], onBatch: async () => {} }), named);
  });

  test('topics are created once; existing ones stay as they are', async () => {
    const topic = await newTopic(log(), 3);
    await log().append([{ topic, key: 'key', value: 'kept' }]);
    const again = { name: topic, partitions: 3, retention: 3_600_000 };
    const other = { ...again, name: unique('topic-'), partitions: 1 };
    await Promise.all([log().createTopics([again, other]), log().createTopics([again, other])]);
    assert.equal(log().partitionOf(other.name, 'any'), 0);
    await using seen = await collect(log(), { topics: [topic] });
    await seen.have(1);
    assert.deepEqual(seen.values(), ['kept']);
  });

  test('a topic without partitions cannot be had', async () => {
    await assert.rejects(log().createTopics([{ name: unique('topic-'), partitions: 0, retention: 1_000 }]));
  });

  test('a record whose partition does not exist is refused', async () => {
    const topic = await newTopic(log(), 2);
    await assert.rejects(log().append([{ topic, key: 'key', value: '', partition: 2 }]));
    await assert.rejects(log().append([{ topic, key: 'key', value: '', partition: -1 }]));
  });
}

function contentTests(log: () => EventLog): void {
  test('key, value, headers and time come as they went', async () => {
    const topic = await newTopic(log());
    const before = Date.now();
    const texts = oddTexts.filter((text) => text !== '__proto__');
    const records = texts.map((text, at) => ({
      topic,
      key: `${at}${text}`,
      value: text,
      headers: { type: 'test', text, 헤더: `${at}` },
    }));
    await log().append(records);
    await log().append([{ topic, key: 'bare', value: 'bare' }]);
    await using seen = await collect(log(), { topics: [topic] });
    await seen.have(texts.length + 1);
    for (const { key, value, headers } of records) {
      const found = seen.records.find((record) => record.key === key);
      assert.deepEqual([found?.value, { ...found?.headers }], [value, headers]);
    }
    const bare = seen.records.find(({ key }) => key === 'bare');
    assert.deepEqual({ ...bare?.headers }, {});
    // Brokers on other machines have clocks of their own.
    assert.ok(Math.abs(Number(bare?.timestamp) - before) < 60_000);
  });

  test('records are the same whether they are read as they come or later', async () => {
    const topic = await newTopic(log());
    await using early = await collect(log(), { topics: [topic] });
    await log().append([
      { topic, key: 'a', value: 'with', headers: { one: '1', two: '둘' } },
      { topic, key: 'b', value: 'without' },
    ]);
    await early.have(2);
    await using late = await collect(log(), { topics: [topic] });
    await late.have(2);
    const plain = (seen: typeof early) =>
      once(seen.records)
        .map((record) => ({ ...record, headers: { ...record.headers } }))
        .sort((a, b) => (a.key < b.key ? -1 : 1));
    assert.deepEqual(plain(late), plain(early));
  });

  test('values of 64 KB come whole', async () => {
    const topic = await newTopic(log(), 1);
    const values = ['x'.repeat(65_536), '한'.repeat(21_845), '👍'.repeat(16_384)];
    for (const value of values) await log().append([{ topic, key: 'large', value }]);
    await using seen = await collect(log(), { topics: [topic] });
    await seen.have(3);
    assert.deepEqual(seen.values(), values);
  });

  test('a record that is too large is refused by name, and what follows is not', async () => {
    const topic = await newTopic(log(), 1);
    const append = (value: string) => log().append([{ topic, key: 'key', value }]);
    const results = await Promise.allSettled([
      append('before'),
      append('x'.repeat(1_000_001)),
      append('after'),
    ]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    await assert.rejects(append('가'.repeat(400_000)), RecordTooLarge);
    await append('x'.repeat(999_000));
    await using seen = await collect(log(), { topics: [topic] });
    await seen.have(3);
    assert.deepEqual(
      seen.values().map(({ length }) => length),
      [6, 5, 999_000],
    );
  });

  test('a null takes its place in a compacted topic, and reads as empty', async () => {
    const topic = unique('topic-');
    await log().createTopics([{ name: topic, partitions: 1, retention: 3_600_000, compacted: true }]);
    await log().append([
      { topic, key: 'a', value: 'before' },
      { topic, key: 'a', value: null, headers: { type: 'end' } },
      { topic, key: 'b', value: 'after' },
    ]);
    await using seen = await collect(log(), { topics: [topic] });
    await seen.have(3);
    assert.deepEqual(seen.values(), ['before', '', 'after']);
    assert.deepEqual(
      seen.records.map(({ key, headers }) => `${key} ${headers.type ?? ''}`),
      ['a ', 'a end', 'b '],
    );
  });

  test('an empty call is fine', async () => {
    await log().append([]);
  });
}

function orderTests(log: () => EventLog): void {
  test('a key has one partition, which partitionOf tells; a named partition overrules it', async () => {
    const topic = await newTopic(log(), 4);
    const keys = Array.from({ length: 40 }, (_, at) => `방-${at}`);
    await log().append(keys.map((key) => ({ topic, key, value: 'by key' })));
    await log().append(keys.map((key, at) => ({ topic, key, value: 'named', partition: at % 4 })));
    await using seen = await collect(log(), { topics: [topic] });
    await seen.have(80);
    for (const { key, value, partition } of seen.records) {
      const expected = value === 'named' ? keys.indexOf(key) % 4 : log().partitionOf(topic, key);
      assert.equal(partition, expected);
    }
    assert.equal(new Set(keys.map((key) => log().partitionOf(topic, key))).size, 4, 'keys spread');
  });

  test('offsets grow along a partition', async () => {
    const topic = await newTopic(log(), 2);
    for (let at = 0; at < 20; at++) await log().append([{ topic, key: `${at}`, value: `${at}` }]);
    await using seen = await collect(log(), { topics: [topic] });
    await seen.have(20);
    for (const partition of [0, 1]) {
      const offsets = once(seen.records).filter((record) => record.partition === partition);
      offsets.slice(1).forEach((record, at) => {
        assert.ok(record.offset > (offsets[at]?.offset ?? 0n));
      });
    }
  });

  test('calls at the same time all arrive, and those of one caller keep their order', async () => {
    const topic = await newTopic(log());
    const callers = Array.from({ length: 20 }, (_, at) => `caller-${at}`);
    const numbers = Array.from({ length: 25 }, (_, at) => `${at}`);
    // Not awaited one by one: asking in order is enough.
    await Promise.all(
      callers.flatMap((key) => numbers.map((value) => log().append([{ topic, key, value }]))),
    );
    await using seen = await collect(log(), { topics: [topic] });
    await seen.have(500);
    for (const caller of callers) {
      const own = once(seen.records).filter(({ key }) => key === caller);
      assert.deepEqual(
        own.map(({ value }) => value),
        numbers,
      );
    }
  });

  test('ten thousand records arrive, each key in its order', async () => {
    const topic = await newTopic(log(), 4);
    const records = Array.from({ length: 10_000 }, (_, at) => ({ topic, key: `${at % 50}`, value: `${at}` }));
    await using seen = await collect(log(), { topics: [topic], group: unique('group-') });
    for (let at = 0; at < records.length; at += 100) await log().append(records.slice(at, at + 100));
    await seen.have(10_000);
    assertOrderPerKey(records, once(seen.records));
  });

  test('any records in any calls keep the order of their keys', async () => {
    const record = fc.record({
      key: fc.constantFrom('a', '나', '👍', '', 'a '),
      value: fc.string({ unit: 'grapheme' }),
    });
    const calls = fc.array(fc.array(record, { maxLength: 5 }), { maxLength: 10 });
    const property = fc.asyncProperty(calls, async (given) => {
      const topic = await newTopic(log(), 2);
      const appended = given.map((call) => call.map((each) => ({ ...each, topic })));
      await Promise.all(appended.map((call) => log().append(call)));
      await using seen = await collect(log(), { topics: [topic], maxBatch: 3 });
      await seen.have(appended.flat().length);
      assertOrderPerKey(appended.flat(), once(seen.records));
    });
    await fc.assert(property, { numRuns: 15 });
  });

  test('partitions that share nothing are told apart', async () => {
    const topic = await newTopic(log(), 3);
    const keys = keysOf(log(), topic, 3);
    assert.deepEqual(
      keys.map((key) => log().partitionOf(topic, key)),
      [0, 1, 2],
    );
  });
}

type Keyed = Record<'key' | 'value', string>;

function assertOrderPerKey(appended: readonly Keyed[], seen: readonly Keyed[]): void {
  const group = (records: readonly Keyed[]): Map<string, string[]> => {
    const values = Map.groupBy(records, ({ key }) => key);
    return new Map([...values].map(([key, own]) => [key, own.map(({ value }) => value)]));
  };
  assert.deepEqual(group(seen), group(appended));
}
