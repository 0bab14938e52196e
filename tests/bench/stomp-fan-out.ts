/**
 * How much one STOMP server can fan out, with the load clients in a process of their own.
 *
 *   node tests/bench/stomp-fan-out.ts            all scenarios
 *   node tests/bench/stomp-fan-out.ts room       one: room, small, latency, idle
 *
 * The clients are raw sockets that count bytes: a full client would measure itself.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { accept, createStompServer, type StompServer } from '../../backend/stomp/index.ts';

const body = JSON.stringify({
  roomId: '0198f2a4-7c1e-7b3a-9d55-0123456789ab',
  seq: 123456,
  messageId: '0198f2a4-7c1e-7b3a-9d55-0123456789ab',
  clientMessageId: '0198f2a4-7c1e-7b3a-9d55-ba9876543210',
  userId: 'ryan.kim',
  nickname: '라이언',
  message: '오늘 저녁에 뭐 먹을까요? 저는 아무거나 좋아요.',
  kind: 'text',
  createdAt: '2026-05-01T09:00:00.000Z',
});

interface Started {
  readonly server: StompServer<string>;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

async function startServer(): Promise<Started> {
  const server = createStompServer<string>({
    authenticate: ({ login }) => accept(login ?? ''),
    onSend(_session, message) {
      server.publish(message.destination, { body: message.body });
      return undefined;
    },
    onError: (error) => console.error(error),
  });
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  server.attach(http, '/ws');
  const stop = async () => {
    await server.close();
    http.close();
  };
  return { server, port: (http.address() as AddressInfo).port, stop };
}

/** Asks the load process something and waits for its answer. */
async function ask(load: ChildProcess, question: object): Promise<Record<string, number>> {
  load.send(question);
  const [answer] = (await once(load, 'message')) as [Record<string, number>];
  return answer;
}

async function withLoad(run: (load: ChildProcess, started: Started) => Promise<void>): Promise<void> {
  const started = await startServer();
  const load = fork(import.meta.filename, ['--load'], { execArgv: process.execArgv });
  await run(load, started);
  load.kill();
  await started.stop();
}

const megabyte = 1024 * 1024;
const print = (line: string) => process.stdout.write(`${line}\n`);

/** A room of 500: messages as fast as subscribers take them, in batches as a Kafka fetch brings them. */
async function room(batch: number): Promise<void> {
  await withLoad(async (load, { server, port }) => {
    const members = 500;
    await ask(load, { open: members, port, destination: '/room' });
    const before = process.cpuUsage();
    const start = performance.now();
    let published = 0;
    let received = 0;
    while (performance.now() - start < 5_000) {
      for (let index = 0; index < batch; index++) published += server.publish('/room', { body });
      // Never further ahead than a healthy room can be: 64 messages.
      while (published - received > 64 * members) received = (await ask(load, { count: true })).messages ?? 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    while (received < published) received = (await ask(load, { count: true })).messages ?? 0;
    const seconds = (performance.now() - start) / 1_000;
    const { user, system } = process.cpuUsage(before);
    const perDelivery = (user + system) / received;
    print(
      `room of ${members}, batches of ${batch}: ${Math.round(received / seconds)} deliveries/s, server ${perDelivery.toFixed(2)} µs CPU each, cut off ${server.counters.slowSubscribers}`,
    );
  });
}

/** 200 rooms of 10: a SEND from a client to its room at a steady rate; CPU of the whole server for each. */
async function small(): Promise<void> {
  await withLoad(async (load, { server, port }) => {
    await ask(load, { open: 2_000, port, destination: '/room', rooms: 200 });
    const before = process.cpuUsage();
    const deliveredBefore = server.counters.deliveriesOut;
    const rate = 1_000;
    const sent = (await ask(load, { sendFor: 4_000, rate, body })).sent ?? 0;
    await sleep(200);
    const { user, system } = process.cpuUsage(before);
    const deliveries = server.counters.deliveriesOut - deliveredBefore;
    print(
      `rooms of 10, ${sent} SENDs at ${rate}/s: ${((user + system) / sent).toFixed(0)} µs CPU per message with receipt, ${(deliveries / sent).toFixed(1)} deliveries each`,
    );
  });
}

/** One SEND at a time into a room of 10: from its write to its RECEIPT, seen by the client. */
async function latency(): Promise<void> {
  await withLoad(async (load, { port }) => {
    await ask(load, { open: 10, port, destination: '/room' });
    const { p50 = 0, p99 = 0 } = await ask(load, { pingFor: 3_000, body });
    print(
      `latency of a SEND to its own MESSAGE, room of 10: p50 ${p50.toFixed(3)} ms, p99 ${p99.toFixed(3)} ms`,
    );
  });
}

/** Memory of connections that only exist. Needs --expose-gc for a clean number. */
async function idle(): Promise<void> {
  await withLoad(async (load, { port }) => {
    const collect = globalThis.gc ?? (() => undefined);
    await ask(load, { open: 500, port, destination: '/warm-up' });
    collect();
    const before = process.memoryUsage();
    const connections = 5_000;
    await ask(load, { open: connections, port, destination: '/room', rooms: 500 });
    await sleep(500);
    collect();
    const after = process.memoryUsage();
    const heap = (after.heapUsed + after.external - before.heapUsed - before.external) / connections;
    print(
      `idle: ${(heap / 1024).toFixed(1)} KiB heap and buffers, ${((after.rss - before.rss) / connections / 1024).toFixed(1)} KiB resident per connection (${connections}, one subscription each; rss ${Math.round(after.rss / megabyte)} MiB)`,
    );
  });
}

// --- the load process

/** Payload lengths are told from WebSocket headers; frames may be cut anywhere. */
class Counter {
  messages = 0;
  #skip = 0;
  #rest: Buffer | undefined;

  push(chunk: Buffer): void {
    let position = 0;
    let bytes = chunk;
    if (this.#rest !== undefined) bytes = Buffer.concat([this.#rest, chunk]);
    this.#rest = undefined;
    while (position < bytes.length) {
      if (this.#skip > 0) {
        const step = Math.min(this.#skip, bytes.length - position);
        this.#skip -= step;
        position += step;
        continue;
      }
      const short = (bytes[position + 1] ?? 0) & 127;
      const header = short === 126 ? 4 : 2;
      if (bytes.length - position < header + 1) {
        this.#rest = bytes.subarray(position);
        return;
      }
      const length = short === 126 ? bytes.readUInt16BE(position + 2) : short;
      if (bytes[position + header] === 77) this.messages += 1;
      this.#skip = header + length;
    }
  }
}

interface Member {
  readonly socket: Socket;
  readonly counter: Counter;
  readonly destination: string;
}

const members: Member[] = [];

function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const header = payload.length < 126 ? 2 : 4;
  // A mask of zeros is legal and leaves the payload readable.
  const frame = Buffer.alloc(header + 4 + payload.length);
  frame[0] = 0x81;
  frame[1] = 0x80 | (header === 2 ? payload.length : 126);
  if (header === 4) frame.writeUInt16BE(payload.length, 2);
  payload.copy(frame, header + 4);
  return frame;
}

async function openMember(port: number, destination: string): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.setNoDelay(true);
  socket.write(
    'GET /ws HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: v12.stomp\r\n\r\n',
  );
  await once(socket, 'data');
  socket.write(maskedFrame('CONNECT\naccept-version:1.2\nhost:x\nlogin:bench\n\n\0'));
  await once(socket, 'data');
  socket.write(maskedFrame(`SUBSCRIBE\nid:sub-0\ndestination:${destination}\nreceipt:s\n\n\0`));
  await once(socket, 'data');
  const counter = new Counter();
  socket.on('data', (chunk: Buffer) => counter.push(chunk));
  members.push({ socket, counter, destination });
}

async function open(port: number, count: number, destination: string, rooms: number): Promise<void> {
  for (let opened = 0; opened < count; opened += 50) {
    const some = Array.from({ length: Math.min(50, count - opened) }, (_, index) =>
      openMember(port, rooms === 1 ? destination : `${destination}/${(opened + index) % rooms}`),
    );
    await Promise.all(some);
  }
}

async function sendFor(milliseconds: number, rate: number, text: string): Promise<number> {
  const start = performance.now();
  let sent = 0;
  while (performance.now() - start < milliseconds) {
    const due = ((performance.now() - start) / 1_000) * rate;
    for (; sent < due; sent++) {
      const member = members[(sent * 7) % members.length] as Member;
      member.socket.write(
        maskedFrame(
          `SEND\ndestination:${member.destination}\ncontent-type:application/json\nreceipt:r-${sent}\n\n${text}\0`,
        ),
      );
    }
    await sleep(1);
  }
  return sent;
}

async function pingFor(milliseconds: number, text: string): Promise<{ p50: number; p99: number }> {
  const [{ socket, destination }] = members as [Member];
  const frame = maskedFrame(`SEND\ndestination:${destination}\n\n${text}\0`);
  const times: number[] = [];
  const end = performance.now() + milliseconds;
  while (performance.now() < end) {
    const start = performance.now();
    socket.write(frame);
    await once(socket, 'data');
    times.push(performance.now() - start);
    await sleep(2);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.floor(times.length * share)] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

interface Question {
  readonly open?: number;
  readonly port?: number;
  readonly destination?: string;
  readonly rooms?: number;
  readonly count?: boolean;
  readonly sendFor?: number;
  readonly rate?: number;
  readonly pingFor?: number;
  readonly body?: string;
}

async function answer(question: Question): Promise<object> {
  const { body: text = '', destination = '/room', port = 0, rate = 1_000, rooms = 1 } = question;
  if (question.open !== undefined) await open(port, question.open, destination, rooms);
  if (question.sendFor !== undefined) return { sent: await sendFor(question.sendFor, rate, text) };
  if (question.pingFor !== undefined) return pingFor(question.pingFor, text);
  if (question.count) await sleep(1);
  return { messages: members.reduce((sum, member) => sum + member.counter.messages, 0) };
}

const scenarios: Record<string, () => Promise<void>> = {
  room: async () => {
    for (const batch of [1, 8, 32]) await room(batch);
  },
  small,
  latency,
  idle,
};

if (process.argv.includes('--load')) {
  process.on('message', async (question: Question) => process.send?.(await answer(question)));
} else {
  const chosen = process.argv.slice(2).filter((name) => name in scenarios);
  for (const name of chosen.length > 0 ? chosen : Object.keys(scenarios)) await scenarios[name]?.();
}
