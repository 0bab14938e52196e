import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ChatMessage } from '../../../backend/contract/index.ts';
import { totalUnread, unreadNumber } from '../../../desktop/client/index.ts';
import { ClientUser, expectOk } from '../../support/client-user.ts';
import { startTestMaru, type TestMaru } from '../../support/maru-server.ts';
import { until, upTo } from '../../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru({ services: ['user', 'friend', 'chat', 'front'] });
});
after(() => maru[Symbol.asyncDispose]());

test('two people talk: messages in order, the outbox empties, the unread number falls', async () => {
  await using ann = await ClientUser.join(maru.url, '안나');
  await using ben = await ClientUser.join(maru.url, '벤');
  const roomId = await ann.direct(ben);
  await until('the room at the other side', () => ben.room(roomId));
  await ann.open(roomId);
  for (const text of ['하나', '둘', '셋']) await ann.say(roomId, text);
  await ann.sees(roomId, '하나', '둘', '셋');
  assert.deepEqual(ann.seqs(roomId), [1, 2, 3]);
  await until('an empty outbox', () => ann.outbox(roomId).length === 0);
  await until('three unread', () => ben.room(roomId)?.unread === 3);
  assert.equal(ben.room(roomId)?.lastMessage?.message, '셋');
  assert.equal(totalUnread(ben.rooms), 3);
  assert.equal(unreadNumber(3, ann.marks(roomId)), 1);

  await ben.open(roomId);
  assert.deepEqual(ben.texts(roomId), ['하나', '둘', '셋']);
  assert.equal(ben.room(roomId)?.unread, 3, 'an open room that nobody looks at stays unread');
  ben.actions.markVisible(roomId, true);
  await until('the number to fall', () => unreadNumber(3, ann.marks(roomId)) === 0);
  assert.equal(totalUnread(ben.rooms), 0);
});

test('a message that arrives in a visible room is read at once, in a hidden one it is not', async () => {
  await using ann = await ClientUser.join(maru.url);
  await using ben = await ClientUser.join(maru.url);
  const roomId = await ann.direct(ben);
  await Promise.all([ann.open(roomId), ben.open(roomId)]);
  ben.actions.markVisible(roomId, true);
  await ann.say(roomId, '봐');
  await until('being read', () => ann.marks(roomId)[ben.userId]?.readSeq === 1);
  ben.actions.markVisible(roomId, false);
  await ann.say(roomId, '안 봐');
  await ben.sees(roomId, '안 봐');
  assert.equal(ben.room(roomId)?.unread, 1);
  assert.equal(ann.marks(roomId)[ben.userId]?.readSeq, 1);
});

test('the chat list shows the latest activity first, and tells of messages for notifications', async () => {
  await using ann = await ClientUser.join(maru.url);
  await using ben = await ClientUser.join(maru.url);
  await using eve = await ClientUser.join(maru.url);
  const withBen = await ann.direct(ben);
  const withEve = await ann.direct(eve);
  const heard: ChatMessage[] = [];
  ann.client.onIncoming((message) => heard.push(message));
  await until('rooms of the others', () => ben.room(withBen) && eve.room(withEve));
  await ben.say(withBen, '안녕');
  await until('the first message', () => ann.rooms.ids[0] === withBen && ann.room(withBen)?.unread === 1);
  await eve.say(withEve, '안녕하세요');
  await until('the second message', () => ann.rooms.ids[0] === withEve);
  assert.deepEqual(
    heard.map(({ message }) => message),
    ['안녕', '안녕하세요'],
  );
});

test('a long room comes page by page, backwards and without a gap', async () => {
  await using ann = await ClientUser.join(maru.url);
  const teller = await maru.person();
  const { roomId } = await teller.directRoom({ ...teller, userId: ann.userId } as typeof teller);
  for (const number of upTo(120)) await teller.say(roomId, `${number}`);
  await until('the room', () => ann.room(roomId));
  await ann.open(roomId);
  assert.deepEqual(ann.seqs(roomId), upTo(120).slice(-50));
  await Promise.all([ann.actions.loadOlder(roomId), ann.actions.loadOlder(roomId)]);
  assert.deepEqual(ann.seqs(roomId), upTo(120).slice(-100));
  expectOk(await ann.actions.loadOlder(roomId));
  assert.deepEqual(ann.seqs(roomId), upTo(120));
  assert.equal(ann.window(roomId)?.hasMoreBefore, false);
});

test('friends and profiles are kept apart, and another device follows', async () => {
  await using ann = await ClientUser.join(maru.url, '안나');
  const ben = await maru.person('벤');
  expectOk(await ann.actions.addFriend(ben.userId));
  expectOk(await ann.actions.changeFriend(ben.userId, { alias: '동생', favourite: true }));
  const { friends, profiles } = ann.client.stores;
  assert.equal(friends.getState().byId[ben.userId]?.alias, '동생');
  assert.equal(profiles.getState().byId[ben.userId]?.nickname, '벤');
  const [found] = expectOk(await ann.actions.searchUsers(ben.userId));
  assert.equal(found?.userId, ben.userId);

  await using phone = new ClientUser(maru.url);
  expectOk(await phone.actions.logIn({ userId: ann.userId, password: ann.password }));
  await phone.online();
  await until('the friend', () => phone.client.stores.friends.getState().ids.includes(ben.userId));
  expectOk(await ann.actions.changeProfile({ nickname: '안나2' }));
  await until(
    'the new name',
    () => phone.session.status === 'loggedIn' && phone.session.user.nickname === '안나2',
  );
  expectOk(await ann.actions.removeFriend(ben.userId));
  await until('the friend to go', () => phone.client.stores.friends.getState().ids.length === 0);
  const refused = await ann.actions.addFriend('nobody-here');
  assert.equal(refused.ok ? undefined : refused.code, 'user_not_found');
});
