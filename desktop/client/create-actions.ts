import { endpoints, MaruError, type Outcome } from '../../backend/contract/index.ts';
import { attempt } from './attempt.ts';
import type { LiveSession } from './live-session.ts';
import type { MaruActions, MaruStores } from './maru-client.ts';
import type { SessionKeeper } from './session.ts';

/** The view's side of the client: expected failures become values, and each call needs a session of its own. */
export function createActions(
  session: SessionKeeper,
  { drafts }: Pick<MaruStores, 'drafts'>,
  live: () => LiveSession | undefined,
): MaruActions {
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
    markRead: (roomId) => live()?.openRooms.markRead(roomId),
    showAround: (roomId, place) => within(({ openRooms }) => openRooms.showAround(roomId, place)),
    setDraft: (roomId, text) => {
      const { [roomId]: _, ...others } = drafts.getState().byRoom;
      drafts.setState({ byRoom: text === '' ? others : { ...others, [roomId]: { roomId, text } } });
    },
    tellTyping: (roomId) => live()?.typing.tell(roomId),
    tellPresence: (state) => live()?.presence.tell(state),
    watchPresence: (userIds) => live()?.presence.watch(userIds),
    ...messageActions(within),
    ...drawerActions(within),
    ...accountActions(session, within),
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
    changeRoom: (roomId, change) => within(({ rooms }) => rooms.change(roomId, change)),
    invite: (roomId, userIds) => within(({ rooms }) => rooms.invite(roomId, userIds)),
    removeParticipant: (roomId, userId) => within(({ rooms }) => rooms.removePerson(roomId, userId)),
    leaveRoom: (roomId) => within(({ rooms }) => rooms.removePerson(roomId, 'me')),
    removeRoom: (roomId) => within(({ rooms }) => rooms.removeForAll(roomId)),
    loadOlder: (roomId) => within(({ openRooms }) => openRooms.loadOlder(roomId)),
    loadNewer: (roomId) => within(({ openRooms }) => openRooms.loadNewer(roomId)),
    showLatest: (roomId) => within(({ openRooms }) => openRooms.showLatest(roomId)),
    send: (roomId, draft) => within(({ outbox }) => outbox.send(roomId, draft)),
  } satisfies Partial<MaruActions>;
}

/** The event that follows tells everyone; the answer shows it here at once. */
function messageActions(within: Within) {
  return {
    editMessage: (roomId, seq, edited) =>
      within(async ({ rest, openRooms }) => {
        const stored = await rest.call(endpoints.editMessage, { params: { roomId, seq }, body: edited });
        const { message, mentions, editedAt = '' } = stored;
        openRooms.onChange({
          type: 'edited',
          roomId,
          seq,
          message,
          editedAt,
          ...(mentions ? { mentions } : {}),
        });
      }),
    unsendMessage: (roomId, seq) =>
      within(async ({ rest, openRooms }) => {
        const { unsentAt = '' } = await rest.call(endpoints.unsendMessage, { params: { roomId, seq } });
        openRooms.onChange({ type: 'unsent', roomId, seq, unsentAt });
      }),
    react: (roomId, seq, emoji, on) =>
      within(async ({ rest, openRooms, me }) => {
        const endpoint = on ? endpoints.addReaction : endpoints.removeReaction;
        await rest.call(endpoint, { params: { roomId, seq, emoji } });
        openRooms.onChange({ type: 'reacted', roomId, seq, emoji, on, userId: me });
      }),
  } satisfies Partial<MaruActions>;
}

function drawerActions(within: Within) {
  return {
    report: (body) => within(async ({ rest }) => void (await rest.call(endpoints.reportMessage, { body }))),
    search: (query) => within(({ rest }) => rest.call(endpoints.search, { query })),
    loadBookmarks: (query) => within(({ rest }) => rest.call(endpoints.bookmarks, { query })),
    keepBookmark: (roomId, seq, marks) =>
      within(({ rest }) => rest.call(endpoints.keepBookmark, { params: { roomId, seq }, body: marks })),
    dropBookmark: (roomId, seq) =>
      within(({ rest }) => rest.call(endpoints.dropBookmark, { params: { roomId, seq } })),
    loadPage: (roomId, query) =>
      within(
        async ({ rest }) =>
          (await rest.call(endpoints.enterRoom, { params: { roomId }, query })).chatRecord.chatMessage,
      ),
    readRoom: (roomId, take, signal) => within(({ readRoom }) => readRoom(roomId, take, signal)),
    loadLinks: (query) => within(({ rest }) => rest.call(endpoints.links, { query })),
  } satisfies Partial<MaruActions>;
}

function accountActions(session: SessionKeeper, within: Within) {
  return {
    changePassword: (body) => within(({ rest }) => rest.call(endpoints.changePassword, { body })),
    exportData: () =>
      within(async ({ rest }) => {
        const chunks: Uint8Array<ArrayBuffer>[] = [];
        for await (const chunk of await rest.call(endpoints.exportData, {}))
          chunks.push(new Uint8Array(chunk));
        return new Blob(chunks, { type: endpoints.exportData.binary });
      }),
    deleteAccount: (password) => attempt(() => session.deleteAccount(password)),
    deletionProgress: (deletionId) => attempt(() => session.deletionProgress(deletionId)),
  } satisfies Partial<MaruActions>;
}
