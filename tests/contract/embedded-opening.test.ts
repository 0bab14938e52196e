import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import {
  EmbeddedStorageError,
  embeddedDirectory,
  openEmbeddedChatStores,
  openEmbeddedEventLog,
  openEmbeddedUserStores,
} from '../../backend/adapters/embedded/index.ts';
import { EngineUnavailable } from '../../backend/ports/index.ts';
import { conversation, newRoomId } from './samples.ts';

const root = mkdtempSync(join(tmpdir(), 'maru-opening-'));
after(() => rmSync(root, { recursive: true }));
const newDirectory = (): string => mkdtempSync(join(root, 'd-'));

/** Checks that opening fails with one sentence that an operator can act on. */
async function refuses(opening: Promise<unknown>, ...parts: RegExp[]): Promise<void> {
  await assert.rejects(opening, (error) => {
    assert.ok(error instanceof EmbeddedStorageError, String(error));
    assert.ok(error instanceof EngineUnavailable);
    for (const part of parts) assert.match(error.message, part);
    assert.doesNotMatch(error.message, /SQLITE|errcode|\n/);
    return true;
  });
}

test('a second opening in this process is told that the file is in use', async () => {
  const directory = newDirectory();
  await using _first = await openEmbeddedEventLog({ directory });
  await refuses(openEmbeddedEventLog({ directory }), /log\.sqlite is in use by another Maru; stop/);
});

test('a second process is told that the file is in use, and the first goes on', async () => {
  const directory = newDirectory();
  await using first = await openEmbeddedChatStores({ directory });
  const script = `import { openEmbeddedChatStores } from './backend/adapters/embedded/index.ts';
    await openEmbeddedChatStores({ directory: process.argv[1] }).catch((error) => console.log(error.message));`;
  const second = spawnSync(process.execPath, ['--input-type=module', '-e', script, directory], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
  });
  assert.match(second.stdout, /chat\.sqlite is in use by another Maru; stop/, second.stderr);
  const roomId = newRoomId();
  await first.messages.insert(conversation(roomId, 1));
  assert.equal((await first.messages.ends([roomId])).get(roomId)?.seq, 1);
});

test('once closed, the files can be opened again', async () => {
  const directory = newDirectory();
  for (let round = 0; round < 2; round++) {
    await using _log = await openEmbeddedEventLog({ directory });
  }
});

test('a folder that cannot be made or written is named', async () => {
  const file = join(newDirectory(), 'a-file');
  writeFileSync(file, '');
  await refuses(
    openEmbeddedUserStores({ directory: join(file, 'data') }),
    /a-file\/data cannot be made .*choose/,
  );
  // Even root cannot make files there.
  if (process.platform === 'linux')
    await refuses(openEmbeddedUserStores({ directory: '/proc/self' }), /\/proc\/self\/user\.sqlite .*folder/);
});

test('a file that is something else, or is damaged, is named', async () => {
  const directory = newDirectory();
  writeFileSync(
    join(directory, 'user.sqlite'),
    'this is not a database, and long enough to be looked at '.repeat(100),
  );
  await refuses(
    openEmbeddedUserStores({ directory }),
    /user\.sqlite is not a Maru data file or is damaged; restore/,
  );
});

test('damage that is met while reading is a clear error as well', async () => {
  const directory = newDirectory();
  const roomId = newRoomId();
  const fill = async (): Promise<void> => {
    await using stores = await openEmbeddedChatStores({ directory });
    await stores.messages.insert(conversation(roomId, 2_000));
  };
  await fill();
  const file = join(directory, 'chat.sqlite');
  const bytes = readFileSync(file);
  // The first pages hold the schema; what comes after is data.
  bytes.fill(0xab, 20 * 4096);
  writeFileSync(file, bytes);
  const read = async (): Promise<void> => {
    await using stores = await openEmbeddedChatStores({ directory });
    await stores.messages.page({ roomId, after: 0, take: 'first', limit: 2_000 });
  };
  await refuses(read(), /chat\.sqlite is damaged; restore it from a backup/);
});

test('a file of a newer Maru is left alone', async () => {
  const directory = newDirectory();
  const { DatabaseSync } = await import('node:sqlite');
  const newer = new DatabaseSync(join(directory, 'user.sqlite'));
  newer.exec('PRAGMA user_version = 999');
  newer.close();
  await refuses(openEmbeddedUserStores({ directory }), /newer Maru \(format 999.*update Maru/);
});

test('after closing, a call is refused in a sentence', async () => {
  const directory = newDirectory();
  const log = await openEmbeddedEventLog({ directory });
  await log.createTopics([{ name: 'topic', partitions: 1, retention: 1_000 }]);
  await log[Symbol.asyncDispose]();
  await refuses(log.append([{ topic: 'topic', key: 'key', value: '' }]), /log\.sqlite was closed/);
  await log[Symbol.asyncDispose]();
});

test('a URL names the folder', () => {
  assert.equal(embeddedDirectory('embedded:./data'), './data');
  assert.equal(embeddedDirectory('embedded:/var/lib/maru'), '/var/lib/maru');
  assert.equal(embeddedDirectory('embedded:'), './data');
  assert.equal(embeddedDirectory('kafka://one:9092'), undefined);
});
