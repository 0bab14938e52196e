import {
  accept,
  type CommandRequest,
  type DomainEvent,
  type Handled,
  type Outcome,
  type Refusal,
  refuse,
} from '../../contract/index.ts';
import type { ParticipantRecord, ProfileStore, RoomStore } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { type Announcements, announced, type Occasion } from './announcements.ts';
import { chatEventOf } from './chat-event.ts';
import type { Hiding } from './hiding.ts';
import type { Succession } from './ownership.ts';
import { namePerson } from './people.ts';
import { type RoomRemover, roomRemoved } from './room-removal.ts';

type Leave = CommandRequest<'room.leave'>;

interface Dependencies {
  rooms: RoomStore;
  profiles: ProfileStore;
  announcements: Announcements;
  hiding: Hiding;
  succeed: Succession;
  removeRoom: RoomRemover;
}

const done: Outcome<Record<string, never>> = accept({});

/**
 * Leaving, and removing somebody. The message that says so comes first, then the participant goes, then the group gets another
 * owner where it needs one. A command that comes again finds its message by the participation that it ended.
 */
export function createLeaving(dependencies: Dependencies) {
  const { rooms, profiles, announcements, hiding, succeed, removeRoom } = dependencies;

  return async (request: Leave): Promise<Handled<Record<string, never>>> => {
    const { roomId, userId, leaverId } = request;
    const own = await findOwnPlace(rooms, roomId, userId);
    if (!own.ok) return repeat(request, own);
    const room = await rooms.findRoom(roomId);
    if (!room) return { outcome: refuse('room_not_found') };
    if (room.kind !== 'group') {
      if (leaverId !== userId) return { outcome: refuse('room_kind') };
      const putAway = room.kind === 'self' ? hiding.clearSelfRoom : hiding.putAway;
      const events = await putAway(own.value, request.requestId);
      return { outcome: done, events };
    }
    if (leaverId !== userId && room.owner !== userId) return { outcome: refuse('not_the_owner') };
    const leaving = await rooms.findParticipant(roomId, leaverId);
    return leaving ? depart(request, leaving) : repeat(request, refuse('user_not_found'));
  };

  async function depart(request: Leave, leaving: ParticipantRecord) {
    const { roomId, userId, leaverId } = request;
    const inside = await rooms.findParticipants(roomId);
    if (inside.every((one) => one.userId === leaverId))
      return { outcome: done, events: await removeRoom(roomId) };
    const occasion = departureOf(request, leaving);
    const sender = await namePerson(profiles, userId);
    const people = [leaverId === userId ? sender : await namePerson(profiles, leaverId)];
    const note = { type: typeOf(request), people };
    const told = await announcements.announce({ roomId, sender, note, occasion });
    await rooms.removeParticipant(roomId, leaverId);
    const events = [chatEventOf({ type: 'left', roomId, userId: leaverId }), announced(told)];
    return { outcome: done, events: [...events, ...(await succeed(roomId, sender, occasion))] };
  }

  /** Whoever is out by this very command gets the same answer, and everybody hears of it again. */
  async function repeat(request: Leave, refusal: Refusal): Promise<Handled<Record<string, never>>> {
    const { roomId, userId, leaverId } = request;
    const removal = await rooms.findRemoval(roomId);
    if (removal && isLastOne(request, removal.userIds))
      return { outcome: done, events: [roomRemoved(removal)] };
    const [left] = await rooms.findLeft(roomId, [leaverId]);
    const occasion = left && departureOf(request, left);
    const told = occasion && (await announcements.find(roomId, userId, occasion));
    if (!told) return { outcome: refusal };
    const events: DomainEvent[] = [chatEventOf({ type: 'left', roomId, userId: leaverId }), announced(told)];
    const sender = { userId, nickname: told.nickname };
    return { outcome: done, events: [...events, ...(await succeed(roomId, sender, occasion))] };
  }
}

const isLastOne = ({ userId, leaverId }: Leave, userIds: readonly string[]): boolean =>
  leaverId === userId && userIds.length === 1 && userIds[0] === userId;

const typeOf = ({ userId, leaverId }: Leave) =>
  leaverId === userId ? ('left' as const) : ('removed' as const);

/** A participation begins at a place where no other one of the same person does. */
const departureOf = (request: Leave, { userId, joinedSeq }: ParticipantRecord): Occasion => [
  typeOf(request),
  userId,
  joinedSeq,
];
