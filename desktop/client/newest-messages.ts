import { type ChatPage, limits, type RoomId } from '../../backend/contract/index.ts';
import { attempt } from './attempt.ts';
import { backoff } from './backoff.ts';
import { extended, latestWindow, windowLimit } from './message-window.ts';
import type { Clock } from './ports.ts';
import type { RoomWindows } from './room-windows.ts';

const catchUpSize = limits.pageMost;

type ChatRecord = ChatPage['chatRecord'];
export type PageQuery = { before?: number; after?: number; around?: number; at?: string; limit: number };
type FetchPage = (roomId: RoomId, query: PageQuery) => Promise<ChatRecord>;

export interface NewestMessagesOptions {
  fetchPage: FetchPage;
  windows: RoomWindows;
  clock: Clock;
  random: () => number;
  isOpen(roomId: RoomId): boolean;
}

/** Brings windows to the end of their rooms, without a gap. */
export interface NewestMessages {
  /** There is a message of this seq: the window has to reach it. */
  hear(roomId: RoomId, seq: number): void;
  /** Puts the newest page in place of what is shown. */
  showLatest(roomId: RoomId): Promise<void>;
  /** Fetches what follows the window until it is complete. */
  follow(roomId: RoomId): Promise<void>;
  /** Like `follow`, again and again while it fails and the room is open; one run for each room. */
  catchUp(roomId: RoomId): Promise<void>;
  /** Follows if something was heard of that is not in the window. */
  complete(roomId: RoomId): Promise<void>;
  /** Nothing heard of the room counts any more. */
  forget(roomId: RoomId): void;
}

export function createNewestMessages(options: NewestMessagesOptions): NewestMessages {
  const { fetchPage, windows, clock, random, isOpen } = options;
  /** The newest seq heard of, per room. */
  const heard = new Map<string, number>();
  const running = new Map<string, Promise<void>>();
  const tries = new Map<string, number>();

  const lastSeqOf = (roomId: string): number => windows.get(roomId)?.lastSeq ?? 0;
  const isBehind = (roomId: string): boolean => lastSeqOf(roomId) < (heard.get(roomId) ?? 0);

  async function showLatest(roomId: RoomId): Promise<void> {
    const page = await fetchPage(roomId, { limit: limits.pageDefault });
    windows.update(roomId, (room) => ({ ...room, ...latestWindow(page.chatMessage, page.lastSeq) }));
    // Live messages may have arrived before the page they belong behind.
    await complete(roomId);
  }

  async function complete(roomId: RoomId): Promise<void> {
    if (isBehind(roomId)) await follow(roomId);
  }

  /** Page by page, so that nothing is shown beyond a gap. */
  async function follow(roomId: RoomId): Promise<void> {
    for (;;) {
      const room = windows.get(roomId);
      if (!room || room.hasMoreAfter) return;
      const page = await fetchPage(roomId, { after: room.lastSeq, limit: catchUpSize });
      if (page.lastSeq - lastSeqOf(roomId) > windowLimit) return showLatest(roomId);
      windows.update(roomId, (now) => extended(now, page.chatMessage));
      // A page that begins beyond a gap: the user was out of the room meanwhile, and nothing fills it.
      if (lastSeqOf(roomId) === room.lastSeq && page.chatMessage.length > 0) return showLatest(roomId);
      if (!isBehind(roomId) || page.chatMessage.length === 0) return;
    }
  }

  async function followAndRetry(roomId: RoomId): Promise<void> {
    const result = await attempt(() => follow(roomId));
    if (result.ok) tries.delete(roomId);
    else if (result.code !== 'session_ended') retryLater(roomId);
  }

  function retryLater(roomId: RoomId): void {
    const failed = tries.get(roomId) ?? 0;
    tries.set(roomId, failed + 1);
    clock.after(backoff(failed, random), () => {
      if (isOpen(roomId)) void catchUp(roomId);
    });
  }

  function catchUp(roomId: RoomId): Promise<void> {
    const current = running.get(roomId) ?? followAndRetry(roomId).finally(() => running.delete(roomId));
    running.set(roomId, current);
    return current;
  }

  return {
    hear: (roomId, seq) => void heard.set(roomId, Math.max(seq, heard.get(roomId) ?? 0)),
    showLatest,
    follow,
    catchUp,
    complete,
    forget: (roomId) => {
      heard.delete(roomId);
      tries.delete(roomId);
    },
  };
}
