import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import type { Person } from '../support/maru-person.ts';
import { type RawRequest, rawBytes, refusedCode } from '../support/maru-raw.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';

let maru: TestMaru;
let jimin: Person;
let roomId: RoomId;
before(async () => {
  maru = await startTestMaru();
  jimin = await maru.person();
  ({ roomId } = await jimin.call('createRoom', { body: { kind: 'self' } }));
});
after(() => maru[Symbol.asyncDispose]());

const codeOf = (request: RawRequest) => refusedCode(maru.url, jimin.tokens.accessToken, request);

test('ids in paths are checked whatever they look like', async () => {
  const ids = [
    'a%2Fb',
    '..%2F..%2Fetc',
    '%00',
    '%F0%9F%98%80',
    'a'.repeat(10_000),
    '%252e',
    'a b'.replace(' ', '%20'),
    '$ne',
    '*',
  ];
  for (const id of ids)
    for (const path of [`/rooms/${id}`, `/chat/${id}`])
      assert.equal(await codeOf({ path }), 'invalid_request', path);
  for (const id of [...ids, '17', 'null', 'current%00'])
    assert.equal(await codeOf({ method: 'DELETE', path: `/sessions/${id}` }), 'invalid_request', id);
  for (const path of ['/rooms/%', '/rooms/%zz', '/rooms/%C0%AF', '/%ff'])
    assert.ok(['invalid_request', 'not_found'].includes(await codeOf({ path })), path);
});

test('unknown addresses and methods are told apart', async () => {
  for (const path of ['/', '/nothing', '/rooms/a/b/c', '/chat', '/users/somebody', '//', '/..', '/rooms//me'])
    assert.equal(await codeOf({ path }), 'not_found', path);
  for (const [method, path] of [
    ['DELETE', '/rooms'],
    ['PUT', '/users/me'],
    ['PATCH', '/sessions'],
    ['TRACE', '/rooms'],
  ] as const)
    assert.equal(await codeOf({ method, path }), 'method_not_allowed', `${method} ${path}`);
});

test('queries that repeat or nest are refused', async () => {
  for (const query of [
    'limit=1&limit=2',
    'limit=x',
    'limit=',
    'limit=Infinity',
    'limit=1e9',
    'before=-1',
    'after=x',
  ])
    assert.equal(await codeOf({ path: `/chat/${roomId}?${query}` }), 'invalid_request', query);
  for (const query of ['', 'query=', 'query=%20', `query=${'a'.repeat(61)}`, 'query=a&query=b', 'query[a]=b'])
    assert.equal(await codeOf({ path: `/users?${query}` }), 'invalid_request', query);
});

test('a Host that is no host is the client’s mistake', async () => {
  for (const host of [':', '::::', 'a b', '[', 'a:99999', '%', '@'])
    assert.equal(await codeOf({ path: `/chat/${roomId}`, headers: { host } }), 'invalid_request', host);
});

test('an Authorization header of any other kind is no log-in', async () => {
  for (const authorization of [
    'Basic abc',
    'Bearer',
    'Bearer ',
    'Bearer a b',
    'bearer ..',
    `Bearer ${'x'.repeat(8_000)}`,
  ])
    assert.equal(
      await codeOf({ path: '/users/me', headers: { authorization } }),
      'unauthenticated',
      authorization,
    );
});

test('upgrades to anything else are refused, and bytes that are no HTTP too', async () => {
  const handshake = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n';
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
  for (const path of ['/', '//', '/stomp', '/stomp/chat/', 'http://[', '///stomp/chat', '*', '/%zz', '\\'])
    assert.match(
      await rawBytes(maru.url, `GET ${path} HTTP/1.1\r\nHost: a\r\n${handshake}${key}\r\n`),
      /^HTTP\/1.1 4/,
      path,
    );
  assert.match(
    await rawBytes(maru.url, `GET /stomp/chat HTTP/1.1\r\nHost: a\r\n${handshake}\r\n`),
    /^HTTP\/1.1 4/,
  );
  assert.match(await rawBytes(maru.url, '\x16\x03\x01 nonsense\r\n\r\n'), /^HTTP\/1.1 4/);
  await jimin.call('me');
});

test('after all of that the room works', async () => {
  const { seq } = await jimin.say(roomId, '끝');
  assert.equal((await jimin.history(roomId)).at(-1)?.seq, seq);
});
