import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { EmbeddedDatabase } from './embedded-database.ts';
import { EmbeddedStorageError } from './storage-error.ts';

const migrations = ['CREATE TABLE things (name TEXT PRIMARY KEY, bytes BLOB) WITHOUT ROWID'];

function newDirectory(context: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'maru-database-'));
  context.after(() => rmSync(directory, { recursive: true }));
  return directory;
}

describe('EmbeddedDatabase', () => {
  test('a full disk rejects the writes with a clear sentence; later ones succeed once there is space', async (context) => {
    const database = new EmbeddedDatabase({ directory: newDirectory(context), file: 'a.sqlite', migrations });
    const add = (name: string, bytes: number): Promise<unknown> =>
      database.write(() =>
        database.sql.prepare('INSERT INTO things VALUES (?, ?)').run(name, Buffer.alloc(bytes)),
      );
    database.sql.exec('PRAGMA max_page_count = 20');
    const results = await Promise.allSettled([add('small', 10), add('huge', 1_000_000)]);
    assert.equal(results[0]?.status, 'fulfilled');
    const [, failed] = results;
    assert.ok(failed?.status === 'rejected' && failed.reason instanceof EmbeddedStorageError);
    assert.match(failed.reason.message, /The disk that holds .*a\.sqlite is full; free some space/);
    database.sql.exec('PRAGMA max_page_count = 10000');
    await add('huge', 1_000_000);
    assert.equal(database.sql.prepare('SELECT count(*) AS count FROM things').get()?.count, 2);
    await database.close();
  });

  test('goes through the migrations that a file has not seen', async (context) => {
    const directory = newDirectory(context);
    await new EmbeddedDatabase({ directory, file: 'a.sqlite', migrations }).close();
    const more = [...migrations, 'ALTER TABLE things ADD COLUMN colour TEXT'];
    for (let round = 0; round < 2; round++) {
      const database = new EmbeddedDatabase({ directory, file: 'a.sqlite', migrations: more });
      database.sql.prepare('SELECT colour FROM things').all();
      assert.equal(database.sql.prepare('PRAGMA user_version').get()?.user_version, 2);
      await database.close();
    }
  });

  test('a migration that fails leaves the file as it was', async (context) => {
    const directory = newDirectory(context);
    const broken = [...migrations, 'CREATE TABLE other (a); CREATE TABLE things (b)'];
    assert.throws(() => new EmbeddedDatabase({ directory, file: 'a.sqlite', migrations: broken }));
    const database = new EmbeddedDatabase({ directory, file: 'a.sqlite', migrations });
    assert.throws(() => database.sql.prepare('SELECT * FROM other'));
    await database.close();
  });
});
