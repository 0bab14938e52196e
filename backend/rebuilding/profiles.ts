import type { UserId } from '../contract/index.ts';
import type { ProfileStore } from '../ports/index.ts';
import { profileRoute, type ServerContext, startConsumer } from '../runtime/index.ts';

const pageSize = 1_000;

export interface RebuiltProfiles {
  /** Everybody who is there. */
  userIds: Set<UserId>;
  /** Those whose profile was here and no longer should be. */
  gone: UserId[];
}

/**
 * Makes a service's copy of the profiles anew from kakao.user.EVENT, which keeps the last record of everybody. Servers may go on
 * meanwhile: nothing is missing at any time, and whoever signs up during it is left alone.
 */
export async function rebuildProfiles(
  context: Pick<ServerContext, 'log' | 'logger' | 'metrics'>,
  profiles: ProfileStore,
): Promise<RebuiltProfiles> {
  const before = await allIds(profiles);
  const userIds = new Set<UserId>();
  const watched: ProfileStore = {
    ...profiles,
    async put(given) {
      for (const { userId } of given) userIds.add(userId);
      await profiles.put(given);
    },
    async remove(given) {
      for (const userId of given) userIds.delete(userId);
      await profiles.remove(given);
    },
  };
  const routes = { 'kakao.user.EVENT': profileRoute({ ...context, profiles: watched }) };
  const reader = await startConsumer({ ...context, from: 'earliest', routes });
  try {
    await reader.caughtUp();
    // What changed while the past was read, so that nothing old stays over something new.
    await reader.caughtUp();
  } finally {
    await reader.stop();
  }
  const gone = before.filter((userId) => !userIds.has(userId));
  for (let from = 0; from < gone.length; from += pageSize)
    await profiles.remove(gone.slice(from, from + pageSize));
  return { userIds, gone };
}

async function allIds(profiles: ProfileStore): Promise<UserId[]> {
  const ids: UserId[] = [];
  for (;;) {
    const page = await profiles.listIds(ids.at(-1), pageSize);
    ids.push(...page);
    if (page.length < pageSize) return ids;
  }
}
