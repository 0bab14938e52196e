import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventLog, RecordBatch } from '../../backend/ports/index.ts';
import { collect, keysOf, newTopic, once } from './event-log-collector.ts';
import { gate, unique, until } from './subject.ts';

/** How batches reach a handler, and what happens when it fails. */
export function deliveryTests(log: () => EventLog): void {
  batchTests(log);
  failureTests(log);
  stopTests(log);
}

function batchTests(log: () => EventLog): void {
  test('batches are of one partition, never empty and never larger than asked for', async () => {
    const topic = await newTopic(log(), 2);
    await using live = await collect(log(), { topics: [topic], maxBatch: 7 });
    const records = Array.from({ length: 100 }, (_, at) => ({ topic, key: `${at}`, value: `${at}` }));
    await log().append(records);
    await using late = await collect(log(), { topics: [topic], maxBatch: 7 });
    for (const seen of [live, late]) {
      await seen.have(100);
      for (const batch of seen.batches) {
        assert.ok(batch.records.length >= 1 && batch.records.length <= 7);
        for (const { key } of batch.records) assert.equal(log().partitionOf(topic, key), batch.partition);
      }
    }
  });

  test('batches of a partition come one after another, those of different partitions side by side', async () => {
    const topic = await newTopic(log(), 2);
    const [slow = '', quick = ''] = keysOf(log(), topic, 2);
    const held = gate();
    let inSlow = 0;
    let most = 0;
    await using seen = await collect(log(), {
      topics: [topic],
      group: unique('group-'),
      maxBatch: 1,
      async onBatch({ partition }) {
        if (partition !== 0) return;
        most = Math.max(most, ++inSlow);
        await held.promise;
        inSlow--;
      },
    });
    for (const value of ['1', '2', '3']) {
      await log().append([
        { topic, key: slow, value: `slow ${value}` },
        { topic, key: quick, value: `quick ${value}` },
      ]);
    }
    await seen.have(3);
    assert.deepEqual(seen.values(), ['quick 1', 'quick 2', 'quick 3']);
    held.resolve();
    await seen.have(6);
    assert.equal(most, 1);
  });

  test('a reader of several topics gets them all', async () => {
    const topics = [await newTopic(log(), 1), await newTopic(log(), 3)];
    await using seen = await collect(log(), { topics, group: unique('group-') });
    for (const topic of topics) await log().append([{ topic, key: 'key', value: topic }]);
    await seen.have(2);
    assert.deepEqual(seen.values().sort(), [...topics].sort());
    assert.deepEqual(seen.reader.assigned(topics[1] ?? ''), [0, 1, 2]);
  });
}

function failureTests(log: () => EventLog): void {
  test('a batch that failed comes again until it is handled, in order, while other partitions go on', async () => {
    const topic = await newTopic(log(), 2);
    const [bad = '', good = ''] = keysOf(log(), topic, 2);
    const errors: unknown[] = [];
    const tried: string[] = [];
    let broken = true;
    await using seen = await collect(log(), {
      topics: [topic],
      group: unique('group-'),
      onError: (error) => errors.push(error),
      async onBatch({ partition, records }) {
        if (partition !== 0) return;
        tried.push(records[0]?.value ?? '');
        if (broken) throw new Error('not now');
      },
    });
    await log().append([{ topic, key: bad, value: 'bad 1' }]);
    await until('the batch was tried twice', () => tried.length >= 2);
    await log().append([
      { topic, key: bad, value: 'bad 2' },
      { topic, key: good, value: 'good' },
    ]);
    await seen.have(1);
    assert.deepEqual(seen.values(), ['good']);
    broken = false;
    await seen.have(3);
    assert.deepEqual(seen.values(), ['good', 'bad 1', 'bad 2']);
    assert.ok(tried.slice(0, -1).every((value) => value === 'bad 1'));
    assert.match(String(errors[0]), /not now/);
  });

  test('a handler that throws at once is a failure like any other', async () => {
    const topic = await newTopic(log(), 1);
    let failures = 0;
    await using seen = await collect(log(), {
      topics: [topic],
      onBatch() {
        if (failures++ < 2) throw new Error('at once');
        return Promise.resolve();
      },
    });
    await log().append([{ topic, key: 'key', value: 'at last' }]);
    await seen.have(1);
    assert.ok(failures >= 3);
  });

  test('what a failing batch holds back is not counted as read', async () => {
    const [topic, group] = [await newTopic(log(), 1), unique('group-')];
    let tries = 0;
    await using _failing = await collect(log(), {
      topics: [topic],
      group,
      onBatch: () => Promise.reject(new Error(`try ${++tries}`)),
    });
    await log().append([{ topic, key: 'key', value: 'held back' }]);
    await until('it was tried', () => tries >= 2);
    assert.equal(await log().lag(group, topic), 1);
  });
}

function stopTests(log: () => EventLog): void {
  test('stop lets the batch at work finish, commits it and begins no other', async () => {
    const [topic, group] = [await newTopic(log(), 1), unique('group-')];
    const [begun, held] = [gate(), gate()];
    const finished: RecordBatch[] = [];
    const reader = await log().read({
      topics: [topic],
      group,
      maxBatch: 1,
      async onBatch(batch) {
        begun.resolve();
        await held.promise;
        finished.push(batch);
      },
    });
    await reader.ready();
    await log().append(['1', '2', '3'].map((value) => ({ topic, key: 'key', value })));
    await begun.promise;
    const stopped = Promise.all([reader.stop(), reader.stop()]);
    held.resolve();
    await stopped;
    await reader.stop();
    const done = finished.flatMap(({ records }) => records.map(({ value }) => value));
    assert.deepEqual(done, ['1']);
    await using next = await collect(log(), { topics: [topic], group });
    await next.have(2);
    assert.deepEqual(next.values(), ['2', '3']);
    assert.equal(finished.length, 1, 'a stopped reader is left alone');
  });

  test('a stopped reader owns nothing', async () => {
    const topic = await newTopic(log(), 2);
    const seen = await collect(log(), { topics: [topic], group: unique('group-') });
    assert.deepEqual(seen.reader.assigned(topic), [0, 1]);
    assert.deepEqual(seen.reader.assigned('another'), []);
    await seen.reader.stop();
    assert.deepEqual(seen.reader.assigned(topic), []);
    await log().append([{ topic, key: 'key', value: 'unseen' }]);
    assert.deepEqual(once(seen.records), []);
  });
}
