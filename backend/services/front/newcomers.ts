import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type CommandType, MaruError, type UserId, userId } from '../../contract/index.ts';
import type { Ask } from './ask.ts';

/** Milliseconds for which somebody who has just signed up may be unknown to the other servers. */
const patience = 3_000;

/** Commands about other people, whom a server knows by its own copy of the profiles. */
const aboutPeople: readonly CommandType[] = ['friend.add', 'friend.change', 'room.create', 'room.invite'];

const unknownPeople = z.object({ userIds: z.array(userId) });

/**
 * Asks again when a server does not know somebody whom the user servers know: its copy is a moment behind their sign-up. The
 * waiting is here, where it holds up nobody else; people who do not exist are refused at once.
 */
export function askAboutNewcomers(ask: Ask): Ask {
  return async (type, key, request) => {
    const end = performance.now() + patience;
    let missing: readonly UserId[] | undefined;
    for (let wait = 10; ; wait *= 2) {
      try {
        return await ask(type, key, request);
      } catch (error) {
        const unknown = aboutPeople.includes(type) ? unknownIn(error) : [];
        if (unknown.length === 0 || performance.now() + wait > end) throw error;
        if (missing === undefined && !(await allSignedUp(unknown))) throw error;
        missing = unknown;
      }
      await pause(wait);
    }
  };

  /** One after another: the first who does not exist is answer enough. */
  async function allSignedUp(userIds: readonly UserId[]): Promise<boolean> {
    for (const each of userIds) {
      try {
        await ask('user.profile', each, { userId: each });
      } catch (error) {
        if (error instanceof MaruError && error.code === 'user_not_found') return false;
        throw error;
      }
    }
    return true;
  }
}

function unknownIn(error: unknown): UserId[] {
  if (!(error instanceof MaruError) || error.code !== 'user_not_found') return [];
  return unknownPeople.safeParse(error.details).data?.userIds ?? [];
}
