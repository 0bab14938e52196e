import type { StoreApi } from 'zustand/vanilla';
import { createAlertsStore } from './alerts-store.ts';
import { createConnectionStore } from './connection-store.ts';
import { createDraftsStore } from './drafts-store.ts';
import { createFriendsStore } from './friends-store.ts';
import { createMessagesStore } from './messages-store.ts';
import { createOutboxStore } from './outbox-store.ts';
import { createPresenceStore } from './presence-store.ts';
import { createProfilesStore } from './profiles-store.ts';
import { createReadPositionsStore } from './read-positions-store.ts';
import { createRoomsStore } from './rooms-store.ts';
import { createSessionStore } from './session-store.ts';
import { createTypingStore } from './typing-store.ts';

export const createStores = (now: number) => ({
  session: createSessionStore(),
  connection: createConnectionStore(now),
  profiles: createProfilesStore(),
  friends: createFriendsStore(),
  rooms: createRoomsStore(),
  messages: createMessagesStore(),
  outbox: createOutboxStore(),
  readPositions: createReadPositionsStore(),
  typing: createTypingStore(),
  presence: createPresenceStore(),
  alerts: createAlertsStore(),
  drafts: createDraftsStore(),
});

/** Empties what belongs to a user; the next one on this device sees nothing of it. */
export function clearStores(stores: ReturnType<typeof createStores>): void {
  clear(stores.profiles);
  clear(stores.friends);
  clear(stores.rooms);
  clear(stores.messages);
  clear(stores.outbox);
  clear(stores.readPositions);
  clear(stores.typing);
  clear(stores.presence);
  clear(stores.alerts);
  clear(stores.drafts);
}

const clear = <T>(store: StoreApi<T>): void => store.setState(store.getInitialState(), true);
