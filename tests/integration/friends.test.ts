import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { UserId } from '../../backend/contract/index.ts';
import { call, refusalOf } from '../support/maru-call.ts';
import type { Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

const add = (person: Person, userId: string) => person.call('addFriend', { params: { userId } });
const listOf = async (person: Person) => (await person.call('friends', { query: {} })).friends;

test('adding again changes nothing, and asks nobody', async () => {
  const [person, other] = [await maru.person('나'), await maru.person('너')];
  const first = await add(person, other.userId);
  assert.deepEqual(
    { ...first, since: '' },
    { ...other.tokens.user, favourite: false, hidden: false, blocked: false, alias: '', since: '' },
  );
  await person.call('changeFriend', { params: { userId: other.userId }, body: { favourite: true } });
  assert.deepEqual(await add(person, other.userId), { ...first, favourite: true });
  assert.deepEqual(await listOf(person), [{ ...first, favourite: true }]);
  assert.deepEqual(await listOf(other), []);
});

test('oneself and people who do not exist are no friends', async () => {
  const person = await maru.person();
  assert.equal((await refusalOf(add(person, person.userId))).code, 'cannot_befriend_self');
  assert.equal((await refusalOf(add(person, 'nobody.here'))).code, 'user_not_found');
  for (const [userId, code] of [
    ['nobody.here', 'user_not_found'],
    [person.userId, 'cannot_befriend_self'],
  ] as const) {
    const change = person.call('changeFriend', {
      params: { userId: userId as UserId },
      body: { blocked: true },
    });
    assert.equal((await refusalOf(change)).code, code);
  }
  assert.deepEqual(await listOf(person), []);
});

test('favourite, block and alias are kept, each for itself', async () => {
  const [person, other] = [await maru.person(), await maru.person()];
  const params = { userId: other.userId };
  await add(person, other.userId);
  await person.call('changeFriend', { params, body: { favourite: true } });
  await person.call('changeFriend', { params, body: { alias: ' 내 친구 ' } });
  const friend = await person.call('changeFriend', { params, body: { blocked: true } });
  assert.deepEqual(
    { favourite: friend.favourite, alias: friend.alias, blocked: friend.blocked },
    { favourite: true, alias: '내 친구', blocked: true },
  );
  await person.call('changeFriend', { params, body: {} });
  assert.deepEqual(await listOf(person), [friend]);
  await person.call('changeFriend', { params, body: { alias: '' } });
  assert.equal((await listOf(person))[0]?.alias, '');
});

test('somebody who is no friend can be blocked, and is none after it is taken back', async () => {
  const [person, other] = [await maru.person(), await maru.person('모르는 사람')];
  const params = { userId: other.userId };
  const set = (body: { blocked?: boolean; favourite?: boolean }) =>
    person.call('changeFriend', { params, body });
  assert.equal((await refusalOf(set({ favourite: true }))).code, 'friend_not_found');
  assert.equal((await refusalOf(set({ favourite: true, blocked: true }))).code, 'friend_not_found');
  const entry = { ...other.tokens.user, favourite: false, hidden: false, alias: '' };
  for (const _ of [1, 2]) assert.deepEqual(await set({ blocked: true }), { ...entry, blocked: true });
  assert.deepEqual(await listOf(person), [{ ...entry, blocked: true }]);
  for (const _ of [1, 2]) assert.deepEqual(await set({ blocked: false }), { ...entry, blocked: false });
  assert.deepEqual(await listOf(person), []);
});

test('a blocked stranger can be added, and a blocked friend removed: the block stays', async () => {
  const [person, other] = [await maru.person(), await maru.person()];
  const params = { userId: other.userId };
  await person.call('changeFriend', { params, body: { blocked: true } });
  const { since, blocked } = await add(person, other.userId);
  assert.deepEqual([typeof since, blocked], ['string', true]);
  await person.call('removeFriend', { params });
  const [left] = await listOf(person);
  assert.deepEqual([left?.since, left?.blocked], [undefined, true]);
  await add(person, other.userId);
  const unblocked = await person.call('changeFriend', { params, body: { blocked: false } });
  assert.equal(typeof unblocked.since, 'string');
  assert.deepEqual(await listOf(person), [unblocked]);
});

test('hidden friends stay in the list with their flag', async () => {
  const [person, other] = [await maru.person(), await maru.person()];
  const params = { userId: other.userId };
  const friend = await add(person, other.userId);
  await person.call('changeFriend', { params, body: { hidden: true } });
  assert.deepEqual(await listOf(person), [{ ...friend, hidden: true }]);
});

test('people who are found can be added right after they signed up', async () => {
  const person = await maru.person();
  for (const n of [1, 2, 3, 4, 5]) {
    const other = await maru.person(`방금 온 사람 ${n}`);
    const { users } = await person.call('searchUsers', { query: { query: other.userId } });
    assert.deepEqual(users, [other.tokens.user]);
    assert.equal((await add(person, other.userId)).userId, other.userId);
  }
});

test('a friend can be removed, again and again, and added anew', async () => {
  const [person, other] = [await maru.person(), await maru.person()];
  const params = { userId: other.userId };
  await add(person, other.userId);
  await person.call('removeFriend', { params });
  await person.call('removeFriend', { params });
  assert.deepEqual(await listOf(person), []);
  await add(person, other.userId);
  assert.equal((await listOf(person)).length, 1);
});

test('the list is paged in the order of ids', async () => {
  const person = await maru.person();
  const ids = ['page.a', 'page.b', 'page.c', 'page.d', 'page.e'];
  for (const userId of ids) {
    await call(maru, 'signUp', { body: { userId, password: 'correct horse', nickname: userId } });
    await until(`${userId} to be known`, () => add(person, userId).catch(() => undefined));
  }
  const page = async (query: { after?: string; limit?: number }) =>
    (await person.call('friends', { query })).friends.map(({ userId }) => userId);
  assert.deepEqual(await page({}), ids);
  assert.deepEqual(await page({ limit: 2 }), ids.slice(0, 2));
  assert.deepEqual(await page({ after: 'page.b', limit: 2 }), ids.slice(2, 4));
  assert.deepEqual(await page({ after: 'page.bb' }), ids.slice(2));
  assert.deepEqual(await page({ after: 'page.e' }), []);
  for (const limit of [0, 201, 1.5, -1]) assert.equal((await refusalOf(page({ limit }))).status, 400);
});

test('names follow profile changes', async () => {
  const [person, other] = [await maru.person(), await maru.person('옛이름')];
  await add(person, other.userId);
  await other.call('changeProfile', { body: { nickname: '새이름' } });
  await until('the new name in the list', async () => (await listOf(person))[0]?.nickname === '새이름');
});

test('every device of the person hears of a change in the list', async () => {
  const [person, other] = [await maru.person(), await maru.person()];
  await using device = await person.connect();
  await using second = await (await person.onAnotherDevice()).connect();
  await using stranger = await other.connect();
  await add(person, other.userId);
  const event = { type: 'friend.changed', friendUserId: other.userId };
  await until('the event', () => device.personal().length > 0 && second.personal().length > 0);
  assert.deepEqual([...device.personal(), ...second.personal(), ...stranger.personal()], [event, event]);
});
