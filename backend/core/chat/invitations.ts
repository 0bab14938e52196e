import {
  type CommandRequest,
  type DomainEvent,
  type Handled,
  limits,
  type Refusal,
  type Room,
  type RoomId,
  refuse,
  type UserId,
} from '../../contract/index.ts';
import type {
  BlockStore,
  MessageRecord,
  MessageStore,
  ParticipantRecord,
  ProfileStore,
  RoomStore,
} from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { type Announcements, announced } from './announcements.ts';
import { refuseUnreachable } from './blocks.ts';
import { chatEventOf } from './chat-event.ts';
import { newParticipant } from './participants.ts';
import { findUnknown, namePeople, namePerson, refuseUnknown } from './people.ts';
import type { RoomDetails } from './room-details.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  blocks: BlockStore;
  profiles: ProfileStore;
  announcements: Announcements;
  details: RoomDetails;
}

/**
 * Inviting people into a group. The message that says so comes first; who joins sees what comes from it on. So an invitation
 * that comes again finds by the places of those who are in already what it had told, and goes on with the others.
 */
export function createInvitations(dependencies: Dependencies) {
  const { rooms, messages, blocks, profiles, announcements, details } = dependencies;
  return async (request: CommandRequest<'room.invite'>): Promise<Handled<Room>> => {
    const { roomId, userId } = request;
    const place = await findOwnPlace(rooms, roomId, userId);
    if (!place.ok) return { outcome: place };
    if ((await rooms.findRoom(roomId))?.kind !== 'group') return { outcome: refuse('room_kind') };
    const asked = [...new Set(request.userIds)];
    const inside = await rooms.findParticipants(roomId);
    const present = inside.filter((one) => asked.includes(one.userId));
    const coming = asked.filter((id) => !present.some((one) => one.userId === id));
    const refusal = await check(userId, coming, inside.length);
    if (refusal) return { outcome: refusal };
    const told = await findTold(roomId, userId, present);
    const joining = await join(roomId, userId, coming, told);
    const notes = [...new Map([...told, ...joining].map((note) => [note.seq, note])).values()];
    const now = await rooms.findParticipants(roomId);
    return {
      outcome: await details(roomId, userId),
      events: notes.flatMap((note) => joinedEvents(note, now)),
    };
  };

  async function check(
    userId: UserId,
    coming: readonly UserId[],
    inside: number,
  ): Promise<Refusal | undefined> {
    const refusal =
      (await refuseUnknown(profiles, coming)) ?? (await refuseUnreachable(blocks, userId, coming));
    if (refusal) return refusal;
    return inside + coming.length > limits.roomParticipants ? refuse('too_many_participants') : undefined;
  }

  /** The messages with which the asker brought in those who are in already. */
  async function findTold(
    roomId: RoomId,
    userId: UserId,
    present: readonly ParticipantRecord[],
  ): Promise<MessageRecord[]> {
    if (present.length === 0) return [];
    const found = await messages.findBySeq(
      roomId,
      present.map(({ joinedSeq }) => joinedSeq + 1),
    );
    return found.filter((message) => message.userId === userId && message.system?.type === 'joined');
  }

  async function join(
    roomId: RoomId,
    userId: UserId,
    coming: readonly UserId[],
    told: readonly MessageRecord[],
  ): Promise<MessageRecord[]> {
    const left = new Map((await rooms.findLeft(roomId, coming)).map((one) => [one.userId, one.joinedSeq]));
    /** Named already, and not because they were here at that time and left since. */
    const begun = (id: UserId) =>
      told.find(({ seq, system }) => isNamed(id, system?.people ?? []) && left.get(id) !== seq - 1);
    const notes: MessageRecord[] = [];
    for (const [note, userIds] of Map.groupBy(coming, begun)) {
      const occasion = ['joined', ...userIds.map((id) => `${id} ${left.get(id) ?? ''}`)];
      const record = note ?? (await announceJoined(roomId, userId, userIds, occasion));
      await add(record, userIds);
      notes.push(record);
    }
    return notes;
  }

  async function announceJoined(
    roomId: RoomId,
    userId: UserId,
    userIds: readonly UserId[],
    occasion: readonly string[],
  ): Promise<MessageRecord> {
    const [sender, people] = await Promise.all([namePerson(profiles, userId), namePeople(profiles, userIds)]);
    return announcements.announce({ roomId, sender, note: { type: 'joined', people }, occasion });
  }

  async function add({ roomId, seq, textCount }: MessageRecord, userIds: readonly UserId[]): Promise<void> {
    const place = { seq: seq - 1, textCount };
    await rooms.addParticipants(
      roomId,
      userIds.map((id) => newParticipant(roomId, id, place)),
    );
    // Who deleted their account in this moment may have been looked for here before they were in.
    for (const gone of await findUnknown(profiles, userIds)) await rooms.forgetParticipant(roomId, gone);
  }
}

const isNamed = (userId: UserId, people: readonly { userId: UserId }[]): boolean =>
  people.some((person) => person.userId === userId);

/** Told again, it names those alone who are in by this message: others may have left since, or come back. */
function joinedEvents(note: MessageRecord, inside: readonly ParticipantRecord[]): DomainEvent[] {
  const { roomId, seq, system } = note;
  const userIds = inside
    .filter(({ userId, joinedSeq }) => joinedSeq === seq - 1 && isNamed(userId, system?.people ?? []))
    .map(({ userId }) => userId);
  return [announced(note), chatEventOf({ type: 'joined', roomId, userIds })];
}
