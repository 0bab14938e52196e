import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EmbeddedEventLog } from './embedded-event-log.ts';

const hour = 3_600_000;

function setup(context: TestContext) {
  const directory = mkdtempSync(join(tmpdir(), 'maru-retention-'));
  context.after(() => rmSync(directory, { recursive: true }));
  const time = { now: 1_795_000_000_000 };
  const open = () => new EmbeddedEventLog({ directory, clock: { now: () => time.now }, tailBytes: 0 });
  return { time, open };
}

async function append(log: EmbeddedEventLog, ...values: string[]): Promise<void> {
  await log.append(values.map((value) => ({ topic: 'topic', key: value[0] ?? '', value })));
}

/** Everything that a new reader gets. */
async function read(log: EmbeddedEventLog): Promise<{ value: string; offset: bigint }[]> {
  const seen: { value: string; offset: bigint }[] = [];
  await using reader = await log.read({
    topics: ['topic'],
    onBatch: async ({ records }) => void seen.push(...records),
  });
  await reader.ready();
  for (let turn = 0; turn < 20; turn++) await nextTurn();
  return seen;
}

const values = async (log: EmbeddedEventLog): Promise<string[]> =>
  (await read(log)).map(({ value }) => value);

describe('retention of the embedded event log', () => {
  test('drops what is past it, and nothing younger', async (context) => {
    const { time, open } = setup(context);
    await using log = open();
    await log.createTopics([{ name: 'topic', partitions: 1, retention: hour }]);
    await append(log, 'a1', 'b1');
    time.now += hour / 2;
    await append(log, 'a2');
    time.now += hour / 2;
    await log.sweep();
    assert.deepEqual(await values(log), ['a1', 'b1', 'a2'], 'exactly the retention is kept');
    time.now += 1;
    await log.sweep();
    assert.deepEqual(await values(log), ['a2']);
    assert.equal(await log.lag('group', 'topic'), 1);
  });

  test('offsets are never given twice, even when everything was dropped before a restart', async (context) => {
    const { time, open } = setup(context);
    const first = open();
    await first.createTopics([{ name: 'topic', partitions: 1, retention: hour }]);
    await append(first, 'a', 'b', 'c');
    time.now += 2 * hour;
    await first.sweep();
    assert.deepEqual(await values(first), []);
    await first[Symbol.asyncDispose]();
    await using second = open();
    await append(second, 'd');
    assert.deepEqual(
      (await read(second)).map(({ offset }) => offset),
      [3n],
    );
    assert.equal(await second.lag('group', 'topic'), 1);
  });

  test('a reader catches up with records that are gone', async (context) => {
    const { time, open } = setup(context);
    await using log = open();
    await log.createTopics([{ name: 'topic', partitions: 2, retention: hour }]);
    await append(log, 'a', 'b', 'c');
    time.now += 2 * hour;
    await log.sweep();
    await using reader = await log.read({ topics: ['topic'], onBatch: async () => {} });
    await reader.caughtUp();
  });

  test('a compacted topic keeps the last record of each key, whatever its age', async (context) => {
    const { time, open } = setup(context);
    await using log = open();
    await log.createTopics([{ name: 'topic', partitions: 1, retention: hour, compacted: true }]);
    await append(log, 'a1', 'b1', 'a2', 'c1');
    time.now += 2 * hour;
    await append(log, 'c2', 'c3');
    await log.sweep();
    assert.deepEqual(await values(log), ['b1', 'a2', 'c2', 'c3']);
    assert.equal(await log.lag('group', 'topic'), 4);
    time.now += 2 * hour;
    await append(log, 'b2');
    await log.sweep();
    assert.deepEqual(await values(log), ['a2', 'c3', 'b2']);
  });

  test('a null takes its key out of a compacted topic in time, until the key comes again', async (context) => {
    const { time, open } = setup(context);
    await using log = open();
    await log.createTopics([{ name: 'topic', partitions: 1, retention: hour, compacted: true }]);
    await append(log, 'a1', 'b1', 'c1');
    time.now += hour / 2;
    await log.append(['a', 'b'].map((key) => ({ topic: 'topic', key, value: null })));
    await append(log, 'b2');
    time.now += hour / 2 + 1;
    await log.sweep();
    assert.deepEqual(await values(log), ['c1', '', '', 'b2'], 'the ends stay as long as anything else');
    time.now += hour;
    await log.sweep();
    assert.deepEqual(await values(log), ['c1', 'b2']);
  });

  test('drops many records in slices that let others have their turns', async (context) => {
    const { time, open } = setup(context);
    await using log = open();
    await log.createTopics([{ name: 'topic', partitions: 2, retention: hour }]);
    await append(
      log,
      ...Array.from({ length: 5_000 }, (_, at) => `${String.fromCharCode(97 + (at % 26))}${at}`),
    );
    time.now += 2 * hour;
    let turns = 0;
    const swept = log.sweep().then(() => turns);
    for (; turns < 10; turns++) await nextTurn();
    await append(log, 'young');
    assert.ok((await swept) >= 10);
    assert.deepEqual(await values(log), ['young']);
  });

  test('forgets the offsets of groups that are gone, not of those that read', async (context) => {
    const { time, open } = setup(context);
    await using log = open();
    await log.createTopics([{ name: 'topic', partitions: 1, retention: 365 * 24 * hour }]);
    await append(log, 'a', 'b');
    const join = (group: string) => log.read({ topics: ['topic'], group, onBatch: async () => {} });
    await using staying = await join('staying');
    const gone = await join('gone');
    for (let turn = 0; turn < 10; turn++) await nextTurn();
    await gone.stop();
    await staying.ready();
    time.now += 8 * 24 * hour;
    await log.sweep();
    assert.equal(await log.lag('gone', 'topic'), 2);
    assert.equal(await log.lag('staying', 'topic'), 0);
  });
});
