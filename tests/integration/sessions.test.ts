import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { lifetimes } from '../../backend/contract/index.ts';
import { call, refusalOf } from '../support/maru-call.ts';
import { MovableClock } from '../support/maru-clock.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import { Person } from '../support/maru-person.ts';
import { startTestMaru } from '../support/maru-server.ts';

const clock = new MovableClock();
let maru: MaruParts;
before(async () => {
  maru = await startParts({ clock });
});
after(() => maru[Symbol.asyncDispose]());

const second = 1_000;
const refresh = (refreshToken: string) => call(maru, 'refreshSession', { body: { refreshToken } });
const withToken = (accessToken: string) => call({ url: maru.url, accessToken }, 'me');
const codeOf = async (attempt: Promise<unknown>) => (await refusalOf(attempt)).code;

test('a refresh gives new tokens for the same session', async () => {
  const { tokens, sessionId, userId } = await maru.person();
  const next = await refresh(tokens.refreshToken);
  assert.equal(next.sessionId, sessionId);
  assert.notEqual(next.refreshToken, tokens.refreshToken);
  assert.equal((await withToken(next.accessToken)).userId, userId);
  await refresh(next.refreshToken);
});

test('the refresh token before may be shown again for a minute, because an answer can get lost', async () => {
  const { tokens } = await maru.person();
  await refresh(tokens.refreshToken);
  clock.forward((lifetimes.refreshGrace - 5) * second);
  const again = await refresh(tokens.refreshToken);
  await refresh(again.refreshToken);
});

test('two refreshes with one token at the same time lead to one next generation', async () => {
  const { tokens } = await maru.person();
  const both = await Promise.all([refresh(tokens.refreshToken), refresh(tokens.refreshToken)]);
  for (const { refreshToken } of both) await refresh(refreshToken);
});

test('a refresh token that was used before ends the session and its connections', async () => {
  const person = await maru.person();
  await using device = await person.connect();
  const stolen = person.tokens.refreshToken;
  const next = await refresh(stolen);
  clock.forward((lifetimes.refreshGrace + 5) * second);
  assert.equal(await codeOf(refresh(stolen)), 'refresh_reused');
  assert.equal(await device.errorCode(), 'session_ended');
  assert.equal(await codeOf(refresh(next.refreshToken)), 'session_ended');
  assert.equal(await codeOf(withToken(next.accessToken)), 'session_ended');
});

test('a token two generations old is never graced', async () => {
  const { tokens } = await maru.person();
  const second = await refresh(tokens.refreshToken);
  await refresh(second.refreshToken);
  assert.equal(await codeOf(refresh(tokens.refreshToken)), 'refresh_reused');
});

test('logging out the current device ends its WebSocket at once, with a typed ERROR, and no other', async () => {
  const person = await maru.person();
  const other = await person.onAnotherDevice();
  await using device = await person.connect();
  await using otherDevice = await other.connect();
  await person.call('logOut', { params: { sessionId: 'current' } });
  assert.equal(await device.errorCode(), 'session_ended');
  const { sessionId } = person;
  assert.deepEqual(device.personal(), [{ type: 'session.ended', sessionId }]);
  assert.equal(await codeOf(withToken(person.tokens.accessToken)), 'session_ended');
  assert.equal(await codeOf(refresh(person.tokens.refreshToken)), 'session_ended');
  assert.equal(otherDevice.socket.closed, undefined);
  await other.call('me');
});

test('another device can be logged out by its id, again and again', async () => {
  const person = await maru.person();
  const other = await person.onAnotherDevice();
  await using device = await other.connect();
  const { sessions } = await person.call('sessions');
  assert.deepEqual(
    sessions.map(({ sessionId, current, device }) => ({ sessionId, current, device })),
    [
      { sessionId: other.sessionId, current: false, device: 'another' },
      { sessionId: person.sessionId, current: true, device: 'test' },
    ],
  );
  await person.call('logOut', { params: { sessionId: other.sessionId } });
  assert.equal(await device.errorCode(), 'session_ended');
  await person.call('logOut', { params: { sessionId: other.sessionId } });
  assert.equal((await person.call('sessions')).sessions.length, 1);
});

test('a device that is logged out from another is out at once on every front', async () => {
  const person = await maru.person();
  const other = await person.onAnotherDevice();
  await using second = await maru.startFront();
  await using here = await other.connect();
  await using there = await other.at(second.url).connect();
  await using own = await person.at(second.url).connect();
  const { sessionId } = other;
  await person.call('logOut', { params: { sessionId } });
  for (const device of [here, there]) {
    assert.equal(await device.errorCode(), 'session_ended');
    assert.deepEqual(device.personal(), [{ type: 'session.ended', sessionId }]);
  }
  for (const url of [maru.url, second.url])
    assert.equal(await codeOf(other.at(url).call('me')), 'session_ended');
  assert.equal(own.socket.closed, undefined);
});

test("nobody ends another person's session", async () => {
  const [person, stranger] = [await maru.person(), await maru.person()];
  const { sessionId } = person;
  assert.equal(await codeOf(stranger.call('logOut', { params: { sessionId } })), 'session_not_found');
  await person.call('me');
});

test('an access token is good for its lifetime, a refresh token for its own', async () => {
  const person = await maru.person();
  clock.forward((lifetimes.accessToken - 30) * second);
  await person.call('me');
  clock.forward(60 * second);
  assert.equal(await codeOf(person.call('me')), 'token_expired');
  await assert.rejects(person.connect(), /closed/);
  await refresh(person.tokens.refreshToken);
  const idle = await Person.logIn(maru.url, person.userId, person.password);
  clock.forward((lifetimes.refreshToken + 60) * second);
  assert.equal(await codeOf(refresh(idle.tokens.refreshToken)), 'session_ended');
});

test('forged, foreign and mistaken tokens open nothing', async () => {
  const { tokens } = await maru.person();
  const [header, payload, signature] = tokens.accessToken.split('.') as [string, string, string];
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const forged = Buffer.from(payload, 'base64url').toString().replace(/"u\d/, '"x0');
  const wrong = [
    'nonsense',
    `${none}.${payload}.`,
    `${none}.${payload}.${signature}`,
    `${header}.${Buffer.from(forged).toString('base64url')}.${signature}`,
    `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
    tokens.refreshToken,
  ];
  for (const token of wrong) {
    assert.equal(await codeOf(withToken(token)), 'unauthenticated', token);
    await assert.rejects(new Person(maru.url, '', { ...tokens, accessToken: token }).connect(), /closed/);
  }
  assert.equal(await codeOf(refresh(tokens.accessToken)), 'unauthenticated');
  await using foreign = await startTestMaru();
  assert.equal(
    await codeOf(call({ url: foreign.url, accessToken: tokens.accessToken }, 'me')),
    'unauthenticated',
  );
});
