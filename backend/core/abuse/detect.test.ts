import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatMessage } from '../../contract/index.ts';
import type { AbuseStore, Suspect } from '../../ports/index.ts';
import { createWatch } from './watch.ts';

const start = Date.parse('2026-01-01T00:00:00.000Z');
let count = 0;

function message(milliseconds: number, text: string, userId = 'noisy'): ChatMessage {
  const messageId = `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`;
  const createdAt = new Date(start + milliseconds).toISOString();
  return {
    roomId: 'room',
    seq: count,
    messageId,
    userId,
    message: text,
    createdAt,
    kind: 'text',
  } as ChatMessage;
}

/** An AbuseStore in memory; `steal` makes another detector faster once. */
function createStore() {
  const suspects = new Map<string, Suspect>();
  let stolen = false;
  const store: AbuseStore = {
    find: async (userIds) => userIds.flatMap((userId) => suspects.get(userId) ?? []),
    async save(changed) {
      const lost = new Set<Suspect['userId']>();
      for (const suspect of changed) {
        const known = suspects.get(suspect.userId)?.version ?? 0;
        if (stolen || known !== suspect.version - 1) lost.add(suspect.userId);
        else suspects.set(suspect.userId, structuredClone(suspect));
      }
      stolen = false;
      return lost;
    },
    async forgetUser() {},
    async forget() {},
  };
  return {
    store,
    suspects,
    steal: () => {
      stolen = true;
    },
  };
}

const burst = (length: number, every: number, text: (index: number) => string) =>
  Array.from({ length }, (_, index) => message(index * every, text(index)));

test('thirty different messages in ten seconds are flooding, once', async () => {
  const alerts = await createWatch(createStore().store)(burst(40, 100, (index) => `말 ${index}`));
  assert.deepEqual(
    alerts.map(({ rule, evidence }) => [rule, evidence.count]),
    [['flooding', 30]],
  );
});

test('fast talk below the threshold is no abuse', async () => {
  const alerts = await createWatch(createStore().store)(burst(60, 400, (index) => `말 ${index}`));
  assert.deepEqual(alerts, []);
});

test('the same text again and again is repetition, whatever its spaces and letter case', async () => {
  const texts = ['Buy now', 'buy  NOW', 'BUYNOW'];
  const alerts = await createWatch(createStore().store)(burst(9, 5_000, (index) => texts[index % 3] ?? ''));
  assert.deepEqual(
    alerts.map(({ rule, evidence }) => [rule, evidence.count]),
    [['repetition', 8]],
  );
});

test('after its window a rule alerts again', async () => {
  const watch = createWatch(createStore().store);
  const first = await watch(burst(8, 100, () => 'spam'));
  const later = await watch(Array.from({ length: 8 }, (_, index) => message(120_000 + index * 100, 'spam')));
  assert.equal(first.length, 1);
  assert.equal(later.length, 1);
  assert.notEqual(first[0]?.alertId, later[0]?.alertId);
});

test('a batch that comes again gives the same alert with the same id and counts nothing twice', async () => {
  const watch = createWatch(createStore().store);
  const messages = burst(8, 100, () => 'spam');
  const first = await watch(messages);
  assert.deepEqual(await watch(messages), first);
  assert.deepEqual(await watch(messages.slice(0, 4)), []);
});

test('evidence gathered over two batches, with a restart between, is complete', async () => {
  const { store } = createStore();
  const messages = burst(8, 100, () => 'spam');
  assert.deepEqual(await createWatch(store)(messages.slice(0, 5)), []);
  assert.equal((await createWatch(store)(messages.slice(5))).length, 1);
});

test('two detectors with the same user do not lose a message', async () => {
  const { store, suspects, steal } = createStore();
  steal();
  await createWatch(store)(burst(3, 100, (index) => `말 ${index}`));
  assert.equal(suspects.get('noisy')?.seen.length, 3);
});

test('what is remembered of a user is bounded and holds no text', async () => {
  const { store, suspects } = createStore();
  await createWatch(store)(burst(500, 1, (index) => `비밀 ${index}`));
  const remembered = JSON.stringify(suspects.get('noisy'));
  assert.ok((suspects.get('noisy')?.seen.length ?? 0) <= 60);
  assert.ok(!remembered.includes('비밀'));
});
