import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { chatEvent, roomId, seq } from '../../contract/index.ts';
import { createSearchIndexing, type IndexedChange } from '../../core/chat/index.ts';
import type { ChatStores } from '../../ports/index.ts';
import { recordRoute, type ServerContext, startConsumer } from '../../runtime/index.ts';

/** Where a stored message is; what it says, the store is asked. */
const stored = z.object({ roomId, seq });

/**
 * Milliseconds between two batches of a partition: under load few large ones come, and each costs a commit. What is said into a
 * quiet partition is found at once, and whoever is behind takes no breath.
 */
const breath = 1_000;
const maxBatch = 1_000;

/**
 * Brings messages into the search (group `search`), off the way of a send: it reads what was stored and what changed, later and
 * in larger batches. Stopped or slow, it is missed by nobody but who searches for what was just said, and goes on from its offset.
 */
export async function startSearchConsumer(
  dependencies: ServerContext & ChatStores,
): Promise<AsyncDisposable> {
  const stopping = new AbortController();
  const index = createSearchIndexing(dependencies);
  const messages = recordRoute({
    ...dependencies,
    schema: stored,
    accepts: (record) => record.headers.outcome === 'accepted',
    handle: index,
  });
  const events = recordRoute({
    ...dependencies,
    schema: chatEvent,
    handle: (happened) => index(happened.flatMap(changeOf)),
  });
  const reader = await startConsumer({
    ...dependencies,
    group: 'search',
    maxBatch,
    routes: {
      'kakao.chat.chatMessage.RESPONSE': async (batch) => {
        await messages(batch);
        if (batch.records.length < maxBatch)
          await pause(breath, undefined, { signal: stopping.signal }).catch(() => {});
      },
      'kakao.chat.EVENT': events,
    },
  });
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await reader.stop();
    },
  };
}

function changeOf(event: z.infer<typeof chatEvent>): IndexedChange[] {
  switch (event.type) {
    case 'edited':
    case 'unsent':
      return [{ roomId: event.roomId, seq: event.seq }];
    case 'room.removed':
      return [{ roomId: event.roomId, removed: true }];
    default:
      return [];
  }
}
