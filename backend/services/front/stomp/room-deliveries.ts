import {
  type ChatMessage,
  type RoomEvent,
  type RoomId,
  subscribeTo,
  type UserId,
} from '../../../contract/index.ts';
import type { StompServer } from '../../../stomp/index.ts';
import type { Principal } from '../tokens.ts';

const json = { 'content-type': 'application/json' };

interface WatchedRoom {
  /** The last seq that was delivered here; undefined until the chat server said where the room ends. */
  lastSeq: number | undefined;
  /** Subscriptions that are being checked; they are not among the server's subscribers yet. */
  admitting: number;
}

/**
 * Live delivery to the rooms that somebody on this front has subscribed to. A subscription gets each seq once and in order
 * (design rule 6): what was delivered is skipped when its record comes again. A room is watched from its first
 * subscription to its last.
 */
export class RoomDeliveries {
  readonly #stomp: StompServer<Principal>;
  readonly #rooms = new Map<RoomId, WatchedRoom>();

  constructor(stomp: StompServer<Principal>) {
    this.#stomp = stomp;
  }

  /** Watches the room for a new subscription. `check` gives the room's last seq, or rejects for who may not see it. */
  async admit(roomId: RoomId, check: () => Promise<{ lastSeq: number }>): Promise<void> {
    const room = this.#rooms.get(roomId) ?? { lastSeq: undefined, admitting: 0 };
    this.#rooms.set(roomId, room);
    room.admitting++;
    try {
      const { lastSeq } = await check();
      room.lastSeq ??= lastSeq;
    } finally {
      // The subscription becomes active right after this; only then may the room be forgotten again.
      setImmediate(() => {
        room.admitting--;
        this.leave(roomId);
      });
    }
  }

  /** A subscription ended; the last one takes the room's memory with it. */
  leave(roomId: RoomId): void {
    if ((this.#rooms.get(roomId)?.admitting ?? 0) > 0) return;
    for (const _ of this.#stomp.subscribers(subscribeTo.room(roomId))) return;
    this.#rooms.delete(roomId);
  }

  /** A stored message with its JSON, which goes out as it is. */
  deliverMessage({ roomId, seq, messageId }: ChatMessage, body: string): void {
    const room = this.#rooms.get(roomId);
    if (room?.lastSeq === undefined || seq <= room.lastSeq) return;
    room.lastSeq = seq;
    this.#stomp.publish(subscribeTo.room(roomId), { body, headers: json, messageId });
  }

  /** What happened in a room, to those who watch it. */
  deliverEvent(event: RoomEvent): void {
    this.#stomp.publish(subscribeTo.roomEvents(event.roomId), { body: JSON.stringify(event), headers: json });
  }

  /**
   * Ends the subscriptions to a room of one user, or of everybody: also those that are being checked, since their check may
   * have been answered before the participant went (design rule 8). The sessions go on.
   */
  cut(roomId: RoomId, userId?: UserId): void {
    for (const address of [subscribeTo.room(roomId), subscribeTo.roomEvents(roomId)])
      this.#stomp.endSubscriptions(
        address,
        ({ principal }) => userId === undefined || principal.userId === userId,
      );
  }
}
