import {
  type ChatMessage,
  type CommandResult,
  type MessageChange,
  type RoomEvent,
  type RoomId,
  subscribeTo,
  type UserId,
} from '../../../contract/index.ts';
import type { StompServer, StompSubscription } from '../../../stomp/index.ts';
import type { Principal } from '../tokens.ts';
import { tellSession } from './people.ts';

const json = { 'content-type': 'application/json' };

interface WatchedRoom {
  /** The last seq that was delivered here; undefined until the chat server said where the room ends. */
  lastSeq: number | undefined;
  /** Subscriptions that are being checked; they are not among the server's subscribers yet. */
  admitting: number;
}

interface Asked {
  roomId: RoomId;
  subscription: StompSubscription;
  /** Whether it is one to the room's messages, not to its events. */
  watches: boolean;
}

/**
 * Live delivery to the rooms that somebody on this front has subscribed to. A subscription gets each seq once and in order
 * (design rule 6): what was delivered is skipped when its record comes again. A room is watched from its first
 * subscription to its last.
 */
export class RoomDeliveries {
  readonly #stomp: StompServer<Principal>;
  readonly #rooms = new Map<RoomId, WatchedRoom>();
  /** After which seq the room begins for whom a subscription is. */
  readonly #joined = new WeakMap<StompSubscription, number>();

  constructor(stomp: StompServer<Principal>) {
    this.#stomp = stomp;
  }

  /** Lets a new subscription in; one to messages watches the room. `check` rejects for who may not see it. */
  async admit(
    { roomId, subscription, watches }: Asked,
    check: () => Promise<CommandResult<'room.position'>>,
  ): Promise<void> {
    const { joinedSeq } = await (watches ? this.#watch(roomId, check) : check());
    this.#joined.set(subscription, joinedSeq);
  }

  async #watch(
    roomId: RoomId,
    check: () => Promise<CommandResult<'room.position'>>,
  ): Promise<CommandResult<'room.position'>> {
    const room = this.#rooms.get(roomId) ?? { lastSeq: undefined, admitting: 0 };
    this.#rooms.set(roomId, room);
    room.admitting++;
    try {
      const position = await check();
      room.lastSeq ??= position.lastSeq;
      return position;
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

  /**
   * A message is another now: to those who follow the room's events, and by the personal queue to devices that have it in their
   * list and would go on showing what it was. Nobody hears of a message from before their joining (design rule 8).
   */
  deliverChange(event: MessageChange): void {
    const { roomId, seq, type } = event;
    const sees = (subscription: StompSubscription) => (this.#joined.get(subscription) ?? seq) < seq;
    const body = JSON.stringify(event);
    this.#stomp.publish(subscribeTo.roomEvents(roomId), { body, headers: json }, sees);
    if (type === 'reacted') return;
    for (const { session, subscription } of this.#stomp.subscribers(subscribeTo.room(roomId)))
      if (sees(subscription)) tellSession(session, event);
  }

  /** What happened in a room, to those who follow its events. */
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
