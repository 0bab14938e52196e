import { setImmediate as turn } from 'node:timers/promises';
import type { RoomId } from '../../../contract/index.ts';
import type { SearchIndex, SearchPlace, SearchQuery } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { searchEntries } from './search-entries.ts';
import { firstEntryAt, timeOf, tokenOf } from './search-schema.ts';

/** Milliseconds after which a search lets others have their turn. */
const patience = 4;

/** Entries that are fetched of a room at first; each time twice as many. Mostly one needs a few of each. */
const firstFetch = 8;

/** Clocks of servers differ, and are set: entries of a room may be out of the order of its seqs by so many milliseconds. */
const disorder = 24 * 60 * 60 * 1000;

interface Room {
  room: number;
  roomId: RoomId;
  after: number;
  /** No entry that has not been fetched is higher. */
  top: number;
  /** How many the next fetch asks for. */
  width: number;
  /** Fetched entries, the highest first. */
  found: { entry: number; seq: number }[];
}

export function embeddedSearchIndex(database: EmbeddedDatabase): SearchIndex {
  const { sql } = database;
  const selectRoom = sql.prepare('SELECT room, last FROM rooms WHERE room_id = ?');
  const select = sql.prepare('SELECT entry FROM entries WHERE room = ? AND seq = ?');
  const firstAfter = sql.prepare('SELECT entry FROM entries WHERE room = ? AND seq > ? ORDER BY seq LIMIT 1');
  // FTS5 starts at a bound that is an integer, and looks at everything above one that is not, as JavaScript's numbers are.
  const page = sql.prepare(`SELECT n.entry, n.seq FROM terms AS t JOIN entries AS n ON n.entry = t.rowid
    WHERE t.terms MATCH ? AND t.rowid < CAST(? AS INTEGER) AND t.rowid >= CAST(? AS INTEGER) AND n.seq > ?
    ORDER BY t.rowid DESC LIMIT ?`);

  function open(query: SearchQuery, { roomId, after }: SearchQuery['rooms'][number]): Room | undefined {
    const row = selectRoom.get(roomId);
    if (!row) return undefined;
    const top = Math.min(Number(row.last) + 1, endOf(query));
    return { room: Number(row.room), roomId, after, top, width: firstFetch, found: [] };
  }

  /** What is found is below this. */
  function endOf({ before, until = Number.POSITIVE_INFINITY }: SearchQuery): number {
    const end = until === Number.POSITIVE_INFINITY ? Number.MAX_SAFE_INTEGER : firstEntryAt(until);
    if (!before) return end;
    const room = selectRoom.get(before.roomId)?.room;
    const entry = room === undefined ? undefined : select.get(room, before.seq)?.entry;
    // Gone meanwhile: those of its millisecond may come again, rather than be left out.
    return Math.min(end, Number(entry ?? firstEntryAt(before.at + 1)));
  }

  function fetch(room: Room, { terms, from = 0 }: SearchQuery): void {
    const match = terms.map((term) => `"${tokenOf(room.room, term)}"`).join(' AND ');
    const first = firstAfter.get(room.room, room.after)?.entry as number | undefined;
    const least = Math.max(firstEntryAt(from), (first ?? Number.MAX_SAFE_INTEGER) - firstEntryAt(disorder));
    const rows = page.all(match, room.top, least, room.after, room.width);
    room.found = rows.map(({ entry, seq }) => ({ entry: Number(entry), seq: Number(seq) }));
    room.top = rows.length === room.width ? (room.found.at(-1)?.entry ?? 0) : 0;
    room.width *= 2;
  }

  return {
    ...searchEntries(database),

    /** A merge of the rooms, of which each is looked into when nothing newer is left in the others. */
    async find(query) {
      const places: SearchPlace[] = [];
      let rooms = database.read(() =>
        query.rooms.map((room) => open(query, room)).filter((room) => room !== undefined),
      );
      let since = performance.now();
      while (places.length < query.limit) {
        rooms = rooms.filter((room) => heightOf(room) > 0);
        const newest = highestOf(rooms);
        if (!newest) break;
        const next = newest.found.shift();
        if (next) places.push({ roomId: newest.roomId, seq: next.seq, at: timeOf(next.entry) });
        else database.read(() => fetch(newest, query));
        if (performance.now() - since < patience) continue;
        await turn();
        since = performance.now();
      }
      return places;
    },
  };
}

const heightOf = ({ found, top }: Room): number => found[0]?.entry ?? top;

function highestOf(rooms: readonly Room[]): Room | undefined {
  return rooms.reduce<Room | undefined>(
    (highest, room) => (highest && heightOf(highest) >= heightOf(room) ? highest : room),
    undefined,
  );
}
