import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { UserId } from '../../backend/contract/index.ts';
import type { Block, BlockStore } from '../../backend/ports/index.ts';
import { newRoomId, newUserId } from './samples.ts';
import { type Open, subject } from './subject.ts';

const block = (given: Partial<Block> = {}): Block => ({
  userId: newUserId(),
  blockedUserId: newUserId(),
  roomId: newRoomId(),
  ...given,
});

const sorted = (blocks: readonly Block[]): Block[] =>
  [...blocks].sort((a, b) => (`${a.userId} ${a.blockedUserId}` < `${b.userId} ${b.blockedUserId}` ? -1 : 1));

/** The contract of BlockStore. */
export function blockStoreSuite(name: string, open: Open<BlockStore>): void {
  describe(`BlockStore: ${name}`, () => {
    const { port, reopen } = subject(open);
    const put = (blocked: boolean, ...blocks: Block[]) =>
      port().put(blocks.map((each) => ({ ...each, blocked })));

    test('keeps blocks, in one direction each, until they are taken back', async () => {
      const [one, other] = [block(), block()];
      await put(true, one, other);
      await put(true, one);
      const back = { userId: one.blockedUserId, blockedUserId: one.userId };
      assert.deepEqual(sorted(await port().find([one, other, back])), sorted([one, other]));
      await put(false, one);
      await put(false, one);
      assert.deepEqual(await port().find([one, other]), [other]);
      await reopen();
      assert.deepEqual(await port().find([one, other]), [other]);
      assert.deepEqual(await port().find([]), []);
      await port().put([]);
    });

    test('of the same pair twice in one call, the last holds', async () => {
      const [one, other] = [block(), block()];
      const change = (each: Block, blocked: boolean) => ({ ...each, blocked });
      await port().put([change(one, true), change(other, false), change(one, false), change(other, true)]);
      assert.deepEqual(await port().find([one, other]), [other]);
    });

    test('finds the blocks of direct rooms, either way', async () => {
      const there = block();
      const back = block({
        userId: there.blockedUserId,
        blockedUserId: there.userId,
        roomId: there.roomId,
      });
      const another = block();
      await put(true, there, back, another);
      const rooms = [there.roomId, newRoomId(), another.roomId, there.roomId];
      assert.deepEqual(sorted(await port().findInRooms(rooms)), sorted([there, back, another]));
      assert.deepEqual(await port().findInRooms([newRoomId()]), []);
      assert.deepEqual(await port().findInRooms([]), []);
    });

    test('replaces all blocks of a user and of nobody else', async () => {
      const userId = newUserId();
      const [kept, gone, fresh] = [block({ userId }), block({ userId }), block({ userId })];
      const others = block({ blockedUserId: gone.blockedUserId });
      await put(true, kept, gone, others);
      await port().replace(userId, [kept, fresh]);
      assert.deepEqual(sorted(await port().find([kept, gone, fresh, others])), sorted([kept, fresh, others]));
      await port().replace(userId, []);
      assert.deepEqual(await port().find([kept, fresh, others]), [others]);
    });

    test('forgets a user on both sides', async () => {
      const gone: UserId = newUserId();
      const [by, against, others] = [block({ userId: gone }), block({ blockedUserId: gone }), block()];
      await put(true, by, against, others);
      await port().forgetUser(gone);
      await port().forgetUser(gone);
      assert.deepEqual(await port().find([by, against, others]), [others]);
    });
  });
}
