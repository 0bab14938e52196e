import {
  messageBodies,
  type PresenceState,
  sendTo,
  subscribeTo,
  type UserId,
} from '../../backend/contract/index.ts';
import { inBackground } from './attempt.ts';
import type { Link } from './link.ts';
import type { PresenceStore } from './stores/index.ts';

/** People watched at a time; the server bounds the subscriptions of a session. */
const mostWatched = 300;

export type OwnPresence = PresenceState | 'hidden';

export interface PresenceOptions {
  store: PresenceStore;
  link(): Link | undefined;
}

/** How others are there, and what is said of oneself. */
export interface PresenceKeeper {
  /** Said again on every new connection. */
  tell(state: OwnPresence): void;
  /** Watches exactly these people from now on. */
  watch(userIds: readonly UserId[]): void;
  onOnline(): void;
}

export function createPresenceKeeper({ store, link }: PresenceOptions): PresenceKeeper {
  let own: OwnPresence = 'online';
  let watched = new Set<UserId>();

  const idOf = (userId: UserId): string => `presence:${userId}`;

  function subscribe(userId: UserId): void {
    const current = link();
    if (!current) return;
    void inBackground(() =>
      current.subscribe(subscribeTo.presence(userId), idOf(userId), (body) => {
        const parsed = messageBodies.presence.safeParse(body);
        if (parsed.success && watched.has(userId)) show(userId, parsed.data);
      }),
    );
  }

  function show(userId: UserId, presence: ReturnType<typeof messageBodies.presence.parse>): void {
    store.setState({ byId: { ...store.getState().byId, [userId]: presence } });
  }

  return {
    tell: (state) => {
      own = state;
      link()?.tell(sendTo.presence, { state });
    },
    watch: (userIds) => {
      const wanted = new Set(userIds.slice(0, mostWatched));
      const before = watched;
      watched = wanted;
      for (const userId of before) if (!wanted.has(userId)) link()?.unsubscribe(idOf(userId));
      const { byId } = store.getState();
      store.setState({
        byId: Object.fromEntries(Object.entries(byId).filter(([id]) => wanted.has(id as UserId))),
      });
      for (const userId of wanted) if (!before.has(userId)) subscribe(userId);
    },
    onOnline: () => {
      if (own !== 'online') link()?.tell(sendTo.presence, { state: own });
      for (const userId of watched) subscribe(userId);
    },
  };
}
