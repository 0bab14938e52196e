import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import type { DeletionId } from '../../backend/contract/index.ts';
import type { DeletionStore } from '../../backend/ports/index.ts';
import { newUserId } from './samples.ts';
import { type Open, subject } from './subject.ts';

const newDeletion = (requestedAt = 1_795_000_000_123) => ({
  deletionId: randomUUID() as DeletionId,
  userId: newUserId(),
  requestedAt,
});

/** The contract of DeletionStore. */
export function deletionStoreSuite(name: string, open: Open<DeletionStore>): void {
  describe(`DeletionStore: ${name}`, () => {
    const { port, reopen } = subject(open);

    test('a user has one open deletion: the first', async () => {
      const first = newDeletion();
      const stored = { ...first, done: [] };
      assert.deepEqual(await port().start(first), stored);
      assert.deepEqual(await port().start(first), stored);
      assert.deepEqual(await port().start({ ...newDeletion(), userId: first.userId }), stored);
      assert.deepEqual(await port().findOpen(first.userId), stored);
      assert.deepEqual(await port().find(first.deletionId), stored);
      assert.equal(await port().findOpen(newUserId()), undefined);
      assert.equal(await port().find(newDeletion().deletionId), undefined);
    });

    test('services are ticked off once each, also at the same time', async () => {
      const { deletionId, ...deletion } = newDeletion();
      await port().start({ deletionId, ...deletion });
      const services = ['chat', 'friend', 'chat', 'abuse', 'logs'] as const;
      await Promise.all(services.map((service) => port().tickOff(deletionId, service)));
      const ticked = await port().tickOff(deletionId, 'chat');
      assert.deepEqual(ticked?.done.toSorted(), ['abuse', 'chat', 'friend', 'logs']);
      assert.deepEqual(await port().find(deletionId), ticked);
      assert.equal(await port().tickOff(newDeletion().deletionId, 'chat'), undefined);
    });

    test('a complete one names nobody, and the id may be deleted again', async () => {
      const first = newDeletion();
      await port().start(first);
      const digest = randomUUID();
      assert.equal(await port().isRetired(digest), false);
      for (const at of [7, 8]) await port().complete(first.deletionId, at, digest);
      const store = await reopen();
      assert.equal(await store.isRetired(digest), true);
      const { deletionId, userId, requestedAt } = first;
      assert.deepEqual(await store.find(deletionId), { deletionId, requestedAt, done: [], completedAt: 7 });
      assert.equal(await store.findOpen(userId), undefined);
      const second = { ...newDeletion(), userId };
      assert.deepEqual(await store.start(second), { ...second, done: [] });
      await store.complete(second.deletionId, 9, digest);
    });

    test('lists those that are open and older than a time', async () => {
      const [old, young, done] = [newDeletion(100), newDeletion(200), newDeletion(100)];
      for (const each of [old, young, done]) await port().start(each);
      await port().complete(done.deletionId, 150, randomUUID());
      const own = [old, young, done].map(({ deletionId }) => deletionId);
      const listed = async (before: number) =>
        (await port().listOpen(before)).filter(({ deletionId }) => own.includes(deletionId));
      assert.deepEqual(await listed(200), [{ ...old, done: [] }]);
      assert.equal((await listed(201)).length, 2);
    });
  });
}
