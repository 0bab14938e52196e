import type { TopicSettings } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';
import { hashOfKey } from './murmur2.ts';
import { Partition } from './partition.ts';
import { PartitionTable } from './partition-table.ts';
import type { TailBudget } from './tail-budget.ts';

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
];

/** The topics and their partitions, as the file has them. */
export class TopicCatalog {
  readonly #database: EmbeddedDatabase;
  readonly #budget: TailBudget;
  readonly #topics = new Map<string, Topic>();

  constructor(database: EmbeddedDatabase, budget: TailBudget) {
    this.#database = database;
    this.#budget = budget;
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
  create({ name, partitions, retention, compacted = false }: TopicSettings): void {
    const topic = this.#database.sql.prepare('INSERT INTO topics VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
    if (topic.run(name, retention, Number(compacted)).changes === 0) return;
    const insert = this.#database.sql.prepare(
      'INSERT INTO partitions (topic, number, next_offset) VALUES (?, ?, 0)',
    );
    for (let number = 0; number < partitions; number++) {
      const { lastInsertRowid } = insert.run(name, number);
      new PartitionTable(this.#database, Number(lastInsertRowid), compacted).create();
    }
  }

  load(name: string): void {
    if (this.#topics.has(name)) return;
    const settings = this.#database.sql.prepare('SELECT * FROM topics WHERE name = ?').get(name);
    const rows = this.#database.sql
      .prepare('SELECT slot FROM partitions WHERE topic = ? ORDER BY number')
      .all(name);
    const tables = rows.map(
      (row) => new PartitionTable(this.#database, Number(row.slot), Boolean(settings?.compacted)),
    );
    const partitions = tables.map((table, number) => new Partition(name, number, table, this.#budget));
    this.#topics.set(name, { name, retention: Number(settings?.retention), partitions });
  }
}
