import { createFriends } from '../../core/friend/index.ts';
import type { Clock, EventLog, FriendStore, ProfileStore } from '../../ports/index.ts';
import { commandRoute, each, type Logger, profileRoute, startConsumer } from '../../runtime/index.ts';

export interface FriendDependencies {
  log: EventLog;
  store: FriendStore;
  profiles: ProfileStore;
  clock: Clock;
  logger: Logger;
}

/** The friend server: friends, favourites, blocks (group `friend`), with its own copy of the profiles. */
export async function startFriend({
  log,
  store,
  profiles,
  clock,
  logger,
}: FriendDependencies): Promise<AsyncDisposable> {
  const friends = createFriends({ store, profiles, clock });
  const requests = commandRoute({
    log,
    clock,
    logger,
    handlers: {
      'friend.list': each(friends.list),
      'friend.add': each(friends.add),
      'friend.change': each(friends.change),
      'friend.remove': each(friends.remove),
    },
  });
  const routes = {
    'kakao.friend.friend.REQUEST': requests,
    'kakao.user.EVENT': profileRoute({ log, profiles, logger }),
  };
  return startConsumer({ log, group: 'friend', routes, logger });
}
