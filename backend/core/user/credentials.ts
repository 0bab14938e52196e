import { accept, type Outcome, refuse, type SealedText, type UserId } from '../../contract/index.ts';
import type { Account, Clock, FailureStore, UserStore } from '../../ports/index.ts';
import { createLockOut } from './lock-out.ts';
import { hashPassword, verifyPassword } from './passwords.ts';

interface Dependencies {
  store: UserStore;
  failures: FailureStore;
  clock: Clock;
  openSealed(text: SealedText): Promise<string>;
}

export interface Credentials {
  userId: UserId;
  password: SealedText;
  /** As good as the other: what it is being changed to, which a request that comes again has set already. */
  newPassword?: SealedText;
  /** Where they come from, for those who are not logged in yet. */
  address?: string;
}

/** The account, or `invalid_credentials`, or `locked_out` without a look at the password. */
export type CheckCredentials = (credentials: Credentials) => Promise<Outcome<Account>>;

/** Checks passwords, slower and slower for whoever guesses. */
export function createCredentials({ store, failures, clock, openSealed }: Dependencies): CheckCredentials {
  const lockOut = createLockOut({ failures, clock });
  /** Spends the time of a real check for ids that do not exist, so that an answer does not tell which ids do. */
  const decoy = hashPassword('a password that nobody has');

  return async ({ password, newPassword, ...attempt }) => {
    const admitted = await lockOut.admit(attempt);
    if (!admitted.ok) return admitted;
    const account = await store.findAccount(attempt.userId);
    const hash = account?.passwordHash ?? (await decoy);
    const correct =
      (await fits(password, hash)) || (newPassword !== undefined && (await fits(newPassword, hash)));
    if (!account || !correct) {
      await lockOut.failed(attempt);
      return refuse('invalid_credentials');
    }
    if (admitted.value.hasFailed) await lockOut.succeeded(attempt);
    return accept(account);
  };

  async function fits(password: SealedText, hash: string): Promise<boolean> {
    return verifyPassword(await openSealed(password), hash);
  }
}
