import {
  type ChatMessage,
  type ChatPage,
  endpoints,
  limits,
  MaruError,
  type Outcome,
  type RoomId,
} from '../../backend/contract/index.ts';
import { attempt, tracked } from './attempt.ts';
import { backoff } from './backoff.ts';
import type { CacheKeeper } from './cache-keeper.ts';
import { extended, latestWindow, preceded, windowLimit } from './message-window.ts';
import type { Clock } from './ports.ts';
import type { Rest } from './rest.ts';
import type { RoomWindows } from './room-windows.ts';
import type { MessageWindow, RoomMessages } from './stores/index.ts';

const pageSize = limits.pageDefault;
const catchUpSize = limits.pageMost;

export interface RoomHistoryOptions {
  rest: Rest;
  windows: RoomWindows;
  cache: Pick<CacheKeeper, 'newestOf' | 'before'>;
  clock: Clock;
  random: () => number;
  isOpen(roomId: RoomId): boolean;
}

/** Fills the windows of rooms from the server, and keeps them free of gaps. */
export interface RoomHistory {
  /** What was last seen of the room, while it has nothing to show yet. */
  showCached(roomId: RoomId): Promise<void>;
  /** The first look at a room, or what is new since the last one. */
  enter(roomId: RoomId): Promise<Outcome<void>>;
  onMessage(message: ChatMessage): void;
  /** Fetches what follows the window until it is complete. */
  catchUp(roomId: RoomId): Promise<void>;
  loadOlder(roomId: RoomId): Promise<void>;
  loadNewer(roomId: RoomId): Promise<void>;
  showLatest(roomId: RoomId): Promise<void>;
  /** The stretch around a seq, or around the first message at or after a time; gives the seq that was meant. */
  showAround(roomId: RoomId, place: { around: number } | { at: string }): Promise<number | undefined>;
  /** The user is out of the room: nothing heard of it counts any more. */
  forget(roomId: RoomId): void;
  /** What was edited, unsent or reacted to while this device was away: the newest page is looked at again. */
  renew(roomId: RoomId): Promise<void>;
}

export function createRoomHistory(options: RoomHistoryOptions): RoomHistory {
  const { rest, windows, cache, clock, random, isOpen } = options;
  /** The newest seq heard of, per room: the window has to reach it. */
  const heard = new Map<string, number>();
  const running = new Map<string, Promise<void>>();
  const tries = new Map<string, number>();

  const hear = (roomId: string, seq: number) => heard.set(roomId, Math.max(seq, heard.get(roomId) ?? 0));
  const lastSeqOf = (roomId: string): number => windows.get(roomId)?.lastSeq ?? 0;

  type PageQuery = { before?: number; after?: number; around?: number; at?: string; limit: number };

  async function fetchPage(roomId: RoomId, query: PageQuery) {
    const page = await rest.call(endpoints.enterRoom, { params: { roomId }, query });
    hear(roomId, page.chatRecord.lastSeq);
    return page.chatRecord;
  }

  async function showLatest(roomId: RoomId): Promise<void> {
    const page = await fetchPage(roomId, { limit: pageSize });
    windows.update(roomId, (room) => ({ ...room, ...windowOf(page) }));
    // Live messages may have arrived before the page they belong behind.
    if (lastSeqOf(roomId) < (heard.get(roomId) ?? 0)) await follow(roomId);
  }

  async function showCached(roomId: RoomId): Promise<void> {
    if ((windows.get(roomId)?.messages.length ?? 0) > 0) return;
    const cached = await cache.newestOf(roomId, pageSize);
    if (cached.length === 0) return;
    const window = { ...latestWindow(cached, 0) };
    windows.update(roomId, (room) => (room.messages.length > 0 ? room : { ...room, ...window }));
  }

  /** From the server, or what is known here while it cannot be reached. */
  async function olderPage(roomId: RoomId, before: number): Promise<readonly ChatMessage[]> {
    const page = await attempt(() => fetchPage(roomId, { before, limit: pageSize }));
    if (page.ok) return page.value.chatMessage;
    const cached = page.code === 'unavailable' ? await cache.before(roomId, before, pageSize) : [];
    if (cached.length === 0) throw new MaruError(page.code);
    return cached;
  }

  async function showAround(
    roomId: RoomId,
    place: { around: number } | { at: string },
  ): Promise<number | undefined> {
    const page = await fetchPage(roomId, { ...place, limit: pageSize });
    windows.update(roomId, (room) => ({ ...room, ...windowAround(page) }));
    if (!windows.get(roomId)?.hasMoreAfter && lastSeqOf(roomId) < (heard.get(roomId) ?? 0))
      await follow(roomId);
    return 'around' in place ? place.around : firstSince(page.chatMessage, place.at);
  }

  async function renew(roomId: RoomId): Promise<void> {
    const room = windows.get(roomId);
    if (!room || room.messages.length === 0) return;
    const limit = Math.min(room.messages.length, catchUpSize);
    const { chatMessage } = await fetchPage(roomId, { before: room.lastSeq + 1, limit });
    const fresh = new Map(chatMessage.map((message) => [message.seq, message]));
    windows.update(roomId, (now) => ({
      ...now,
      messages: now.messages.map((message) => fresh.get(message.seq) ?? message),
    }));
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
      const missing = lastSeqOf(roomId) < (heard.get(roomId) ?? 0);
      if (!missing || page.chatMessage.length === 0) return;
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

  function enter(roomId: RoomId): Promise<Outcome<void>> {
    const status = (is: RoomMessages['status']) =>
      windows.update(roomId, (room) => ({ ...room, status: is }));
    const known = windows.get(roomId);
    const isFirst = !known || known.messages.length === 0;
    return tracked(status, async () => {
      if (isFirst) return showLatest(roomId);
      await follow(roomId);
      await renew(roomId);
    });
  }

  return {
    enter,
    showCached,
    catchUp,
    showLatest,
    showAround,
    renew,
    forget: (roomId) => {
      heard.delete(roomId);
      tries.delete(roomId);
    },
    onMessage: (message) => {
      const { roomId, seq } = message;
      const room = windows.get(roomId);
      if (!room) return;
      hear(roomId, seq);
      // Before the first page came there is nothing to append to.
      if (room.messages.length === 0 && room.status.is !== 'ready') return;
      windows.update(roomId, (now) => (now.hasMoreAfter ? now : extended(now, [message])));
      if (seq > lastSeqOf(roomId) && !room.hasMoreAfter && isOpen(roomId)) void catchUp(roomId);
    },
    loadOlder: async (roomId) => {
      const room = windows.get(roomId);
      if (!room?.hasMoreBefore || room.loadingOlder) return;
      windows.update(roomId, (now) => ({ ...now, loadingOlder: true }));
      try {
        const before = room.messages[0]?.seq ?? room.lastSeq + 1;
        const page = await olderPage(roomId, before);
        windows.update(roomId, (now) => preceded(now, page));
      } finally {
        windows.update(roomId, (now) => ({ ...now, loadingOlder: false }));
      }
    },
    loadNewer: async (roomId) => {
      const room = windows.get(roomId);
      if (!room?.hasMoreAfter || room.loadingNewer) return;
      windows.update(roomId, (now) => ({ ...now, loadingNewer: true }));
      try {
        const page = await fetchPage(roomId, { after: room.lastSeq, limit: pageSize });
        windows.update(roomId, (now) => joined(now, page));
      } finally {
        windows.update(roomId, (now) => ({ ...now, loadingNewer: false }));
      }
    },
  };
}

const windowOf = ({ chatMessage, lastSeq }: ChatPage['chatRecord']) => latestWindow(chatMessage, lastSeq);

/** A stretch somewhere in the room; the pages before and after it can be had. */
function windowAround({ chatMessage, lastSeq }: ChatPage['chatRecord']): MessageWindow {
  const last = chatMessage.at(-1)?.seq ?? lastSeq;
  return {
    messages: chatMessage,
    hasMoreBefore: (chatMessage[0]?.seq ?? 1) > 1,
    hasMoreAfter: last < lastSeq,
    lastSeq: last,
  };
}

const firstSince = (messages: readonly ChatMessage[], at: string): number | undefined =>
  (messages.find(({ createdAt }) => createdAt >= at) ?? messages.at(-1))?.seq;

/** A page behind the window; it is complete again when it reached the room's end. */
function joined(room: RoomMessages, { chatMessage, lastSeq }: ChatPage['chatRecord']): RoomMessages {
  const grown = extended(room, chatMessage);
  return { ...grown, hasMoreAfter: grown.lastSeq < lastSeq };
}
