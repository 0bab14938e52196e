import {
  accept,
  type CommandRequest,
  type CommandResult,
  type DomainEvent,
  type Handled,
  type ReadPosition,
  type RoomId,
  refuse,
} from '../../contract/index.ts';
import type { MessageStore, ParticipantRecord, ReadMove, RoomEnd, RoomStore } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { unreadOf } from './room-view.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
}

/** Read positions: forward only, never past the last message. */
export function createReadPositions({ rooms, messages }: Dependencies) {
  return { read, position };

  /** The moves of a room in one write and one event, however many people read on. */
  async function read({
    roomId,
    moves,
  }: CommandRequest<'room.read'>): Promise<Handled<CommandResult<'room.read'>>> {
    const found = await rooms.findMemberships(moves.map(({ userId }) => ({ roomId, userId })));
    const places = new Map(found.members.map((member) => [member.userId, member]));
    if (places.size === 0)
      return { outcome: refuse(found.rooms.has(roomId) ? 'not_a_participant' : 'room_not_found') };
    const end = await endOf(roomId);
    const moved = await resolve(roomId, moves, places, end);
    const forward = moved.filter(({ userId, seq }) => seq > (places.get(userId)?.readSeq ?? 0));
    if (forward.length > 0) await rooms.advanceReadPositions(forward);
    for (const { userId, seq, textCount } of forward) {
      const place = places.get(userId);
      if (place) places.set(userId, { ...place, readSeq: seq, readTextCount: textCount });
    }
    const positions = moves.map(({ userId }) => {
      const place = places.get(userId);
      return place ? positionOf(place, end) : null;
    });
    return { outcome: accept({ positions }), events: [readEvent(roomId, [...places.values()], end)] };
  }

  /** Each asked place as one that exists, with the messages that count up to it. */
  async function resolve(
    roomId: RoomId,
    moves: CommandRequest<'room.read'>['moves'],
    places: ReadonlyMap<string, ParticipantRecord>,
    end: RoomEnd,
  ): Promise<ReadMove[]> {
    const inside = [...new Set(moves.map(({ seq }) => seq).filter((seq) => seq > 0 && seq < end.seq))];
    const found = inside.length === 0 ? [] : await messages.findBySeq(roomId, inside);
    const counts = new Map(found.map(({ seq, textCount }) => [seq, textCount]));
    return moves
      .filter(({ userId }) => places.has(userId))
      .map(({ userId, seq: asked }) => {
        const seq = Math.min(asked, end.seq);
        return { roomId, userId, seq, textCount: seq === end.seq ? end.textCount : (counts.get(seq) ?? 0) };
      });
  }

  async function position({
    roomId,
    userId,
  }: CommandRequest<'room.position'>): Promise<Handled<CommandResult<'room.position'>>> {
    const place = await findOwnPlace(rooms, roomId, userId);
    if (!place.ok) return { outcome: place };
    const { joinedSeq } = place.value;
    return { outcome: accept({ ...positionOf(place.value, await endOf(roomId)), joinedSeq }) };
  }

  async function endOf(roomId: RoomId): Promise<RoomEnd> {
    return (await messages.ends([roomId])).get(roomId) ?? { seq: 0, textCount: 0 };
  }
}

/** Told also when nothing moved: the server before may have died between storing and telling. */
function readEvent(roomId: RoomId, places: readonly ParticipantRecord[], end: RoomEnd): DomainEvent {
  const reads = places.map((place) => {
    const { readSeq: seq, lastSeq, unread } = positionOf(place, end);
    return { userId: place.userId, seq, lastSeq, unread };
  });
  return { topic: 'kakao.chat.EVENT', key: roomId, value: { type: 'read', roomId, reads } };
}

function positionOf(own: ParticipantRecord, end: RoomEnd): ReadPosition {
  return {
    roomId: own.roomId,
    readSeq: own.readSeq,
    lastSeq: end.seq,
    unread: unreadOf(own, end.textCount),
  };
}
