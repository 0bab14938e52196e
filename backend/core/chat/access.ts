import { accept, type Outcome, type RoomId, refuse, type UserId } from '../../contract/index.ts';
import type { ParticipantRecord, RoomStore } from '../../ports/index.ts';

/** The asker's place in a room; whoever is no participant gets no further than this. */
export async function findOwnPlace(
  rooms: RoomStore,
  roomId: RoomId,
  userId: UserId,
): Promise<Outcome<ParticipantRecord>> {
  const own = await rooms.findParticipant(roomId, userId);
  if (own) return accept(own);
  return refuse((await rooms.findRoom(roomId)) ? 'not_a_participant' : 'room_not_found');
}
