import type { DomainEvent, MessageId } from '../../contract/index.ts';
import type { HiddenRoom, MessageRecord, RoomStore } from '../../ports/index.ts';

/**
 * A message brings its room back to whoever put it away, which their clients have to hear of. Asked after the messages are
 * stored: whoever puts the room away at the same moment looks for messages after that (see `createHiding`), so that one of
 * the two sees the other. The mark stays until it was told for certain: while the first message after it may come again.
 */
export function createReappearances(rooms: RoomStore) {
  return async (stored: readonly MessageRecord[]): Promise<Map<MessageId, DomainEvent[]>> => {
    const hidden = await rooms.findHidden([...new Set(stored.map(({ roomId }) => roomId))]);
    const events = new Map<MessageId, DomainEvent[]>();
    for (const mark of hidden) {
      const first = firstAfter(mark, stored);
      if (!first) continue;
      events.set(first.messageId, [...(events.get(first.messageId) ?? []), reappeared(mark)]);
      if (first.seq > mark.seq + 1) await rooms.showRoom(mark.roomId, [mark.userId]);
    }
    return events;
  };
}

function firstAfter(
  { roomId, seq }: HiddenRoom,
  stored: readonly MessageRecord[],
): MessageRecord | undefined {
  return stored
    .filter((message) => message.roomId === roomId && message.seq > seq)
    .sort((one, other) => one.seq - other.seq)[0];
}

const reappeared = ({ roomId, userId }: HiddenRoom): DomainEvent => ({
  topic: 'kakao.chat.EVENT',
  key: roomId,
  value: { type: 'room.created', roomId, userIds: [userId] },
});
