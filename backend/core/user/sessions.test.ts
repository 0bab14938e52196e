import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { accept, lifetimes, type SessionId, type UserId } from '../../contract/index.ts';
import type { Account, SessionRecord, UserStore } from '../../ports/index.ts';
import { createSessions } from './sessions.ts';

const [userId, sessionId] = ['jimin' as UserId, 'session' as SessionId];
const account: Account = {
  userId,
  nickname: '지민',
  statusMessage: '',
  avatar: '',
  passwordHash: '',
  createdAt: 0,
};

/** One session at generation 1, and a clock to turn. `meanwhile` is what another server does before this one rotates. */
function openSession(meanwhile: (session: SessionRecord) => void = () => {}) {
  const clock = { time: 0, now: () => clock.time };
  const session: SessionRecord = { sessionId, userId, device: '', generation: 1, createdAt: 0, rotatedAt: 0 };
  const store: Partial<UserStore> = {
    findAccount: async (id) => (id === userId ? account : undefined),
    findSession: async (id) => (id === sessionId ? { ...session } : undefined),
    async rotateSession(_, generation, rotatedAt) {
      meanwhile(session);
      if (generation !== session.generation || session.endedAt !== undefined) return false;
      Object.assign(session, { generation: generation + 1, rotatedAt });
      return true;
    },
    async endSession(_, endedAt) {
      session.endedAt ??= endedAt;
      return true;
    },
  };
  const sessions = createSessions({
    store: store as UserStore,
    clock,
    checkCredentials: async () => accept(account),
  });
  const refresh = async (generation: number, who = userId) => {
    const { outcome, events = [] } = await sessions.refresh({ userId: who, sessionId, generation });
    return { result: outcome.ok ? outcome.value.generation : outcome.code, told: events.length };
  };
  return { clock, session, refresh };
}

const seconds = (count: number): number => count * 1_000;

test('generations go 1, 2, 3 …', async () => {
  const { refresh } = openSession();
  for (const generation of [1, 2, 3]) assert.equal((await refresh(generation)).result, generation + 1);
});

test('within the grace the one before leads to the same next one', async () => {
  const { clock, refresh } = openSession();
  await refresh(1);
  clock.time = seconds(lifetimes.refreshGrace);
  assert.equal((await refresh(1)).result, 2);
  clock.time += 1;
  assert.deepEqual(await refresh(1), { result: 'refresh_reused', told: 1 });
});

test('an older one ends the session for everybody, and each later try tells it again', async () => {
  const { refresh, session } = openSession();
  await refresh(1);
  await refresh(2);
  assert.deepEqual(await refresh(1), { result: 'refresh_reused', told: 1 });
  assert.equal(session.endedAt, 0);
  for (const generation of [1, 2, 3])
    assert.deepEqual(await refresh(generation), { result: 'session_ended', told: 1 });
});

test('a generation that was never given ends the session', async () => {
  const { refresh } = openSession();
  assert.equal((await refresh(2)).result, 'refresh_reused');
});

test('a session that nobody refreshed for its lifetime is over', async () => {
  const { clock, refresh } = openSession();
  clock.time = seconds(lifetimes.refreshToken);
  assert.equal((await refresh(1)).result, 2);
  clock.time += seconds(lifetimes.refreshToken) + 1;
  assert.equal((await refresh(2)).result, 'session_ended');
});

test("another person's session is nobody's, and stays as it is", async () => {
  const { refresh, session } = openSession();
  assert.deepEqual(await refresh(1, 'seojun' as UserId), { result: 'session_ended', told: 0 });
  assert.equal(session.endedAt, undefined);
});

test('two servers that rotate at once give both askers the same next generation', async () => {
  const { refresh } = openSession();
  const both = await Promise.all([refresh(1), refresh(1)]);
  assert.deepEqual(
    both.map(({ result }) => result),
    [2, 2],
  );
});

test('a session that ends while it is refreshed gives no new generation', async () => {
  const { refresh } = openSession((session) => {
    session.endedAt = 5;
  });
  assert.equal((await refresh(1)).result, 'session_ended');
});

test('two servers that refresh with the same token give the same next generation', async () => {
  const { refresh } = openSession((session) => {
    if (session.generation === 1) session.generation = 2;
  });
  assert.equal((await refresh(1)).result, 2);
});
