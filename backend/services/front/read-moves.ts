import { setTimeout as pause } from 'node:timers/promises';
import {
  type CommandResult,
  limits,
  MaruError,
  type ReadPosition,
  type RoomId,
  type UserId,
} from '../../contract/index.ts';
import type { Ask } from './ask.ts';

/** Moves a read position; rejects with a MaruError for who is no participant. */
export type MoveReadPosition = (roomId: RoomId, userId: UserId, seq: number) => Promise<ReadPosition>;

interface Gathering {
  moves: Map<UserId, number>;
  answer: Promise<Map<UserId, ReadPosition>>;
}

/** Milliseconds in which the moves of a room go together: hundreds of people reading a message are one record, not hundreds. */
const moment = 100;

/** Gathers the read moves of each room: the first goes at once, those of the moment after it go together. */
export function createReadMoves(ask: Ask): MoveReadPosition {
  const gatherings = new Map<RoomId, Gathering>();
  /** Rooms that have just sent moves on. */
  const resting = new Set<RoomId>();

  return async (roomId, userId, seq) => {
    const gathering = gatherings.get(roomId) ?? open(roomId);
    const { moves } = gathering;
    if (moves.size === limits.roomParticipants && !moves.has(userId)) throw new MaruError('unavailable');
    moves.set(userId, Math.max(seq, moves.get(userId) ?? 0));
    const position = (await gathering.answer).get(userId);
    if (!position) throw new MaruError('not_a_participant');
    return position;
  };

  function open(roomId: RoomId): Gathering {
    const moves: Gathering['moves'] = new Map();
    const answer = pause(resting.has(roomId) ? moment : 0).then(() => send(roomId, moves));
    const gathering = { moves, answer };
    gatherings.set(roomId, gathering);
    return gathering;
  }

  async function send(roomId: RoomId, gathered: Gathering['moves']): Promise<Map<UserId, ReadPosition>> {
    gatherings.delete(roomId);
    resting.add(roomId);
    setTimeout(() => resting.delete(roomId), moment).unref();
    const moves = [...gathered].map(([userId, seq]) => ({ userId, seq }));
    return byUser(moves, await ask('room.read', roomId, { roomId, moves }));
  }
}

function byUser(
  moves: readonly { userId: UserId }[],
  { positions }: CommandResult<'room.read'>,
): Map<UserId, ReadPosition> {
  const found = moves.map(({ userId }, at) => [userId, positions[at]] as const);
  return new Map(found.filter((each): each is readonly [UserId, ReadPosition] => Boolean(each[1])));
}
