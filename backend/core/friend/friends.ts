import {
  accept,
  type CommandRequest,
  type CommandResult,
  type DomainEvent,
  type Friend,
  type FriendEvent,
  type Handled,
  type Outcome,
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

/** What an entry begins with. */
const unset = { favourite: false, hidden: false, blocked: false, alias: '' };

/** A user's friend list; friendship is one direction each, as in KakaoTalk: adding somebody asks nobody. */
export function createFriends({ store, profiles, clock }: Dependencies) {
  return { add, change, remove, list };

  async function add({ userId, friendUserId }: CommandRequest<'friend.add'>): Promise<Handled<Friend>> {
    const profile = await findOther(userId, friendUserId);
    if (!profile.ok) return { outcome: profile };
    const { friend } = await store.add({ userId, friendUserId, ...unset, since: clock.now() });
    return { outcome: accept(friendOf(friend, profile.value)), events: [event('friend.added', friend)] };
  }

  async function change(request: CommandRequest<'friend.change'>): Promise<Handled<Friend>> {
    const { userId, friendUserId, ...settings } = request;
    const entry = await store.change(userId, friendUserId, settings);
    if (!entry) return changeStranger(request);
    const known = await profiles.find([friendUserId]);
    return {
      outcome: accept(friendOf(entry, known.get(friendUserId))),
      events: [event('friend.changed', entry)],
    };
  }

  /** Somebody who is in no list can only be blocked; taking back a block that is not there is done already. */
  async function changeStranger(request: CommandRequest<'friend.change'>): Promise<Handled<Friend>> {
    const { userId, friendUserId, blocked, ...others } = request;
    const profile = await findOther(userId, friendUserId);
    if (!profile.ok) return { outcome: profile };
    if (blocked === undefined || Object.values(others).some((setting) => setting !== undefined))
      return { outcome: refuse('friend_not_found') };
    const entry = { userId, friendUserId, ...unset, blocked };
    // Whoever added this person meanwhile has an entry by now, and it is that one that changes.
    if (blocked && !(await store.add(entry)).added) return change(request);
    return {
      outcome: accept(friendOf(entry, profile.value)),
      events: [event('friend.changed', entry)],
    };
  }

  async function findOther(userId: UserId, friendUserId: UserId): Promise<Outcome<Profile>> {
    if (userId === friendUserId) return refuse('cannot_befriend_self');
    const profile = (await profiles.find([friendUserId])).get(friendUserId);
    return profile ? accept(profile) : refuse('user_not_found', { userIds: [friendUserId] });
  }

  async function remove(request: CommandRequest<'friend.remove'>): Promise<Handled<Record<string, never>>> {
    const { blocked } = await store.remove(request.userId, request.friendUserId);
    return { outcome: accept({}), events: [event('friend.removed', { ...request, blocked })] };
  }

  async function list(
    request: CommandRequest<'friend.list'>,
  ): Promise<Handled<CommandResult<'friend.list'>>> {
    const entries = await store.list(request.userId, request.after, request.limit);
    const known = await profiles.find(entries.map((entry) => entry.friendUserId));
    return {
      outcome: accept({ friends: entries.map((entry) => friendOf(entry, known.get(entry.friendUserId))) }),
    };
  }

  function event(
    type: Exclude<FriendEvent['type'], 'friend.blocks'>,
    { userId, friendUserId, blocked }: Pick<FriendRecord, 'userId' | 'friendUserId' | 'blocked'>,
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
    ...(since === undefined ? {} : { since: new Date(since).toISOString() }),
  };
}
