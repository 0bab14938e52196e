import { createBlocks, createFriends } from '../../core/friend/index.ts';
import type { FriendStore, ProfileStore } from '../../ports/index.ts';
import {
  commandRoute,
  deletionRoute,
  each,
  inTurn,
  profileRoute,
  type ServerContext,
  startConsumer,
} from '../../runtime/index.ts';

export interface FriendDependencies extends ServerContext {
  store: FriendStore;
  profiles: ProfileStore;
}

/** The friend server: friends, favourites, blocks (group `friend`), with its own copy of the profiles. */
export async function startFriend(dependencies: FriendDependencies): Promise<AsyncDisposable> {
  const friends = createFriends(dependencies);
  const blocks = createBlocks(dependencies);
  const requests = commandRoute({
    ...dependencies,
    handlers: {
      'friend.list': each(friends.list),
      'friend.add': each(friends.add),
      'friend.change': each(friends.change),
      'friend.remove': each(friends.remove),
      'friend.blockers': each(blocks.blockers),
      'friend.announce-blocks': each(blocks.announce),
    },
  });
  const { store } = dependencies;
  const userEvents = inTurn(
    profileRoute(dependencies),
    deletionRoute({ ...dependencies, service: 'friend', forget: (userId) => store.forgetUser(userId) }),
  );
  const routes = { 'kakao.friend.friend.REQUEST': requests, 'kakao.user.EVENT': userEvents };
  return startConsumer({ ...dependencies, group: 'friend', routes });
}
