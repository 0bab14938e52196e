import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refusal } from '../../support/client-network.ts';
import { ClientUser, expectOk } from '../../support/client-user.ts';
import { startTestMaru, type TestMaru } from '../../support/maru-server.ts';
import { until } from '../../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru({ services: ['user', 'friend', 'chat', 'front'] });
});
after(() => maru[Symbol.asyncDispose]());

const refreshes = (user: ClientUser) =>
  user.network.calls.filter((call) => call === 'POST /sessions/refresh').length;

test('calls that fail together on an old token share one refresh', async () => {
  await using ann = await ClientUser.join(maru.url);
  await until('a quiet start', () => ann.rooms.status.is === 'ready');
  ann.network.answerOnce('GET', '/users', refusal(401, 'token_expired'));
  ann.network.answerOnce('GET', '/sessions', refusal(401, 'token_expired'));
  const before = await ann.tokenStorage.load();
  const [found, sessions] = await Promise.all([ann.actions.searchUsers('x'), ann.actions.loadSessions()]);
  assert.ok(found.ok && sessions.ok);
  assert.equal(refreshes(ann), 1);
  assert.notEqual(await ann.tokenStorage.load(), before, 'the rotated token is kept');
});

test('nobody was logged in before', async () => {
  await using ann = new ClientUser(maru.url);
  assert.equal(ann.session.status, 'starting');
  await ann.actions.restore();
  assert.deepEqual(ann.session, { status: 'loggedOut' });
  assert.deepEqual(await ann.actions.searchUsers('x'), { ok: false, code: 'unauthenticated' });
});

test('a reload continues the session', async () => {
  await using ann = await ClientUser.join(maru.url, '안나');
  await ann.reload();
  assert.ok(ann.session.status === 'loggedIn' && ann.session.user.nickname === '안나');
  await ann.online();
});

test('starting offline logs nobody out: it goes on trying', async () => {
  await using ann = await ClientUser.join(maru.url);
  await ann.localCache.clear(ann.userId);
  ann.network.cut();
  const reloading = ann.reload();
  await until(
    'the failure',
    () => ann.session.status === 'restoring' && ann.session.failure === 'unavailable',
  );
  ann.network.mend();
  await reloading;
  assert.equal(ann.session.status, 'loggedIn');
});

test('a session that another device ended is over at once, and says why', async () => {
  await using ann = await ClientUser.join(maru.url);
  await using phone = new ClientUser(maru.url);
  expectOk(await phone.actions.logIn({ userId: ann.userId, password: ann.password, device: '전화' }));
  const other = expectOk(await phone.actions.loadSessions()).find(({ current }) => !current);
  assert.ok(other);
  expectOk(await phone.actions.endSession(other.sessionId));
  await until('the end', () => ann.session.status === 'loggedOut');
  assert.deepEqual(ann.session, { status: 'loggedOut', reason: 'session_ended' });
  assert.equal(await ann.tokenStorage.load(), undefined);
  assert.equal(ann.connection.status, 'offline');
  assert.equal(phone.session.status, 'loggedIn');
});

test('a session that ended while the app was closed is not continued', async () => {
  await using ann = await ClientUser.join(maru.url);
  const token = await ann.tokenStorage.load();
  await ann.actions.logOut();
  assert.deepEqual(ann.session, { status: 'loggedOut', reason: 'logged_out' });
  await ann.tokenStorage.save(token ?? '');
  await ann.reload();
  assert.equal(ann.session.status, 'loggedOut');
  assert.equal(await ann.tokenStorage.load(), undefined);
});

test('after a log-out nothing of the user is left, in the stores or in the outbox', async () => {
  await using ann = await ClientUser.join(maru.url);
  const ben = await maru.person();
  const roomId = await ann.direct(ben);
  await ann.open(roomId);
  ann.network.cut();
  await until('being offline', () => ann.connection.status === 'offline');
  await ann.say(roomId, '남지 않을 말');
  await ann.actions.logOut();
  const { rooms, friends, messages, outbox, profiles, readPositions } = ann.client.stores;
  assert.deepEqual(rooms.getState().ids, []);
  assert.deepEqual(friends.getState().ids, []);
  for (const store of [messages, outbox, readPositions]) assert.deepEqual(store.getState().byRoom, {});
  assert.deepEqual(profiles.getState().byId, {});
  assert.deepEqual(await ann.outboxStorage.load(ann.userId), []);
});

test('refusals of the forms come back by their code', async () => {
  await using ann = await ClientUser.join(maru.url);
  await using eve = new ClientUser(maru.url);
  const taken = await eve.actions.signUp({ userId: ann.userId, password: 'correct horse', nickname: 'x' });
  assert.deepEqual(taken, { ok: false, code: 'user_id_taken' });
  const wrong = await eve.actions.logIn({ userId: ann.userId, password: 'wrong horse' });
  assert.deepEqual(wrong, { ok: false, code: 'invalid_credentials' });
  eve.network.cut();
  const away = await eve.actions.logIn({ userId: ann.userId, password: ann.password });
  assert.deepEqual(away, { ok: false, code: 'unavailable' });
});
