import { endpoints, MaruError, type Outcome } from '../../backend/contract/index.ts';
import { attempt } from './attempt.ts';
import type { LiveSession } from './live-session.ts';
import type { MaruActions } from './maru-client.ts';
import type { SessionKeeper } from './session.ts';

/** The view's side of the client: expected failures become values, and each call needs a session of its own. */
export function createActions(session: SessionKeeper, live: () => LiveSession | undefined): MaruActions {
  function within<T>(work: (session: LiveSession) => Promise<T>): Promise<Outcome<T>> {
    return attempt(async () => {
      const current = live();
      if (!current) throw new MaruError('unauthenticated');
      return work(current);
    });
  }

  return {
    ...sessionActions(session, within),
    reconnect: () => live()?.reconnect(),
    ...peopleActions(within),
    ...roomActions(within),
    openRoom: async (roomId) => flat(await within(({ openRooms }) => openRooms.open(roomId))),
    closeRoom: (roomId) => live()?.openRooms.close(roomId),
    markVisible: (roomId, visible) => live()?.openRooms.markVisible(roomId, visible),
    retry: async (clientMessageId) => void (await within(({ outbox }) => outbox.retry(clientMessageId))),
    discard: async (clientMessageId) => void (await within(({ outbox }) => outbox.discard(clientMessageId))),
  };
}

type Within = <T>(work: (session: LiveSession) => Promise<T>) => Promise<Outcome<T>>;

const flat = <T>(outcome: Outcome<Outcome<T>>): Outcome<T> => (outcome.ok ? outcome.value : outcome);

function sessionActions(session: SessionKeeper, within: Within) {
  return {
    signUp: (input) => attempt(() => session.signUp(input)),
    logIn: (input) => attempt(() => session.logIn(input)),
    logOut: () => session.logOut(),
    restore: () => session.restore(),
    loadSessions: () => within(async ({ rest }) => (await rest.call(endpoints.sessions, {})).sessions),
    endSession: (sessionId) => within(({ rest }) => rest.call(endpoints.logOut, { params: { sessionId } })),
  } satisfies Partial<MaruActions>;
}

function peopleActions(within: Within) {
  return {
    changeProfile: (change) =>
      within(async ({ rest, onProfile }) => {
        const profile = await rest.call(endpoints.changeProfile, { body: change });
        onProfile(profile);
        return profile;
      }),
    searchUsers: (query) =>
      within(async ({ rest }) => (await rest.call(endpoints.searchUsers, { query: { query } })).users),
    loadFriends: async () => flat(await within(({ friends }) => friends.load())),
    addFriend: (userId) => within(({ friends }) => friends.add(userId)),
    changeFriend: (userId, settings) => within(({ friends }) => friends.change(userId, settings)),
    removeFriend: (userId) => within(({ friends }) => friends.remove(userId)),
  } satisfies Partial<MaruActions>;
}

function roomActions(within: Within) {
  return {
    loadRooms: async () => flat(await within(({ rooms }) => rooms.load())),
    createRoom: (wish) => within(({ createRoom }) => createRoom(wish)),
    changeRoomSettings: (roomId, settings) => within(({ rooms }) => rooms.changeSettings(roomId, settings)),
    loadOlder: (roomId) => within(({ openRooms }) => openRooms.loadOlder(roomId)),
    loadNewer: (roomId) => within(({ openRooms }) => openRooms.loadNewer(roomId)),
    showLatest: (roomId) => within(({ openRooms }) => openRooms.showLatest(roomId)),
    send: (roomId, message) => within(({ outbox }) => outbox.send(roomId, message)),
  } satisfies Partial<MaruActions>;
}
