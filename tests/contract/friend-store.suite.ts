import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { UserId } from '../../backend/contract/index.ts';
import type { FriendRecord, FriendStore } from '../../backend/ports/index.ts';
import { newUserId, oddTexts } from './samples.ts';
import { type Open, subject } from './subject.ts';

const friend = (given: Partial<FriendRecord> = {}): FriendRecord => ({
  userId: newUserId(),
  friendUserId: newUserId(),
  favourite: false,
  hidden: false,
  blocked: false,
  alias: '',
  since: 1_795_000_000_123,
  ...given,
});

/** The contract of FriendStore. */
export function friendStoreSuite(name: string, open: Open<FriendStore>): void {
  describe(`FriendStore: ${name}`, () => {
    const { port, reopen } = subject(open);

    test('adds once; adding again leaves the entry as it is and gives it', async () => {
      const first = friend({ favourite: true, alias: '단짝' });
      assert.deepEqual(await port().add(first), { friend: first, added: true });
      const again = { ...first, favourite: false, alias: '', since: (first.since ?? 0) + 1 };
      assert.deepEqual(await port().add(again), { friend: first, added: false });
    });

    test('friendship has one direction', async () => {
      const there = friend();
      await port().add(there);
      assert.deepEqual(await port().list(there.friendUserId, undefined, 10), []);
      const back = friend({ userId: there.friendUserId, friendUserId: there.userId });
      assert.equal((await port().add(back)).added, true);
    });

    test('of many that add the same friend at once, one does', async () => {
      const one = friend();
      const results = await Promise.all(Array.from({ length: 20 }, () => port().add(one)));
      assert.equal(results.filter(({ added }) => added).length, 1);
      assert.equal((await port().list(one.userId, undefined, 10)).length, 1);
    });

    test('changes what is given and nothing else', async () => {
      const one = friend({ alias: '별명' });
      await port().add(one);
      const { userId, friendUserId } = one;
      assert.deepEqual(await port().change(userId, friendUserId, { favourite: true }), {
        ...one,
        favourite: true,
      });
      assert.deepEqual(await port().change(userId, friendUserId, { blocked: true, alias: '' }), {
        ...one,
        favourite: true,
        blocked: true,
        alias: '',
      });
      const back = await port().change(userId, friendUserId, { favourite: false, blocked: false });
      assert.deepEqual(back, { ...one, alias: '' });
      assert.deepEqual(await port().change(userId, friendUserId, {}), back);
    });

    test('changing or removing what is not there is told', async () => {
      const one = friend();
      assert.equal(await port().change(one.userId, one.friendUserId, { blocked: true }), undefined);
      const remove = () => port().remove(one.userId, one.friendUserId);
      assert.deepEqual(await remove(), { removed: false, blocked: false });
      await port().add(one);
      assert.deepEqual(await remove(), { removed: true, blocked: false });
      assert.deepEqual(await remove(), { removed: false, blocked: false });
      assert.deepEqual(await port().list(one.userId, undefined, 10), []);
    });

    test('somebody may be blocked without being a friend, and become one', async () => {
      const { since, ...one } = friend({ blocked: true });
      assert.deepEqual(await port().add(one), { friend: one, added: true });
      assert.deepEqual(await port().add(one), { friend: one, added: false });
      assert.deepEqual(await port().list(one.userId, undefined, 10), [one]);
      const added = await port().add({ ...one, blocked: false, alias: '늦은 친구', since: 5 });
      assert.deepEqual(added, { friend: { ...one, since: 5 }, added: true });
      assert.equal((await port().add({ ...one, since: 6 })).added, false);
      const unblocked = await port().change(one.userId, one.friendUserId, { blocked: false });
      assert.deepEqual(unblocked, { ...one, blocked: false, since: 5 });
    });

    test('unblocking somebody who is no friend leaves no entry', async () => {
      const { since, ...one } = friend({ blocked: true, alias: '누구' });
      const { userId, friendUserId } = one;
      await port().add(one);
      assert.deepEqual(await port().change(userId, friendUserId, { blocked: false }), {
        ...one,
        blocked: false,
      });
      assert.deepEqual(await port().list(userId, undefined, 10), []);
      assert.equal(await port().change(userId, friendUserId, { blocked: false }), undefined);
    });

    test('removing a blocked friend leaves the block and nothing else', async () => {
      const one = friend({ blocked: true, favourite: true, hidden: true, alias: '별명' });
      const { userId, friendUserId } = one;
      await port().add(one);
      assert.deepEqual(await port().remove(userId, friendUserId), { removed: true, blocked: true });
      assert.deepEqual(await port().remove(userId, friendUserId), { removed: false, blocked: true });
      const left = { userId, friendUserId, favourite: false, hidden: false, blocked: true, alias: '' };
      assert.deepEqual(await port().list(userId, undefined, 10), [left]);
    });

    test('says who is blocked, and by whom', async () => {
      const userId = newUserId();
      const others = [newUserId(), newUserId(), newUserId()].sort();
      for (const friendUserId of others) await port().add(friend({ userId, friendUserId, blocked: true }));
      await port().add(friend({ userId, friendUserId: newUserId() }));
      assert.deepEqual(await port().listBlocked(userId), others);
      assert.deepEqual(await port().listBlocked(others[0] as UserId), []);
      const [blocked = userId, stranger] = [others[1], newUserId()];
      assert.deepEqual(await port().findBlockers(blocked, [userId, stranger, blocked]), [userId]);
      assert.deepEqual(await port().findBlockers(userId, [...others]), []);
      assert.deepEqual(await port().findBlockers(userId, []), []);
    });

    test('lists in the order of friendUserId, page by page, only the own friends', async () => {
      const userId = newUserId();
      const ids = ['c.c-c_', 'a.a.a', 'a-aa', 'a_aa', '0000', 'zzzz', 'b123'] as UserId[];
      for (const friendUserId of ids) await port().add(friend({ userId, friendUserId }));
      await port().add(friend());
      const sorted = [...ids].sort();
      const list = async (after: string | undefined, limit: number): Promise<string[]> =>
        (await port().list(userId, after, limit)).map(({ friendUserId }) => friendUserId);
      assert.deepEqual(await list(undefined, 10), sorted);
      assert.deepEqual(await list(undefined, 3), sorted.slice(0, 3));
      assert.deepEqual(await list(sorted[2], 3), sorted.slice(3, 6));
      assert.deepEqual(await list(sorted[6], 3), []);
      assert.deepEqual(await list('b', 10), ['b123', 'c.c-c_', 'zzzz']);
    });

    test('forgets a user: what they have of others and what others have of them', async () => {
      const [userId, other] = [newUserId(), newUserId()];
      await port().add(friend({ userId }));
      await port().add(friend({ userId: other, friendUserId: userId, blocked: true }));
      const kept = friend({ userId: other });
      await port().add(kept);
      for (let round = 0; round < 2; round++) await port().forgetUser(userId);
      assert.deepEqual(await port().list(userId, undefined, 10), []);
      assert.deepEqual(await port().list(other, undefined, 10), [kept]);
    });

    test('keeps odd aliases and survives a restart', async () => {
      const userId = newUserId();
      const friends = oddTexts.map((alias) => friend({ userId, alias, favourite: true }));
      await Promise.all(friends.map((each) => port().add(each)));
      await reopen();
      const byId = (a: FriendRecord, b: FriendRecord): number => (a.friendUserId < b.friendUserId ? -1 : 1);
      assert.deepEqual(await port().list(userId, undefined, 100), friends.sort(byId));
    });
  });
}
