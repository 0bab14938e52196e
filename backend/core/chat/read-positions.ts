import { accept, type CommandRequest, type Handled, type ReadPosition } from '../../contract/index.ts';
import type { MessageStore, ParticipantRecord, RoomStore } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { unreadOf } from './room-view.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
}

/** Read positions: forward only, never past the last message. */
export function createReadPositions({ rooms, messages }: Dependencies) {
  return { read, position };

  async function read({ roomId, userId, seq }: CommandRequest<'room.read'>): Promise<Handled<ReadPosition>> {
    const place = await findOwnPlace(rooms, roomId, userId);
    if (!place.ok) return { outcome: place };
    const lastSeq = await lastSeqOf(place.value);
    const target = Math.min(seq, lastSeq);
    const moved = { ...place.value, readSeq: Math.max(place.value.readSeq, target) };
    if (target > place.value.readSeq) await rooms.advanceReadPositions([{ roomId, userId, seq: target }]);
    // Told again when nothing moved: the server before may have died between storing and telling.
    const position = positionOf(moved, lastSeq);
    const value = {
      type: 'read' as const,
      roomId,
      userId,
      seq: position.readSeq,
      lastSeq,
      unread: position.unread,
    };
    return {
      outcome: accept(position),
      events: [{ topic: 'kakao.chat.EVENT', key: roomId, value }],
    };
  }

  async function position({
    roomId,
    userId,
  }: CommandRequest<'room.position'>): Promise<Handled<ReadPosition>> {
    const place = await findOwnPlace(rooms, roomId, userId);
    return { outcome: place.ok ? accept(positionOf(place.value, await lastSeqOf(place.value))) : place };
  }

  async function lastSeqOf({ roomId }: ParticipantRecord): Promise<number> {
    return (await messages.lastSeqs([roomId])).get(roomId) ?? 0;
  }
}

function positionOf(own: ParticipantRecord, lastSeq: number): ReadPosition {
  return { roomId: own.roomId, readSeq: own.readSeq, lastSeq, unread: unreadOf(own, lastSeq) };
}
