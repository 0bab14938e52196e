import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { SealedText, UserId } from '../../contract/index.ts';
import type { Account, FailureStore, Failures, UserStore } from '../../ports/index.ts';
import { createCredentials } from './credentials.ts';
import { waitAfter } from './lock-out.ts';
import { hashPassword } from './passwords.ts';

const userId = 'jimin' as UserId;

/** Credentials of one account, a clock to turn, and how often a password was looked at. */
async function setUp() {
  const clock = { time: 0, now: () => clock.time };
  const counts = new Map<string, Failures>();
  const failures: FailureStore = {
    find: async (keys) => new Map([...counts].filter(([key]) => keys.includes(key))),
    async add(keys, at) {
      for (const key of keys) counts.set(key, { count: (counts.get(key)?.count ?? 0) + 1, lastAt: at });
    },
    clear: async (key) => void counts.delete(key),
    async forget(before) {
      for (const [key, { lastAt }] of counts) if (lastAt < before) counts.delete(key);
    },
  };
  const account = { userId, passwordHash: await hashPassword('right') } as Account;
  const store = { findAccount: async (id) => (id === userId ? account : undefined) } as Partial<UserStore>;
  let opened = 0;
  const openSealed = async (text: SealedText) => {
    opened++;
    return text;
  };
  const check = createCredentials({ store: store as UserStore, failures, clock, openSealed });
  const attempt = async (password: string, who = userId) => {
    const outcome = await check({ userId: who, password: password as SealedText, address: '192.0.2.1' });
    return outcome.ok ? 'ok' : outcome.code;
  };
  return { clock, counts, attempt, opened: () => opened };
}

test('while an account waits no password is opened or hashed, not even the right one', async () => {
  const { attempt, opened } = await setUp();
  for (let at = 0; at < 5; at++) assert.equal(await attempt('wrong'), 'invalid_credentials');
  for (const password of ['wrong', 'right']) assert.equal(await attempt(password), 'locked_out');
  assert.equal(opened(), 5);
});

test('counts that nobody adds to for an hour are gone with the next failure', async () => {
  const { clock, counts, attempt } = await setUp();
  for (const who of ['a', 'b', 'c']) await attempt('wrong', who as UserId);
  clock.time = 60 * 60_000 + 1;
  await attempt('wrong');
  assert.deepEqual([...counts.keys()].sort(), ['account jimin', 'address 192.0.2.1']);
  assert.equal(counts.get('address 192.0.2.1')?.count, 1);
});

test('a success forgets the failures of the account and not those of the address', async () => {
  const { counts, attempt } = await setUp();
  await attempt('wrong');
  assert.equal(await attempt('right'), 'ok');
  assert.deepEqual([...counts.keys()], ['address 192.0.2.1']);
});

test('waits double from a second to a quarter of an hour', () => {
  const waits = [4, 5, 6, 7, 14, 15, 100, 10_000].map((failures) => waitAfter(failures, 5) / 1_000);
  assert.deepEqual(waits, [0, 1, 2, 4, 512, 900, 900, 900]);
});
