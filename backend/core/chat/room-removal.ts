import type { DomainEvent, RoomId } from '../../contract/index.ts';
import type { Clock, MessageStore, RoomRemoval, RoomStore, SearchIndex } from '../../ports/index.ts';
import { chatEventOf } from './chat-event.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  search: SearchIndex;
  clock: Clock;
}

/** Rows that go in one write, so that others get their turn in between. */
export const removalSlice = 500;

/** Removals that one sweep looks at. */
const removalsAtOnce = 1_000;

/** Milliseconds after which nothing of a removed room can be on its way any more: far longer than any request lives. */
const grace = 5 * 60 * 1_000;

export type RoomRemover = ReturnType<typeof createRoomRemover>;

/** Takes a room from everybody at once; what is in it is cleared later, by sweeps. Safe to repeat. */
export function createRoomRemover({ rooms, clock }: Pick<Dependencies, 'rooms' | 'clock'>) {
  return async (roomId: RoomId): Promise<DomainEvent[]> => {
    const removal = await rooms.removeRoom(roomId, clock.now());
    return removal ? [roomRemoved(removal)] : [];
  };
}

export const roomRemoved = ({ roomId, userIds }: RoomRemoval): DomainEvent =>
  chatEventOf({ type: 'room.removed', roomId, userIds });

/**
 * Clears removed rooms, slice by slice: any server goes on where one stopped. A room is cleared again with each sweep until
 * nothing that was accepted before its removal can still be written; then nobody is named by it any more.
 */
export function createRemovalSweep({ rooms, messages, search, clock }: Dependencies) {
  return async (): Promise<void> => {
    for (const { roomId, at } of await rooms.listRemovals(removalsAtOnce)) {
      const isOver = at + grace <= clock.now();
      await clear(() => messages.removeUpTo(roomId, Number.MAX_SAFE_INTEGER, removalSlice));
      await search.removeUpTo(roomId, Number.MAX_SAFE_INTEGER);
      await clear(() => rooms.clearParticipants(roomId, removalSlice));
      if (isOver) await rooms.endRemoval(roomId);
    }
  };
}

/** Slices until one is not full. */
export async function clear(removeSlice: () => Promise<number>): Promise<void> {
  while ((await removeSlice()) === removalSlice);
}
