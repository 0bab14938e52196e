import {
  type CommandRequest,
  type FriendEvent,
  type Refusal,
  refuse,
  type UserId,
} from '../../contract/index.ts';
import type { Block, BlockStore } from '../../ports/index.ts';
import { roomIdOf } from './room-ids.ts';

const blockOf = (userId: UserId, blockedUserId: UserId): Block => ({
  userId,
  blockedUserId,
  roomId: roomIdOf({ kind: 'direct', userIds: [blockedUserId] }, userId, ''),
});

/** Keeps the copy of the blocks in step with kakao.friend.EVENT; any event may come again. */
export function createBlockCopy(blocks: BlockStore) {
  return async (events: readonly FriendEvent[]): Promise<void> => {
    // One user's events come in order, so that each run of changes is one write and a whole list stands between two.
    let changes: (Block & { blocked: boolean })[] = [];
    for (const event of events) {
      if (event.type !== 'friend.blocks') {
        changes.push({ ...blockOf(event.userId, event.friendUserId), blocked: event.blocked });
        continue;
      }
      await blocks.put(changes);
      changes = [];
      const { userId, blockedUserIds } = event;
      await blocks.replace(
        userId,
        blockedUserIds.map((id) => blockOf(userId, id)),
      );
    }
    await blocks.put(changes);
  };
}

/**
 * Where one of two people blocks the other, neither writes to the other alone, opens a room with them or invites them: whoever
 * blocks has to take it back first. Undefined when nothing stands between the asker and these people.
 */
export async function refuseUnreachable(
  blocks: BlockStore,
  asker: UserId,
  others: readonly UserId[],
): Promise<Refusal | undefined> {
  const pairs = others.flatMap((other) => [
    { userId: other, blockedUserId: asker },
    { userId: asker, blockedUserId: other },
  ]);
  const found = pairs.length === 0 ? [] : await blocks.find(pairs);
  return found.length === 0 ? undefined : notReachable(asker, found);
}

/** The refusals of a batch of sends, by their place in it. One look for all rooms; groups have no blocks. */
export async function refuseBlocked(
  blocks: BlockStore,
  requests: readonly CommandRequest<'chatMessage.send'>[],
): Promise<(Refusal | undefined)[]> {
  const found = Map.groupBy(
    await blocks.findInRooms(requests.map(({ roomId }) => roomId)),
    ({ roomId }) => roomId,
  );
  return requests.map(({ roomId, userId }) => {
    const between = found.get(roomId);
    return between && notReachable(userId, between);
  });
}

/** `userIds`: who cannot be reached; `blocked`: those of them whom the asker blocks. */
function notReachable(asker: UserId, found: readonly Block[]): Refusal {
  const blocked = found.filter(({ userId }) => userId === asker).map(({ blockedUserId }) => blockedUserId);
  const userIds = found.map(({ userId, blockedUserId }) => (userId === asker ? blockedUserId : userId));
  return refuse('not_reachable', { userIds: [...new Set(userIds)], blocked });
}
