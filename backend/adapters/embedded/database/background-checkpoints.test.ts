import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { Checkpointer } from './checkpointer.ts';

test('a checkpoint copies the journal while the file is in use, and lets go of it in the end', async (context) => {
  const directory = mkdtempSync(join(tmpdir(), 'maru-checkpoint-'));
  context.after(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'a.sqlite');
  const sql = new DatabaseSync(file);
  sql.exec('PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; CREATE TABLE things (bytes BLOB)');
  const add = (): unknown => sql.prepare('INSERT INTO things VALUES (?)').run(Buffer.alloc(100_000));
  const checkpointer = new Checkpointer(file);
  for (let round = 1; round <= 3; round++) {
    add();
    assert.ok((await checkpointer.checkpoint()) > 20);
    assert.ok(statSync(file).size > round * 100_000, 'copied into the file');
  }
  await checkpointer.close();
  await assert.rejects(checkpointer.checkpoint(), /ended/);
  await checkpointer.close();
  assert.equal(sql.prepare('SELECT count(*) AS count FROM things').get()?.count, 3);
  sql.close();
});

test('a checkpointer of a file that cannot be opened says so and takes nothing along', async () => {
  const checkpointer = new Checkpointer('/no/such/folder/a.sqlite');
  await assert.rejects(checkpointer.checkpoint(), /unable to open/);
  await checkpointer.close();
});
