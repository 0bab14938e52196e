import type { StatementSync } from 'node:sqlite';
import type { LogRecord, OutgoingRecord } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { noHeaders } from './headers.ts';

/** A reader that lags gets pages of at most this size, so that large records do not pile up in memory. */
const pageBytes = 1_000_000;

/**
 * The table of one partition. One table each, because appending to the end of a table is more than twice as cheap in
 * SQLite as inserting into the middle of a shared one (measured: 3.7 against 9 to 13 µs with 96 partitions).
 */
export class PartitionTable {
  readonly slot: number;
  readonly compacted: boolean;
  readonly #database: EmbeddedDatabase;
  #insert: StatementSync | undefined;
  readonly #statements = new Map<string, StatementSync>();

  constructor(database: EmbeddedDatabase, slot: number, compacted: boolean) {
    this.slot = slot;
    this.compacted = compacted;
    this.#database = database;
  }

  /** Makes the table; `latest_…` tells compaction the last offset of each key. */
  create(): void {
    this.#database.sql.exec(`CREATE TABLE records_${this.slot} (
      "offset" INTEGER PRIMARY KEY, timestamp INTEGER NOT NULL, key TEXT NOT NULL, headers TEXT, value TEXT NOT NULL)`);
    if (!this.compacted) return;
    this.#database.sql.exec(
      `CREATE TABLE latest_${this.slot} (key TEXT PRIMARY KEY, "offset" INTEGER NOT NULL) WITHOUT ROWID`,
    );
  }

  insert(offset: number, { key, value, headers }: OutgoingRecord, timestamp: number): void {
    const headersText = headers === undefined || headers === noHeaders ? null : JSON.stringify(headers);
    this.#insert ??= this.#database.sql.prepare(`INSERT INTO records_${this.slot} VALUES (?, ?, ?, ?, ?)`);
    this.#insert.run(offset, timestamp, key, headersText, value ?? '');
    if (!this.compacted) return;
    // What is nobody's last record goes with its age: so does all of a key that ends with `null`.
    if (value === null) this.#statement(`DELETE FROM latest_${this.slot} WHERE key = ?`).run(key);
    else this.#statement(`INSERT OR REPLACE INTO latest_${this.slot} VALUES (?, ?)`).run(key, offset);
  }

  /** Records from an offset on, at most `most` of them and about `pageBytes`, but always one if there is one. */
  page(from: number, most: number): LogRecord[] {
    return this.#database.read(() => {
      const records: LogRecord[] = [];
      let size = 0;
      for (const row of this.#pageStatement().iterate(from, most)) {
        const record = toRecord(row);
        records.push(record);
        size += record.value.length;
        if (size >= pageBytes) break;
      }
      return records;
    });
  }

  /** The offset after the last one that was ever given, though retention may have dropped its record. */
  nextOffset(): number {
    const row = this.#statement(
      `SELECT max(coalesce((SELECT max("offset") + 1 FROM records_${this.slot}), 0), next_offset) AS next
         FROM partitions WHERE slot = ${this.slot}`,
    ).get();
    return Number(row?.next ?? 0);
  }

  /** The first offset that is still there, or undefined when none is. */
  firstOffset(): number | undefined {
    const row = this.#statement(`SELECT min("offset") AS first FROM records_${this.slot}`).get();
    return row?.first === null ? undefined : Number(row?.first);
  }

  /** Whether the first record is older than a time. */
  hasOlder(before: number): boolean {
    const row = this.#statement(`SELECT timestamp FROM records_${this.slot} ORDER BY "offset" LIMIT 1`).get();
    return row !== undefined && Number(row.timestamp) < before;
  }

  /** How many records there are from an offset on. */
  count(from: number): number {
    const row = this.#statement(`SELECT count(*) AS count FROM records_${this.slot} WHERE "offset" >= ?`).get(
      from,
    );
    return Number(row?.count);
  }

  /**
   * The offset after the last record older than `since`. Searched backwards: that costs no more than reading what follows,
   * and needs no index by time.
   */
  offsetSince(since: number): number {
    const row = this.#statement(
      `SELECT "offset" FROM records_${this.slot} WHERE timestamp < ? ORDER BY "offset" DESC LIMIT 1`,
    ).get(since);
    return row === undefined ? 0 : Number(row.offset) + 1;
  }

  /**
   * Looks at up to `most` records from an offset on and drops those older than `before`; a compacted table keeps the last
   * of each key. Gives where to go on, or undefined when the rest is young enough.
   */
  dropOlder(before: number, from: number, most: number): number | undefined {
    const rows = this.#statement(this.#agedQuery()).all(from, most);
    const young = rows.findIndex((row) => Number(row.timestamp) >= before);
    const aged = young === -1 ? rows : rows.slice(0, young);
    const last = aged.at(-1);
    if (last === undefined) return undefined;
    this.#drop(aged.filter((row) => !row.kept).map((row) => Number(row.offset)));
    return young === -1 && rows.length === most ? Number(last.offset) + 1 : undefined;
  }

  #pageStatement(): StatementSync {
    return this.#statement(
      `SELECT * FROM records_${this.slot} WHERE "offset" >= ? ORDER BY "offset" LIMIT ?`,
    );
  }

  #agedQuery(): string {
    const kept = this.compacted
      ? `EXISTS (SELECT 1 FROM latest_${this.slot} AS l WHERE l.key = r.key AND l."offset" = r."offset")`
      : '0';
    return `SELECT "offset", timestamp, ${kept} AS kept FROM records_${this.slot} AS r
             WHERE "offset" >= ? ORDER BY "offset" LIMIT ?`;
  }

  #drop(offsets: readonly number[]): void {
    const last = offsets.at(-1);
    if (last === undefined) return;
    const one = this.#statement(`DELETE FROM records_${this.slot} WHERE "offset" = ?`);
    for (const offset of offsets) one.run(offset);
    // Offsets must never be given a second time, even when the last record is dropped.
    this.#statement('UPDATE partitions SET next_offset = max(next_offset, ?) WHERE slot = ?').run(
      last + 1,
      this.slot,
    );
  }

  #statement(text: string): StatementSync {
    let statement = this.#statements.get(text);
    if (!statement) {
      statement = this.#database.sql.prepare(text);
      this.#statements.set(text, statement);
    }
    return statement;
  }
}

function toRecord(row: Record<string, unknown>): LogRecord {
  return {
    offset: BigInt(row.offset as number),
    key: row.key as string,
    value: row.value as string,
    headers: row.headers === null ? noHeaders : JSON.parse(row.headers as string),
    timestamp: row.timestamp as number,
  };
}
