import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { openEmbeddedChatStores, openEmbeddedEventLog } from '../../backend/adapters/embedded/index.ts';
import type { RoomId } from '../../backend/contract/index.ts';
import type { MessageRecord, MessageStore } from '../../backend/ports/index.ts';
import { collect } from './event-log-collector.ts';

const rounds = 8;
const writer = join(import.meta.dirname, '../support/embedded-writer.ts');

for (const synchronous of ['normal', 'full']) {
  test(`what was acknowledged survives kill -9, once each (synchronous ${synchronous})`, async (context) => {
    const directory = mkdtempSync(join(tmpdir(), 'maru-durable-'));
    context.after(() => rmSync(directory, { recursive: true }));
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round++)
      acknowledged.push(...(await writeAndKill(directory, round, synchronous)));
    assert.ok(acknowledged.length > 100 * rounds, `${acknowledged.length} were acknowledged: no load`);
    context.diagnostic(`${acknowledged.length} acknowledged over ${rounds} kills`);
    await checkLog(directory, acknowledged);
    await checkMessages(directory, acknowledged);
  });
}

/** Lets the writer write for a random moment and kills it; gives the lines that it acknowledged. */
async function writeAndKill(directory: string, round: number, synchronous: string): Promise<string[]> {
  const child = spawn(process.execPath, [writer, directory, `${round}`, synchronous], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const ready = Promise.withResolvers<void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line === 'ready') ready.resolve();
    else lines.push(line);
  });
  const closed = once(child, 'close');
  await Promise.race([ready.promise, closed]);
  await pause(20 + Math.random() * 250);
  child.kill('SIGKILL');
  const [, signal] = await closed;
  assert.equal(signal, 'SIGKILL', 'the writer ended by itself');
  // The last line may be cut off by the kill.
  return lines.slice(0, -1);
}

async function checkLog(directory: string, acknowledged: readonly string[]): Promise<void> {
  const expected = acknowledged.filter((line) => line.startsWith('log ')).map((line) => line.slice(4));
  await using log = await openEmbeddedEventLog({ directory });
  await using seen = await collect(log, { topics: ['durable'] });
  await seen.have(expected.length);
  const values = seen.values().map((value) => value.replace(/\.+$/, ''));
  assert.equal(new Set(values).size, values.length, 'a record is there twice');
  assertAllThere(expected, values);
}

async function checkMessages(directory: string, acknowledged: readonly string[]): Promise<void> {
  await using stores = await openEmbeddedChatStores({ directory });
  const lines = acknowledged.filter((line) => line.startsWith('message '));
  for (const roomId of ['room-a', 'room-b', 'room-c'] as RoomId[]) {
    const stored = await everything(stores.messages, roomId);
    stored.forEach(({ seq }, at) => {
      assert.equal(seq, at + 1, `a gap in ${roomId}`);
    });
    const there = stored.map(({ seq, clientMessageId }) => `message ${roomId} ${seq} ${clientMessageId}`);
    const own = lines.filter((line) => line.startsWith(`message ${roomId} `));
    assertAllThere(own, there);
  }
}

async function everything(messages: MessageStore, roomId: RoomId): Promise<MessageRecord[]> {
  const all: MessageRecord[] = [];
  for (;;) {
    const page = await messages.page({ roomId, after: all.length, take: 'first', limit: 200 });
    if (page.length === 0) return all;
    all.push(...page);
  }
}

function assertAllThere(acknowledged: readonly string[], stored: readonly string[]): void {
  const there = new Set(stored);
  const lost = acknowledged.filter((each) => !there.has(each));
  assert.deepEqual(lost, [], 'acknowledged and lost');
}
