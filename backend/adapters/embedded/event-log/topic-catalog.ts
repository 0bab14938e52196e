import type { TopicSettings } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { hashOfKey } from './murmur2.ts';
import { Partition, type PartitionOptions } from './partition.ts';
import { PartitionTable } from './partition-table.ts';
import { afterReaders, TailBudget } from './tail-budget.ts';

export interface Topic {
  name: string;
  retention: number;
  partitions: readonly Partition[];
}

/** The schema of log.sqlite apart from the tables of the partitions. */
export const logMigrations = [
  `CREATE TABLE topics (name TEXT PRIMARY KEY, retention INTEGER NOT NULL, compacted INTEGER NOT NULL);
   CREATE TABLE partitions (
     slot INTEGER PRIMARY KEY, topic TEXT NOT NULL, number INTEGER NOT NULL, next_offset INTEGER NOT NULL,
     UNIQUE (topic, number));
   CREATE TABLE offsets (
     "group" TEXT NOT NULL, slot INTEGER NOT NULL, next_offset INTEGER NOT NULL, committed_at INTEGER NOT NULL,
     PRIMARY KEY ("group", slot)) WITHOUT ROWID;`,
  'ALTER TABLE topics ADD COLUMN ephemeral INTEGER NOT NULL DEFAULT 0;',
];

/**
 * Offsets that an ephemeral partition may give while its log is open. The file has only the end of this range, so that
 * records cost no write; the next opening goes on there, ahead of every position that a group can have committed.
 * Enough for 2,000 records a second over a year, and for 130,000 openings.
 */
const offsetsPerOpening = 2 ** 36;

/** Bounds of what is kept in memory, in bytes over all partitions. */
export interface TailSizes {
  /** Copies of what the file has. */
  durable: number;
  /** All that there is of the ephemeral topics. */
  ephemeral: number;
}

/** The topics and their partitions, as the file has them. */
export class TopicCatalog {
  readonly #database: EmbeddedDatabase;
  readonly #durableBudget: TailBudget;
  readonly #ephemeralBudget: Pick<TailBudget, 'charge'>;
  readonly #topics = new Map<string, Topic>();

  constructor(database: EmbeddedDatabase, sizes: TailSizes) {
    this.#database = database;
    this.#durableBudget = new TailBudget(sizes.durable);
    this.#ephemeralBudget = afterReaders(new TailBudget(sizes.ephemeral));
    this.#reserveOffsets();
    for (const { name } of database.sql.prepare('SELECT name FROM topics').all()) this.load(name as string);
  }

  [Symbol.iterator](): Iterator<Topic> {
    return this.#topics.values();
  }

  get(name: string): Topic {
    const topic = this.#topics.get(name);
    if (!topic) throw new Error(`There is no topic ${name}; create it with createTopics first.`);
    return topic;
  }

  /** The partition of a record: the one that it names, or else the one of its key. */
  partition(name: string, key: string, number?: number): Partition {
    const { partitions } = this.get(name);
    const chosen = partitions[number ?? hashOfKey(key) % partitions.length];
    if (!chosen) throw new Error(`Topic ${name} has ${partitions.length} partitions; there is no ${number}.`);
    return chosen;
  }

  /** Writes a new topic's tables within a transaction; `load` makes it known once that is committed. */
  create({ name, partitions, retention, compacted = false, ephemeral = false }: TopicSettings): void {
    const topic = this.#database.sql.prepare('INSERT INTO topics VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING');
    if (topic.run(name, retention, Number(compacted), Number(ephemeral)).changes === 0) return;
    const insert = this.#database.sql.prepare(
      'INSERT INTO partitions (topic, number, next_offset) VALUES (?, ?, ?)',
    );
    for (let number = 0; number < partitions; number++) {
      const { lastInsertRowid } = insert.run(name, number, ephemeral ? offsetsPerOpening : 0);
      if (!ephemeral) new PartitionTable(this.#database, Number(lastInsertRowid), compacted).create();
    }
  }

  load(name: string): void {
    if (this.#topics.has(name)) return;
    const settings = this.#database.sql.prepare('SELECT * FROM topics WHERE name = ?').get(name);
    const rows = this.#database.sql
      .prepare('SELECT slot, next_offset FROM partitions WHERE topic = ? ORDER BY number')
      .all(name);
    const partitions = rows.map(({ slot, next_offset: end }, number) => {
      const place = { topic: name, number, slot: Number(slot) };
      if (settings?.ephemeral) return this.#ephemeral(place, Number(end) - offsetsPerOpening);
      return this.#durable(place, Boolean(settings?.compacted));
    });
    this.#topics.set(name, { name, retention: Number(settings?.retention), partitions });
  }

  #reserveOffsets(): void {
    const reserve = this.#database.sql.prepare(`UPDATE partitions SET next_offset = next_offset + ?
      WHERE topic IN (SELECT name FROM topics WHERE ephemeral = 1)`);
    reserve.run(offsetsPerOpening);
  }

  #durable(place: Place, compacted: boolean): Partition {
    const table = new PartitionTable(this.#database, place.slot, compacted);
    return new Partition({ ...place, table, next: table.nextOffset(), budget: this.#durableBudget });
  }

  #ephemeral(place: Place, next: number): Partition {
    return new Partition({ ...place, table: undefined, next, budget: this.#ephemeralBudget });
  }
}

type Place = Pick<PartitionOptions, 'topic' | 'number' | 'slot'>;
