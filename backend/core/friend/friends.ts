import {
  accept,
  type CommandRequest,
  type DomainEvent,
  type Friend,
  type FriendEvent,
  type Handled,
  type Profile,
  refuse,
  type UserId,
} from '../../contract/index.ts';
import type { Clock, FriendRecord, FriendStore, ProfileStore } from '../../ports/index.ts';

interface Dependencies {
  store: FriendStore;
  profiles: ProfileStore;
  clock: Clock;
}

/** A user's friend list; friendship is one direction each, as in KakaoTalk: adding somebody asks nobody. */
export function createFriends({ store, profiles, clock }: Dependencies) {
  return { add, change, remove, list };

  async function add({ userId, friendUserId }: CommandRequest<'friend.add'>): Promise<Handled<Friend>> {
    if (userId === friendUserId) return { outcome: refuse('cannot_befriend_self') };
    const profile = (await profiles.find([friendUserId])).get(friendUserId);
    if (!profile) return { outcome: refuse('user_not_found') };
    const since = clock.now();
    const { friend } = await store.add({
      userId,
      friendUserId,
      favourite: false,
      hidden: false,
      blocked: false,
      alias: '',
      since,
    });
    return { outcome: accept(friendOf(friend, profile)), events: [event('friend.added', friend)] };
  }

  async function change(request: CommandRequest<'friend.change'>): Promise<Handled<Friend>> {
    const { userId, friendUserId, ...settings } = request;
    const friend = await store.change(userId, friendUserId, settings);
    if (!friend) return { outcome: refuse('friend_not_found') };
    const known = await profiles.find([friendUserId]);
    return {
      outcome: accept(friendOf(friend, known.get(friendUserId))),
      events: [event('friend.changed', friend)],
    };
  }

  async function remove(request: CommandRequest<'friend.remove'>): Promise<Handled<Record<string, never>>> {
    await store.remove(request.userId, request.friendUserId);
    return { outcome: accept({}), events: [event('friend.removed', { ...request, blocked: false })] };
  }

  async function list(request: CommandRequest<'friend.list'>): Promise<Handled<{ friends: Friend[] }>> {
    const entries = await store.list(request.userId, request.after, request.limit);
    const known = await profiles.find(entries.map((entry) => entry.friendUserId));
    return {
      outcome: accept({ friends: entries.map((entry) => friendOf(entry, known.get(entry.friendUserId))) }),
    };
  }

  function event(
    type: FriendEvent['type'],
    { userId, friendUserId, blocked }: { userId: UserId; friendUserId: UserId; blocked: boolean },
  ): DomainEvent {
    const at = new Date(clock.now()).toISOString();
    return { topic: 'kakao.friend.EVENT', key: userId, value: { type, userId, friendUserId, blocked, at } };
  }
}

/** A friend whose profile has not arrived here yet shows under their id. */
function friendOf(entry: FriendRecord, profile: Profile | undefined): Friend {
  const { friendUserId, favourite, hidden, blocked, alias, since } = entry;
  return {
    ...(profile ?? { userId: friendUserId, nickname: friendUserId, statusMessage: '', avatar: '' }),
    favourite,
    hidden,
    blocked,
    alias,
    since: new Date(since).toISOString(),
  };
}
