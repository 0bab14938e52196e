import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Folder, temporaryFolder } from '../support/maru-folder.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';

let folder: Folder;
let maru: TestMaru;

before(async () => {
  folder = await temporaryFolder();
  const updates = join(folder.path, 'updates');
  await mkdir(join(updates, 'inner'), { recursive: true });
  await writeFile(join(folder.path, 'secret.txt'), 'secret');
  await writeFile(join(updates, 'latest.yml'), 'version: 0.2.0\n');
  await writeFile(join(updates, '.hidden'), 'secret');
  maru = await startTestMaru({ environment: { MARU_UPDATES_DIRECTORY: updates } });
});
after(async () => {
  await maru[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** A request whose path nobody tidies up before it is sent. */
function ask(path: string, method = 'GET', base = maru.url): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method }, async (response) => {
      const chunks = await response.toArray();
      resolve({ status: response.statusCode ?? 0, body: chunks.join('') });
    });
    sent.on('error', reject).end();
  });
}

test('the front hands out newer desktop apps, to everybody and in parts', async () => {
  assert.deepEqual(await ask('/updates/latest.yml'), { status: 200, body: 'version: 0.2.0\n' });
  const part = await fetch(`${maru.url}/updates/latest.yml`, { headers: { Range: 'bytes=0-6' } });
  assert.deepEqual([part.status, await part.text()], [206, 'version']);
});

test('nothing else of the computer is handed out', async () => {
  const paths = ['/updates/../secret.txt', '/updates/..%2fsecret.txt', '/updates/%2e%2e/secret.txt'].concat(
    [
      '/updates//etc/passwd',
      '/updates/inner/..%5c..%5csecret.txt',
      '/updates/.hidden',
      '/updates/',
      '/updates',
    ],
    ['/updates/inner', '/updates/%00', '/updates/%zz', '/updates/none.yml'],
  );
  for (const path of paths) {
    const { status, body } = await ask(path);
    assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
    assert.ok('code' in JSON.parse(body).error, path);
    assert.ok(!body.includes('secret'), path);
  }
  const { status } = await ask('/updates/latest.yml', 'DELETE');
  assert.ok(status >= 400 && status < 500);
});

test('without a folder there are no updates', async () => {
  await using plain = await startTestMaru();
  assert.equal((await ask('/updates/latest.yml', 'GET', plain.url)).status, 404);
});
