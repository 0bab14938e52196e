import type { Socket } from 'node:net';
import { StompError } from './errors.ts';
import type { HeartBeatOptions } from './server-types.ts';
import type { StompVersion } from './versions.ts';

/** Milliseconds between heart-beats; 0 is none. */
export interface HeartBeatIntervals {
  readonly send: number;
  readonly receive: number;
}

const none: HeartBeatIntervals = { send: 0, receive: 0 };

/** The bargain of STOMP 1.2, "Heart-beating": the slower wish of the two counts, 0 on either side is none. */
export function negotiateHeartBeat(
  header: string | undefined,
  version: StompVersion,
  offer: HeartBeatOptions,
): HeartBeatIntervals {
  if (header === undefined || version === '1.0') return none;
  const match = /^\s*(\d{1,9})\s*,\s*(\d{1,9})\s*$/.exec(header);
  if (match === null) throw new StompError('invalid-header', 'heart-beat is not two numbers of milliseconds');
  const [clientSends, clientWants] = [Number(match[1]), Number(match[2])];
  return { send: slower(offer.send, clientWants), receive: slower(clientSends, offer.receive) };
}

function slower(can: number, wanted: number): number {
  return can === 0 || wanted === 0 ? 0 : Math.max(can, wanted);
}

/** How often all sessions are looked at: fine enough for the smallest time in question. */
export function sweepInterval(times: readonly number[]): number {
  const smallest = Math.min(...times.filter((time) => time > 0));
  return Math.max(10, Math.min(1_000, Math.floor(smallest / 4)));
}

/**
 * Watches one connected session from a shared sweep. It compares the byte counts of the socket between two looks
 * instead of taking the time of every frame: any byte in either direction counts, also a part of a frame.
 */
export class HeartBeat {
  readonly #socket: Socket;
  readonly #intervals: HeartBeatIntervals;
  #bytesRead = 0;
  #bytesWritten = 0;
  #readAt: number;
  #writtenAt: number;

  constructor(socket: Socket, intervals: HeartBeatIntervals, now: number) {
    this.#socket = socket;
    this.#intervals = intervals;
    this.#readAt = now;
    this.#writtenAt = now;
  }

  /** Has the client been silent for longer than that many of its intervals? `reading`: false while we do not listen. */
  isSilent(now: number, tolerance: number, reading: boolean): boolean {
    const { bytesRead } = this.#socket;
    if (bytesRead !== this.#bytesRead || !reading) this.#readAt = now;
    this.#bytesRead = bytesRead;
    const { receive } = this.#intervals;
    return receive > 0 && now - this.#readAt > receive * tolerance;
  }

  /** Must a heart-beat go out now, because the next look would be too late? */
  mustSend(now: number, untilNextLook: number): boolean {
    const { bytesWritten } = this.#socket;
    if (bytesWritten !== this.#bytesWritten) this.#writtenAt = now - untilNextLook;
    this.#bytesWritten = bytesWritten;
    const { send } = this.#intervals;
    if (send === 0 || now - this.#writtenAt + untilNextLook < send) return false;
    this.#writtenAt = now;
    return true;
  }
}
