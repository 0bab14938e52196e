import {
  accept,
  type CommandRequest,
  type Handled,
  lifetimes,
  type SealedText,
} from '../../contract/index.ts';
import type { Clock, UserStore } from '../../ports/index.ts';
import type { CheckCredentials } from './credentials.ts';
import { hashPassword } from './passwords.ts';
import { userEventOf } from './profiles.ts';

interface Dependencies {
  store: UserStore;
  clock: Clock;
  checkCredentials: CheckCredentials;
  openSealed(text: SealedText): Promise<string>;
}

/**
 * Changing the password ends every other session. The same change again (a reply or a commit got lost) finds the new password
 * set, is accepted and tells the ended sessions again.
 */
export function createPasswordChange({ store, clock, checkCredentials, openSealed }: Dependencies) {
  return async (request: CommandRequest<'user.change-password'>): Promise<Handled<Record<string, never>>> => {
    const { userId, sessionId, newPassword } = request;
    const checked = await checkCredentials(request);
    if (!checked.ok) return { outcome: checked };
    const now = clock.now();
    await store.changePassword(userId, await hashPassword(await openSealed(newPassword)));
    await store.endSessions(userId, sessionId, now);
    const ended = await store.listEndedSessions(userId, now - lifetimes.accessToken * 1_000);
    const events = ended.map((session) =>
      userEventOf(checked.value, now, { type: 'session.ended', sessionId: session.sessionId }),
    );
    return { outcome: accept({}), events };
  };
}
