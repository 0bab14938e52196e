/**
 * What the embedded engine costs on this machine. `node tests/bench/embedded-stores.ts [messages at depth]`
 * prints CPU and wall time; MARU_BENCH_DIRECTORY chooses the disk (default: the system's temporary folder).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  openEmbeddedChatStores,
  openEmbeddedEventLog,
  type Synchronous,
  systemIds,
} from '../../backend/adapters/embedded/index.ts';
import type { RoomId } from '../../backend/contract/index.ts';
import type { MessageRecord } from '../../backend/ports/index.ts';

const depth = Number(process.argv[2] ?? 1_000_000);
const root = mkdtempSync(join(process.env.MARU_BENCH_DIRECTORY ?? tmpdir(), 'maru-bench-'));
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const value = JSON.stringify({ message: '안녕하세요 반갑습니다 '.repeat(8), padding: 'x'.repeat(150) });
const headers = { type: 'chatMessage.send', correlationId: systemIds.next(), deadline: '1765000000000' };
const room = (number: number): RoomId => `room-${number}-abcdefghij` as RoomId;

function quantiles(times: number[]): string {
  times.sort((a, b) => a - b);
  const at = (part: number): string => (times[Math.floor(times.length * part)] ?? 0).toFixed(3);
  return `p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, p99.9 ${at(0.999)} ms, most ${at(0.999999)} ms`;
}

async function measure(name: string, count: number, work: () => Promise<void>): Promise<void> {
  const cpu = process.cpuUsage();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const each = ((user + system) / count).toFixed(1);
  say(`${name.padEnd(46)} ${Math.round(count / seconds).toLocaleString('en')}/s, ${each} µs CPU each`);
}

/** `count` calls with `together` of them asked for in one turn, as concurrent requests do. */
async function inTurns(
  count: number,
  together: number,
  call: (at: number) => Promise<unknown>,
): Promise<void> {
  for (let at = 0; at < count; at += together)
    await Promise.all(Array.from({ length: together }, (_, more) => call(at + more)));
}

const newMessage = (at: number, rooms: number): MessageRecord => ({
  roomId: room(at % rooms),
  seq: Math.floor(at / rooms) + 1,
  textCount: Math.floor(at / rooms) + 1,
  messageId: systemIds.next() as MessageRecord['messageId'],
  clientMessageId: systemIds.next() as MessageRecord['clientMessageId'],
  userId: `user${at % 7}` as MessageRecord['userId'],
  nickname: '마루',
  message: '안녕하세요, 내일 저녁에 뭐 먹을까요? 👩‍👩‍👧‍👦',
  kind: 'text',
  createdAt: new Date(1_765_000_000_000 + at).toISOString(),
});

async function benchLog(synchronous: Synchronous): Promise<void> {
  await using log = await openEmbeddedEventLog({ directory: join(root, synchronous), synchronous });
  await log.createTopics([{ name: 'bench', partitions: 12, retention: 3_600_000 }]);
  const append = (at: number): Promise<void> =>
    log.append([{ topic: 'bench', key: room(at % 100), value, headers }]);
  await inTurns(2_000, 10, append);
  await measure(`log append, one at a time, ${synchronous}`, 5_000, () => inTurns(5_000, 1, append));
  await measure(`log append, 10 in a turn, ${synchronous}`, 50_000, () => inTurns(50_000, 10, append));
  await measure(`log append, 100 in a turn, ${synchronous}`, 100_000, () => inTurns(100_000, 100, append));
  await benchLatency(log, synchronous);
}

async function benchLatency(
  log: Awaited<ReturnType<typeof openEmbeddedEventLog>>,
  synchronous: Synchronous,
): Promise<void> {
  const times: number[] = [];
  let arrived = (): void => {};
  await using reader = await log.read({
    topics: ['bench'],
    group: 'bench',
    from: 'latest',
    onBatch: async () => arrived(),
  });
  await reader.ready();
  for (let at = 0; at < 3_000; at++) {
    const start = performance.now();
    const arrival = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    await log.append([{ topic: 'bench', key: room(at), value, headers }]);
    await arrival;
    times.push(performance.now() - start);
    // An idle server between two messages.
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  say(`${`append to handler, idle server, ${synchronous}`.padEnd(46)} ${quantiles(times.slice(500))}`);
}

async function benchInsert(synchronous: Synchronous): Promise<void> {
  await using stores = await openEmbeddedChatStores({ directory: join(root, synchronous), synchronous });
  let at = 0;
  const insert = (): Promise<unknown> => stores.messages.insert([newMessage(at++, 100)]);
  await measure(`insert, one at a time, ${synchronous}`, 5_000, () => inTurns(5_000, 1, insert));
  await measure(`insert, 10 in a turn, ${synchronous}`, 50_000, () => inTurns(50_000, 10, insert));
  await measure(`insert, 100 in a turn, ${synchronous}`, 100_000, () => inTurns(100_000, 100, insert));
}

async function benchDepth(): Promise<void> {
  const rooms = 20;
  await using stores = await openEmbeddedChatStores({ directory: join(root, 'depth') });
  await measure(`insert, 500 in a call, up to ${depth.toLocaleString('en')}`, depth, async () => {
    for (let at = 0; at < depth; at += 500)
      await stores.messages.insert(Array.from({ length: 500 }, (_, more) => newMessage(at + more, rooms)));
  });
  const times: number[] = [];
  for (let round = 0; round < 5_000; round++) {
    const before = 1 + Math.floor(Math.random() * (depth / rooms));
    const roomId = room(Math.floor(Math.random() * rooms));
    const start = performance.now();
    await stores.messages.page({ roomId, after: 0, before, take: 'last', limit: 50 });
    times.push(performance.now() - start);
  }
  say(`${'page of 50 at any depth'.padEnd(46)} ${quantiles(times)}`);
}

async function benchRoomList(): Promise<void> {
  await using stores = await openEmbeddedChatStores({ directory: join(root, 'list') });
  const people = ['maru', 'haru', 'nara', 'bada', 'sora', 'dari', 'gaon'] as MessageRecord['userId'][];
  for (let at = 0; at < 500; at++) {
    const [roomId, owner] = [room(at), 'maru' as MessageRecord['userId']];
    const unread = { joinedSeq: 0, joinedTextCount: 0, readSeq: 0, readTextCount: 0 };
    const member = { roomId, ...unread, muted: false, favourite: false };
    await stores.rooms.addRoom(
      { roomId, kind: 'group', title: '', owner, createdAt: at, changes: 0 },
      people.map((userId) => ({ ...member, userId })),
    );
  }
  await stores.messages.insert(Array.from({ length: 5_000 }, (_, at) => newMessage(at, 500)));
  const times: number[] = [];
  for (let round = 0; round < 200; round++) {
    const start = performance.now();
    await stores.rooms.listRooms('maru' as MessageRecord['userId'], undefined, 200);
    times.push(performance.now() - start);
  }
  say(`${'first 200 of 500 rooms'.padEnd(46)} ${quantiles(times)}`);
}

try {
  for (const synchronous of ['normal', 'full'] as const) {
    await benchLog(synchronous);
    await benchInsert(synchronous);
  }
  await benchRoomList();
  await benchDepth();
} finally {
  rmSync(root, { recursive: true, force: true });
}
