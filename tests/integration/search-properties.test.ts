import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { openEmbeddedChatStores } from '../../backend/adapters/embedded/index.ts';
import type { RoomId, UserId } from '../../backend/contract/index.ts';
import { createSearch, createSearchIndexing } from '../../backend/core/chat/index.ts';
import type { ChatStores } from '../../backend/ports/index.ts';
import { message, newRoomId, newUserId, participant, room } from '../contract/samples.ts';
import { temporaryFolder } from '../support/maru-folder.ts';

let stores: ChatStores & AsyncDisposable;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
before(async () => {
  folder = await temporaryFolder();
  stores = await openEmbeddedChatStores({ directory: folder.path });
});
after(async () => {
  await stores[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** Few letters, so that parts of texts come again in others; each folds to itself alone. */
const letters = fc.constantFrom(
  ...['가', '나', '각', 'a', 'b', ' ', '1', '%', '_', '"', '*', '👍', 'ㅋ', '漢'],
);
const text = fc
  .array(letters, { minLength: 1, maxLength: 12 })
  .map((parts) => parts.join('').replace(/ +/g, ' '))
  .filter((made) => made.trim() !== '');
const query = fc
  .array(letters, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('').replace(/ +/g, ' ').trim())
  .filter((made) => made !== '');

async function filled(texts: readonly string[][], userId: UserId): Promise<RoomId[]> {
  const index = createSearchIndexing(stores);
  return Promise.all(
    texts.map(async (own) => {
      const roomId = newRoomId();
      await stores.rooms.addRoom(room({ roomId }), [participant(roomId, userId)]);
      const messages = own.map((each, at) =>
        message({
          roomId,
          seq: at + 1,
          message: each,
          createdAt: new Date(1_795_000_000_000 + at).toISOString(),
        }),
      );
      await stores.messages.insert(messages);
      await index(messages);
      return roomId;
    }),
  );
}

test('finds exactly the messages that contain the query, page by page', async () => {
  const search = createSearch(stores);
  const rooms = fc.array(fc.array(text, { maxLength: 15 }), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(rooms, query, fc.integer({ min: 1, max: 20 }), async (texts, wanted, limit) => {
      const userId = newUserId();
      await filled([['가나 a1 %_"* 남의 방']], newUserId());
      const roomIds = await filled(texts, userId);
      const found: string[] = [];
      for (let before: string | undefined; ; ) {
        const { outcome } = await search.find({ userId, query: wanted, before, limit });
        assert.ok(outcome.ok);
        found.push(...outcome.value.hits.map(({ roomId, seq }) => `${roomIds.indexOf(roomId)} ${seq}`));
        before = outcome.value.next;
        if (before === undefined) break;
      }
      const expected = texts.flatMap((own, at) =>
        own.flatMap((each, index) => (each.includes(wanted) ? [`${at} ${index + 1}`] : [])),
      );
      assert.deepEqual(found.sort(), expected.sort());
    }),
    { numRuns: 150 },
  );
});
