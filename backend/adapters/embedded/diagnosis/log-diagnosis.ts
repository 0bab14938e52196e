import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Examination, Finding, GroupLag, LogDiagnosis, TopicSettings } from '../../../ports/index.ts';
import { toStorageError } from '../database/storage-error.ts';
import { logMigrations } from '../event-log/topic-catalog.ts';
import { examineFile, openToRead } from './file.ts';
import { examineFolder } from './folder.ts';

/** log.sqlite, read without disturbing a Maru that is at work on it. */
export class EmbeddedLogDiagnosis implements LogDiagnosis {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async examine(topics: readonly TopicSettings[]): Promise<Examination> {
    const file = examineFile({
      directory: this.#directory,
      file: 'log.sqlite',
      migrations: logMigrations,
    });
    const found = file.verdict === 'ok' ? this.#topics(topics) : [];
    return { findings: [...examineFolder(this.#directory), file, ...found] };
  }

  async lags(): Promise<GroupLag[]> {
    return this.#read([], (sql) =>
      sql
        .prepare(
          `SELECT "group", partitions.slot, partitions.topic, offsets.next_offset AS next FROM offsets
             JOIN partitions USING (slot) JOIN topics ON topics.name = partitions.topic WHERE ephemeral = 0`,
        )
        .all()
        .map(({ group, slot, topic, next }) => ({
          group: String(group),
          topic: String(topic),
          lag: recordsFrom(sql, Number(slot), Number(next)),
        })),
    );
  }

  async counts(topics: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const counts = new Map(topics.map((topic) => [topic, 0]));
    return this.#read(counts, (sql) => {
      for (const { slot, topic } of durablePartitions(sql)) {
        const before = counts.get(String(topic));
        if (before !== undefined) counts.set(String(topic), before + recordsFrom(sql, Number(slot), 0));
      }
      return counts;
    });
  }

  /** It holds nothing open. */
  async [Symbol.asyncDispose](): Promise<void> {}

  #topics(wanted: readonly TopicSettings[]): Finding[] {
    return this.#read<Finding[]>([], (sql) => {
      const rows = sql
        .prepare(
          'SELECT name, retention, (SELECT count(*) FROM partitions WHERE topic = name) AS count FROM topics',
        )
        .all();
      const found = new Map(rows.map((row) => [String(row.name), row]));
      const wrong = wanted.flatMap(({ name, partitions, retention }) => {
        const row = found.get(name);
        if (!row || (Number(row.count) === partitions && Number(row.retention) === retention)) return [];
        const seen = `has ${row.count} partitions and keeps records ${row.retention} ms, not ${partitions} and ${retention} ms`;
        const advice = 'topics stay as they were made; nothing has to be done';
        return [{ verdict: 'warning', subject: `topic ${name}`, seen, advice } as const];
      });
      const there = wanted.filter(({ name }) => found.has(name)).length;
      const seen = `${there} of ${wanted.length} are there; any start makes those that are not`;
      return [{ verdict: 'ok', subject: 'topics', seen }, ...wrong];
    });
  }

  #read<T>(none: T, work: (sql: DatabaseSync) => T): T {
    const file = join(this.#directory, 'log.sqlite');
    try {
      using sql = openToRead(file);
      return sql ? work(sql) : none;
    } catch (error) {
      throw toStorageError(file, error);
    }
  }
}

const durablePartitions = (sql: DatabaseSync) =>
  sql
    .prepare('SELECT slot, topic FROM partitions JOIN topics ON topics.name = topic WHERE ephemeral = 0')
    .all();

function recordsFrom(sql: DatabaseSync, slot: number, offset: number): number {
  const row = sql.prepare(`SELECT count(*) AS count FROM records_${slot} WHERE "offset" >= ?`).get(offset);
  return Number(row?.count);
}
