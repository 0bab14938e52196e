import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { subscribeTo } from '../../backend/contract/index.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { inParallel, until, upTo } from '../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

async function pair(): Promise<[Person, Person]> {
  return [await maru.person('지민'), await maru.person('서준')];
}

test('a posted message is stored, numbered and delivered to every device of every participant', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  const people = [jimin, await jimin.onAnotherDevice(), seojun, await seojun.onAnotherDevice()];
  const devices = await Promise.all(people.map((person) => person.connect()));
  await Promise.all(devices.map((device) => device.subscribe(subscribeTo.room(roomId))));
  const message = await jimin.say(roomId, '안녕하세요 👋');
  assert.deepEqual(
    [message.seq, message.userId, message.nickname, message.kind],
    [1, jimin.userId, '지민', 'text'],
  );
  for (const device of devices) {
    await until('the delivery', () => device.messages(roomId).length > 0);
    assert.deepEqual(device.messages(roomId), [message]);
    await device[Symbol.asyncDispose]();
  }
  assert.deepEqual(await seojun.history(roomId), [message]);
});

test('a RECEIPT says that the message is stored', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  await using device = await jimin.connect();
  const ids = upTo(30).map(newMessageId);
  await inParallel(ids, 10, async (id) => {
    assert.equal(await device.say(roomId, '저장', id), 'receipt');
    const stored = await seojun.history(roomId);
    assert.ok(stored.some(({ clientMessageId }) => clientMessageId === id));
  });
});

test('what one device sends arrives in the order of sending', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  await using device = await jimin.connect();
  await device.subscribe(subscribeTo.room(roomId));
  const texts = upTo(100).map(String);
  await Promise.all(texts.map((text) => device.say(roomId, text, newMessageId())));
  await until('all deliveries', () => device.messages(roomId).length === texts.length);
  assert.deepEqual(
    device.messages(roomId).map(({ message }) => message),
    texts,
  );
});

test('seqs are 1, 2, 3 … without a gap under twenty concurrent senders in several rooms', async () => {
  const [jimin, seojun] = await pair();
  const rooms = await Promise.all(upTo(4).map(() => jimin.groupRoom([seojun])));
  await using device = await seojun.connect();
  for (const { roomId } of rooms) await device.subscribe(subscribeTo.room(roomId));
  const work = upTo(200).map((n) => ({
    sender: n % 2 ? jimin : seojun,
    room: rooms[n % 4] as (typeof rooms)[0],
  }));
  await inParallel(work, 20, ({ sender, room }, n) => sender.say(room.roomId, `${n}`));
  for (const { roomId } of rooms) {
    const history = await jimin.history(roomId);
    assert.deepEqual(
      history.map(({ seq }) => seq),
      upTo(50),
    );
    await until('all deliveries', () => device.messages(roomId).length === 50);
    assert.deepEqual(device.messages(roomId), history);
  }
});

test('one clientMessageId sent many times at once, by POST and SEND, is one message with one outcome', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  const id = newMessageId();
  await using device = await jimin.connect();
  await using listener = await seojun.connect();
  await listener.subscribe(subscribeTo.room(roomId));
  const posts = upTo(25).map((n) => jimin.say(roomId, `판 ${n}`, id));
  const sends = upTo(10).map((n) => device.say(roomId, `판 ${n}`, id));
  const outcomes = await Promise.all(posts);
  assert.deepEqual(new Set(await Promise.all(sends)), new Set(['receipt']));
  const history = await seojun.history(roomId);
  assert.equal(history.length, 1);
  for (const outcome of outcomes) assert.deepEqual(outcome, history[0]);
  assert.deepEqual(await jimin.say(roomId, '나중에 다시', id), history[0]);
  await seojun.say(roomId, '끝');
  await until('the next delivery', () => listener.messages(roomId).length > 1);
  assert.deepEqual(
    listener.messages(roomId).map(({ seq }) => seq),
    [1, 2],
  );
});

test('the same clientMessageId in another room or from another sender is another message', async () => {
  const [jimin, seojun] = await pair();
  const [room, other] = [await jimin.directRoom(seojun), await jimin.groupRoom([seojun])];
  const id = newMessageId();
  await jimin.say(room.roomId, '하나', id);
  await seojun.say(room.roomId, '둘', id);
  await jimin.say(other.roomId, '셋', id);
  assert.deepEqual(
    (await jimin.history(room.roomId)).map(({ message }) => message),
    ['하나', '둘'],
  );
  assert.deepEqual(
    (await jimin.history(other.roomId)).map(({ message }) => message),
    ['셋'],
  );
});

test('a device that unsubscribed, or was never let in, gets nothing', async () => {
  const [jimin, seojun] = await pair();
  const { roomId } = await jimin.directRoom(seojun);
  await using device = await seojun.connect();
  await using control = await seojun.connect();
  const subscription = await device.subscribe(subscribeTo.room(roomId));
  await control.subscribe(subscribeTo.room(roomId));
  await jimin.say(roomId, '하나');
  await until('the first delivery', () => device.messages(roomId).length === 1);
  await device.unsubscribe(subscription);
  await jimin.say(roomId, '둘');
  await until('the second delivery', () => control.messages(roomId).length === 2);
  assert.equal(device.messages(roomId).length, 1);
  await device.subscribe(subscribeTo.room(roomId));
  await jimin.say(roomId, '셋');
  await until('the third delivery', () => device.messages(roomId).length === 2);
  assert.deepEqual(
    device.messages(roomId).map(({ seq }) => seq),
    [1, 3],
  );
});
