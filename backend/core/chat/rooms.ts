import {
  accept,
  type CommandRequest,
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
  MessageStore,
  ParticipantRecord,
  ProfileStore,
  RoomListEntry,
  RoomRecord,
  RoomStore,
} from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { refuseUnreachable } from './blocks.ts';
import { formatPlace, parsePlace } from './room-list-place.ts';
import { viewRooms } from './room-view.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  blocks: BlockStore;
  profiles: ProfileStore;
  clock: Clock;
}

/** Opening rooms, the chat list, a room's details and one's own settings in it. */
export function createRooms({ rooms, messages, blocks, profiles, clock }: Dependencies) {
  return { create, list, details, settings };

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
      userIds.map((id) => newParticipant(roomId, id)),
    );
    const outcome = await readOne(roomId, userId);
    return {
      outcome,
      events: [{ topic: 'kakao.chat.EVENT', key: roomId, value: { type: 'room.created', roomId, userIds } }],
    };
  }

  /** The creator is known by their token; the copy of the profiles here may be a moment behind a sign-up. */
  async function checkMembers(
    { kind }: NewRoom,
    [, ...others]: readonly UserId[],
  ): Promise<Refusal | undefined> {
    if (kind !== 'self' && others.length === 0)
      return refuse('invalid_request', [{ path: 'userIds', message: 'name somebody else' }]);
    const known = await profiles.find(others);
    const unknown = others.filter((id) => !known.has(id));
    return unknown.length > 0 ? refuse('user_not_found', { userIds: unknown }) : undefined;
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

  async function details({ roomId, userId }: CommandRequest<'room.details'>): Promise<Handled<Room>> {
    return { outcome: await readOne(roomId, userId) };
  }

  async function settings(request: CommandRequest<'room.settings'>): Promise<Handled<Room>> {
    const { roomId, userId, ...changes } = request;
    const place = await findOwnPlace(rooms, roomId, userId);
    if (!place.ok) return { outcome: place };
    await rooms.changeParticipant(roomId, userId, changes);
    return { outcome: await readOne(roomId, userId) };
  }

  async function readOne(roomId: RoomId, userId: UserId): Promise<Outcome<Room>> {
    const place = await findOwnPlace(rooms, roomId, userId);
    if (!place.ok) return place;
    const [room, participants, [lastMessage]] = await Promise.all([
      rooms.findRoom(roomId),
      rooms.findParticipants(roomId),
      messages.page({ roomId, after: 0, take: 'last', limit: 1 }),
    ]);
    if (!room) return refuse('room_not_found');
    const parts = {
      room,
      own: place.value,
      participantCount: participants.length,
      participants,
      lastMessage,
    };
    const [view] = await viewRooms([parts], profiles);
    return view ? accept(view) : refuse('room_not_found');
  }
}

function partsOf({ firstParticipants, ...entry }: RoomListEntry) {
  return { ...entry, participants: firstParticipants };
}

/** The creator and everyone named, once each. */
function membersOf(room: NewRoom, creator: UserId): UserId[] {
  return [...new Set([creator, ...(room.kind === 'self' ? [] : room.userIds)])];
}

function newParticipant(roomId: RoomId, userId: UserId): ParticipantRecord {
  return {
    roomId,
    userId,
    joinedSeq: 0,
    joinedTextCount: 0,
    readSeq: 0,
    readTextCount: 0,
    muted: false,
    favourite: false,
  };
}
