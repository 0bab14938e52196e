import { strict as assert } from 'node:assert';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startWeb, type Web } from '../../backend/services/web/index.ts';
import { type Folder, temporaryFolder } from '../support/maru-folder.ts';
import { rawRequest } from '../support/maru-raw.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';

let maru: TestMaru;
let folder: Folder;
let web: Web;
let webUrl: string;
before(async () => {
  maru = await startTestMaru();
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'page/assets'), { recursive: true });
  await writeFile(join(folder.path, 'page/index.html'), '<!doctype html><title>마루</title>');
  await writeFile(join(folder.path, 'page/assets/app-1a2b.js'), 'export {};');
  await writeFile(join(folder.path, 'secret'), 'not for everyone');
  const directory = join(folder.path, 'page');
  web = await startWeb({ host: '127.0.0.1', port: 0, directory, frontUrl: undefined, frontPort: 8081 });
  webUrl = `http://127.0.0.1:${web.port}`;
});
after(async () => {
  await web[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
  await maru[Symbol.asyncDispose]();
});

test('answers of the front are never kept, sniffed or signed with its make', async () => {
  for (const path of ['/healthz', '/users/me', '/nothing', '/openapi.json']) {
    const { headers } = await fetch(maru.url + path);
    assert.equal(headers.get('cache-control'), 'no-store');
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('x-powered-by'), null);
  }
});

test('any origin may call the front, without credentials of the browser', async () => {
  const origin = 'https://elsewhere.example';
  const preflight = await fetch(`${maru.url}/rooms`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,idempotency-key',
    },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), '*');
  assert.equal(preflight.headers.get('access-control-allow-credentials'), null);
  assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /authorization.*idempotency-key/);
  for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
    assert.match(preflight.headers.get('access-control-allow-methods') ?? '', new RegExp(method));
});

test('the page runs only its own scripts and talks only to its own servers', async () => {
  const response = await fetch(`${webUrl}/`);
  assert.match(await response.text(), /마루/);
  const policy = response.headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self';/);
  assert.match(policy, /connect-src 'self' http:\/\/127\.0\.0\.1:8081 ws:\/\/127\.0\.0\.1:8081;/);
  assert.match(policy, /frame-ancestors 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
  assert.equal(response.headers.get('x-powered-by'), null);
  const configuration = await fetch(`${webUrl}/configuration.json`);
  assert.deepEqual(await configuration.json(), { frontUrl: 'http://127.0.0.1:8081' });
});

test('assets are kept for good, the page is asked for again', async () => {
  const caching = async (path: string) => (await fetch(webUrl + path)).headers.get('cache-control') ?? '';
  assert.match(await caching('/assets/app-1a2b.js'), /max-age=31536000, immutable/);
  assert.match(await caching('/'), /max-age=0/);
});

test('what is not there, or not asked for properly, shows nothing of the inside', async () => {
  const paths = [
    '/nothing',
    '/assets/nothing.js',
    '/%zz',
    '/assets/%ff',
    '/../secret',
    '/assets/..%2f..%2fsecret',
    '/.env',
  ];
  for (const path of paths) {
    const { status, body } = await rawRequest(webUrl, { path });
    assert.ok(status >= 400 && status < 500, `${status} ${path}`);
    assert.doesNotMatch(body, /\n\s*at |&nbsp;at |node_modules|not for everyone|backend/, path);
  }
});

test('a Host that is no host is the client’s mistake', async () => {
  for (const host of [':', '[', 'a b', '@', 'a;script-src', '"'])
    for (const path of ['/', '/configuration.json']) {
      const { status, body, headers } = await rawRequest(webUrl, { path, headers: { host } });
      assert.equal(status, 400, host);
      assert.doesNotMatch(body, /\n\s*at |&nbsp;at |node_modules/);
      assert.doesNotMatch(String(headers['content-security-policy']), /;script-src:/);
    }
});
