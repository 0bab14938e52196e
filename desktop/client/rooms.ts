import {
  type ChatMessage,
  type EndpointCall,
  type Endpoints,
  endpoints,
  limits,
  MaruError,
  type Outcome,
  type ReadPosition,
  type Room,
  type RoomChange,
  type RoomId,
  type UserId,
} from '../../backend/contract/index.ts';
import { tracked } from './attempt.ts';
import type { Ids } from './ports.ts';
import { rememberProfiles } from './profiles.ts';
import type { Rest } from './rest.ts';
import { byActivity, mergedRoom, readUpTo, withMessage } from './room-entry.ts';
import type { ProfilesStore, RoomEntry, RoomsStore } from './stores/index.ts';

/** Rooms in memory at most; STOMP sessions have as many subscriptions, and more than that nobody scrolls through. */
const roomLimit = limits.subscriptionsPerSession - 100;
/** A lost answer to "make a group" is asked for again under the same key, which makes no second group. */
const createTries = 3;

export interface RoomsOptions {
  rest: Rest;
  store: RoomsStore;
  profiles: ProfilesStore;
  ids: Ids;
  me: UserId;
}

/** The chat list. */
export interface RoomKeeper {
  /** The whole list; rooms that are gone from it go away. */
  load(): Promise<Outcome<void>>;
  /** The rooms with the latest activity. */
  loadRecent(): Promise<void>;
  /** One room with all its participants. */
  loadOne(roomId: RoomId): Promise<Room>;
  create(room: EndpointCall<Endpoints['createRoom']>['body']): Promise<RoomEntry>;
  changeSettings(roomId: RoomId, settings: { muted?: boolean; favourite?: boolean }): Promise<void>;
  /** Title, notice or owner of a group. */
  change(roomId: RoomId, change: RoomChange): Promise<void>;
  invite(roomId: RoomId, userIds: readonly UserId[]): Promise<void>;
  /** Leaves, or removes somebody from a group. */
  removePerson(roomId: RoomId, userId: UserId | 'me'): Promise<void>;
  /** Removes a group for everyone. */
  removeForAll(roomId: RoomId): Promise<void>;
  /** Title, notice or owner changed, or own settings on another device. */
  onChanged(roomId: RoomId, change: Partial<Pick<RoomEntry, 'title' | 'muted' | 'favourite'>>): void;
  /** A message that is shown in the list was edited or unsent. */
  onMessageChange(roomId: RoomId, change: (message: ChatMessage) => ChatMessage): void;
  /** Whether the message was news to the list. */
  onMessage(message: ChatMessage): boolean;
  onReadPosition(position: ReadPosition): void;
  markRead(roomId: RoomId, seq: number): void;
  remove(roomId: RoomId): void;
  get(roomId: RoomId): RoomEntry | undefined;
}

export function createRoomKeeper({ rest, store, profiles, ids, me }: RoomsOptions): RoomKeeper {
  let loading: Promise<Outcome<void>> | undefined;
  /** Rooms that showed life while the list was being loaded: paging may have missed them. */
  const touched = new Set<string>();

  const get = (roomId: RoomId): RoomEntry | undefined => store.getState().byId[roomId];

  function show(byId: Readonly<Record<string, RoomEntry>>): void {
    const sorted = Object.values(byId).sort(byActivity);
    store.setState({ byId, ids: sorted.map(({ roomId }) => roomId) });
  }

  function put(rooms: readonly RoomEntry[]): void {
    for (const { roomId } of rooms) touched.add(roomId);
    show({ ...store.getState().byId, ...Object.fromEntries(rooms.map((room) => [room.roomId, room])) });
  }

  function take(rooms: readonly Room[]): void {
    rememberProfiles(
      profiles,
      rooms.flatMap(({ participants }) => participants),
    );
    put(rooms.map((room) => mergedRoom(get(room.roomId), room)));
  }

  function update(roomId: RoomId, change: (room: RoomEntry) => RoomEntry): void {
    const room = get(roomId);
    const changed = room && change(room);
    if (changed && changed !== room) put([changed]);
  }

  async function loadAll(): Promise<void> {
    const before = new Set(Object.keys(store.getState().byId));
    touched.clear();
    let next: string | undefined;
    do {
      const page = await rest.call(endpoints.rooms, {
        query: { limit: limits.pageMost, ...(next && { before: next }) },
      });
      take(page.rooms);
      next = page.next;
    } while (next !== undefined && touched.size < roomLimit);
    const gone = [...before].filter((roomId) => !touched.has(roomId));
    if (next === undefined) forget(gone);
  }

  function forget(gone: readonly string[]): void {
    if (gone.length === 0) return;
    const left = Object.entries(store.getState().byId).filter(([roomId]) => !gone.includes(roomId));
    show(Object.fromEntries(left));
  }

  async function createOnce(
    room: EndpointCall<Endpoints['createRoom']>['body'],
    idempotencyKey: string,
    triesLeft: number,
  ): Promise<Room> {
    try {
      return await rest.call(endpoints.createRoom, { body: room }, { idempotencyKey });
    } catch (error) {
      if (!(error instanceof MaruError) || !error.retryable || triesLeft <= 1) throw error;
      return createOnce(room, idempotencyKey, triesLeft - 1);
    }
  }

  return {
    get,
    load: () => {
      loading ??= tracked((status) => store.setState({ status }), loadAll).finally(() => {
        loading = undefined;
      });
      return loading;
    },
    loadRecent: async () => take((await rest.call(endpoints.rooms, { query: {} })).rooms),
    loadOne: async (roomId) => {
      const room = await rest.call(endpoints.room, { params: { roomId } });
      take([room]);
      return room;
    },
    create: async (wish) => {
      const room = await createOnce(wish, ids.idempotencyKey(), createTries);
      take([room]);
      return get(room.roomId) ?? mergedRoom(undefined, room);
    },
    changeSettings: async (roomId, settings) =>
      take([await rest.call(endpoints.changeRoomSettings, { params: { roomId }, body: settings })]),
    change: async (roomId, change) =>
      take([await rest.call(endpoints.changeRoom, { params: { roomId }, body: change })]),
    invite: async (roomId, userIds) =>
      take([await rest.call(endpoints.invite, { params: { roomId }, body: { userIds: [...userIds] } })]),
    removePerson: async (roomId, userId) => {
      await rest.call(endpoints.leaveRoom, { params: { roomId, userId } });
      if (userId === 'me' || userId === me) forget([roomId]);
    },
    removeForAll: async (roomId) => {
      await rest.call(endpoints.removeRoom, { params: { roomId } });
      forget([roomId]);
    },
    onChanged: (roomId, change) => update(roomId, (room) => ({ ...room, ...change })),
    onMessageChange: (roomId, change) =>
      update(roomId, (room) => {
        const lastMessage = room.lastMessage && change(room.lastMessage);
        return lastMessage === room.lastMessage ? room : { ...room, lastMessage };
      }),
    onMessage: (message) => {
      const isNews = message.seq > (get(message.roomId)?.lastSeq ?? 0);
      update(message.roomId, (room) => withMessage(room, message, me));
      return isNews;
    },
    onReadPosition: ({ roomId, readSeq }) => update(roomId, (room) => readUpTo(room, readSeq)),
    markRead: (roomId, seq) => update(roomId, (room) => readUpTo(room, seq)),
    remove: (roomId) => forget([roomId]),
  };
}
