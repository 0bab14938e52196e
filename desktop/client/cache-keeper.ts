import type { ChatMessage, RoomId, UserId } from '../../backend/contract/index.ts';
import type { MaruStores } from './maru-client.ts';
import { firstWithoutGap } from './message-window.ts';
import type { CachedKind, CachedLists, LocalCache } from './ports.ts';
import { byActivity } from './room-entry.ts';
import type { Scope } from './scope.ts';

/** Changes of this time are written together, in milliseconds: a busy room must not keep the disk busy. */
const settleTime = 500;
/** A changed message and those after it that are looked at for quotes of it. */
const changedStretch = 200;

export interface CacheKeeperOptions {
  cache: LocalCache;
  stores: Pick<MaruStores, 'rooms' | 'profiles' | 'friends' | 'drafts'>;
  scope: Scope;
  me: UserId;
}

/** Fills the stores with what was last seen, and keeps the cache in step with them from then on. */
export interface CacheKeeper {
  /** Resolves when the lists show what was last seen. */
  hydrate(): Promise<void>;
  /** The newest messages of a room that follow each other without a gap; empty when there are none. */
  newestOf(roomId: RoomId, limit: number): Promise<ChatMessage[]>;
  /** Those before a seq, without a gap to it. */
  before(roomId: RoomId, seq: number, limit: number): Promise<ChatMessage[]>;
  keepMessages(messages: readonly ChatMessage[]): void;
  /** Writes at once what would have settled later; resolves when it is kept. */
  keepNow(): Promise<void>;
  /** A message was edited, unsent or reacted to; those soon after it may quote it. */
  onMessageChange(roomId: RoomId, seq: number, change: (message: ChatMessage) => ChatMessage): void;
  forgetRoom(roomId: RoomId): void;
}

type ById<K extends CachedKind> = Readonly<Record<string, CachedLists[K]>>;

export function createCacheKeeper({ cache, stores, scope, me }: CacheKeeperOptions): CacheKeeper {
  const { rooms, profiles, friends, drafts } = stores;
  let messages: ChatMessage[] = [];
  let scheduled = false;

  // Drafts first: of all this they are what nobody else knows.
  const lists = [
    keepList('draft', () => drafts.getState().byRoom),
    keepList('room', () => rooms.getState().byId),
    keepList('profile', () => profiles.getState().byId),
    keepList('friend', () => friends.getState().byId),
  ];

  /** Writes the entries that are others than last time. */
  function keepList<K extends CachedKind>(kind: K, now: () => ById<K>): () => Promise<void> {
    let saved: ById<K> = {};
    return async () => {
      const [current, before] = [now(), saved];
      if (current === before) return;
      saved = current;
      const put = Object.entries(current).filter(([id, value]) => before[id] !== value);
      const remove = Object.keys(before).filter((id) => !(id in current));
      if (put.length + remove.length > 0) await quietly(cache.save(me, kind, { put, remove }));
    };
  }

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    scope.clock.after(settleTime, () => {
      scheduled = false;
      void keepNow();
    });
  }

  async function keepNow(): Promise<void> {
    const arrived = messages;
    messages = [];
    const saving = lists.map((save) => save());
    if (arrived.length > 0) saving.push(quietly(cache.saveMessages(me, arrived)));
    await Promise.all(saving);
  }

  async function show(): Promise<void> {
    const [cachedRooms, people, cachedFriends, texts] = await Promise.all([
      cache.load(me, 'room'),
      cache.load(me, 'profile'),
      cache.load(me, 'friend'),
      cache.load(me, 'draft'),
    ]);
    if (!scope.active()) return;
    profiles.setState(({ byId }) => ({ byId: { ...index(people, 'userId'), ...byId } }));
    drafts.setState(({ byRoom }) => ({ byRoom: { ...index(texts, 'roomId'), ...byRoom } }));
    const ids = [...cachedRooms].sort(byActivity).map(({ roomId }) => roomId);
    rooms.setState({ byId: index(cachedRooms, 'roomId'), ids });
    const friendIds = cachedFriends.map(({ userId }) => userId).sort();
    friends.setState({ byId: index(cachedFriends, 'userId'), ids: friendIds });
  }

  function watch(): void {
    for (const store of [rooms, profiles, friends, drafts]) scope.onEnd(store.subscribe(schedule));
    // What was shown from the cache is compared with what the server says, so that rooms that are gone go here too.
    void keepNow();
  }

  const load = (roomId: RoomId, before: number, limit: number) =>
    cache.loadMessages(me, roomId, before, limit).catch((): ChatMessage[] => []);

  async function changeKept(
    roomId: RoomId,
    seq: number,
    change: (message: ChatMessage) => ChatMessage,
  ): Promise<void> {
    const kept = await load(roomId, seq + changedStretch, changedStretch);
    const changed = kept.map(change).filter((message, index) => message !== kept[index]);
    if (changed.length > 0 && scope.active()) await quietly(cache.saveMessages(me, changed));
  }

  return {
    hydrate: async () => {
      await show().catch(() => undefined);
      if (scope.active()) watch();
    },
    newestOf: async (roomId, limit) => {
      const found = await load(roomId, Number.MAX_SAFE_INTEGER, limit);
      return found.slice(firstWithoutGap(found));
    },
    before: async (roomId, seq, limit) => {
      const found = await load(roomId, seq, limit);
      return found.at(-1)?.seq === seq - 1 ? found.slice(firstWithoutGap(found)) : [];
    },
    keepMessages: (given) => {
      messages.push(...given);
      schedule();
    },
    onMessageChange: (roomId, seq, change) => void changeKept(roomId, seq, change),
    forgetRoom: (roomId) => {
      messages = messages.filter((message) => message.roomId !== roomId);
      void quietly(cache.forgetRoom(me, roomId));
    },
    keepNow,
  };
}

/** A cache that fails costs speed at the next start, nothing else. */
const quietly = async (work: Promise<unknown>): Promise<void> => {
  await work.catch(() => undefined);
};

const index = <T, K extends keyof T>(values: readonly T[], key: K): Record<string, T> =>
  Object.fromEntries(values.map((value) => [String(value[key]), value]));
