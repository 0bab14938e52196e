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
import type { CacheKeeper } from './cache-keeper.ts';
import { extended, latestWindow, preceded } from './message-window.ts';
import { createNewestMessages, type NewestMessages, type PageQuery } from './newest-messages.ts';
import type { Clock } from './ports.ts';
import type { Rest } from './rest.ts';
import type { RoomWindows } from './room-windows.ts';
import type { MessageWindow, RoomMessages } from './stores/index.ts';

const pageSize = limits.pageDefault;

export interface RoomHistoryOptions {
  rest: Rest;
  windows: RoomWindows;
  cache: Pick<CacheKeeper, 'newestOf' | 'before'>;
  clock: Clock;
  random: () => number;
  isOpen(roomId: RoomId): boolean;
}

/** Fills the windows of rooms from the server, and keeps them free of gaps. */
export interface RoomHistory extends Pick<NewestMessages, 'catchUp' | 'showLatest' | 'forget'> {
  /** What was last seen of the room, while it has nothing to show yet. */
  showCached(roomId: RoomId): Promise<void>;
  /** The first look at a room, or what is new since the last one. */
  enter(roomId: RoomId): Promise<Outcome<void>>;
  onMessage(message: ChatMessage): void;
  loadOlder(roomId: RoomId): Promise<void>;
  loadNewer(roomId: RoomId): Promise<void>;
  /** The stretch around a seq, or around the first message at or after a time; gives the seq that was meant. */
  showAround(roomId: RoomId, place: { around: number } | { at: string }): Promise<number | undefined>;
  /** What was edited, unsent or reacted to while this device was away: the newest page is looked at again. */
  renew(roomId: RoomId): Promise<void>;
}

export function createRoomHistory(options: RoomHistoryOptions): RoomHistory {
  const { rest, windows, cache, clock, random, isOpen } = options;
  const newest = createNewestMessages({ fetchPage, windows, clock, random, isOpen });

  async function fetchPage(roomId: RoomId, query: PageQuery) {
    const { chatRecord } = await rest.call(endpoints.enterRoom, { params: { roomId }, query });
    newest.hear(roomId, chatRecord.lastSeq);
    return chatRecord;
  }

  async function showCached(roomId: RoomId): Promise<void> {
    if ((windows.get(roomId)?.messages.length ?? 0) > 0) return;
    const cached = await cache.newestOf(roomId, pageSize);
    if (cached.length === 0) return;
    const window = latestWindow(cached, 0);
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
    await newest.complete(roomId);
    return 'around' in place ? place.around : firstSince(page.chatMessage, place.at);
  }

  async function renew(roomId: RoomId): Promise<void> {
    const room = windows.get(roomId);
    if (!room || room.messages.length === 0) return;
    const limit = Math.min(room.messages.length, limits.pageMost);
    const { chatMessage } = await fetchPage(roomId, { before: room.lastSeq + 1, limit });
    const fresh = new Map(chatMessage.map((message) => [message.seq, message]));
    windows.update(roomId, (now) => ({
      ...now,
      messages: now.messages.map((message) => fresh.get(message.seq) ?? message),
    }));
  }

  function enter(roomId: RoomId): Promise<Outcome<void>> {
    const status = (is: RoomMessages['status']) =>
      windows.update(roomId, (room) => ({ ...room, status: is }));
    const known = windows.get(roomId);
    const isFirst = !known || known.messages.length === 0;
    return tracked(status, async () => {
      if (isFirst) return newest.showLatest(roomId);
      await newest.follow(roomId);
      await renew(roomId);
    });
  }

  return {
    enter,
    showCached,
    showAround,
    renew,
    catchUp: newest.catchUp,
    showLatest: newest.showLatest,
    forget: newest.forget,
    onMessage: (message) => {
      const { roomId, seq } = message;
      const room = windows.get(roomId);
      if (!room) return;
      newest.hear(roomId, seq);
      // Before the first page came there is nothing to append to.
      if (room.messages.length === 0 && room.status.is !== 'ready') return;
      windows.update(roomId, (now) => (now.hasMoreAfter ? now : extended(now, [message])));
      const lastSeq = windows.get(roomId)?.lastSeq ?? 0;
      if (seq > lastSeq && !room.hasMoreAfter && isOpen(roomId)) void newest.catchUp(roomId);
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
