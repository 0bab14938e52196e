import { accept, type Outcome, type Room, type RoomId, refuse, type UserId } from '../../contract/index.ts';
import type { MessageStore, ProfileStore, RoomStore } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { viewRooms } from './room-view.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  profiles: ProfileStore;
}

export type RoomDetails = ReturnType<typeof createRoomDetails>;

/** A room with everybody in it, as one of them sees it. */
export function createRoomDetails({ rooms, messages, profiles }: Dependencies) {
  return async (roomId: RoomId, userId: UserId): Promise<Outcome<Room>> => {
    const place = await findOwnPlace(rooms, roomId, userId);
    if (!place.ok) return place;
    const [room, participants, [lastMessage]] = await Promise.all([
      rooms.findRoom(roomId),
      rooms.findParticipants(roomId),
      messages.page({ roomId, after: 0, take: 'last', limit: 1 }),
    ]);
    if (!room) return refuse('room_not_found');
    const participantCount = participants.length;
    const [view] = await viewRooms(
      [{ room, own: place.value, participantCount, participants, lastMessage }],
      profiles,
    );
    return view ? accept(view) : refuse('room_not_found');
  };
}
