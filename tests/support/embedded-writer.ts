/**
 * Writes to the embedded log and the message store as fast as it can and prints what was acknowledged, one line each, until
 * it is killed: `log <partition> <number>` and `message <room> <seq> <clientMessageId>`. Arguments: directory, round, synchronous.
 */
import { writeSync } from 'node:fs';
import {
  openEmbeddedChatStores,
  openEmbeddedEventLog,
  type Synchronous,
  systemIds,
} from '../../backend/adapters/embedded/index.ts';
import type { RoomId } from '../../backend/contract/index.ts';
import type { MessageRecord } from '../../backend/ports/index.ts';

const [directory = '', round = '0', synchronous = 'normal'] = process.argv.slice(2);
const options = { directory, synchronous: synchronous as Synchronous };
const log = await openEmbeddedEventLog(options);
const { messages } = await openEmbeddedChatStores(options);
const partitions = 3;
await log.createTopics([{ name: 'durable', partitions, retention: 3_600_000 }]);

/** Synchronous: a line is out of this process before it can be killed again. */
const acknowledge = (line: string): void => void writeSync(1, `${line}\n`);

async function appendForEver(partition: number): Promise<never> {
  for (let number = 0; ; number++) {
    const value = `${round}-${partition}-${number}`;
    await log.append([{ topic: 'durable', key: value, value: value.padEnd(400, '.'), partition }]);
    acknowledge(`log ${value}`);
  }
}

async function sendForEver(roomId: RoomId): Promise<never> {
  let seq = (await messages.ends([roomId])).get(roomId)?.seq ?? 0;
  for (;;) {
    const batch = [1, 2, 3].map((more) => newMessage(roomId, seq + more));
    const { conflicts } = await messages.insert(batch);
    if (conflicts.size > 0) throw new Error(`somebody else wrote to ${roomId}`);
    seq += batch.length;
    for (const each of batch) acknowledge(`message ${roomId} ${each.seq} ${each.clientMessageId}`);
  }
}

const newMessage = (roomId: RoomId, seq: number): MessageRecord => ({
  roomId,
  seq,
  textCount: seq,
  messageId: systemIds.next() as MessageRecord['messageId'],
  clientMessageId: systemIds.next() as MessageRecord['clientMessageId'],
  userId: 'maru' as MessageRecord['userId'],
  nickname: '마루',
  message: '죽어도 남는 말'.repeat(10),
  kind: 'text',
  createdAt: new Date().toISOString(),
});

acknowledge('ready');
await Promise.all([
  ...Array.from({ length: partitions }, (_, partition) => appendForEver(partition)),
  ...['room-a', 'room-b', 'room-c'].map((roomId) => sendForEver(roomId as RoomId)),
]);
