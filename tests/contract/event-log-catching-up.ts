import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { EventLog, Reader } from '../../backend/ports/index.ts';
import { collect, keysOf, newTopic } from './event-log-collector.ts';
import { gate, unique, until } from './subject.ts';

/** How a reader tells that it has handled what there was. */
export function catchingUpTests(log: () => EventLog): void {
  backlogTests(log);
  waitingTests(log);
}

const many = (topic: string, count: number) =>
  Array.from({ length: count }, (_, at) => ({ topic, key: `${at}`, value: `${at}` }));

/** Whether a reader has caught up within a moment. */
async function isCaughtUp(reader: Reader): Promise<boolean> {
  return Promise.race([reader.caughtUp().then(() => true), pause(300, false)]);
}

function backlogTests(log: () => EventLog): void {
  for (const options of [{}, { group: true }]) {
    const kind = options.group ? 'a group' : 'a reader without a group';
    const named = () => (options.group ? { group: unique('group-') } : {});

    test(`${kind} has caught up when it has handled everything that was there`, async () => {
      const topics = [await newTopic(log(), 2), await newTopic(log(), 1)];
      for (const topic of topics) await log().append(many(topic, 1_500));
      const handled: string[] = [];
      await using reader = await log().read({
        topics,
        ...named(),
        maxBatch: 50,
        async onBatch({ records }) {
          await pause(1);
          handled.push(...records.map(({ value }) => value));
        },
      });
      // Not ready yet: it waits for that first.
      await reader.caughtUp();
      assert.equal(handled.length, 3_000);
      await reader.caughtUp();
    });

    test(`${kind} has caught up at once where there is nothing to read`, async () => {
      const [empty, used] = [await newTopic(log()), await newTopic(log())];
      await log().append(many(used, 10));
      await using fresh = await collect(log(), { topics: [empty], ...named() });
      await using late = await collect(log(), { topics: [used], from: 'latest', ...named() });
      await Promise.all([fresh, late].map(({ reader }) => reader.caughtUp()));
      assert.deepEqual(late.values(), []);
    });
  }

  test('a record that was acknowledged before the call is waited for, each time', async () => {
    const topic = await newTopic(log(), 3);
    await using seen = await collect(log(), { topics: [topic], group: unique('group-') });
    for (let count = 1; count <= 20; count++) {
      await log().append([{ topic, key: `${count}`, value: `${count}` }]);
      await seen.reader.caughtUp();
      assert.equal(seen.values().length, count);
    }
  });
}

function waitingTests(log: () => EventLog): void {
  test('it waits for a batch at work and for one that fails, in any partition', async () => {
    const topic = await newTopic(log(), 2);
    const [bad = ''] = keysOf(log(), topic, 2);
    const held = gate();
    let failures = 3;
    await using seen = await collect(log(), {
      topics: [topic],
      async onBatch({ partition }) {
        if (partition !== 0) return;
        await held.promise;
        if (failures-- > 0) throw new Error('not now');
      },
    });
    await log().append([{ topic, key: bad, value: 'bad' }, ...many(topic, 5)]);
    assert.equal(await isCaughtUp(seen.reader), false);
    held.resolve();
    await seen.reader.caughtUp();
    assert.equal(seen.values().length, 6);
  });

  test('what comes after the call is not waited for', async () => {
    const topic = await newTopic(log(), 1);
    const [before, later] = [gate(), gate()];
    await using seen = await collect(log(), {
      topics: [topic],
      maxBatch: 1,
      onBatch: ({ records }) => (records[0]?.value === 'later' ? later : before).promise,
    });
    await log().append([{ topic, key: 'key', value: 'before' }]);
    const caughtUp = seen.reader.caughtUp();
    // An engine over a network has to ask where its topics end.
    await pause(300);
    await log().append([{ topic, key: 'key', value: 'later' }]);
    before.resolve();
    await caughtUp;
    assert.deepEqual(seen.values(), ['before']);
    later.resolve();
  });

  test('a partition that went to another member is not waited for', async () => {
    const [topic, group] = [await newTopic(log(), 2), unique('group-')];
    const held = gate();
    let isBroken = true;
    await using first = await collect(log(), {
      topics: [topic],
      group,
      onBatch: () => (isBroken ? Promise.reject(new Error('not now')) : Promise.resolve()),
    });
    await log().append([0, 1].map((partition) => ({ topic, key: 'key', value: `${partition}`, partition })));
    const caughtUp = first.reader.caughtUp();
    await using second = await collect(log(), { topics: [topic], group, onBatch: () => held.promise });
    await until('they share', () => first.reader.assigned(topic).length === 1);
    isBroken = false;
    await caughtUp;
    assert.deepEqual([first.values().length, second.values().length], [1, 0]);
    held.resolve();
    await second.have(1);
  });

  test('a reader that is stopped never catches up', async () => {
    const topic = await newTopic(log(), 1);
    const onBatch = () => Promise.reject(new Error('not now'));
    const seen = await collect(log(), { topics: [topic], onBatch });
    await log().append([{ topic, key: 'key', value: '' }]);
    const refused = assert.rejects(seen.reader.caughtUp(), /stopped/);
    await seen.reader.stop();
    await refused;
    await assert.rejects(seen.reader.caughtUp(), /stopped/);
  });
}
