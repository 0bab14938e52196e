import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { RoomId } from '../../backend/contract/index.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { type RawRequest, rawRequest, refusedCode } from '../support/maru-raw.ts';
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

test('after all of that the room works', async () => {
  const { seq } = await jimin.say(roomId, '끝');
  assert.equal((await jimin.history(roomId)).at(-1)?.seq, seq);
});
