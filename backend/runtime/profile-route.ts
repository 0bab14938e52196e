import { type Profile, type UserEvent, type UserId, userEvent } from '../contract/index.ts';
import type { LogRecord, ProfileStore } from '../ports/index.ts';
import type { BatchHandler } from './consumer.ts';
import { recordRoute } from './record-route.ts';
import type { ServerContext } from './server-context.ts';

interface ProfileRouteOptions extends Pick<ServerContext, 'log' | 'logger' | 'metrics'> {
  profiles: ProfileStore;
}

/** Not the end of a key in the compacted topic, which tells servers nothing: `deleted` came before. */
export const isTold = ({ value }: LogRecord): boolean => value !== '';

/** Keeps a service's own copy of the profiles in step with kakao.user.EVENT: upserts, so any event may come again. */
export function profileRoute({ profiles, ...context }: ProfileRouteOptions): BatchHandler {
  return recordRoute({
    ...context,
    schema: userEvent,
    accepts: isTold,
    async handle(events) {
      const latest = latestOf(events);
      const known = [...latest.values()].filter((profile) => profile !== undefined);
      const gone = [...latest].filter(([, profile]) => profile === undefined).map(([userId]) => userId);
      if (known.length > 0) await profiles.put(known);
      if (gone.length > 0) await profiles.remove(gone);
    },
  });
}

/** The last profile of each user in a batch; undefined for one who deleted their account. */
function latestOf(events: readonly UserEvent[]): Map<UserId, Profile | undefined> {
  return new Map(events.map((event) => [event.userId, event.type === 'deleted' ? undefined : event.profile]));
}
