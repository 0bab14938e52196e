import { commands } from '../../contract/index.ts';
import type { DeletionRecord } from '../../ports/index.ts';
import type { ServerContext } from '../../runtime/index.ts';

interface Dependencies extends Pick<ServerContext, 'log' | 'clock' | 'ids' | 'logger'> {
  listOpen(before: number): Promise<DeletionRecord[]>;
  remindEvery?: number;
}

const tenMinutes = 10 * 60_000;
const type = 'user.remind-deletion';

/**
 * Deletions that take longer than they should are told again from time to time. As a request, so that it comes in order with
 * what else concerns the id: somebody may sign up with it as soon as the deletion is complete.
 */
export function startReminders(dependencies: Dependencies): Disposable {
  const { remindEvery = tenMinutes, logger } = dependencies;
  const timer = setInterval(() => {
    remind(dependencies, remindEvery).catch((error: unknown) =>
      logger.warn({ error }, 'Open deletions could not be told again.'),
    );
  }, remindEvery).unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}

async function remind({ log, clock, ids, listOpen }: Dependencies, patience: number): Promise<void> {
  const open = await listOpen(clock.now() - patience);
  const { topic } = commands[type];
  const deadline = String(clock.now() + patience);
  const records = open.flatMap(({ deletionId, userId }) =>
    userId === undefined
      ? []
      : [
          {
            topic,
            key: userId,
            value: JSON.stringify({ userId, deletionId }),
            headers: { type, correlationId: ids.next(), deadline },
          },
        ],
  );
  await log.append(records);
}
