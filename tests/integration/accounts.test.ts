import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { call, refusalOf } from '../support/maru-call.ts';
import { Person } from '../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

const account = { userId: 'haneul', password: 'correct horse', nickname: '하늘' };

test('signing up again with the same password is accepted again (a reply may get lost)', async () => {
  const first = await call(maru, 'signUp', { body: account });
  assert.deepEqual(first, { userId: 'haneul', nickname: '하늘', statusMessage: '', avatar: '' });
  assert.deepEqual(await call(maru, 'signUp', { body: account }), first);
});

test('an id belongs to whoever signed up first', async () => {
  const body = { ...account, userId: 'first.come' };
  await call(maru, 'signUp', { body });
  const refusal = await refusalOf(call(maru, 'signUp', { body: { ...body, password: 'another password' } }));
  assert.equal(refusal.code, 'user_id_taken');
  await Person.logIn(maru.url, 'first.come', account.password);
});

test('sign-ups for one id at the same time make one account', async () => {
  const signUp = (n: number) =>
    call(maru, 'signUp', { body: { ...account, userId: 'contested', password: `password ${n}` } });
  const results = await Promise.allSettled(Array.from({ length: 6 }, (_, n) => signUp(n)));
  assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
});

test('a wrong id and a wrong password are told alike', async () => {
  const person = await maru.person();
  const wrongPassword = await refusalOf(Person.logIn(maru.url, person.userId, 'not the password'));
  const wrongId = await refusalOf(Person.logIn(maru.url, 'nobody.here', 'not the password'));
  assert.equal(wrongPassword.code, 'invalid_credentials');
  assert.equal(wrongId.code, 'invalid_credentials');
  assert.equal(wrongId.message, wrongPassword.message);
});

test('ids, passwords and names are checked at the edge', async () => {
  const wrong = [
    { userId: 'abc' },
    { userId: 'a'.repeat(21) },
    { userId: 'Capital' },
    { userId: '한글아이디' },
    { userId: 12345 },
    { password: 'short' },
    { password: 'a'.repeat(129) },
    { nickname: '' },
    { nickname: '   ' },
    { nickname: '가'.repeat(31) },
    { nickname: 'nul\0' },
    { nickname: '\ud800' },
  ];
  for (const part of wrong) {
    const refusal = await refusalOf(call(maru, 'signUp', { body: { ...account, ...part } }));
    assert.equal(refusal.status, 400, JSON.stringify(part));
  }
});

test('a profile change shows at once, keeps the rest and reaches the own devices', async () => {
  const person = await maru.person('처음');
  await using device = await person.connect();
  await person.call('changeProfile', { body: { statusMessage: '  바쁨  ', avatar: 'preset:7' } });
  await person.call('changeProfile', { body: { nickname: '나중'.normalize('NFD') } });
  const expected = { userId: person.userId, nickname: '나중', statusMessage: '바쁨', avatar: 'preset:7' };
  assert.deepEqual(await person.call('me'), expected);
  await until('the event of the change', () =>
    device.personal().some((event) => event.type === 'profile.changed' && event.profile.nickname === '나중'),
  );
});

test('people are found by a part of their name or the start of their id', async () => {
  const person = await maru.person('찾는사람');
  await call(maru, 'signUp', {
    body: { userId: 'search.me', password: 'correct horse', nickname: '김바다별' },
  });
  const find = async (query: string) => {
    const { users } = await person.call('searchUsers', { query: { query } });
    return users.map(({ userId }) => userId).filter((id) => id === 'search.me');
  };
  for (const query of ['바다', '다', '김바다별', '바다'.normalize('NFD'), 'sear', 'SEARCH.ME', ' 바다 '])
    assert.deepEqual(await find(query), ['search.me'], query);
  for (const query of ['earch', '바별', 'search.me.too']) assert.deepEqual(await find(query), [], query);
});

test('no character of a people search is a wildcard', async () => {
  const person = await maru.person('와일드');
  const found = async (query: string) =>
    (await person.call('searchUsers', { query: { query } })).users.map(({ nickname }) => nickname);
  for (const query of ['%', '_%', '와%드', '*', '\\', "'", '"', '와\\일', '[와]'])
    assert.deepEqual(await found(query), [], query);
  const special = await maru.person('100%_진짜\\');
  for (const query of ['%', '0%_', '짜\\'])
    assert.deepEqual(await found(query), [special.tokens.user.nickname], query);
});
