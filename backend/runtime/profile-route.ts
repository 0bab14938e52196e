import { type Profile, type UserEvent, userEvent } from '../contract/index.ts';
import type { ProfileStore } from '../ports/index.ts';
import type { BatchHandler } from './consumer.ts';
import { recordRoute } from './record-route.ts';
import type { ServerContext } from './server-context.ts';

interface ProfileRouteOptions extends Pick<ServerContext, 'log' | 'logger' | 'metrics'> {
  profiles: ProfileStore;
}

/** Keeps a service's own copy of the profiles in step with kakao.user.EVENT: an upsert, so any event may come again. */
export function profileRoute({ profiles, ...context }: ProfileRouteOptions): BatchHandler {
  return recordRoute({ ...context, schema: userEvent, handle: (events) => profiles.put(latestOf(events)) });
}

/** The last profile of each user in a batch. */
function latestOf(events: readonly UserEvent[]): Profile[] {
  return [...new Map(events.map(({ profile }) => [profile.userId, profile])).values()];
}
