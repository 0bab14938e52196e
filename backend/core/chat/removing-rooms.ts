import { accept, type CommandRequest, type Handled, refuse } from '../../contract/index.ts';
import type { RoomStore } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import type { Hiding } from './hiding.ts';
import { type RoomRemover, roomRemoved } from './room-removal.ts';

interface Dependencies {
  rooms: RoomStore;
  hiding: Hiding;
  removeRoom: RoomRemover;
}

/** Removing a group for everybody, by its owner; a self room is cleared. */
export function createRemovingRooms({ rooms, hiding, removeRoom }: Dependencies) {
  return async (request: CommandRequest<'room.remove'>): Promise<Handled<Record<string, never>>> => {
    const { roomId, userId, requestId } = request;
    const own = await findOwnPlace(rooms, roomId, userId);
    if (!own.ok) {
      const removal = await rooms.findRemoval(roomId);
      if (removal?.owner !== userId) return { outcome: own };
      return { outcome: accept({}), events: [roomRemoved(removal)] };
    }
    const room = await rooms.findRoom(roomId);
    if (!room) return { outcome: refuse('room_not_found') };
    if (room.kind === 'direct') return { outcome: refuse('room_kind') };
    if (room.kind === 'self')
      return { outcome: accept({}), events: await hiding.clearSelfRoom(own.value, requestId) };
    if (room.owner !== userId) return { outcome: refuse('not_the_owner') };
    return { outcome: accept({}), events: await removeRoom(roomId) };
  };
}
