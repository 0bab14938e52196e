import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Finding } from '../../../ports/index.ts';
import { toStorageError } from '../database/storage-error.ts';

export interface DataFile {
  directory: string;
  file: string;
  migrations: readonly string[];
}

/** Whether a file is a whole one of this Maru, with every index that it is to have. */
export function examineFile({ directory, file, migrations }: DataFile): Finding {
  const subject = join(directory, file);
  if (!existsSync(subject)) return { verdict: 'ok', subject, seen: 'is made at the first start' };
  try {
    return { subject, ...look(subject, migrations) };
  } catch (error) {
    const reason = toStorageError(subject, error);
    const seen = reason instanceof Error ? reason.message : String(reason);
    return { verdict: 'problem', subject, seen, advice: 'see “Backup and restore” in docs/operations.md' };
  }
}

/** Opens a file to read it; a Maru that is at work on it does not mind. Undefined when there is none. */
export function openToRead(file: string): DatabaseSync | undefined {
  return existsSync(file) ? new DatabaseSync(file, { readOnly: true, timeout: 1_000 }) : undefined;
}

function look(path: string, migrations: readonly string[]): Omit<Finding, 'subject'> {
  using sql = openToRead(path);
  if (!sql) return { verdict: 'ok', seen: 'is made at the first start' };
  const version = Number(sql.prepare('PRAGMA user_version').get()?.user_version);
  if (version > migrations.length)
    return {
      verdict: 'problem',
      seen: `was written by a newer Maru (format ${version})`,
      advice: 'update Maru',
    };
  if (version < migrations.length)
    return { verdict: 'ok', seen: `has format ${version}; the next start brings it to ${migrations.length}` };
  const missing = [...partsOf(made(migrations))].filter((part) => !partsOf(sql).has(part));
  if (missing.length === 0) return { verdict: 'ok', seen: 'opens, and has every table and index' };
  const advice = 'restore it from a backup: without them a promise is not kept';
  return { verdict: 'problem', seen: `lacks ${missing.join(', ')}`, advice };
}

/** An empty file as the migrations make it. */
function made(migrations: readonly string[]): DatabaseSync {
  const sql = new DatabaseSync(':memory:');
  for (const step of migrations) sql.exec(step);
  return sql;
}

const partsOf = (sql: DatabaseSync): Set<string> =>
  new Set(
    sql
      .prepare("SELECT type || ' ' || name AS part FROM sqlite_schema")
      .all()
      .map(({ part }) => String(part)),
  );
