import { setTimeout as pause } from 'node:timers/promises';
import { type Alert, chatMessage } from '../../contract/index.ts';
import { createWatch, longestWindow } from '../../core/abuse/index.ts';
import type { AbuseStore } from '../../ports/index.ts';
import { deletionRoute, recordRoute, type ServerContext, startConsumer } from '../../runtime/index.ts';

export interface AbuseDetectorDependencies extends ServerContext {
  store: AbuseStore;
}

/** Milliseconds between two batches of a partition: it reads later than chat, in fewer and larger batches. */
const breath = 250;

/**
 * The abuse detector: reads the stored messages from kakao.chat.chatMessage.RESPONSE and sends kakao.abuse.ALERT
 * (group `abuse-detector`). Stopped or slow, it is missed by nobody, and goes on from its offset.
 */
export async function startAbuseDetector(dependencies: AbuseDetectorDependencies): Promise<AsyncDisposable> {
  const { log, store } = dependencies;
  const watch = createWatch(store);
  const look = recordRoute({
    ...dependencies,
    schema: chatMessage,
    accepts: (record) => record.headers.outcome === 'accepted',
    async handle(messages) {
      const alerts = await watch(messages.filter((message) => message.kind === 'text'));
      if (alerts.length > 0) await log.append(alerts.map(recordOf));
    },
  });
  const forgetting = startForgetting(dependencies);
  const reader = await startConsumer({
    ...dependencies,
    group: 'abuse-detector',
    maxBatch: 2_000,
    routes: {
      'kakao.chat.chatMessage.RESPONSE': async (batch) => {
        await look(batch);
        await pause(breath);
      },
      'kakao.user.EVENT': deletionRoute({
        ...dependencies,
        service: 'abuse',
        forget: (userId) => store.forgetUser(userId),
      }),
    },
  });
  return {
    async [Symbol.asyncDispose]() {
      clearInterval(forgetting);
      await reader.stop();
    },
  };
}

function startForgetting({ store, clock, logger }: AbuseDetectorDependencies): NodeJS.Timeout {
  const forget = () => {
    store
      .forget(clock.now() - longestWindow)
      .catch((error: unknown) => logger.warn({ error }, 'Could not forget.'));
  };
  return setInterval(forget, longestWindow).unref();
}

function recordOf(alert: Alert) {
  return { topic: 'kakao.abuse.ALERT', key: alert.userId, value: JSON.stringify(alert) };
}
