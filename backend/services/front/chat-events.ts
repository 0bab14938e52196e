import type { ChatEvent, UserId } from '../../contract/index.ts';
import type { People } from './stomp/people.ts';
import type { RoomDeliveries } from './stomp/room-deliveries.ts';

interface Listeners {
  deliveries: RoomDeliveries;
  people: People;
}

/** Tells who is connected here what happened in a room: those who watch it, and those whom it concerns wherever they are. */
export function tellChatEvent(event: ChatEvent, { deliveries, people }: Listeners): void {
  const { roomId } = event;
  switch (event.type) {
    case 'read':
      deliveries.deliverEvent({
        ...event,
        reads: event.reads.map(({ userId, seq }) => ({ userId, seq })),
      });
      for (const { userId, seq: readSeq, lastSeq, unread } of event.reads)
        people.tellReadPosition(userId, { roomId, readSeq, lastSeq, unread });
      return;
    case 'room.created':
      tellCreated(event.userIds);
      return;
    case 'joined':
      deliveries.deliverEvent(event);
      tellCreated(event.userIds);
      return;
    case 'left':
      deliveries.deliverEvent(event);
      tellLeft(event.userId);
      return;
    case 'room.hidden':
      tellLeft(event.userId);
      return;
    case 'room.removed':
      deliveries.deliverEvent({ type: event.type, roomId });
      deliveries.cut(roomId);
      for (const userId of event.userIds) people.tell(userId, { type: 'room.left', roomId, removed: true });
      return;
    case 'room.changed': {
      const { userIds, ...change } = event;
      deliveries.deliverEvent(change);
      for (const userId of userIds) people.tell(userId, change);
      return;
    }
    case 'room.settings': {
      const { userId, ...settings } = event;
      people.tell(userId, settings);
      return;
    }
    case 'edited':
    case 'unsent':
    case 'reacted':
      deliveries.deliverChange(event);
  }

  /** Cut first: who is told to be out gets nothing of the room any more. */
  function tellLeft(userId: UserId): void {
    deliveries.cut(roomId, userId);
    people.tell(userId, { type: 'room.left', roomId, removed: false });
  }

  function tellCreated(userIds: readonly UserId[]): void {
    for (const userId of userIds) people.tell(userId, { type: 'room.created', roomId });
  }
}
