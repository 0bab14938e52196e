import {
  accept,
  type CommandRequest,
  type DomainEvent,
  type Handled,
  type Profile,
  refuse,
  type UserEvent,
} from '../../contract/index.ts';
import type { Account, Clock, UserStore } from '../../ports/index.ts';

/** The part of an account that everyone may know. */
export function profileOf({ userId, nickname, statusMessage, avatar }: Account): Profile {
  return { userId, nickname, statusMessage, avatar };
}

/** ISO 8601 in UTC with milliseconds. */
export const timestampOf = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** A record of kakao.user.EVENT about an account as it is now. */
export function userEventOf(
  account: Account,
  at: number,
  what:
    | { type: 'registered' | 'profile.changed' }
    | { type: 'session.ended'; sessionId: (UserEvent & { type: 'session.ended' })['sessionId'] },
): DomainEvent {
  const { userId } = account;
  const value: UserEvent = { ...what, userId, profile: profileOf(account), at: timestampOf(at) };
  return { topic: 'kakao.user.EVENT', key: userId, value };
}

/** Reading, changing and finding profiles. */
export function createProfiles({ store, clock }: { store: UserStore; clock: Clock }) {
  return {
    async read({ userId }: CommandRequest<'user.profile'>): Promise<Handled<Profile>> {
      const account = await store.findAccount(userId);
      return { outcome: account ? accept(profileOf(account)) : refuse('user_not_found') };
    },

    async change({ userId, ...change }: CommandRequest<'user.change-profile'>): Promise<Handled<Profile>> {
      const account = await store.changeProfile(userId, change);
      if (!account) return { outcome: refuse('user_not_found') };
      return {
        outcome: accept(profileOf(account)),
        events: [userEventOf(account, clock.now(), { type: 'profile.changed' })],
      };
    },

    async search({ query, limit }: CommandRequest<'user.search'>): Promise<Handled<{ users: Profile[] }>> {
      const accounts = await store.searchAccounts(query.normalize('NFC'), limit);
      return { outcome: accept({ users: accounts.map(profileOf) }) };
    },
  };
}
