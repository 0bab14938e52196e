import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { errorBody, errorTable, type RoomId } from '../../backend/contract/index.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { type RawRequest, rawBytes, rawRequest } from '../support/maru-raw.ts';
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

/** The code of a refusal; checks that it is a documented one, below 500, and shows nothing of the inside. */
async function codeOf(request: RawRequest): Promise<string> {
  const authorization = `Bearer ${jimin.tokens.accessToken}`;
  const headers = { authorization, 'content-type': 'application/json', ...request.headers };
  const { status, body, headers: answered } = await rawRequest(maru.url, { ...request, headers });
  assert.ok(status >= 400, `${status} for ${request.method ?? 'GET'} ${request.path}`);
  const { error } = errorBody.parse(JSON.parse(body));
  assert.equal(status, errorTable[error.code].status);
  assert.ok(status < 500, `${status} ${body}`);
  assert.match(String(answered['content-type']), /^application\/json/);
  assert.doesNotMatch(body, /node_modules|\.ts:|\n\s+at /);
  return error.code;
}

const post = (body: string | Buffer, headers = {}) =>
  codeOf({ method: 'POST', path: `/chat/${roomId}`, body, headers });
const message = (text: unknown = '글') => JSON.stringify({ clientMessageId: newMessageId(), message: text });

test('bodies that are no JSON object are refused', async () => {
  for (const body of [
    '{',
    '"text"',
    '17',
    'null',
    'true',
    '{"a":1}x',
    "{'a':1}",
    '\u0000',
    '{"message":"\x01"}',
  ])
    assert.equal(await post(body), 'malformed_json', body);
  for (const body of ['[]', '[[]]', '{}', '', '{"message":{"$gt":""}}', '{"__proto__":{"message":"x"}}'])
    assert.equal(await post(body), 'invalid_request', body);
  const pollution = `{"constructor":{"prototype":{"polluted":1}},${message().slice(1)}`;
  const answer = await rawRequest(maru.url, {
    method: 'POST',
    path: `/chat/${roomId}`,
    body: pollution,
    headers: { authorization: `Bearer ${jimin.tokens.accessToken}`, 'content-type': 'application/json' },
  });
  assert.equal(answer.status, 201);
  assert.equal(({} as { polluted?: unknown }).polluted, undefined);
});

test('deeply nested JSON is refused like any other', async () => {
  assert.equal(await post('['.repeat(60_000)), 'malformed_json');
  assert.equal(await post('['.repeat(30_000) + ']'.repeat(30_000)), 'invalid_request');
  assert.equal(await post(`${'{"message":'.repeat(5_000)}1${'}'.repeat(5_000)}`), 'invalid_request');
});

test('bodies above 64 KB are refused, unpacked ones too', async () => {
  assert.equal(await post(message('a'.repeat(64 * 1024))), 'body_too_large');
  assert.equal(await post(message('가'.repeat(30_000))), 'body_too_large');
  const bomb = gzipSync(Buffer.alloc(10_000_000, ' '));
  assert.equal(await post(bomb, { 'content-encoding': 'gzip' }), 'body_too_large');
  assert.equal(await post('not gzip', { 'content-encoding': 'gzip' }), 'invalid_request');
});

test('only JSON is taken', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'nonsense',
    '',
  ])
    assert.equal(await post(message(), { 'content-type': type }), 'unsupported_media_type', type);
  assert.equal(
    await post(message(), { 'content-type': 'application/json; charset=koi8-r' }),
    'unsupported_media_type',
  );
  assert.equal(await post(message(), { 'content-encoding': 'compress' }), 'unsupported_media_type');
});

test('numbers, lists and objects are no ids', async () => {
  for (const clientMessageId of [1, null, [], {}, true, '', 'x', '00000000-0000-0000-0000-000000000000'])
    assert.equal(await post(JSON.stringify({ clientMessageId, message: '글' })), 'invalid_request');
  for (const userIds of [[1], [null], [['a']], 'jimin', {}, [''], [`${'a'.repeat(10_000)}`], ['😀😀😀😀']]) {
    const body = JSON.stringify({ kind: 'direct', userIds });
    assert.equal(await codeOf({ method: 'POST', path: '/rooms', body }), 'invalid_request');
  }
});

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
