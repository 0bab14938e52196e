import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ErrorCode, MaruError, type Tokens } from '../../backend/contract/index.ts';
import type { Http } from './http.ts';
import { createMemoryTokenStorage } from './memory-storage.ts';
import type { TokenStorage } from './ports.ts';
import { createTokenKeeper } from './token-keeper.ts';

const granted = (generation: number) =>
  ({ accessToken: `access-${generation}`, refreshToken: `refresh-${generation}`, expiresIn: 900 }) as Tokens;

/** A server that gives generation 2, 3 … and remembers what it was shown. */
function setUp(storage: TokenStorage = createMemoryTokenStorage(), answer?: () => Promise<Tokens>) {
  const shown: string[] = [];
  const ended: ErrorCode[] = [];
  let now = 0;
  const http = (async (_endpoint: unknown, { body }: { body: { refreshToken: string } }) => {
    shown.push(body.refreshToken);
    return answer ? answer() : granted(shown.length + 1);
  }) as unknown as Http;
  const clock = { now: () => now, after: () => () => {} };
  const keeper = createTokenKeeper({ http, storage, clock, onEnded: (code) => void ended.push(code) });
  return { keeper, storage, shown, ended, pass: (milliseconds: number) => (now += milliseconds) };
}

test('an access token is used until shortly before its end', async () => {
  const { keeper, shown, pass } = setUp();
  await keeper.adopt(granted(1));
  pass(860_000);
  assert.equal(await keeper.accessToken(), 'access-1');
  pass(15_000);
  assert.equal(await keeper.accessToken(), 'access-2');
  assert.deepEqual(shown, ['refresh-1']);
});

test('calls that were refused together share one exchange; a late one takes its result', async () => {
  const { keeper, shown } = setUp();
  await keeper.adopt(granted(1));
  const tokens = await Promise.all([
    keeper.renew('access-1'),
    keeper.renew('access-1'),
    keeper.accessToken(),
  ]);
  assert.deepEqual(tokens.slice(0, 2), ['access-2', 'access-2']);
  assert.equal(await keeper.renew('access-1'), 'access-2');
  assert.equal(shown.length, 1);
});

test('a rotated token is saved before it is used', async () => {
  const order: string[] = [];
  const memory = createMemoryTokenStorage();
  const slow: TokenStorage = {
    ...memory,
    save: async (token) => {
      await new Promise((resolve) => setImmediate(resolve));
      await memory.save(token);
      order.push('saved');
    },
  };
  const { keeper } = setUp(slow);
  await keeper.adopt(granted(1));
  await keeper.renew('access-1').then(() => order.push('used'));
  assert.deepEqual(order, ['saved', 'saved', 'used']);
});

test('another tab rotated the token: the stored one is shown, not a remembered one', async () => {
  const { keeper, storage, shown } = setUp();
  await keeper.adopt(granted(1));
  await storage.save('refresh-of-another-tab');
  await keeper.renew('access-1');
  assert.deepEqual(shown, ['refresh-of-another-tab']);
});

test('a storage that fails costs the restart, not the session', async () => {
  const broken: TokenStorage = {
    load: async () => 'old',
    save: () => Promise.reject(new Error('full')),
    clear: async () => {},
  };
  const { keeper, shown } = setUp(broken);
  await keeper.adopt(granted(1));
  await keeper.renew('access-1');
  await keeper.renew('access-2');
  assert.deepEqual(shown, ['refresh-1', 'refresh-2']);
});

test('only the word of the server ends a session, and only once', async () => {
  for (const code of ['session_ended', 'refresh_reused', 'unauthenticated'] as const) {
    const { keeper, ended } = setUp(undefined, () => Promise.reject(new MaruError(code)));
    await keeper.adopt(granted(1));
    await Promise.allSettled([keeper.renew('access-1'), keeper.renew('access-1')]);
    assert.deepEqual(ended, [code]);
  }
  const away = setUp(undefined, () => Promise.reject(new MaruError('unavailable')));
  await away.keeper.adopt(granted(1));
  await assert.rejects(away.keeper.renew('access-1'), { code: 'unavailable' });
  assert.deepEqual(away.ended, []);
});

test('an exchange that comes back after a log-out brings no session back', async () => {
  let answer = (_: Tokens) => {};
  const { keeper, storage, ended } = setUp(undefined, () => new Promise((resolve) => (answer = resolve)));
  await keeper.adopt(granted(1));
  const late = keeper.renew('access-1');
  await new Promise((resolve) => setImmediate(resolve));
  await keeper.forget();
  answer(granted(2));
  await assert.rejects(late, { code: 'session_ended' });
  assert.equal(await storage.load(), undefined);
  assert.deepEqual(ended, []);
});
