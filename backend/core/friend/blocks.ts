import { accept, type CommandRequest, type CommandResult, type Handled } from '../../contract/index.ts';
import type { Clock, FriendStore } from '../../ports/index.ts';

/** What other servers ask of who blocks whom. */
export function createBlocks({ store, clock }: { store: FriendStore; clock: Clock }) {
  return {
    async blockers({
      userId,
      userIds,
    }: CommandRequest<'friend.blockers'>): Promise<Handled<CommandResult<'friend.blockers'>>> {
      return { outcome: accept({ userIds: await store.findBlockers(userId, userIds) }) };
    },

    async announce({
      userId,
    }: CommandRequest<'friend.announce-blocks'>): Promise<Handled<Record<string, never>>> {
      const blockedUserIds = await store.listBlocked(userId);
      const at = new Date(clock.now()).toISOString();
      const value = { type: 'friend.blocks', userId, blockedUserIds, at } as const;
      return { outcome: accept({}), events: [{ topic: 'kakao.friend.EVENT', key: userId, value }] };
    },
  };
}
