/** People come and go, and every device of theirs knows it at once. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RoomId } from '../../../backend/contract/index.ts';
import { ClientUser, expectOk } from '../../support/client-user.ts';
import { startTestMaru, type TestMaru } from '../../support/maru-server.ts';
import { until } from '../../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru({ services: ['user', 'friend', 'chat', 'front'] });
});
after(() => maru[Symbol.asyncDispose]());

/** Ann at the client, in a group of Ben's that she has open. */
async function inGroup() {
  const ann = await ClientUser.join(maru.url, '안나');
  const ben = await maru.person();
  const { roomId } = await ben.call('createRoom', { body: { kind: 'group', userIds: [ann.userId] } });
  await until('the room in the list', () => ann.room(roomId) !== undefined);
  await ann.open(roomId);
  return { ann, ben, roomId };
}

const member = (roomId: RoomId, userId: string) => ({ params: { roomId, userId } });

test('whoever is removed loses the room at once, and is live again when invited again', async () => {
  const { ann, ben, roomId } = await inGroup();
  await using _ = ann;
  await ben.say(roomId, '하나');
  await ann.sees(roomId, '하나');
  await ben.call('leaveRoom', member(roomId, ann.userId));
  await until('the room to go', () => ann.room(roomId) === undefined);
  await ben.say(roomId, '둘');
  await ben.call('invite', { params: { roomId }, body: { userIds: [ann.userId] } });
  await until('the room to come back', () => ann.room(roomId) !== undefined);
  await ann.open(roomId);
  await ben.say(roomId, '셋');
  await ann.sees(roomId, '셋');
  assert.ok(!ann.texts(roomId).includes('둘'), 'what was said meanwhile is not for her');
});

test('a direct room that was left comes back with the next message, and without what was said before', async () => {
  await using ann = await ClientUser.join(maru.url);
  const ben = await maru.person();
  const roomId = await ann.direct(ben);
  await ann.open(roomId);
  await ben.say(roomId, '예전');
  await ann.sees(roomId, '예전');
  expectOk(await ann.actions.leaveRoom(roomId));
  await until('the room to go', () => ann.room(roomId) === undefined);
  ann.actions.closeRoom(roomId);
  await ben.say(roomId, '다시');
  await until('the room to come back', () => ann.room(roomId)?.lastMessage?.message === '다시');
  await ann.open(roomId);
  assert.deepEqual(ann.texts(roomId), ['다시']);
  await ben.say(roomId, '또');
  await ann.sees(roomId, '또');
});

test('title, notice, owner and own settings change in the list of every device', async () => {
  const { ann, ben, roomId } = await inGroup();
  await using _ = ann;
  await ben.call('changeRoom', { params: { roomId }, body: { title: '산책', notice: '여섯 시' } });
  await until('the title and the notice', () => {
    const room = ann.room(roomId);
    return room?.title === '산책' && room.notice?.text === '여섯 시';
  });
  await ben.call('changeRoom', { params: { roomId }, body: { owner: ann.userId } });
  await until('the owner', () => ann.room(roomId)?.ownerId === ann.userId);
  await using phone = new ClientUser(maru.url);
  expectOk(await phone.actions.logIn({ userId: ann.userId, password: ann.password }));
  await until('the room on the phone', () => phone.room(roomId) !== undefined);
  await phone.online();
  expectOk(await ann.actions.changeRoomSettings(roomId, { muted: true }));
  await until('the setting on the phone', () => phone.room(roomId)?.muted === true);
});

test('edits, unsends and reactions show at once, also in the list and in answers', async () => {
  const { ann, ben, roomId } = await inGroup();
  await using _ = ann;
  const { seq } = await ben.say(roomId, '안녕하세여');
  await ann.sees(roomId, '안녕하세여');
  const [shown] = (ann.window(roomId)?.messages ?? []).filter((message) => message.seq === seq);
  assert.ok(shown);
  const { userId, nickname, message } = shown;
  expectOk(await ann.actions.send(roomId, { message: '네', replyTo: { seq, userId, nickname, message } }));
  await ann.sees(roomId, '네');
  const params = { roomId, seq };
  await ben.call('editMessage', { params, body: { message: '안녕하세요' } });
  await ann.sees(roomId, '안녕하세요');
  const answer = () => ann.window(roomId)?.messages.find((each) => each.message === '네');
  await until('the quote', () => answer()?.replyTo?.message === '안녕하세요');
  expectOk(await ann.actions.react(roomId, seq, '👍', true));
  const reacted = () => ann.window(roomId)?.messages.find((each) => each.seq === seq)?.reactions;
  assert.deepEqual(reacted(), [{ emoji: '👍', userIds: [ann.userId] }]);
  await ben.call('unsendMessage', { params });
  await until('the quote to be empty', () => answer()?.replyTo?.unsentAt !== undefined);
  assert.deepEqual(reacted() ?? [], []);
});

test('what was edited while away is right after coming back', async () => {
  const { ann, ben, roomId } = await inGroup();
  await using _ = ann;
  const { seq } = await ben.say(roomId, '처음');
  await ann.sees(roomId, '처음');
  ann.network.cut();
  await until('being offline', () => ann.connection.status === 'offline');
  await ben.call('editMessage', { params: { roomId, seq }, body: { message: '나중' } });
  ann.network.mend();
  await ann.sees(roomId, '나중');
  assert.ok(!ann.texts(roomId).includes('처음'));
});

test('a message that is unsent or edited elsewhere goes out of the list and off the device too', async () => {
  await using ann = await ClientUser.join(maru.url);
  const ben = await maru.person();
  const roomId = await ann.direct(ben);
  await ann.open(roomId);
  await ben.say(roomId, '하나');
  const { seq } = await ben.say(roomId, '비밀');
  await ann.sees(roomId, '비밀');
  ann.actions.closeRoom(roomId);
  const kept = () => ann.localCache.loadMessages(ann.userId, roomId, Number.MAX_SAFE_INTEGER, 10);
  await until('the messages to be kept', async () => (await kept()).length === 2);
  const { editedAt } = await ben.call('editMessage', {
    params: { roomId, seq },
    body: { message: '덜 비밀' },
  });
  await until('the edit in the list', () => ann.room(roomId)?.lastMessage?.message === '덜 비밀');
  await until('the edit on the device', async () => (await kept())[1]?.editedAt === editedAt);
  await ben.call('unsendMessage', { params: { roomId, seq } });
  await until('nothing in the list', () => ann.room(roomId)?.lastMessage?.message === '');
  await until('nothing on the device', async () => (await kept())[1]?.message === '');
  assert.ok(!JSON.stringify(await kept()).includes('비밀'));
});

test('a chat that is marked as read is read everywhere, and nobody has to be online for it', async () => {
  await using ann = await ClientUser.join(maru.url);
  const ben = await maru.person();
  const roomId = await ann.direct(ben);
  await ben.say(roomId, '하나');
  await until('something unread', () => ann.room(roomId)?.unread === 1);
  ann.actions.markRead(roomId);
  assert.equal(ann.room(roomId)?.unread, 0);
  const readSeq = async () => {
    const { participants } = await ben.call('room', { params: { roomId } });
    return participants.find(({ userId }) => userId === ann.userId)?.readSeq;
  };
  await until('the other one to see it', async () => (await readSeq()) === 1);
  await ben.say(roomId, '둘');
  await until('something unread', () => ann.room(roomId)?.unread === 1);
  ann.network.cut();
  ann.actions.markRead(roomId);
  assert.equal(ann.room(roomId)?.unread, 0);
  ann.network.mend();
  await until('the other one to see it', async () => (await readSeq()) === 2);
});

test('the first message of a chat that was not there before is news, once', async () => {
  await using ann = await ClientUser.join(maru.url);
  const told: string[] = [];
  ann.client.onIncoming(({ message }, { roomId }) => told.push(`${roomId} ${message}`));
  const expected: string[] = [];
  for (let turn = 1; turn <= 10; turn++) {
    const ben = await maru.person();
    const { roomId } = await ben.call('createRoom', { body: { kind: 'direct', userIds: [ann.userId] } });
    await ben.say(roomId, '안녕하세요');
    await until('the room', () => ann.room(roomId)?.unread === 1);
    expected.push(`${roomId} 안녕하세요`);
  }
  await until('the news', () => told.length >= expected.length);
  const ben = await maru.person();
  const roomId = await ann.direct(ben);
  await ben.say(roomId, '끝');
  expected.push(`${roomId} 끝`);
  await until('the last news', () => told.at(-1) === expected.at(-1));
  assert.deepEqual(told, expected);
});
