import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RoomId } from '../../../backend/contract/index.ts';
import { ClientUser } from '../../support/client-user.ts';
import { startTestMaru, type TestMaru } from '../../support/maru-server.ts';
import { until, upTo } from '../../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru({ services: ['user', 'friend', 'chat', 'front'] });
});
after(() => maru[Symbol.asyncDispose]());

/** Somebody with an open room, and somebody else in it who can be asked for the truth. */
async function writing() {
  const ann = await ClientUser.join(maru.url);
  const ben = await maru.person();
  const roomId = await ann.direct(ben);
  await ann.open(roomId);
  const stored = async () => (await ben.history(roomId)).map(({ message }) => message);
  return { ann, ben, roomId, stored };
}

const outboxEmpties = (ann: ClientUser, roomId: RoomId) =>
  until('an empty outbox', () => ann.outbox(roomId).length === 0);

test('what is written offline shows at once, survives a reload and is sent once, in order', async () => {
  const { ann, roomId, stored } = await writing();
  await using _ = ann;
  ann.network.cut();
  await until('being offline', () => ann.connection.status === 'offline');
  for (const number of upTo(5)) await ann.say(roomId, `${number}`);
  assert.deepEqual(
    ann.outbox(roomId).map(({ message, status }) => [message, status]),
    upTo(5).map((n) => [`${n}`, 'pending']),
  );
  assert.deepEqual(await stored(), []);
  ann.network.mend();
  await ann.reload();
  await until('everything being stored', async () => (await stored()).length === 5);
  await outboxEmpties(ann, roomId);
  assert.deepEqual(await stored(), ['1', '2', '3', '4', '5']);
  await ann.reload();
  await ann.open(roomId);
  assert.deepEqual(ann.texts(roomId), ['1', '2', '3', '4', '5']);
  assert.deepEqual(await stored(), ['1', '2', '3', '4', '5']);
});

test('a lost receipt does not send a message twice', async () => {
  const { ann, roomId, stored } = await writing();
  await using _ = ann;
  ann.network.lose((frame) => frame.startsWith('RECEIPT') || frame.includes('한 번'));
  await ann.say(roomId, '한 번');
  await until('the answer to fail', async () => (await stored()).length === 1);
  ann.network.lose(undefined);
  ann.network.drop();
  await outboxEmpties(ann, roomId);
  await ann.sees(roomId, '한 번');
  assert.deepEqual(await stored(), ['한 번']);
});

test('a page that dies between sending and the receipt does not send twice', async () => {
  const { ann, roomId, stored } = await writing();
  await using _ = ann;
  ann.network.lose((frame) => frame.startsWith('RECEIPT') || frame.startsWith('MESSAGE'));
  await ann.say(roomId, '한 번');
  await until('being stored', async () => (await stored()).length === 1);
  ann.network.lose(undefined);
  await ann.reload();
  await ann.open(roomId);
  await outboxEmpties(ann, roomId);
  assert.deepEqual(await stored(), ['한 번']);
  assert.deepEqual(ann.texts(roomId), ['한 번']);
});

test('a frame that vanished on a living connection is sent again by POST', async () => {
  const { ann, roomId, stored } = await writing();
  await using _ = ann;
  ann.network.swallow((frame) => frame.startsWith('SEND') && frame.includes('사라짐'));
  await ann.say(roomId, '사라짐');
  await ann.say(roomId, '그 다음');
  await outboxEmpties(ann, roomId);
  assert.deepEqual(await stored(), ['사라짐', '그 다음']);
  assert.equal(ann.network.calls.filter((call) => call === `POST /chat/${roomId}`).length, 1);
});

test('a refused message fails with its reason, and the next one is not held up', async () => {
  const { ann, roomId, stored } = await writing();
  await using _ = ann;
  const stranger = await maru.person();
  const { roomId: closed } = await stranger.groupRoom([await maru.person()]);
  const id = await ann.say(closed, '들여보내 줘');
  await until('the refusal', () => ann.outbox(closed)[0]?.status === 'failed');
  assert.equal(ann.outbox(closed)[0]?.failure, 'not_a_participant');
  await ann.say(roomId, '여기는 돼');
  await until('the other room', async () => (await stored()).length === 1);
  assert.equal(ann.connection.status, 'online', 'a refusal does not cost the connection');

  await ann.reload();
  await until('the failed one again', () => ann.outbox(closed)[0]?.failure === 'not_a_participant');
  await ann.actions.retry(id);
  await until('a second refusal', () => ann.outbox(closed)[0]?.status === 'failed');
  await ann.actions.discard(id);
  assert.deepEqual(ann.outbox(closed), []);
  assert.deepEqual(await ann.outboxStorage.load(ann.userId), []);
});

test('what could never be sent is refused before it is kept', async () => {
  const { ann, roomId } = await writing();
  await using _ = ann;
  assert.deepEqual(await ann.actions.send(roomId, { message: '  \n' }), { ok: false, code: 'message_empty' });
  assert.deepEqual(await ann.actions.send(roomId, { message: '가'.repeat(10_001) }), {
    ok: false,
    code: 'message_too_long',
  });
  assert.deepEqual(await ann.actions.send(roomId, { message: '\0' }), { ok: false, code: 'invalid_text' });
  assert.deepEqual(ann.outbox(roomId), []);
});

test('many messages written quickly stay in order', async () => {
  const { ann, roomId, stored } = await writing();
  await using _ = ann;
  const texts = upTo(40).map((number) => `${number}`);
  await Promise.all(texts.map((text) => ann.say(roomId, text)));
  await outboxEmpties(ann, roomId);
  assert.deepEqual(await stored(), texts);
  assert.deepEqual(ann.texts(roomId), texts);
});

test('a group is made once, though its answer was lost', async () => {
  await using ann = await ClientUser.join(maru.url);
  const ben = await maru.person();
  ann.network.answerOnce('POST', '/rooms', () => Promise.reject(new TypeError('lost')));
  const made = await ann.actions.createRoom({ kind: 'group', userIds: [ben.userId], title: '모임' });
  assert.ok(made.ok);
  assert.equal((await ben.call('rooms', { query: {} })).rooms.length, 1);
});
