import { createHash } from 'node:crypto';
import type {
  ClientMessageId,
  DomainEvent,
  MessageId,
  Person,
  RoomId,
  SystemNote,
  UserId,
} from '../../contract/index.ts';
import {
  type Clock,
  EngineUnavailable,
  type IdGenerator,
  type MessageRecord,
  type MessageStore,
} from '../../ports/index.ts';
import { viewMessage } from './message-view.ts';

interface Dependencies {
  messages: MessageStore;
  clock: Clock;
  ids: IdGenerator;
}

/** What tells something from everything else that ever happens in its room. */
export type Occasion = readonly (string | number)[];

export interface Announcement {
  roomId: RoomId;
  /** Who brought it about. */
  sender: Person;
  note: SystemNote;
  occasion: Occasion;
}

export type Announcements = ReturnType<typeof createAnnouncements>;

/** Times that another writer may be faster before the command is read again. */
const raceLimit = 20;

/** System messages: each stands in its room once, however often what it tells of is handled. */
export function createAnnouncements({ messages, clock, ids }: Dependencies) {
  return { announce, find };

  /** The message of this occasion; stored now, at the room's end, unless it was before. */
  async function announce({ roomId, sender, note, occasion }: Announcement): Promise<MessageRecord> {
    for (let race = 0; race < raceLimit; race++) {
      const told = await find(roomId, sender.userId, occasion);
      if (told) return told;
      const end = (await messages.ends([roomId])).get(roomId) ?? { seq: 0, textCount: 0 };
      const message: MessageRecord = {
        roomId,
        ...sender,
        seq: end.seq + 1,
        // Nobody has to read it, so it counts for nothing.
        textCount: end.textCount,
        messageId: ids.next() as MessageId,
        clientMessageId: idOf(roomId, occasion),
        message: '',
        kind: 'system',
        createdAt: new Date(clock.now()).toISOString(),
        system: note,
      };
      const { conflicts } = await messages.insert([message]);
      if (conflicts.size === 0) return message;
    }
    throw new EngineUnavailable('Other writers keep changing the same room.');
  }

  /** The message of an occasion, if it was told. */
  async function find(
    roomId: RoomId,
    userId: UserId,
    occasion: Occasion,
  ): Promise<MessageRecord | undefined> {
    const [told] = await messages.findSent([{ roomId, userId, clientMessageId: idOf(roomId, occasion) }]);
    return told;
  }
}

/** A UUID made of a hash (version 8, RFC 9562). */
function idOf(roomId: RoomId, occasion: Occasion): ClientMessageId {
  const digest = createHash('sha256')
    .update(JSON.stringify([roomId, ...occasion]))
    .digest('hex');
  const variant = '89ab'[Number.parseInt(digest[16] ?? '0', 16) % 4];
  const parts = [digest.slice(0, 8), digest.slice(8, 12), `8${digest.slice(13, 16)}`];
  return [...parts, `${variant}${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-') as ClientMessageId;
}

/** A system message on its way to the subscribers. */
export function announced(record: MessageRecord): DomainEvent {
  return {
    topic: 'kakao.chat.chatMessage.RESPONSE',
    key: record.roomId,
    value: viewMessage(record),
    headers: {
      type: 'chatMessage.send',
      correlationId: `system-${record.messageId}`,
      outcome: 'accepted',
    },
  };
}
