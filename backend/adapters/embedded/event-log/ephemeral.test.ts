import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EmbeddedEventLog, type EmbeddedEventLogOptions } from './embedded-event-log.ts';

const hour = 3_600_000;
const topic = 'ephemeral';

type Options = Omit<EmbeddedEventLogOptions, 'directory'>;

async function setup(context: TestContext, options: Options = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'maru-ephemeral-'));
  const log = new EmbeddedEventLog({ directory, ...options });
  context.after(async () => {
    await log[Symbol.asyncDispose]();
    rmSync(directory, { recursive: true });
  });
  await log.createTopics([
    { name: topic, partitions: 1, retention: hour, ephemeral: true },
    { name: 'lasting', partitions: 1, retention: hour },
  ]);
  return { directory, log };
}

const append = (log: EmbeddedEventLog, ...values: string[]): Promise<void> =>
  log.append(values.map((value) => ({ topic, key: 'key', value })));

/** A reader whose batches wait until `go` resolves. */
async function read(log: EmbeddedEventLog, go: Promise<void> = Promise.resolve(), group?: string) {
  const values: string[] = [];
  const reader = await log.read({
    topics: [topic],
    ...(group === undefined ? {} : { group }),
    maxBatch: 2,
    async onBatch({ records }) {
      await go;
      values.push(...records.map(({ value }) => value));
    },
  });
  await reader.ready();
  return { reader, values, [Symbol.asyncDispose]: () => reader.stop() };
}

const numbers = (count: number): string[] => Array.from({ length: count }, (_, at) => `${at}`);

describe('ephemeral topics of the embedded event log', () => {
  test('nothing of a record is in the files', async (context) => {
    const { directory, log } = await setup(context);
    await append(log, 'a text that nobody finds');
    await log[Symbol.asyncDispose]();
    for (const file of readdirSync(directory))
      assert.ok(!readFileSync(join(directory, file)).includes('that nobody finds'), file);
  });

  test('a record is delivered without waiting for a commit', async (context) => {
    const { log } = await setup(context);
    await using seen = await read(log);
    await nextTurn();
    let isNextTurn = false;
    setImmediate(() => {
      isNextTurn = true;
    });
    await append(log, 'now');
    await seen.reader.caughtUp();
    assert.deepEqual([seen.values, isNextTurn], [['now'], false]);
  });

  test('a record that comes with a lasting one waits for its commit', async (context) => {
    const { log } = await setup(context);
    let lasting: number | undefined;
    await using reader = await log.read({
      topics: [topic],
      async onBatch() {
        lasting = await log.lag('nobody', 'lasting');
      },
    });
    const record = { topic, key: 'key', value: '' };
    await log.append([record, { ...record, topic: 'lasting' }]);
    await reader.caughtUp();
    assert.equal(lasting, 1);
  });

  test('a reader that lags further than the memory reaches goes on at what is still there', async (context) => {
    const { log } = await setup(context, { ephemeralBytes: 10 * 310 });
    const held = Promise.withResolvers<void>();
    await using late = await read(log, held.promise);
    for (const value of numbers(100)) {
      await append(log, value);
      await nextTurn();
    }
    held.resolve();
    await late.reader.caughtUp();
    assert.deepEqual(late.values.slice(0, 1), ['0'], 'the batch at work when it began to lag');
    assert.deepEqual(late.values.slice(-10), numbers(100).slice(-10));
    assert.ok(late.values.length < 15);
    await using fresh = await read(log);
    await fresh.reader.caughtUp();
    assert.deepEqual(fresh.values, late.values.slice(-fresh.values.length));
    assert.equal(await log.lag('nobody', topic), fresh.values.length);
  });

  test('a reader catches up also when everything it had still to read is gone', async (context) => {
    const { log } = await setup(context, { ephemeralBytes: 0 });
    await append(log, ...numbers(10));
    await nextTurn();
    await using late = await read(log);
    await late.reader.caughtUp();
    assert.deepEqual(late.values, []);
    await append(log, 'next');
    await late.reader.caughtUp();
    assert.deepEqual(late.values, ['next']);
  });

  test('a burst larger than the memory reaches readers that keep up', async (context) => {
    const { log } = await setup(context, { ephemeralBytes: 1_000 });
    await using seen = await read(log);
    await nextTurn();
    await append(log, ...numbers(500));
    await seen.reader.caughtUp();
    assert.deepEqual(seen.values, numbers(500));
  });

  test('lasting records take no memory from ephemeral ones', async (context) => {
    const { log } = await setup(context, { tailBytes: 0 });
    await append(log, 'kept');
    for (const value of numbers(100)) await log.append([{ topic: 'lasting', key: 'key', value }]);
    await using late = await read(log);
    await late.reader.caughtUp();
    assert.deepEqual(late.values, ['kept']);
  });

  test('what is past its retention leaves the memory, and is not counted twice', async (context) => {
    const time = { now: 1_795_000_000_000 };
    const clock = { now: () => time.now };
    const { log } = await setup(context, { clock, ephemeralBytes: 10 * 310 });
    await append(log, ...numbers(5));
    time.now += hour + 1;
    await append(log, 'young');
    await log.sweep();
    await using seen = await read(log);
    await seen.reader.caughtUp();
    assert.deepEqual(seen.values, ['young']);
    await append(log, ...numbers(6));
    await nextTurn();
    await using later = await read(log);
    await later.reader.caughtUp();
    assert.deepEqual(later.values, ['young', ...numbers(6)]);
  });

  test('offsets go on growing when the log is opened again, so no group waits for a place long past', async (context) => {
    const { directory, log: first } = await setup(context);
    await append(first, ...numbers(50));
    const before = await read(first, undefined, 'group');
    await before.reader.caughtUp();
    await first[Symbol.asyncDispose]();
    for (const value of ['second', 'third']) {
      const log = new EmbeddedEventLog({ directory });
      assert.equal(await log.lag('group', topic), 0);
      await append(log, value);
      assert.equal(await log.lag('group', topic), 1);
      const seen = await read(log, undefined, 'group');
      await seen.reader.caughtUp();
      assert.deepEqual(seen.values, [value]);
      await log[Symbol.asyncDispose]();
    }
  });
});
