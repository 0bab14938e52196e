import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventLog } from '../../backend/ports/index.ts';
import { collect, newTopic } from './event-log-collector.ts';
import { unique } from './subject.ts';

/** Where readers start, and what they find after a restart. */
export function startTests(log: () => EventLog, reopen: () => Promise<EventLog>): void {
  positionTests(log);
  grouplessTests(log);
  restartTests(log, reopen);
}

const say = (log: EventLog, topic: string, ...values: string[]): Promise<void> =>
  log.append(values.map((value) => ({ topic, key: 'key', value })));

function positionTests(log: () => EventLog): void {
  for (const group of [true, false]) {
    const named = () => (group ? { group: unique('group-') } : {});
    const kind = group ? 'a new group' : 'a reader without a group';

    test(`${kind} starts at the earliest record unless told otherwise`, async () => {
      const topic = await newTopic(log());
      await say(log(), topic, 'old');
      await using implied = await collect(log(), { topics: [topic], ...named() });
      await using told = await collect(log(), { topics: [topic], from: 'earliest', ...named() });
      await Promise.all([implied.have(1), told.have(1)]);
    });

    test(`${kind} that starts at the latest sees what is appended once it is ready, and nothing older`, async () => {
      const topic = await newTopic(log());
      await say(log(), topic, 'old');
      await using seen = await collect(log(), { topics: [topic], from: 'latest', ...named() });
      await say(log(), topic, 'new');
      await seen.have(1);
      assert.deepEqual(seen.values(), ['new']);
    });

    test(`${kind} that starts at a time sees what was appended since`, async () => {
      const topic = await newTopic(log());
      await say(log(), topic, 'old');
      await using before = await collect(log(), { topics: [topic] });
      await before.have(1);
      await pause(20);
      await say(log(), topic, 'new', 'newer');
      await before.have(3);
      const since = before.records.find(({ value }) => value === 'new')?.timestamp ?? 0;
      await using seen = await collect(log(), { topics: [topic], from: { since }, ...named() });
      await seen.have(2);
      assert.deepEqual(seen.values(), ['new', 'newer']);
      await using all = await collect(log(), { topics: [topic], from: { since: 0 }, ...named() });
      await all.have(3);
      await using nothing = await collect(log(), {
        topics: [topic],
        from: { since: Date.now() + 60_000 },
        ...named(),
      });
      await say(log(), topic, 'next');
      await Promise.all([nothing.have(1), all.have(4)]);
      assert.deepEqual(nothing.values(), ['next']);
    });
  }

  test('a group with a committed offset goes on there, whatever it says', async () => {
    const [topic, group] = [await newTopic(log(), 1), unique('group-')];
    await say(log(), topic, '1', '2');
    const first = await collect(log(), { topics: [topic], group });
    await first.have(2);
    await first.reader.stop();
    await say(log(), topic, '3');
    const second = await collect(log(), { topics: [topic], group, from: 'latest' });
    await second.have(1);
    assert.deepEqual(second.values(), ['3']);
    await second.reader.stop();
    await say(log(), topic, '4');
    await using third = await collect(log(), { topics: [topic], group, from: 'earliest' });
    await third.have(1);
    assert.deepEqual(third.values(), ['4']);
  });
}

function grouplessTests(log: () => EventLog): void {
  test('readers without a group get every partition, each of them', async () => {
    const topic = await newTopic(log(), 3);
    await using one = await collect(log(), { topics: [topic] });
    await using two = await collect(log(), { topics: [topic] });
    for (const { reader } of [one, two]) assert.deepEqual(reader.assigned(topic), [0, 1, 2]);
    await log().append(['a', 'b', 'c'].map((key, partition) => ({ topic, key, value: key, partition })));
    await Promise.all([one.have(3), two.have(3)]);
  });

  test('a reader without a group starts anew each time', async () => {
    const topic = await newTopic(log(), 1);
    await say(log(), topic, '1', '2');
    for (let round = 0; round < 2; round++) {
      await using seen = await collect(log(), { topics: [topic] });
      await seen.have(2);
      assert.deepEqual(seen.values(), ['1', '2']);
    }
  });
}

function restartTests(log: () => EventLog, reopen: () => Promise<EventLog>): void {
  test('after a restart topics, records and offsets are there', async () => {
    const [topic, group] = [await newTopic(log(), 2), unique('group-')];
    await say(log(), topic, '1', '2', '3');
    const partition = log().partitionOf(topic, 'key');
    const first = await collect(log(), { topics: [topic], group });
    await first.have(3);
    await reopen();
    assert.equal(log().partitionOf(topic, 'key'), partition);
    assert.equal(await log().lag(group, topic), 0);
    await say(log(), topic, '4');
    await using second = await collect(log(), { topics: [topic], group });
    await second.have(1);
    assert.deepEqual(second.values(), ['4']);
    await using all = await collect(log(), { topics: [topic] });
    await all.have(4);
    assert.deepEqual(all.values(), ['1', '2', '3', '4']);
    const offsets = all.records.map(({ offset }) => offset);
    assert.deepEqual(
      offsets,
      [...offsets].sort((a, b) => Number(a - b)),
    );
  });

  test('after a restart, what was not handled comes again', async () => {
    const [topic, group] = [await newTopic(log(), 1), unique('group-')];
    let tries = 0;
    const failing = await collect(log(), {
      topics: [topic],
      group,
      onBatch: () => Promise.reject(new Error(`try ${++tries}`)),
    });
    await say(log(), topic, 'again');
    while (tries === 0) await pause(5);
    await failing.reader.stop();
    await reopen();
    await using next = await collect(log(), { topics: [topic], group });
    await next.have(1);
    assert.deepEqual(next.values(), ['again']);
  });
}
