import {
  type ChatMessage,
  type MessageChange,
  messageBodies,
  type Outcome,
  type RoomEvent,
  type RoomId,
  type UserId,
} from '../../backend/contract/index.ts';
import { attempt, inBackground } from './attempt.ts';
import type { CacheKeeper } from './cache-keeper.ts';
import type { Link } from './link.ts';
import { changedBy } from './message-changes.ts';
import { createReadMarkKeeper } from './read-marks.ts';
import { createReadTracker } from './read-tracker.ts';
import type { Rest } from './rest.ts';
import { createRoomHistory, type RoomHistory } from './room-history.ts';
import type { RoomSubscriptions } from './room-subscriptions.ts';
import { createRoomWindows } from './room-windows.ts';
import type { RoomKeeper } from './rooms.ts';
import type { Scope } from './scope.ts';
import { type MessagesStore, noMessages, type ReadPositionsStore } from './stores/index.ts';

export interface OpenRoomsOptions {
  rest: Rest;
  scope: Scope;
  random: () => number;
  messages: MessagesStore;
  readPositions: ReadPositionsStore;
  rooms: RoomKeeper;
  subscriptions: RoomSubscriptions;
  cache: CacheKeeper;
  me: string;
  link(): Link | undefined;
  onTyping(roomId: RoomId, userId: UserId): void;
  /** Stored messages came into a window: live, by paging or by catching up. */
  onAdded(roomId: RoomId, added: readonly ChatMessage[]): void;
}

/** The rooms that the user has open: their messages, their read marks and the own read position. */
export interface OpenRooms
  extends Pick<RoomHistory, 'loadOlder' | 'loadNewer' | 'showLatest' | 'showAround' | 'catchUp'> {
  open(roomId: RoomId): Promise<Outcome<void>>;
  close(roomId: RoomId): void;
  /** The server does not let the user in any more: asking again would only cost the connection. */
  shut(roomId: RoomId): void;
  markVisible(roomId: RoomId, visible: boolean): void;
  /** Everything there is in a room counts as read, whether or not it is open. */
  markRead(roomId: RoomId): void;
  onMessage(message: ChatMessage): void;
  onEvent(event: RoomEvent): void;
  /** A message was edited, unsent or reacted to. */
  onChange(change: MessageChange): void;
  /** What arrived on /user/queue/read-position. */
  onReadPosition(body: unknown): void;
  onOnline(): Promise<void>;
}

export function createOpenRooms(options: OpenRoomsOptions): OpenRooms {
  const { rest, scope, random, rooms, subscriptions, cache, me } = options;
  const open = new Set<RoomId>();
  const marks = createReadMarkKeeper(options.readPositions);
  const windows = createRoomWindows(options.messages, (id, added, changed) => {
    const roomId = id as RoomId;
    cache.keepMessages(changed);
    if (added.length === 0) return;
    options.onAdded(roomId, added);
    // Whoever writes has read; the server moves their position with the message.
    for (const { userId, seq } of added) marks.move(roomId, userId, seq);
    reading.look(roomId);
  });
  const history = createRoomHistory({
    rest,
    cache,
    windows,
    clock: scope.clock,
    random,
    isOpen: (roomId) => open.has(roomId),
  });
  const reading = createReadTracker({
    clock: scope.clock,
    link: options.link,
    lastShown: (roomId) => {
      const room = windows.get(roomId);
      return open.has(roomId) && room && !room.hasMoreAfter ? room.lastSeq : undefined;
    },
    readSeq: (roomId) => rooms.get(roomId)?.readSeq ?? 0,
    show: (roomId, seq) => {
      rooms.markRead(roomId, seq);
      marks.move(roomId, me, seq);
    },
  });

  async function loadPeople(roomId: RoomId): Promise<void> {
    const room = await rooms.loadOne(roomId);
    if (open.has(roomId)) marks.replace(roomId, room.participants);
  }

  async function subscribe(roomId: RoomId): Promise<void> {
    await Promise.all([subscriptions.follow([roomId]), subscriptions.followEvents(roomId)]);
  }

  /** Subscribed before the first look, so that nothing falls between the two. */
  async function enter(roomId: RoomId): Promise<Outcome<void>> {
    await subscribe(roomId);
    const [people, messages] = await Promise.all([attempt(() => loadPeople(roomId)), history.enter(roomId)]);
    reading.look(roomId);
    return messages.ok ? people : messages;
  }

  async function refresh(roomId: RoomId): Promise<void> {
    await subscribe(roomId);
    if (windows.get(roomId)?.status.is !== 'ready') await enter(roomId);
    else
      await Promise.all([
        history.catchUp(roomId),
        inBackground(() => history.renew(roomId)),
        inBackground(() => loadPeople(roomId)),
      ]);
  }

  function onRead(roomId: RoomId, userId: UserId, seq: number): void {
    marks.move(roomId, userId, seq);
    if (userId !== me) return;
    rooms.markRead(roomId, seq);
    reading.confirm(roomId, seq);
  }

  function onChange(change: MessageChange): void {
    const changed = changedBy(change);
    windows.update(change.roomId, (room) => ({ ...room, messages: room.messages.map(changed) }));
    rooms.onMessageChange(change.roomId, changed);
    cache.onMessageChange(change.roomId, change.seq, changed);
  }

  return {
    loadOlder: history.loadOlder,
    loadNewer: history.loadNewer,
    showLatest: history.showLatest,
    showAround: history.showAround,
    catchUp: history.catchUp,
    open: async (roomId) => {
      open.add(roomId);
      windows.open(roomId);
      await history.showCached(roomId);
      return enter(roomId);
    },
    close: (roomId) => {
      if (!open.delete(roomId)) return;
      reading.markVisible(roomId, false);
      subscriptions.leaveEvents(roomId);
      windows.close(roomId);
      marks.forget(roomId);
    },
    shut: (roomId) => {
      open.delete(roomId);
      marks.forget(roomId);
      history.forget(roomId);
      // Whoever comes back sees what comes from then on: nothing of before may stay.
      const status = { is: 'failed', failure: 'not_a_participant' } as const;
      windows.update(roomId, () => ({ ...noMessages, status }));
    },
    markVisible: reading.markVisible,
    markRead: (roomId) => reading.markRead(roomId, rooms.get(roomId)?.lastSeq ?? 0),
    onMessage: (message) => {
      const { roomId, userId, seq } = message;
      marks.move(roomId, userId, seq);
      history.onMessage(message);
      const isStranger =
        open.has(roomId) && windows.get(roomId)?.status.is === 'ready' && !marks.knows(roomId, userId);
      if (isStranger) void inBackground(() => loadPeople(roomId));
    },
    onEvent: (event) => {
      const { roomId } = event;
      switch (event.type) {
        case 'read':
          for (const { userId, seq } of event.reads) onRead(roomId, userId, seq);
          return;
        case 'edited':
        case 'unsent':
        case 'reacted':
          onChange(event);
          return;
        case 'joined':
        case 'left':
          return void inBackground(() => loadPeople(roomId));
        case 'typing':
          options.onTyping(roomId, event.userId);
          return;
        case 'room.changed':
        case 'room.removed':
          // The personal queue tells it too, for rooms that are not open.
          return;
      }
    },
    onChange,
    onReadPosition: (body) => {
      const position = messageBodies.readPosition.safeParse(body);
      if (!position.success) return;
      rooms.onReadPosition(position.data);
      reading.confirm(position.data.roomId, position.data.readSeq);
    },
    onOnline: async () => {
      reading.onOnline();
      await Promise.all([...open].map(refresh));
    },
  };
}
