import { strict as assert } from 'node:assert';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { EmbeddedStorageError } from '../../backend/adapters/embedded/index.ts';
import { readConfiguration, StartError } from '../../backend/runtime/index.ts';
import { startMaru } from '../../backend/start-maru.ts';
import { MaruChild } from '../support/maru-child.ts';
import { temporaryFolder } from '../support/maru-folder.ts';
import { quietSettings, startTestMaru } from '../support/maru-server.ts';

/** The message with which a start ends that cannot succeed: one line for people, of a kind that `main` prints as such. */
async function failure(environment: Record<string, string>): Promise<string> {
  try {
    await using _running = await startMaru(
      ['user', 'friend', 'chat', 'front', 'web'],
      readConfiguration(environment),
    );
  } catch (error) {
    assert.ok(error instanceof StartError || error instanceof EmbeddedStorageError, String(error));
    assert.doesNotMatch(error.message, /\n/);
    return error.message;
  }
  throw new Error('it started');
}

/** What a process says that cannot start: one line on standard error and exit code 1, no stack. */
async function lastWords(environment: Record<string, string>, names?: string[]): Promise<string> {
  await using child = MaruChild.spawn(environment, names);
  assert.equal(await child.exit(), 1, child.errors);
  assert.match(child.errors, /^maru: .+\n$/, 'one line');
  assert.equal(child.output, '');
  return child.errors;
}

test('a port in use is named', async () => {
  await using folder = await temporaryFolder();
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const port = String((server.address() as AddressInfo).port);
  for (const name of ['MARU_FRONT_PORT', 'MARU_WEB_PORT'])
    assert.match(
      await failure({ ...quietSettings(folder.path), [name]: port }),
      new RegExp(`Port ${port}.*in use`),
    );
  server.close();
});

test('a data folder below a file is named', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'file');
  await writeFile(file, '');
  const below = join(file, 'data');
  assert.match(await failure(quietSettings(below)), new RegExp(below));
  const settings = { ...quietSettings(folder.path), MARU_EVENT_LOG: `embedded:${below}` };
  assert.match(await failure(settings), new RegExp(below));
});

for (const name of ['log', 'user', 'friend', 'chat']) {
  test(`a damaged ${name}.sqlite is named`, async () => {
    await using folder = await temporaryFolder();
    await writeFile(
      join(folder.path, `${name}.sqlite`),
      'this is no database, whatever it is called '.repeat(100),
    );
    assert.match(await failure(quietSettings(folder.path)), new RegExp(`${name}\\.sqlite`));
  });

  test(`a folder in the place of ${name}.sqlite is named`, async () => {
    await using folder = await temporaryFolder();
    await mkdir(join(folder.path, `${name}.sqlite`));
    assert.match(await failure(quietSettings(folder.path)), new RegExp(`${name}\\.sqlite`));
  });
}

test('a damaged or unreadable secret is named', async () => {
  await using folder = await temporaryFolder();
  await writeFile(join(folder.path, 'secret'), 'short');
  assert.match(await failure(quietSettings(folder.path)), /secret/);
  await using other = await temporaryFolder();
  await mkdir(join(other.path, 'secret'));
  await chmod(join(other.path, 'secret'), 0o700);
  assert.match(await failure(quietSettings(other.path)), /secret/);
});

test('a second Maru on the same folder is refused, and the first goes on', async () => {
  await using maru = await startTestMaru();
  assert.match(await lastWords(quietSettings(maru.directory)), /in use by another Maru/);
  await (await maru.person()).call('me');
});

const wrongSettings: Record<string, string>[] = [
  { MARU_FRONT_PORT: '70000' },
  { MARU_WEB_PORT: 'http' },
  { MARU_STORE: 'oracle://somewhere' },
  { MARU_EVENT_LOG: 'nonsense' },
  { MARU_PARTITIONS: '0' },
  { MARU_SECRET: 'too short' },
  { MARU_PUBLIC_URL: 'ftp://somewhere' },
  { MARU_LOG_LEVEL: 'loud' },
  { MARU_REQUEST_TIMEOUT: '1' },
];

test('a wrong setting is named', async () => {
  await using folder = await temporaryFolder();
  for (const setting of wrongSettings) {
    const [name = ''] = Object.keys(setting);
    assert.match(await failure({ ...quietSettings(folder.path), ...setting }), new RegExp(name));
  }
  assert.match(await lastWords({ ...quietSettings(folder.path), MARU_WEB_PORT: 'http' }), /MARU_WEB_PORT/);
});

test('unknown and missing servers are named, with the usage', async () => {
  await using folder = await temporaryFolder();
  for (const names of [['chat', 'mail'], [], ['toString']])
    assert.match(await lastWords(quietSettings(folder.path), names), /Usage/);
});
