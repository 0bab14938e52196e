import {
  accept,
  type CommandRequest,
  type Handled,
  type Profile,
  refuse,
  type SealedText,
} from '../../contract/index.ts';
import type { Account, Clock, DeletionStore, UserStore } from '../../ports/index.ts';
import type { CheckCredentials } from './credentials.ts';
import { hashPassword } from './passwords.ts';
import { profileOf, userEventOf } from './profiles.ts';
import type { DigestOf } from './retired-ids.ts';

interface Dependencies {
  store: UserStore;
  deletions: Pick<DeletionStore, 'isRetired'>;
  clock: Clock;
  checkCredentials: CheckCredentials;
  digestOf: DigestOf;
  openSealed(text: SealedText): Promise<string>;
}

/**
 * Signing up. The id is the natural key: the same sign-up again (a reply got lost) is accepted again, which only somebody
 * with the password can bring about; anybody else finds the id taken, and their guess counts like one at a log-in.
 */
export function createRegistration(dependencies: Dependencies) {
  const { store, deletions, clock, checkCredentials, digestOf, openSealed } = dependencies;
  return async (request: CommandRequest<'user.register'>): Promise<Handled<Profile>> => {
    const existing = await store.findAccount(request.userId);
    if (existing) return again(existing, request);
    if (await deletions.isRetired(digestOf(request.userId))) return { outcome: refuse('user_id_taken') };
    const password = await openSealed(request.password);
    const account: Account = {
      userId: request.userId,
      nickname: request.nickname,
      statusMessage: '',
      avatar: '',
      passwordHash: await hashPassword(password),
      createdAt: clock.now(),
    };
    if ((await store.addAccount(account)) === 'exists') return { outcome: refuse('user_id_taken') };
    return registered(account);
  };

  async function again(
    account: Account,
    { userId, nickname, password }: CommandRequest<'user.register'>,
  ): Promise<Handled<Profile>> {
    const same = account.nickname === nickname && (await checkCredentials({ userId, password })).ok;
    return same ? registered(account) : { outcome: refuse('user_id_taken') };
  }

  function registered(account: Account): Handled<Profile> {
    const event = userEventOf(account, account.createdAt, { type: 'registered' });
    return { outcome: accept(profileOf(account)), events: [event] };
  }
}
