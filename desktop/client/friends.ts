import {
  endpoints,
  type Friend,
  type FriendSettings,
  limits,
  type Outcome,
} from '../../backend/contract/index.ts';
import { tracked } from './attempt.ts';
import type { Clock } from './ports.ts';
import { rememberProfiles } from './profiles.ts';
import type { Rest } from './rest.ts';
import type { FriendEntry, FriendsStore, ProfilesStore } from './stores/index.ts';

/** Several changes in a row (another device at work) are one look at the list. */
const settleTime = 500;

export interface FriendsOptions {
  rest: Rest;
  store: FriendsStore;
  profiles: ProfilesStore;
  clock: Clock;
}

export interface FriendKeeper {
  load(): Promise<Outcome<void>>;
  add(userId: string): Promise<void>;
  change(userId: string, settings: FriendSettings): Promise<void>;
  remove(userId: string): Promise<void>;
  /** Another device changed the list. */
  onChanged(): void;
}

export function createFriendKeeper({ rest, store, profiles, clock }: FriendsOptions): FriendKeeper {
  let loading: Promise<Outcome<void>> | undefined;
  let cancelReload: (() => void) | undefined;

  async function loadAll(): Promise<void> {
    const friends = await fetchAll(rest);
    rememberProfiles(profiles, friends);
    show(Object.fromEntries(friends.map((friend) => [friend.userId, entryOf(friend)])));
  }

  function show(byId: Readonly<Record<string, FriendEntry>>): void {
    const ids = Object.values(byId).map(({ userId }) => userId);
    store.setState({ byId, ids: ids.sort() });
  }

  function take(friend: Friend): void {
    rememberProfiles(profiles, [friend]);
    show({ ...store.getState().byId, [friend.userId]: entryOf(friend) });
  }

  function load(): Promise<Outcome<void>> {
    loading ??= tracked((status) => store.setState({ status }), loadAll).finally(() => {
      loading = undefined;
    });
    return loading;
  }

  return {
    load,
    add: async (userId) => take(await rest.call(endpoints.addFriend, { params: { userId } })),
    change: async (userId, settings) =>
      take(await rest.call(endpoints.changeFriend, { params: { userId }, body: settings })),
    remove: async (userId) => {
      await rest.call(endpoints.removeFriend, { params: { userId } });
      const { [userId]: _, ...byId } = store.getState().byId;
      show(byId);
    },
    onChanged: () => {
      cancelReload?.();
      cancelReload = clock.after(settleTime, () => void load());
    },
  };
}

async function fetchAll(rest: Rest): Promise<Friend[]> {
  const all: Friend[] = [];
  for (;;) {
    const after = all.at(-1)?.userId;
    const query = { limit: limits.pageMost, ...(after === undefined ? {} : { after }) };
    const { friends } = await rest.call(endpoints.friends, { query });
    all.push(...friends);
    if (friends.length < limits.pageMost) return all;
  }
}

const entryOf = ({ userId, favourite, hidden, blocked, alias, since }: Friend): FriendEntry => ({
  userId,
  favourite,
  hidden,
  blocked,
  alias,
  since,
});
