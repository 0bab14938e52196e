import {
  type ChatMessage,
  limits,
  MaruError,
  messageBodies,
  type RoomEvent,
  type RoomId,
  subscribeTo,
} from '../../backend/contract/index.ts';
import type { Link } from './link.ts';

/** Two of the personal queues, and some for the events of open rooms. */
const followLimit = limits.subscriptionsPerSession - 100;

export interface RoomSubscriptionsOptions {
  onMessage(message: ChatMessage): void;
  onEvent(event: RoomEvent): void;
  /** The server does not let the user into this room (any more). */
  onRefused(roomId: RoomId): void;
}

/** Which rooms the current link delivers. Each new link starts with none. */
export interface RoomSubscriptions {
  use(link: Link): void;
  /** Messages of the rooms; resolves when the server has confirmed what was new. */
  follow(roomIds: readonly RoomId[]): Promise<void>;
  /** Events of a room, such as read positions, for as long as it is open. */
  followEvents(roomId: RoomId): Promise<void>;
  leaveEvents(roomId: RoomId): void;
  /** The server has ended both: the next `follow` makes them anew. */
  forget(roomId: RoomId): void;
}

export function createRoomSubscriptions(options: RoomSubscriptionsOptions): RoomSubscriptions {
  let link: Link | undefined;
  let made = new Map<string, Promise<void>>();

  function subscribe(roomId: RoomId, destination: string, id: string, onBody: (body: unknown) => void) {
    const known = made.get(id);
    if (known) return known;
    if (!link) return Promise.resolve();
    const subscription = link.subscribe(destination, id, onBody).catch((error) => {
      if (isClosedTo(error)) options.onRefused(roomId);
    });
    made.set(id, subscription);
    return subscription;
  }

  function followRoom(roomId: RoomId): Promise<void> {
    return subscribe(roomId, subscribeTo.room(roomId), `room:${roomId}`, (body) => {
      const message = messageBodies.room.safeParse(body);
      if (message.success) options.onMessage(message.data);
    });
  }

  return {
    use: (next) => {
      link = next;
      made = new Map();
    },
    follow: async (roomIds) => {
      const fresh = roomIds.filter((roomId) => !made.has(`room:${roomId}`));
      await Promise.all(fresh.slice(0, Math.max(0, followLimit - made.size)).map(followRoom));
    },
    followEvents: (roomId) =>
      subscribe(roomId, subscribeTo.roomEvents(roomId), `events:${roomId}`, (body) => {
        // An event that this version does not know is left to newer ones.
        const event = messageBodies.roomEvents.safeParse(body);
        if (event.success) options.onEvent(event.data);
      }),
    forget: (roomId) => {
      for (const id of [`room:${roomId}`, `events:${roomId}`]) if (made.delete(id)) link?.unsubscribe(id);
    },
    leaveEvents: (roomId) => {
      if (made.delete(`events:${roomId}`)) link?.unsubscribe(`events:${roomId}`);
    },
  };
}

const isClosedTo = (error: unknown): boolean =>
  error instanceof MaruError && (error.code === 'not_a_participant' || error.code === 'room_not_found');
