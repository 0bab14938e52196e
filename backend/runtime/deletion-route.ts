import {
  type CommandRequest,
  commands,
  type DeletingService,
  type UserEvent,
  type UserId,
  userEvent,
} from '../contract/index.ts';
import type { BatchHandler } from './consumer.ts';
import { isTold } from './profile-route.ts';
import { recordRoute } from './record-route.ts';
import type { ServerContext } from './server-context.ts';

type Deleted = Extract<UserEvent, { type: 'deleted' }>;

type Context = 'log' | 'clock' | 'ids' | 'logger' | 'metrics' | 'requestTimeout';

interface DeletionRouteOptions extends Pick<ServerContext, Context> {
  service: DeletingService;
  /** Removes or anonymises everything of the user here. Comes twice, and again whenever the deletion is told again. */
  forget(userId: UserId): Promise<void>;
}

/** Milliseconds in which a report is of use: as long as the user servers may be away. */
const reportLifetime = 24 * 60 * 60 * 1_000;

/**
 * A service's part in the deletion of an account: `deleted` on kakao.user.EVENT makes it forget the user. Requests that were
 * made before may still be on their way; when none can be any more, it forgets what came of them as well, and reports. A
 * report that never comes, because the process died in between, is asked for again by the user servers.
 */
export function deletionRoute({ service, forget, ...context }: DeletionRouteOptions): BatchHandler {
  const { log, clock, ids, logger, requestTimeout } = context;
  return recordRoute({
    ...context,
    schema: userEvent,
    accepts: isTold,
    async handle(events) {
      for (const event of events) {
        if (event.type !== 'deleted') continue;
        await forget(event.userId);
        setTimeout(() => void finish(event), requestTimeout).unref();
      }
    },
  });

  async function finish({ userId, deletionId }: Deleted): Promise<void> {
    try {
      await forget(userId);
      await report({ userId, deletionId, service });
    } catch (error) {
      logger.warn({ error, deletionId }, 'A deletion could not be finished; it will be tried again.');
    }
  }

  async function report(request: CommandRequest<'user.deletion-done'>): Promise<void> {
    const type = 'user.deletion-done';
    const headers = { type, correlationId: ids.next(), deadline: String(clock.now() + reportLifetime) };
    const { topic } = commands[type];
    await log.append([{ topic, key: request.userId, value: JSON.stringify(request), headers }]);
  }
}
