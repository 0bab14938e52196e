import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { chatEvent, roomId, seq } from '../../contract/index.ts';
import { createSearchIndexing, type IndexedChange } from '../../core/chat/index.ts';
import type { ChatStores } from '../../ports/index.ts';
import { recordRoute, type ServerContext, startConsumer } from '../../runtime/index.ts';

/** Where a stored message is; what it says, the store is asked. */
const stored = z.object({ roomId, seq });

/** Milliseconds between two batches of a partition, so that under load few large ones come. */
const breath = 100;

/**
 * Brings messages into the search (group `search`), off the way of a send: it reads what was stored and what changed, later and
 * in larger batches. Stopped or slow, it is missed by nobody but who searches for what was just said, and goes on from its offset.
 */
export function startSearchConsumer(dependencies: ServerContext & ChatStores): Promise<AsyncDisposable> {
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
  return startConsumer({
    ...dependencies,
    group: 'search',
    maxBatch: 1_000,
    routes: {
      'kakao.chat.chatMessage.RESPONSE': async (batch) => {
        await messages(batch);
        await pause(breath);
      },
      'kakao.chat.EVENT': events,
    },
  });
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
