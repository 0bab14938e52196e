import { LRUCache } from 'lru-cache';
import type { RoomId } from '../../contract/index.ts';
import type { Clock, MessageRecord, MessageStore, RoomEnd } from '../../ports/index.ts';

/** Rooms whose end is remembered, and for how many milliseconds after the last message: a busy room's always is. */
const [mostRooms, lifetime] = [10_000, 5_000];

/**
 * Where rooms end, as far as this writer knows: after its own last message. When another has written since, the insert that
 * follows meets the fence of (roomId, seq), and the end is read anew. What is remembered is stored, so it never lies further
 * on than the room does and no gap can come of it; whoever removes messages has to `forget` the room.
 */
export class RoomEnds {
  readonly #messages: MessageStore;
  readonly #known: LRUCache<RoomId, RoomEnd>;

  constructor(messages: MessageStore, clock: Clock) {
    this.#messages = messages;
    this.#known = new LRUCache({ max: mostRooms, ttl: lifetime, ttlResolution: 0, perf: clock });
  }

  /** The end of each room that is asked for. */
  async of(roomIds: readonly RoomId[]): Promise<Map<RoomId, RoomEnd>> {
    const ends = new Map(roomIds.map((roomId) => [roomId, this.#known.get(roomId)]));
    const unknown = [...ends.keys()].filter((roomId) => !ends.get(roomId));
    const read = unknown.length > 0 ? await this.#messages.ends(unknown) : new Map<RoomId, RoomEnd>();
    return new Map([...ends].map(([roomId, end]) => [roomId, end ?? read.get(roomId) ?? noEnd]));
  }

  /** What came of an insert: the messages in their order, and the rooms that met another writer. */
  learn(inserted: readonly MessageRecord[], conflicts: ReadonlySet<RoomId>): void {
    for (const { roomId, seq, textCount } of inserted) this.#known.set(roomId, { seq, textCount });
    for (const roomId of conflicts) this.forget(roomId);
  }

  forget(roomId: RoomId): void {
    this.#known.delete(roomId);
  }
}

const noEnd: RoomEnd = { seq: 0, textCount: 0 };
