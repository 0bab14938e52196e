import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ClientMessageId, RoomId, SessionId } from '../../../backend/contract/index.ts';
import type {
  ConnectionState,
  MaruActions,
  MaruClient,
  MaruStores,
  MessagesState,
  OutboxEntry,
  OutboxState,
  SessionState,
} from '../../client/index.ts';
import { byId, friends, me, people } from './sample-people.ts';
import { history, message, rooms } from './sample-rooms.ts';

const store = <T>(state: T): StoreApi<T> => createStore<T>()(() => state);
const done = async () => ({ ok: true as const, value: undefined });

/** Stores that look as after a log-in; `?state=loggedOut|empty|offline`, `?messages=100000`. */
function sampleStores(state: string | null): MaruStores {
  const empty = state === 'empty';
  const session: SessionState =
    state === 'loggedOut'
      ? { status: 'loggedOut' }
      : { status: 'loggedIn', user: me, sessionId: 's' as SessionId };
  const connection: ConnectionState = { status: state === 'offline' ? 'offline' : 'online', since: 0 };
  const shownRooms = empty ? [] : rooms;
  const shownFriends = empty ? [] : friends;
  return {
    session: store(session),
    connection: store(connection),
    profiles: store({ byId: byId([me, ...people]) }),
    friends: store({
      status: { is: 'ready' as const },
      byId: byId(shownFriends),
      ids: shownFriends.map((friend) => friend.userId),
    }),
    rooms: store({
      status: { is: 'ready' as const },
      byId: Object.fromEntries(shownRooms.map((room) => [room.roomId, room])),
      ids: shownRooms.map((room) => room.roomId),
    }),
    messages: store<MessagesState>({ byRoom: {} }),
    outbox: store<OutboxState>({ byRoom: {} }),
    readPositions: store({ byRoom: {} }),
  } as MaruStores;
}

export function createSampleClient(query: URLSearchParams): MaruClient {
  const stores = sampleStores(query.get('state'));
  const count = Number(query.get('messages') ?? 60);
  return {
    stores,
    actions: sampleActions(stores, count),
    onIncoming: () => () => {},
    dispose: async () => {},
  };
}

function sampleActions(stores: MaruStores, count: number): MaruActions {
  const actions: Partial<MaruActions> = {
    restore: async () => {},
    reconnect: () => {},
    logOut: async () => stores.session.setState({ status: 'loggedOut', reason: 'logged_out' }, true),
    logIn: async () => ({ ok: false, code: 'invalid_credentials' }),
    signUp: async () => ({ ok: false, code: 'user_id_taken' }),
    searchUsers: async (text) => ({
      ok: true,
      value: people.filter((person) => person.nickname.includes(text) || person.userId.startsWith(text)),
    }),
    loadSessions: async () => ({ ok: true, value: [] }),
    createRoom: async () => {
      const room = rooms[1];
      return room ? { ok: true, value: room } : { ok: false, code: 'internal' };
    },
    openRoom: async (roomId) => openSample(stores, roomId, count),
    closeRoom: () => {},
    markVisible: () => {},
    send: async (roomId, text) => keep(stores, roomId, text),
  };
  return new Proxy(actions, { get: (known, name) => Reflect.get(known, name) ?? done }) as MaruActions;
}

async function openSample(stores: MaruStores, roomId: RoomId, count: number) {
  const room = rooms.find((one) => one.roomId === roomId);
  if (!room || stores.messages.getState().byRoom[roomId]) return done();
  const messages = history(roomId, room.participantIds, count);
  const loaded = { messages, hasMoreBefore: false, hasMoreAfter: false, lastSeq: count };
  stores.messages.setState({
    byRoom: { [roomId]: { ...loaded, status: { is: 'ready' }, loadingOlder: false, loadingNewer: false } },
  });
  const marks = room.participantIds.map((id, index) => [id, { joinedSeq: 0, readSeq: count - index * 2 }]);
  stores.readPositions.setState({ byRoom: { [roomId]: Object.fromEntries(marks) } });
  return done();
}

let sent = 0;

/** "실패" fails, everything else stays on its way. */
async function keep(stores: MaruStores, roomId: RoomId, text: string) {
  const entry: OutboxEntry = {
    clientMessageId: `sample-${++sent}` as ClientMessageId,
    roomId,
    userId: me.userId,
    message: text,
    createdAt: new Date().toISOString(),
    status: text.includes('실패') ? 'failed' : 'pending',
    ...(text.includes('실패') ? { failure: 'not_a_participant' as const } : {}),
  };
  stores.outbox.setState((state) => ({
    byRoom: { ...state.byRoom, [roomId]: [...(state.byRoom[roomId] ?? []), entry] },
  }));
  return { ok: true as const, value: entry.clientMessageId };
}

/** A message of somebody else, as if it had just arrived: `sample` in the console of the page. */
export function receive(stores: MaruStores, roomId: RoomId, text: string): void {
  const room = stores.messages.getState().byRoom[roomId];
  const author = people[0];
  if (!room || !author) return;
  const seq = room.lastSeq + 1;
  const messages = [...room.messages, message(roomId, seq, author.userId, Date.now(), text)];
  stores.messages.setState((state) => ({
    byRoom: { ...state.byRoom, [roomId]: { ...room, messages, lastSeq: seq } },
  }));
}
