import type { ClientMessageId, RoomId } from '../../backend/contract/index.ts';

export interface Acknowledgement {
  roomId: RoomId;
  clientMessageId: ClientMessageId;
  /** performance.now(). */
  at: number;
  /** Milliseconds since it was sent for the first time. */
  took: number;
}

/** What was acknowledged, in the order of time, and how long it took. Moments are those of performance.now(). */
export class Acknowledgements {
  readonly #all: Acknowledgement[] = [];

  add(acknowledgement: Acknowledgement): void {
    this.#all.push(acknowledgement);
  }

  get count(): number {
    return this.#all.length;
  }

  in(roomId: RoomId): Acknowledgement[] {
    return this.#all.filter((one) => one.roomId === roomId);
  }

  /** Milliseconds from sending to acknowledgement, of messages sent since a moment, in ascending order. */
  latencies(since: number): number[] {
    const own = this.#all.filter(({ at, took }) => at - took > since);
    return own.map(({ took }) => took).sort((a, b) => a - b);
  }

  /** The longest time since a moment, in milliseconds, in which nothing was acknowledged in a room. */
  longestPause(roomId: RoomId, since: number): number {
    const times = this.in(roomId).flatMap(({ at }) => (at > since ? at : []));
    return [...times, performance.now()].reduce(
      (longest, time, at, all) => Math.max(longest, time - (all[at - 1] ?? since)),
      0,
    );
  }
}
