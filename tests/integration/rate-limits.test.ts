import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { call, refusalOf } from '../support/maru-call.ts';
import { newMessageId } from '../support/maru-person.ts';
import { rawRequest } from '../support/maru-raw.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';

let maru: TestMaru;
before(async () => {
  // A twentieth of what is usual: 5 messages, 3 log-ins or sign-ups, 6 searches, 60 other calls, 300 of one address.
  const environment = { MARU_RATE_LIMITS: '0.05', MARU_TRUST_PROXY: 'loopback' };
  maru = await startTestMaru({ environment });
});
after(() => maru[Symbol.asyncDispose]());

let people = 0;
/** Somebody from an address of their own. */
async function newcomer() {
  const headers = { 'x-forwarded-for': `192.0.2.${++people}` };
  const [userId, password] = [`person.${people}`, 'correct horse'];
  await call({ url: maru.url, headers }, 'signUp', { body: { userId, password, nickname: '사람' } });
  const { accessToken } = await call({ url: maru.url, headers }, 'logIn', { body: { userId, password } });
  const caller = { url: maru.url, accessToken, headers };
  const { roomId } = await call(caller, 'createRoom', { body: { kind: 'self' } });
  return { caller, userId, password, roomId };
}

async function limitOf(attempt: () => Promise<unknown>, most = 400): Promise<number> {
  for (let count = 0; count < most; count++) {
    try {
      await attempt();
    } catch (error) {
      const { code, status, retryable, details } = await refusalOf(Promise.reject(error));
      assert.deepEqual([code, status, retryable], ['rate_limited', 429, true]);
      assert.ok((details as { retryAfter: number }).retryAfter > 0);
      return count;
    }
  }
  throw new Error(`no limit within ${most} calls`);
}

test('sending has a limit of its own, for each user, and the other calls go on', async () => {
  const [one, other] = [await newcomer(), await newcomer()];
  const send = ({ caller, roomId }: typeof one) =>
    call(caller, 'sendMessage', {
      params: { roomId },
      body: { clientMessageId: newMessageId(), message: '글' },
    });
  assert.equal(await limitOf(() => send(one)), 5);
  await call(one.caller, 'me');
  await send(other);
});

test('searches and everything else are counted apart', async () => {
  const { caller } = await newcomer();
  assert.equal(await limitOf(() => call(caller, 'searchUsers', { query: { query: '사람' } })), 6);
  // One was spent on the room.
  assert.equal(await limitOf(() => call(caller, 'me')), 59);
});

test('log-ins are counted by address, as a trusted proxy tells it', async () => {
  const { caller, userId, password } = await newcomer();
  // One each was spent on signing up and logging in.
  const logIn = (headers: Record<string, string>) =>
    call({ url: maru.url, headers }, 'logIn', { body: { userId, password } });
  assert.equal(await limitOf(() => logIn(caller.headers)), 1);
  await logIn({ 'x-forwarded-for': '198.51.100.1' });
  const ipv6 = (last: number) => ({ 'x-forwarded-for': `2001:db8:1:2::${last}` });
  let last = 0;
  assert.equal(await limitOf(() => logIn(ipv6(++last))), 3, 'a network of IPv6 counts as one');
});

test('an address as a whole has a limit, whoever calls and whatever for', async () => {
  const headers = { 'x-forwarded-for': '198.51.100.9' };
  const statuses = new Map<number, number>();
  for (let count = 0; count < 301; count++) {
    const { status, headers: answered } = await rawRequest(maru.url, { path: '/nothing', headers });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    if (status === 429) assert.match(String(answered['retry-after']), /^[1-9]\d*$/);
  }
  assert.deepEqual(
    [...statuses],
    [
      [404, 300],
      [429, 1],
    ],
  );
});

test('a SEND too many is a typed refusal, and the connection goes on', async () => {
  const { caller, userId, password, roomId } = await newcomer();
  const { Device } = await import('../support/maru-device.ts');
  await using device = await Device.connect(maru.url, caller.accessToken);
  for (let count = 0; count < 5; count++)
    assert.equal(await device.say(roomId, '글', newMessageId()), 'receipt');
  const refusal = await device.say(roomId, '글', newMessageId());
  assert.ok(refusal !== 'receipt' && refusal.error.code === 'rate_limited', `${userId} ${password}`);
  assert.equal(await device.send('/pub/chat/enter', { roomId }), 'receipt');
});

test('without a proxy that is trusted, nobody’s word counts for where they come from', async () => {
  await using direct = await startTestMaru({ environment: { MARU_RATE_LIMITS: '0.05' } });
  let last = 0;
  const logIn = () =>
    call({ url: direct.url, headers: { 'x-forwarded-for': `192.0.2.${++last}` } }, 'logIn', {
      body: { userId: `nobody.${last}`, password: 'correct horse' },
    }).catch((error: { code?: string }) => {
      if (error.code !== 'invalid_credentials') throw error;
    });
  assert.equal(await limitOf(logIn), 3);
});
