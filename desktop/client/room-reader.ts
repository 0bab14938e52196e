import {
  type ChatMessage,
  endpoints,
  limits,
  MaruError,
  type Refusal,
  type RoomId,
} from '../../backend/contract/index.ts';
import { attempt } from './attempt.ts';
import { backoff } from './backoff.ts';
import type { Rest } from './rest.ts';
import type { Scope } from './scope.ts';

/** One page is asked for so often in a row before the reading fails: a minute or two. */
const mostTries = 10;
/** Pages that are read without a pause; later ones come so many milliseconds apart, so that the server's limit leaves room for others. */
const hurriedPages = 300;
const pace = 100;

export interface RoomReaderOptions {
  rest: Rest;
  scope: Scope;
  random: () => number;
}

/** How far a reading has come, in messages. */
export interface ReadingProgress {
  read: number;
  total: number;
}

/** Takes one page, in seq order and right behind the last one. */
export type TakePage = (messages: readonly ChatMessage[], progress: ReadingProgress) => void;

/**
 * Reads a room from the first message that the user may see to the one that is the newest when it begins. What may pass, such as a
 * lost connection or a limit, is waited out for a while. Gives whether it came to the end: false when the signal stopped it.
 */
export type ReadRoom = (roomId: RoomId, take: TakePage, signal: AbortSignal) => Promise<boolean>;

export function createRoomReader({ rest, scope, random }: RoomReaderOptions): ReadRoom {
  const query = (after: number) => ({ after, limit: limits.pageMost });

  /** Undefined when the signal stopped it. */
  async function pageAfter(roomId: RoomId, after: number, signal: AbortSignal, stopped: Promise<undefined>) {
    for (let tries = 0; !signal.aborted; tries++) {
      const asked = attempt(() =>
        rest.call(endpoints.enterRoom, { params: { roomId }, query: query(after) }),
      );
      const page = await Promise.race([asked, stopped]);
      if (!page) return undefined;
      if (page.ok) return page.value.chatRecord;
      const refused = new MaruError(page.code, { details: page.details });
      if (!refused.retryable || tries + 1 === mostTries) throw refused;
      await scope.pause(waitOf(page) ?? backoff(tries, random), signal);
      if (!scope.active()) throw new MaruError('session_ended');
    }
    return undefined;
  }

  return async (roomId, take, signal) => {
    const startedAt = scope.clock.now();
    const stopped = aborted(signal);
    let [first, last, end] = [0, 0, Number.POSITIVE_INFINITY];
    for (let pages = 1; last < end; pages++) {
      const page = await pageAfter(roomId, last, signal, stopped);
      if (!page || signal.aborted) return false;
      if (pages === 1) end = page.lastSeq;
      const messages = page.chatMessage.filter(({ seq }) => seq <= end);
      if (messages.length === 0) break;
      first ||= messages[0]?.seq ?? 0;
      last = messages.at(-1)?.seq ?? end;
      take(messages, { read: last - first + 1, total: end - first + 1 });
      const early = startedAt + (pages - hurriedPages) * pace - scope.clock.now();
      if (early > 0) await scope.pause(early, signal);
    }
    return true;
  };
}

const aborted = (signal: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(undefined), { once: true }));

/** Milliseconds that the server asks to wait. */
function waitOf({ details }: Refusal): number | undefined {
  const { retryAfter } = Object(details) as { retryAfter?: unknown };
  return typeof retryAfter === 'number' ? retryAfter * 1_000 : undefined;
}
