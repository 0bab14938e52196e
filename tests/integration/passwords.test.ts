import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { call, refusalOf } from '../support/maru-call.ts';
import { MovableClock } from '../support/maru-clock.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import { Person } from '../support/maru-person.ts';
import { rawRequest } from '../support/maru-raw.ts';

const clock = new MovableClock();
let maru: MaruParts;
before(async () => {
  maru = await startParts({ clock });
});
after(() => maru[Symbol.asyncDispose]());

const newPassword = 'battery staple';
const logIn = (userId: string, password: string) => Person.logIn(maru.url, userId, password);
const codeOf = async (attempt: Promise<unknown>) => (await refusalOf(attempt)).code;
const change = (person: Person, password = person.password) =>
  person.call('changePassword', { body: { password, newPassword } });

/** So many wrong log-ins; the codes that they met. */
async function guess(userId: string, times: number): Promise<string[]> {
  const codes: string[] = [];
  for (let at = 0; at < times; at++) codes.push(await codeOf(logIn(userId, `guess number ${at}`)));
  return codes;
}

test('a changed password ends every other session at once, on every front, and no session of others', async () => {
  const person = await maru.person();
  const [other, stranger] = [await person.onAnotherDevice(), await maru.person()];
  await using second = await maru.startFront();
  await using here = await person.connect();
  await using there = await other.at(second.url).connect();
  await using bystander = await stranger.at(second.url).connect();
  await change(person);
  assert.equal(await there.errorCode(), 'session_ended');
  assert.equal(await codeOf(other.call('me')), 'session_ended');
  await person.call('me');
  assert.equal(here.socket.closed, undefined);
  assert.equal(bystander.socket.closed, undefined);
  assert.equal(await codeOf(logIn(person.userId, person.password)), 'invalid_credentials');
  await logIn(person.userId, newPassword);
});

test('the same change again is accepted: an answer may get lost', async () => {
  const person = await maru.person();
  await change(person);
  await change(person);
  await logIn(person.userId, newPassword);
});

test('a wrong password changes nothing and counts like a failed log-in', async () => {
  const person = await maru.person();
  for (let at = 0; at < 5; at++)
    assert.equal(await codeOf(change(person, `guess number ${at}`)), 'invalid_credentials');
  assert.equal(await codeOf(change(person)), 'locked_out');
  assert.equal(await codeOf(logIn(person.userId, person.password)), 'locked_out');
  clock.forward(1_001);
  await logIn(person.userId, person.password);
});

test('from the fifth failure on the wait grows; the right password waits as well, and ends it', async () => {
  const { userId, password } = await maru.person();
  assert.deepEqual(await guess(userId, 6), [...Array(5).fill('invalid_credentials'), 'locked_out']);
  const refusal = await refusalOf(logIn(userId, password));
  assert.deepEqual([refusal.status, refusal.details], [429, { retryAfter: 1 }]);
  for (const seconds of [2, 4, 8, 16]) {
    clock.forward((seconds / 2) * 1_000);
    assert.deepEqual(await guess(userId, 2), ['invalid_credentials', 'locked_out']);
    const { details } = await refusalOf(logIn(userId, password));
    assert.deepEqual(details, { retryAfter: seconds });
  }
  clock.forward(16_000);
  await logIn(userId, password);
  assert.deepEqual(await guess(userId, 4), Array(4).fill('invalid_credentials'), 'it begins afresh');
});

test('the wait is a quarter of an hour at most, and forgotten after an hour', async () => {
  const { userId, password } = await maru.person();
  await guess(userId, 5);
  for (let at = 0; at < 12; at++) {
    clock.forward(15 * 60_000);
    await guess(userId, 1);
  }
  const { details } = await refusalOf(logIn(userId, password));
  assert.deepEqual(details, { retryAfter: 15 * 60 });
  clock.forward(60 * 60_000 + 1);
  assert.deepEqual(await guess(userId, 4), Array(4).fill('invalid_credentials'));
});

test('signing up under the id of another is no way around it', async () => {
  const { userId, password, tokens } = await maru.person();
  const signUp = (guess: string) =>
    call(maru, 'signUp', { body: { userId, password: guess, nickname: tokens.user.nickname } });
  for (let at = 0; at < 5; at++) assert.equal(await codeOf(signUp(`guess number ${at}`)), 'user_id_taken');
  assert.equal(await codeOf(signUp(password)), 'user_id_taken');
  assert.equal(await codeOf(logIn(userId, password)), 'locked_out');
  clock.forward(1_001);
  await signUp(password);
});

test('ids that nobody has are treated the same', async () => {
  const codes = await guess('nobody.at.all', 7);
  assert.deepEqual(codes, [...Array(5).fill('invalid_credentials'), 'locked_out', 'locked_out']);
});

test('more fronts and servers of a kind do not multiply what one may try, and Retry-After says how long', async () => {
  const { userId } = await maru.person();
  await using second = await maru.startFront();
  for (const url of [maru.url, second.url, maru.url, second.url, maru.url])
    assert.equal(await codeOf(Person.logIn(url, userId, 'a wrong one')), 'invalid_credentials');
  const answer = await rawRequest(second.url, {
    method: 'POST',
    path: '/sessions',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userId, password: 'a wrong one' }),
  });
  assert.deepEqual([answer.status, answer.headers['retry-after']], [429, '1']);
});

test('an address that guesses at many accounts has to wait as well, later', async () => {
  await using fresh = await startParts({ clock });
  const person = await fresh.person();
  const wrong = (userId: string) => codeOf(Person.logIn(fresh.url, userId, 'a wrong one'));
  for (let at = 0; at < 50; at++) assert.equal(await wrong(`nobody.${at}`), 'invalid_credentials');
  assert.equal(await wrong('somebody.else'), 'locked_out');
  assert.equal(await codeOf(Person.logIn(fresh.url, person.userId, person.password)), 'locked_out');
  clock.forward(1_001);
  await Person.logIn(fresh.url, person.userId, person.password);
});

test('when it was last seen follows the refreshes of a session', async () => {
  const person = await maru.person();
  const seen = async () => {
    const { sessions } = await logIn(person.userId, person.password).then((other) => other.call('sessions'));
    return sessions.find(({ sessionId }) => sessionId === person.sessionId)?.lastSeenAt ?? '';
  };
  const first = await seen();
  clock.forward(60_000);
  assert.equal(await seen(), first);
  await call(maru, 'refreshSession', { body: { refreshToken: person.tokens.refreshToken } });
  assert.ok(Date.parse(await seen()) - Date.parse(first) >= 60_000);
});
