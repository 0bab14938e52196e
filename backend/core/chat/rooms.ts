import {
  accept,
  type CommandRequest,
  type DomainEvent,
  type Handled,
  type NewRoom,
  type Outcome,
  type Refusal,
  type Room,
  type RoomId,
  refuse,
  type UserId,
} from '../../contract/index.ts';
import type {
  BlockStore,
  Clock,
  ProfileStore,
  RoomListEntry,
  RoomRecord,
  RoomStore,
} from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { refuseUnreachable } from './blocks.ts';
import { chatEventOf } from './chat-event.ts';
import { newParticipant, roomStart } from './participants.ts';
import { findUnknown, refuseUnknown } from './people.ts';
import type { RoomDetails } from './room-details.ts';
import { formatPlace, parsePlace } from './room-list-place.ts';
import { viewRooms } from './room-view.ts';

interface Dependencies {
  rooms: RoomStore;
  blocks: BlockStore;
  profiles: ProfileStore;
  clock: Clock;
  details: RoomDetails;
}

/** Opening rooms, the chat list, a room's details and one's own settings in it. */
export function createRooms({ rooms, blocks, profiles, clock, details }: Dependencies) {
  return { create, list, read, settings };

  async function create({ roomId, userId, room }: CommandRequest<'room.create'>): Promise<Handled<Room>> {
    const userIds = membersOf(room, userId);
    const refusal =
      (await checkMembers(room, userIds)) ?? (await refuseUnreachable(blocks, userId, userIds.slice(1)));
    if (refusal) return { outcome: refusal };
    const record: RoomRecord = {
      roomId,
      kind: room.kind,
      title: room.kind === 'group' ? (room.title ?? '') : '',
      owner: userId,
      createdAt: clock.now(),
      changes: 0,
    };
    await rooms.addRoom(
      record,
      userIds.map((id) => newParticipant(roomId, id, roomStart)),
    );
    await forgetGone(roomId, userIds.slice(1));
    return { outcome: await open(roomId, userId), events: await createdEvents(roomId) };
  }

  /** Who deleted their account in this moment may have been looked for here before they were in. */
  async function forgetGone(roomId: RoomId, userIds: readonly UserId[]): Promise<void> {
    for (const gone of await findUnknown(profiles, userIds)) await rooms.forgetParticipant(roomId, gone);
  }

  /** Opening a room brings it back to whoever had put it away. */
  async function open(roomId: RoomId, userId: UserId): Promise<Outcome<Room>> {
    const hidden = await rooms.findHidden([roomId]);
    if (hidden.some((mark) => mark.userId === userId)) await rooms.showRoom(roomId, [userId]);
    return details(roomId, userId);
  }

  /** Told again each time, but to nobody who has put the room away, or has left it. */
  async function createdEvents(roomId: RoomId): Promise<DomainEvent[]> {
    const [inside, hidden] = await Promise.all([rooms.findParticipants(roomId), rooms.findHidden([roomId])]);
    const away = new Set(hidden.map(({ userId }) => userId));
    const userIds = inside.map(({ userId }) => userId).filter((userId) => !away.has(userId));
    return userIds.length > 0 ? [chatEventOf({ type: 'room.created', roomId, userIds })] : [];
  }

  /** The creator is known by their token; the copy of the profiles here may be a moment behind a sign-up. */
  async function checkMembers(
    { kind }: NewRoom,
    [, ...others]: readonly UserId[],
  ): Promise<Refusal | undefined> {
    if (kind !== 'self' && others.length === 0)
      return refuse('invalid_request', [{ path: 'userIds', message: 'name somebody else' }]);
    return refuseUnknown(profiles, others);
  }

  async function list(
    request: CommandRequest<'room.list'>,
  ): Promise<Handled<{ rooms: Room[]; next?: string }>> {
    const { userId, before, limit } = request;
    const place = before === undefined ? undefined : parsePlace(before);
    if (before !== undefined && !place) return { outcome: refuse('invalid_request', [{ path: 'before' }]) };
    const entries = await rooms.listRooms(userId, place, limit);
    const last = entries.length === limit ? entries.at(-1) : undefined;
    const views = await viewRooms(entries.map(partsOf), profiles);
    return { outcome: accept({ rooms: views, ...(last ? { next: formatPlace(last) } : {}) }) };
  }

  async function read({ roomId, userId }: CommandRequest<'room.details'>): Promise<Handled<Room>> {
    return { outcome: await details(roomId, userId) };
  }

  async function settings(request: CommandRequest<'room.settings'>): Promise<Handled<Room>> {
    const { roomId, userId, ...changes } = request;
    const place = await findOwnPlace(rooms, roomId, userId);
    if (!place.ok) return { outcome: place };
    const changed = await rooms.changeParticipant(roomId, userId, changes);
    if (!changed) return { outcome: refuse('not_a_participant') };
    const { muted, favourite } = changed;
    const events = [chatEventOf({ type: 'room.settings', roomId, userId, muted, favourite })];
    return { outcome: await details(roomId, userId), events };
  }
}

function partsOf({ firstParticipants, ...entry }: RoomListEntry) {
  return { ...entry, participants: firstParticipants };
}

/** The creator and everyone named, once each. */
function membersOf(room: NewRoom, creator: UserId): UserId[] {
  return [...new Set([creator, ...(room.kind === 'self' ? [] : room.userIds)])];
}
