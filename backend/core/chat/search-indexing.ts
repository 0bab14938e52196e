import type { RoomId } from '../../contract/index.ts';
import type { MessageRecord, MessageStore, RoomStore, SearchIndex } from '../../ports/index.ts';
import { placeOf } from './matching.ts';
import { termsOf } from './search-terms.ts';

interface Dependencies {
  messages: MessageStore;
  search: SearchIndex;
}

/** What happened to messages: some are new or changed, or all of a room are gone. */
export type IndexedChange = { roomId: RoomId; seq: number } | { roomId: RoomId; removed: true };

/** Messages and rooms of one look at the stores. */
const [messagesAtOnce, roomsAtOnce] = [200, 200];

/**
 * Keeps the index in step: what is indexed is always what the store says now, so changes may come in any order and any number
 * of times. Changes are handled one after another; a look at the store that is old by the time it is indexed would stay.
 */
export function createSearchIndexing({ messages, search }: Dependencies) {
  let last: Promise<void> = Promise.resolve();
  return (changes: readonly IndexedChange[]): Promise<void> => {
    const result = last.then(() => apply(changes));
    last = result.catch(() => {});
    return result;
  };

  async function apply(changes: readonly IndexedChange[]): Promise<void> {
    for (const [roomId, group] of Map.groupBy(changes, ({ roomId }) => roomId)) {
      if (group.some((change) => 'removed' in change))
        await search.removeUpTo(roomId, Number.MAX_SAFE_INTEGER);
    }
    const places = changes.filter((change) => 'seq' in change);
    for (let first = 0; first < places.length; first += messagesAtOnce)
      await refresh(places.slice(first, first + messagesAtOnce));
  }

  async function refresh(changed: readonly { roomId: RoomId; seq: number }[]): Promise<void> {
    const rooms = [...Map.groupBy(changed, ({ roomId }) => roomId)];
    const found = await Promise.all(
      rooms.map(async ([roomId, group]) => {
        const seqs = [...new Set(group.map(({ seq }) => seq))];
        return { roomId, seqs, records: await messages.findBySeq(roomId, seqs) };
      }),
    );
    const entries = found.flatMap(({ records }) => records).map(entryOf);
    const kept = entries.filter(({ terms }) => terms.length > 0);
    await search.put(kept);
    const places = Map.groupBy(kept, ({ roomId }) => roomId);
    for (const { roomId, seqs } of found) {
      const there = new Set(places.get(roomId)?.map(({ seq }) => seq));
      const gone = seqs.filter((seq) => !there.has(seq));
      if (gone.length > 0) await search.remove(roomId, gone);
    }
  }
}

/** Makes the index anew from all stored messages. Until it is done, older messages are not found. */
export async function rebuildSearch({
  rooms,
  messages,
  search,
}: Dependencies & { rooms: RoomStore }): Promise<{ rooms: number; messages: number }> {
  await search.clear();
  const done = { rooms: 0, messages: 0 };
  for (let ids = await rooms.roomIds(undefined, roomsAtOnce); ids.length > 0; ) {
    for (const roomId of ids) done.messages += await indexRoom(roomId, messages, search);
    done.rooms += ids.length;
    ids = await rooms.roomIds(ids.at(-1), roomsAtOnce);
  }
  return done;
}

async function indexRoom(roomId: RoomId, messages: MessageStore, search: SearchIndex): Promise<number> {
  for (let [after, count] = [0, 0]; ; ) {
    const page = await messages.page({ roomId, after, take: 'first', limit: messagesAtOnce });
    await search.put(page.map(entryOf).filter(({ terms }) => terms.length > 0));
    count += page.length;
    after = page.at(-1)?.seq ?? 0;
    if (page.length < messagesAtOnce) return count;
  }
}

const entryOf = (record: MessageRecord) => ({ ...placeOf(record), terms: termsOf(record) });
