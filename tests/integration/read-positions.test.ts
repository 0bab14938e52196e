import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { sendTo, subscribeTo } from '../../backend/contract/index.ts';
import { startParts } from '../support/maru-parts.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { until, upTo } from '../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

async function roomWith(messages: number) {
  const [reader, writer] = [await maru.person(), await maru.person()];
  const { roomId } = await reader.directRoom(writer);
  for (const n of upTo(messages)) await writer.say(roomId, `${n}`);
  const move = (seq: number) => reader.call('moveReadPosition', { params: { roomId }, body: { seq } });
  return { reader, writer, roomId, move };
}

test('a read position moves forward only, and never past the last message', async () => {
  const { roomId, move } = await roomWith(5);
  const at = (readSeq: number) => ({ roomId, readSeq, lastSeq: 5, unread: 5 - readSeq });
  assert.deepEqual(await move(0), at(0));
  assert.deepEqual(await move(3), at(3));
  assert.deepEqual(await move(1), at(3));
  assert.deepEqual(await move(999), at(5));
  assert.deepEqual(await move(0), at(5));
});

test('concurrent moves end at the farthest', async () => {
  const { reader, roomId, move } = await roomWith(9);
  await Promise.all([4, 9, 2, 7, 1].map(move));
  const room = await reader.call('room', { params: { roomId } });
  assert.deepEqual([room.readSeq, room.unread], [9, 0]);
});

test('a move is an event to the whole room, so that unread numbers fall', async () => {
  const { reader, writer, roomId, move } = await roomWith(4);
  await using device = await writer.connect();
  await device.subscribe(subscribeTo.roomEvents(roomId));
  await move(3);
  const expected = { type: 'read', roomId, reads: [{ userId: reader.userId, seq: 3 }] };
  await until('the event', () => device.roomEvents(roomId).length > 0);
  assert.deepEqual(device.roomEvents(roomId), [expected]);
  const { participants } = await writer.call('room', { params: { roomId } });
  assert.equal(participants.find(({ userId }) => userId === reader.userId)?.readSeq, 3);
});

test('/pub/chat/read does the same and answers on /user/queue/read-position', async () => {
  const { reader, writer, roomId } = await roomWith(4);
  await using device = await reader.connect();
  await using other = await writer.connect();
  await other.subscribe(subscribeTo.roomEvents(roomId));
  assert.equal(await device.send(sendTo.read, { roomId, seq: 2 }), 'receipt');
  await until('the position', () => device.positions().length > 0);
  assert.deepEqual(device.positions(), [{ roomId, readSeq: 2, lastSeq: 4, unread: 2 }]);
  await until('the event', () => other.roomEvents(roomId).length > 0);
  assert.deepEqual(other.positions(), []);
});

test('/pub/chat/enter answers the asking device alone and announces nothing to the room', async () => {
  const { reader, writer, roomId, move } = await roomWith(4);
  await move(1);
  await using device = await reader.connect();
  await using second = await (await reader.onAnotherDevice()).connect();
  await using other = await writer.connect();
  await other.subscribe(subscribeTo.roomEvents(roomId));
  assert.equal(await device.send(sendTo.enter, { roomId }), 'receipt');
  assert.deepEqual(device.positions(), [{ roomId, readSeq: 1, lastSeq: 4, unread: 3 }]);
  await device.send(sendTo.read, { roomId, seq: 4 });
  await until('the event of the read that came after', () => other.roomEvents(roomId).length > 0);
  assert.deepEqual(
    other.reads(roomId).map(({ seq }) => seq),
    [4],
  );
  await until('the read on the other device', () => second.positions().length > 0);
  assert.deepEqual(second.positions(), [{ roomId, readSeq: 4, lastSeq: 4, unread: 0 }]);
});

test('sending moves the own read position to the own message', async () => {
  const { reader, roomId } = await roomWith(3);
  const { seq } = await reader.say(roomId, '나도');
  const room = await reader.call('room', { params: { roomId } });
  assert.deepEqual([room.readSeq, room.unread], [seq, 0]);
});

test('positions that are no numbers are refused', async () => {
  const { move } = await roomWith(1);
  for (const seq of [-1, 0.5, '1', null, 2 ** 53, undefined])
    await assert.rejects(move(seq as number), { status: 400 }, String(seq));
});

test('reading on one device lowers the unread number on the others', async () => {
  const { reader, roomId, move } = await roomWith(3);
  await using phone = await reader.connect();
  await using laptop = await reader.connect();
  await move(2);
  for (const device of [phone, laptop]) {
    await until('the position', () => device.positions().length > 0);
    assert.deepEqual(device.positions(), [{ roomId, readSeq: 2, lastSeq: 3, unread: 1 }]);
  }
});

test('people who read at the same time share their writes, and the metrics tell', async () => {
  await using parts = await startParts();
  const writer = await parts.person();
  const readers = await Promise.all(upTo(20).map(() => parts.person()));
  const { roomId } = await writer.groupRoom(readers);
  const { seq } = await writer.say(roomId, '다들 봐요');
  const read = async (value: string) => {
    const { values } = await parts.metrics.readPositionsWritten.get();
    return values.find(({ metricName }) => metricName === `maru_read_positions_written_${value}`)?.value ?? 0;
  };
  const before = { count: await read('count'), sum: await read('sum') };
  await Promise.all(
    readers.map((reader) => reader.call('moveReadPosition', { params: { roomId }, body: { seq } })),
  );
  assert.equal((await read('sum')) - before.sum, readers.length);
  const writes = await read('count');
  assert.ok(writes - before.count < readers.length / 2);
  await readers[0]?.call('moveReadPosition', { params: { roomId }, body: { seq } });
  assert.equal(await read('count'), writes, 'nothing is written where nobody moves');
});
