import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { limits, type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import type { Device } from '../support/maru-device.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { StompSocket } from '../support/maru-stomp.ts';
import { until, upTo } from '../support/maru-wait.ts';

let maru: TestMaru;
let jimin: Person;
let witness: Device;
let roomId: RoomId;
before(async () => {
  maru = await startTestMaru();
  jimin = await maru.person();
  ({ roomId } = await jimin.call('createRoom', { body: { kind: 'self' } }));
  witness = await jimin.connect();
  await witness.subscribe(subscribeTo.room(roomId));
});
after(async () => {
  await witness[Symbol.asyncDispose]();
  await maru[Symbol.asyncDispose]();
});

/** Whatever a neighbour did, this person's connection delivers as before. */
async function nobodyElseNoticed(): Promise<void> {
  const { messageId } = await jimin.say(roomId, '아직 여기');
  await until('a delivery', () =>
    witness.messages(roomId).some((message) => message.messageId === messageId),
  );
}

test('frames that are none end in ERROR and close, for their sender alone', async () => {
  const wrong = [
    'NONSENSE\n\n\0',
    'MESSAGE\n\n\0',
    'SEND\n\n\0',
    'SEND\nno colon here\n\n\0',
    'SEND\ndestination:/pub/chat/enter\n\\x:1\n\n\0',
    'SUBSCRIBE\nid:1\n\n\0',
    'SUBSCRIBE\ndestination:/user/queue/events\n\n\0',
    'UNSUBSCRIBE\nid:1\n\nbody\0',
    'COMMIT\ntransaction:none\n\n\0',
    'CONNECT\naccept-version:1.2\nhost:a\n\n\0',
    'SEND\ndestination:a\ncontent-length:x\n\n\0',
    'SEND\ndestination:a\ncontent-length:-1\n\n\0',
    `SEND\n${'x'.repeat(9_000)}:1\n\n\0`,
    `SEND\n${'a:b\n'.repeat(65)}\n\0`,
    Buffer.from([0xff, 0xfe, 0x0a, 0x0a, 0x00]),
  ];
  for (const data of wrong) {
    await using device = await jimin.connect();
    device.socket.sendRaw(data);
    assert.notEqual(await device.errorCode(), '', String(data));
  }
  await nobodyElseNoticed();
});

test('nothing is answered before a good CONNECT', async () => {
  const { accessToken } = jimin.tokens;
  const wrong = [
    `SUBSCRIBE\nid:1\ndestination:${subscribeTo.room(roomId)}\n\n\0`,
    'CONNECT\naccept-version:1.2\nhost:a\n\n\0',
    'CONNECT\naccept-version:1.2\nhost:a\npasscode:nonsense\n\n\0',
    `CONNECT\naccept-version:9.9\nhost:a\npasscode:${accessToken}\n\n\0`,
  ];
  for (const data of wrong) {
    await using socket = await StompSocket.open(maru.url);
    socket.sendRaw(data);
    await socket.end();
    assert.deepEqual(
      socket.frames.map(({ command }) => command),
      ['ERROR'],
      data,
    );
  }
  await nobodyElseNoticed();
});

test('the passcode header takes the access token too', async () => {
  await using socket = await StompSocket.open(maru.url);
  socket.send('CONNECT', { 'accept-version': '1.2', host: 'maru', passcode: jimin.tokens.accessToken });
  const { headers } = await socket.frame('CONNECTED');
  assert.equal(headers['user-name'], jimin.userId);
});

test('a SUBSCRIBE to no address of Maru ends in ERROR and close', async () => {
  for (const destination of [
    '/sub/nothing',
    '/sub/chat/room/',
    `${subscribeTo.room(roomId)}/x`,
    '/user/queue',
    '*',
    '',
  ]) {
    await using device = await jimin.connect();
    await assert.rejects(device.subscribe(destination), /closed/);
    assert.equal(await device.errorCode(), 'not_found', destination);
  }
  await nobodyElseNoticed();
});

test('a SEND to no address of Maru is refused, and the session goes on', async () => {
  await using device = await jimin.connect();
  for (const destination of [
    '/pub/nothing',
    '/sub/chat/room/x',
    '/pub/chat/room/a/b',
    `/pub/chat/room/${'x'.repeat(65)}`,
  ]) {
    const answer = await device.send(destination, {});
    assert.equal(answer === 'receipt' ? answer : answer.error.code, 'not_found', destination);
  }
  assert.equal(await device.say(roomId, '글', newMessageId()), 'receipt');
});

test('bodies above the limit end the connection of their sender', async () => {
  const headers = { destination: `/pub/chat/room/${roomId}` };
  for (const size of [limits.requestBodyBytes + 1, 4 * limits.requestBodyBytes]) {
    await using device = await jimin.connect();
    device.socket.send('SEND', headers, 'x'.repeat(size));
    assert.equal(await device.socket.end(), 1009);
  }
  await nobodyElseNoticed();
});

test('more subscriptions than the limit end in ERROR and close', async () => {
  await using device = await jimin.connect();
  const own = device.socket.frames.filter(({ command }) => command === 'RECEIPT').length;
  for (const n of upTo(limits.subscriptionsPerSession - own))
    device.socket.send('SUBSCRIBE', { id: `many-${n}`, destination: subscribeTo.personal });
  const id = await device.subscribe(subscribeTo.personal).catch(() => 'refused');
  assert.equal(id, 'refused');
  assert.equal(await device.errorCode(), 'too-many-subscriptions');
  await nobodyElseNoticed();
});

test('frames may come in pieces, or many at once', async () => {
  await using device = await jimin.connect();
  const id = newMessageId();
  const body = JSON.stringify({ clientMessageId: id, message: '조각조각' });
  const frame = Buffer.from(`SEND\ndestination:/pub/chat/room/${roomId}\nreceipt:pieces\n\n${body}\0`);
  for (const byte of frame) device.socket.sendRaw(Buffer.from([byte]));
  await device.socket.frame('RECEIPT', ({ headers }) => headers['receipt-id'] === 'pieces');
  device.socket.sendRaw(
    '\n\r\n\n'.repeat(100) +
      upTo(20)
        .map((n) => `SUBSCRIBE\nid:p${n}\nreceipt:p${n}\ndestination:${subscribeTo.personal}\n\n\0`)
        .join('\n'),
  );
  await device.socket.frame('RECEIPT', ({ headers }) => headers['receipt-id'] === 'p20');
  assert.equal((await jimin.history(roomId)).at(-1)?.message, '조각조각');
});

test('connections that vanish at any moment leave nothing behind', async () => {
  for (const n of upTo(20)) {
    const socket = await StompSocket.open(maru.url);
    socket.send('CONNECT', { 'accept-version': '1.2', host: 'a', passcode: jimin.tokens.accessToken });
    for (const id of upTo(n))
      socket.send('SUBSCRIBE', { id: `${id}`, destination: subscribeTo.room(roomId) });
    socket.terminate();
  }
  await nobodyElseNoticed();
});
