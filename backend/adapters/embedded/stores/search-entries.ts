import type { RoomId } from '../../../contract/index.ts';
import type { SearchEntry, SearchIndex } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { firstEntryAt, tokenOf } from './search-schema.ts';

/** Entries of one write: about a millisecond, after which others have their turn. */
const slice = 50;

/** What changes the index. */
export function searchEntries(database: EmbeddedDatabase): Omit<SearchIndex, 'find'> {
  const { sql } = database;
  const selectRoom = sql.prepare('SELECT room FROM rooms WHERE room_id = ?');
  const insertRoom = sql.prepare('INSERT INTO rooms (room_id, last) VALUES (?, 0) RETURNING room');
  const raise = sql.prepare('UPDATE rooms SET last = ?1 WHERE room = ?2 AND last < ?1');
  const dropEmpty = sql.prepare(`DELETE FROM rooms WHERE room = ?1
    AND NOT EXISTS (SELECT 1 FROM entries WHERE room = ?1)`);
  const select = sql.prepare('SELECT entry FROM entries WHERE room = ? AND seq = ?');
  const highest = sql.prepare('SELECT max(entry) AS entry FROM entries WHERE entry >= ? AND entry < ?');
  const insert = sql.prepare('INSERT INTO entries VALUES (?, ?, ?)');
  const drop = sql.prepare('DELETE FROM entries WHERE entry = ?');
  const insertTerms = sql.prepare('INSERT INTO terms (rowid, words) VALUES (?, ?)');
  const replaceTerms = sql.prepare('INSERT OR REPLACE INTO terms (rowid, words) VALUES (?, ?)');
  const dropTerms = sql.prepare('DELETE FROM terms WHERE rowid = ?');
  const some = sql.prepare('SELECT entry FROM entries WHERE room = ? AND seq <= ? LIMIT ?');
  const someWith = sql.prepare('SELECT rowid AS entry FROM terms WHERE terms MATCH ? LIMIT ?');

  const numberOf = (roomId: RoomId): number | undefined => selectRoom.get(roomId)?.room as number | undefined;

  function putOne({ roomId, seq, at, terms }: SearchEntry): void {
    const room = numberOf(roomId) ?? (insertRoom.get(roomId)?.room as number);
    const words = terms.map((term) => tokenOf(room, term)).join(' ');
    const known = select.get(room, seq)?.entry as number | undefined;
    if (known !== undefined) {
      replaceTerms.run(known, words);
      return;
    }
    const entry = freeEntry(at);
    insert.run(entry, room, seq);
    insertTerms.run(entry, words);
    raise.run(entry, room);
  }

  function freeEntry(at: number): number {
    for (let time = at; ; time++) {
      const [first, end] = [firstEntryAt(time), firstEntryAt(time + 1)];
      const taken = highest.get(first, end)?.entry as number | null;
      if (taken === null) return first;
      if (taken + 1 < end) return taken + 1;
    }
  }

  function removeOne(entry: number): void {
    dropTerms.run(entry);
    drop.run(entry);
  }

  /** Slice by slice, as long as there are some. */
  async function removeAll(find: () => readonly { entry?: unknown }[]): Promise<void> {
    for (let removed = slice; removed === slice; ) {
      removed = await database.write(() => {
        const found = find();
        for (const { entry } of found) removeOne(entry as number);
        return found.length;
      });
    }
  }

  return {
    async put(entries) {
      for (let first = 0; first < entries.length; first += slice) {
        await database.write(() => {
          for (const entry of entries.slice(first, first + slice)) putOne(entry);
        });
      }
    },

    async remove(roomId, seqs) {
      await database.write(() => {
        const room = numberOf(roomId);
        if (room === undefined) return;
        const found = seqs.map((seq) => select.get(room, seq)?.entry).filter((entry) => entry !== undefined);
        for (const entry of new Set(found)) removeOne(entry as number);
      });
    },

    async removeWith(roomId, term) {
      const room = database.read(() => numberOf(roomId));
      if (room !== undefined) await removeAll(() => someWith.all(`"${tokenOf(room, term)}"`, slice));
    },

    async removeUpTo(roomId, last) {
      const room = database.read(() => numberOf(roomId));
      if (room === undefined) return;
      await removeAll(() => some.all(room, last, slice));
      await database.write(() => dropEmpty.run(room));
    },

    async clear() {
      await database.write(() =>
        sql.exec(`DELETE FROM entries; DELETE FROM rooms; INSERT INTO terms (terms) VALUES ('delete-all')`),
      );
    },
  };
}
