/** What was last seen shows at once, with or without a connection, and the server's word comes on top. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ClientUser } from '../../support/client-user.ts';
import { Person } from '../../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../../support/maru-server.ts';
import { until, upTo } from '../../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru({ services: ['user', 'friend', 'chat', 'front'] });
});
after(() => maru[Symbol.asyncDispose]());

/** Somebody who has read a room and whose device has written down what it saw. */
async function hasSeen(texts: readonly string[]) {
  const ann = await ClientUser.join(maru.url, '안나');
  const ben = await maru.person();
  const roomId = await ann.direct(ben);
  await ann.open(roomId);
  for (const text of texts) await ben.say(roomId, text);
  await ann.sees(roomId, ...texts);
  const kept = () => ann.localCache.loadMessages(ann.userId, roomId, Number.MAX_SAFE_INTEGER, 1_000);
  await until('the messages to be kept', async () => (await kept()).length === texts.length);
  await until('the room to be kept', async () => {
    const [room] = await ann.localCache.load(ann.userId, 'room');
    return room?.lastSeq === texts.length;
  });
  return { ann, ben, roomId };
}

test('without a connection, lists and messages of the last time are there', async () => {
  const { ann, ben, roomId } = await hasSeen(['하나', '둘']);
  await using _ = ann;
  ann.network.cut();
  await ann.reload();
  assert.equal(ann.session.status, 'loggedIn');
  await until('the chat list', () => ann.room(roomId) !== undefined);
  assert.equal(ann.room(roomId)?.lastMessage?.message, '둘');
  await ann.actions.openRoom(roomId);
  assert.deepEqual(ann.texts(roomId), ['하나', '둘']);
  assert.notEqual(ann.connection.status, 'online');
  await ben.say(roomId, '셋');
  ann.network.mend();
  await ann.sees(roomId, '하나', '둘', '셋');
  assert.deepEqual(ann.seqs(roomId), [1, 2, 3]);
});

test('older messages come from the device as long as the server is away', async () => {
  const texts = upTo(60).map((number) => `${number}`);
  const { ann, roomId } = await hasSeen(texts);
  await using _ = ann;
  ann.network.cut();
  await ann.reload();
  await ann.actions.openRoom(roomId);
  assert.equal(ann.texts(roomId)[0], '11');
  assert.equal((await ann.actions.loadOlder(roomId)).ok, true);
  assert.deepEqual(ann.texts(roomId), texts);
});

test('a draft is there after a restart, and gone when it is emptied', async () => {
  const { ann, roomId } = await hasSeen(['하나']);
  await using _ = ann;
  const draft = () => ann.client.stores.drafts.getState().byRoom[roomId]?.text;
  const kept = async (count: number) => (await ann.localCache.load(ann.userId, 'draft')).length === count;
  ann.actions.setDraft(roomId, '아직 쓰는 중');
  await until('the draft to be kept', () => kept(1));
  await ann.reload();
  await until('the draft', () => draft() === '아직 쓰는 중');
  ann.actions.setDraft(roomId, '');
  await until('the draft to be forgotten', () => kept(0));
});

test('a draft typed right before the end is there after a restart', async () => {
  const { ann, roomId } = await hasSeen(['하나']);
  await using _ = ann;
  for (const text of ['쓰다 만 말', '']) {
    ann.actions.setDraft(roomId, text);
    await ann.reload();
    await until('the chat list', () => ann.room(roomId) !== undefined);
    assert.equal(ann.client.stores.drafts.getState().byRoom[roomId]?.text ?? '', text);
  }
});

test('logging out leaves nothing on the device', async () => {
  const { ann, roomId } = await hasSeen(['하나']);
  await using _ = ann;
  await ann.actions.logOut();
  assert.equal(await ann.localCache.lastUser(), undefined);
  assert.deepEqual(await ann.localCache.load(ann.userId, 'room'), []);
  assert.deepEqual(await ann.localCache.loadMessages(ann.userId, roomId, 10, 10), []);
});

test('a session that was ended elsewhere meanwhile is over at the first word of the server', async () => {
  const { ann, roomId } = await hasSeen(['하나']);
  await using _ = ann;
  ann.network.cut();
  await ann.reload();
  const other = await Person.logIn(maru.url, ann.userId, ann.password);
  const { sessions } = await other.call('sessions');
  const former = sessions.find(({ current }) => !current);
  assert.ok(former);
  await other.call('logOut', { params: { sessionId: former.sessionId } });
  ann.network.mend();
  await until('the end of the session', () => ann.session.status === 'loggedOut');
  assert.equal(ann.room(roomId), undefined);
});
