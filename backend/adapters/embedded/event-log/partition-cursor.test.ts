import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EmbeddedEventLog } from './embedded-event-log.ts';

test('a batch that keeps failing comes again after pauses that double up to the bound', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const directory = mkdtempSync(join(tmpdir(), 'maru-cursor-'));
  context.after(() => rmSync(directory, { recursive: true }));
  await using log = new EmbeddedEventLog({ directory, retryPauses: { first: 50, most: 300 } });
  await log.createTopics([{ name: 'topic', partitions: 1, retention: 1_000 }]);
  let tries = 0;
  await using _reader = await log.read({
    topics: ['topic'],
    onBatch: () => Promise.reject(new Error(`try ${++tries}`)),
  });
  await log.append([{ topic: 'topic', key: 'key', value: 'value' }]);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn++) await nextTurn();
  };
  await settle();
  for (const pause of [50, 100, 200, 300, 300]) {
    const before = tries;
    context.mock.timers.tick(pause - 1);
    await settle();
    assert.equal(tries, before, `nothing before ${pause} ms`);
    context.mock.timers.tick(1);
    await settle();
    assert.equal(tries, before + 1, `again after ${pause} ms`);
  }
});
