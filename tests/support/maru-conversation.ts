import type {
  ChatMessage,
  ClientMessageId,
  Mention,
  RoomEvent,
  RoomId,
} from '../../backend/contract/index.ts';
import { subscribeTo } from '../../backend/contract/index.ts';
import { participant, room } from '../contract/samples.ts';
import type { Device } from './maru-device.ts';
import type { MaruParts } from './maru-parts.ts';
import { newMessageId, type Person } from './maru-person.ts';
import { until } from './maru-wait.ts';

type Given = {
  replyTo?: number;
  mentions?: Mention[];
  forwarded?: boolean;
  clientMessageId?: ClientMessageId;
};

/** What one person does in one room. */
export function inRoom(person: Person, roomId: RoomId) {
  const at = (seq: number) => ({ params: { roomId, seq } });
  return {
    say: (message: string, given: Given = {}): Promise<ChatMessage> =>
      person.call('sendMessage', {
        params: { roomId },
        body: { clientMessageId: newMessageId(), message, ...given },
      }),
    edit: (seq: number, message: string, mentions?: Mention[]): Promise<ChatMessage> =>
      person.call('editMessage', { ...at(seq), body: mentions ? { message, mentions } : { message } }),
    unsend: (seq: number): Promise<ChatMessage> => person.call('unsendMessage', at(seq)),
    react: (seq: number, emoji: string, on = true): Promise<ChatMessage> =>
      person.call(on ? 'addReaction' : 'removeReaction', { params: { roomId, seq, emoji } }),
    history: () => person.history(roomId),
  };
}

/** A group in which the people see what came after their `joinedSeq`; nobody has written yet. */
export async function groupWith(
  { stores }: MaruParts,
  roomId: string,
  people: readonly { person: Person; joinedSeq?: number }[],
): Promise<RoomId> {
  const record = room({ roomId: roomId as RoomId, owner: people[0]?.person.userId as never });
  const places = people.map(({ person, joinedSeq = 0 }) => ({
    ...participant(record.roomId, person.userId),
    joinedSeq,
    joinedTextCount: joinedSeq,
  }));
  await stores.rooms.addRoom(record, places);
  return record.roomId;
}

/** A device that hears what happens in a room, and the changes of messages that it heard of. */
export async function listen(person: Person, roomId: RoomId): Promise<Device> {
  const device = await person.connect();
  await device.subscribe(subscribeTo.room(roomId));
  await device.subscribe(subscribeTo.roomEvents(roomId));
  return device;
}

type Change = Extract<RoomEvent, { type: 'edited' | 'unsent' | 'reacted' }>;

const isChange = (event: RoomEvent): event is Change =>
  event.type === 'edited' || event.type === 'unsent' || event.type === 'reacted';

/** So many changes of messages, in the order in which they were heard. */
export function heard(device: Device, roomId: RoomId, count: number): Promise<Change[]> {
  return until(`${count} changes`, () => {
    const changes = device.roomEvents(roomId).filter(isChange);
    return changes.length >= count ? changes : undefined;
  });
}
