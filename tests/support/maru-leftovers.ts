import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Where in the tables of the SQLite files of a folder any of these words stand, as `file table: row`. */
export function leftoversIn(directory: string, words: readonly string[]): string[] {
  const files = readdirSync(directory).filter((file) => file.endsWith('.sqlite'));
  return files.flatMap((file) => {
    using database = closing(new DatabaseSync(join(directory, file), { readOnly: true }));
    const tables = database.sql.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
    return tables.flatMap(({ name }) =>
      rowsOf(database.sql, String(name))
        .filter((row) => words.some((word) => row.includes(word)))
        .map((row) => `${file} ${name}: ${row}`),
    );
  });
}

function rowsOf(sql: DatabaseSync, table: string): string[] {
  const rows = sql.prepare(`SELECT * FROM "${table}"`);
  rows.setReadBigInts(true);
  return rows.all().map((row) => Object.values(row).map(textOf).join(' | '));
}

const textOf = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value);

const closing = (sql: DatabaseSync) => ({ sql, [Symbol.dispose]: () => sql.close() });
