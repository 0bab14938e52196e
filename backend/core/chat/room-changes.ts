import {
  type CommandRequest,
  type DomainEvent,
  type Handled,
  type Person,
  type Room,
  refuse,
  type SystemNote,
} from '../../contract/index.ts';
import type { Clock, MessageRecord, ProfileStore, RoomRecord, RoomStore } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { type Announcements, announced, type Occasion } from './announcements.ts';
import { chatEventOf } from './chat-event.ts';
import { namePerson } from './people.ts';
import type { RoomDetails } from './room-details.ts';

type Change = CommandRequest<'room.change'>;
type Changed = 'title' | 'notice' | 'owner';

interface Dependencies {
  rooms: RoomStore;
  profiles: ProfileStore;
  clock: Clock;
  announcements: Announcements;
  details: RoomDetails;
}

const kinds: readonly Changed[] = ['title', 'notice', 'owner'];

/**
 * Title, notice and owner of a group, by its owner. Each message that says so is known by the number of the change, so that a
 * command that comes again finds what it had told.
 */
export function createRoomChanges({ rooms, profiles, clock, announcements, details }: Dependencies) {
  return async (request: Change): Promise<Handled<Room>> => {
    const { roomId, userId } = request;
    const place = await findOwnPlace(rooms, roomId, userId);
    if (!place.ok) return { outcome: place };
    const room = await rooms.findRoom(roomId);
    if (room?.kind !== 'group') return { outcome: refuse('room_kind') };
    const news = kinds.filter((kind) => isNew(kind, request, room));
    const told = news.length === 0 ? await findTold(request, room) : [];
    if (told.length === 0 && room.owner !== userId) return { outcome: refuse('not_the_owner') };
    const { owner } = request;
    if (owner !== undefined && !(await rooms.findParticipant(roomId, owner)))
      return { outcome: refuse('user_not_found', { userIds: [owner] }) };
    const notes = news.length === 0 ? told : await change(request, room, news);
    const events = notes.length > 0 ? [...notes.map(announced), await changedEvent(request)] : [];
    return { outcome: await details(roomId, userId), events };
  };

  /** What this command told when it came before. */
  async function findTold(request: Change, { changes }: RoomRecord): Promise<MessageRecord[]> {
    const { roomId, userId } = request;
    if (changes === 0) return [];
    const asked = kinds.filter((kind) => request[kind] !== undefined);
    const found = await Promise.all(
      asked.map((kind) => announcements.find(roomId, userId, occasionOf(kind, request, changes - 1))),
    );
    return found.filter((note) => note !== undefined);
  }

  async function change(
    request: Change,
    room: RoomRecord,
    news: readonly Changed[],
  ): Promise<MessageRecord[]> {
    const { roomId, userId, title, notice, owner } = request;
    const sender = await namePerson(profiles, userId);
    const notes: MessageRecord[] = [];
    for (const kind of news) {
      const note = await noteOf(kind, request);
      const occasion = occasionOf(kind, request, room.changes);
      notes.push(await announcements.announce({ roomId, sender, note, occasion }));
    }
    await rooms.changeRoom(roomId, {
      ...(title === undefined ? {} : { title }),
      ...(notice === undefined ? {} : { notice: noticeOf(notice, sender) }),
      ...(owner === undefined ? {} : { owner }),
    });
    return notes;
  }

  async function noteOf(kind: Changed, request: Change): Promise<SystemNote> {
    if (kind !== 'owner') return { type: kind, people: [], text: request[kind] ?? '' };
    const people = request.owner === undefined ? [] : [await namePerson(profiles, request.owner)];
    return { type: kind, people };
  }

  function noticeOf(text: string, sender: Person) {
    return text === '' ? null : { text, ...sender, at: new Date(clock.now()).toISOString() };
  }

  async function changedEvent({ roomId, title, notice, owner }: Change): Promise<DomainEvent> {
    const userIds = (await rooms.findParticipants(roomId)).map(({ userId }) => userId);
    return chatEventOf({ type: 'room.changed', roomId, title, notice, owner, userIds });
  }
}

function isNew(kind: Changed, request: Change, room: RoomRecord): boolean {
  const now = kind === 'notice' ? (room.notice?.text ?? '') : room[kind];
  return request[kind] !== undefined && request[kind] !== now;
}

const occasionOf = (kind: Changed, request: Change, changes: number): Occasion => [
  kind,
  changes,
  request[kind] ?? '',
];
