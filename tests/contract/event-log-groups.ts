import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventLog } from '../../backend/ports/index.ts';
import { collect, keysOf, newTopic, once } from './event-log-collector.ts';
import { gate, unique, until } from './subject.ts';

/** How the members of a group share partitions, and how groups leave each other alone. */
export function groupTests(log: () => EventLog): void {
  sharingTests(log);
  takeoverTests(log);
  lagTests(log);
}

function sharingTests(log: () => EventLog): void {
  test('members share the partitions evenly, each partition has one of them', async () => {
    const [topic, group] = [await newTopic(log(), 6), unique('group-')];
    await using one = await collect(log(), { topics: [topic], group });
    await using two = await collect(log(), { topics: [topic], group });
    const shares = (): (readonly number[])[] => [one, two].map(({ reader }) => reader.assigned(topic));
    await until('each has three', () => shares().every((share) => share.length === 3));
    assert.deepEqual(
      shares()
        .flat()
        .sort((a, b) => a - b),
      [0, 1, 2, 3, 4, 5],
    );
    for (const share of shares())
      assert.deepEqual(
        share,
        [...share].sort((a, b) => a - b),
      );
    await log().append(Array.from({ length: 60 }, (_, at) => ({ topic, key: `${at}`, value: `${at}` })));
    await until('both together have all', () => one.values().length + two.values().length >= 60);
    const seen = once([...one.records, ...two.records]);
    assert.equal(seen.length, 60);
    for (const { partition } of one.records) assert.ok(one.reader.assigned(topic).includes(partition));
  });

  test('each group gets every record', async () => {
    const topic = await newTopic(log());
    await using one = await collect(log(), { topics: [topic], group: unique('group-') });
    await using two = await collect(log(), { topics: [topic], group: unique('group-') });
    await log().append(['a', 'b', 'c'].map((key) => ({ topic, key, value: key })));
    await Promise.all([one.have(3), two.have(3)]);
  });

  test('more members than partitions: some own nothing and take over when needed', async () => {
    const [topic, group] = [await newTopic(log(), 1), unique('group-')];
    const first = await collect(log(), { topics: [topic], group });
    await using second = await collect(log(), { topics: [topic], group });
    await until(
      'one owns it',
      () => first.reader.assigned(topic).length + second.reader.assigned(topic).length === 1,
    );
    await first.reader.stop();
    await until('the other owns it', () => second.reader.assigned(topic).length === 1);
    await log().append([{ topic, key: 'key', value: 'to the other' }]);
    await second.have(1);
  });

  test('members with different topics share what they have in common', async () => {
    const group = unique('group-');
    const [common, own] = [await newTopic(log(), 2), await newTopic(log(), 2)];
    await using one = await collect(log(), { topics: [common, own], group });
    await using two = await collect(log(), { topics: [common], group });
    await until('both have a part', () =>
      [one, two].every(({ reader }) => reader.assigned(common).length === 1),
    );
    assert.deepEqual(one.reader.assigned(own), [0, 1]);
    assert.deepEqual(two.reader.assigned(own), []);
  });
}

function takeoverTests(log: () => EventLog): void {
  test('when a member stops, the others go on where it was', async () => {
    const [topic, group] = [await newTopic(log(), 4), unique('group-')];
    const leaving = await collect(log(), { topics: [topic], group });
    await using staying = await collect(log(), { topics: [topic], group });
    const records = Array.from({ length: 200 }, (_, at) => ({ topic, key: `${at}`, value: `${at}` }));
    await log().append(records.slice(0, 100));
    await leaving.reader.stop();
    await log().append(records.slice(100));
    const seen = () => once([...leaving.records, ...staying.records]);
    await until('all were seen', () => seen().length === 200);
    await until('the other has all partitions', () => staying.reader.assigned(topic).length === 4);
  });

  test('a batch that a stopping member could not handle comes to its successor', async () => {
    const [topic, group] = [await newTopic(log(), 1), unique('group-')];
    const [begun, held] = [gate(), gate()];
    const failing = await log().read({
      topics: [topic],
      group,
      async onBatch() {
        begun.resolve();
        await held.promise;
        throw new Error('died at work');
      },
    });
    await failing.ready();
    await log().append([{ topic, key: 'key', value: 'survives' }]);
    await begun.promise;
    const stopped = failing.stop();
    held.resolve();
    await stopped;
    await using successor = await collect(log(), { topics: [topic], group });
    await successor.have(1);
    assert.deepEqual(successor.values(), ['survives']);
  });

  test('a partition changes hands only when its batch at work has ended', async () => {
    const [topic, group] = [await newTopic(log(), 2), unique('group-')];
    const keys = keysOf(log(), topic, 2);
    const held = gate();
    const atWork = new Map<number, number>();
    let overlapped = false;
    const onBatch = async ({ partition }: { partition: number }): Promise<void> => {
      const now = (atWork.get(partition) ?? 0) + 1;
      overlapped ||= now > 1;
      atWork.set(partition, now);
      await held.promise;
      atWork.set(partition, now - 1);
    };
    const options = { topics: [topic], group, maxBatch: 1, onBatch };
    await using first = await collect(log(), options);
    await log().append(keys.map((key) => ({ topic, key, value: '1' })));
    await until('both partitions are at work', () => atWork.size === 2);
    const joining = collect(log(), options);
    await log().append(keys.map((key) => ({ topic, key, value: '2' })));
    held.resolve();
    await using second = await joining;
    await until('all came', () => once([...first.records, ...second.records]).length >= 4);
    assert.equal(overlapped, false);
  });

  test('members that come and go lose nothing and keep the order of the keys', async () => {
    const [topic, group] = [await newTopic(log(), 4), unique('group-')];
    const seen: { key: string; value: number }[] = [];
    const join = () =>
      collect(log(), {
        topics: [topic],
        group,
        maxBatch: 5,
        async onBatch({ records }) {
          await new Promise((resolve) => setImmediate(resolve));
          seen.push(...records.map(({ key, value }) => ({ key, value: Number(value) })));
        },
      });
    await using _one = await join();
    for (let round = 0; round < 10; round++) {
      const passing = join();
      const values = Array.from({ length: 40 }, (_, at) => ({
        key: `${at % 8}`,
        value: `${round * 40 + at}`,
      }));
      await log().append(values.map((each) => ({ topic, ...each })));
      await (await passing).reader.stop();
    }
    await until('all came', () => new Set(seen.map(({ value }) => value)).size === 400);
    assertNoStepBack(seen);
  });
}

/** Repetition may go back to an earlier record, but nothing is seen for the first time after a later one. */
function assertNoStepBack(seen: readonly { key: string; value: number }[]): void {
  const furthest = new Map<string, number>();
  const known = new Set<number>();
  for (const { key, value } of seen) {
    if (known.has(value)) continue;
    known.add(value);
    assert.ok(value > (furthest.get(key) ?? -1), `${value} came late`);
    furthest.set(key, value);
  }
}

function lagTests(log: () => EventLog): void {
  test('lag is what the group has still to read', async () => {
    const [topic, group] = [await newTopic(log(), 3), unique('group-')];
    const records = Array.from({ length: 30 }, (_, at) => ({ topic, key: `${at}`, value: `${at}` }));
    await log().append(records);
    const first = await collect(log(), { topics: [topic], group });
    await first.have(30);
    await until('nothing is left', async () => (await log().lag(group, topic)) === 0);
    await first.reader.stop();
    assert.equal(await log().lag(group, topic), 0);
    await log().append(records.slice(0, 12));
    assert.equal(await log().lag(group, topic), 12);
    await using second = await collect(log(), { topics: [topic], group });
    await second.have(12);
    await until('nothing is left again', async () => (await log().lag(group, topic)) === 0);
  });

  test('a group that never read has everything to read', async () => {
    const topic = await newTopic(log());
    await log().append(['a', 'b', 'c', 'd'].map((key) => ({ topic, key, value: key })));
    assert.equal(await log().lag(unique('group-'), topic), 4);
  });
}
