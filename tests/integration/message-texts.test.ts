import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { type RoomId, sendTo } from '../../backend/contract/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
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

async function echo(text: string): Promise<string> {
  const { seq, message } = await jimin.say(roomId, text);
  const query = { after: seq - 1, limit: 1 };
  const { chatRecord } = await jimin.call('enterRoom', { params: { roomId }, query });
  assert.equal(chatRecord.chatMessage[0]?.message, message, 'the answer is what history shows');
  return message;
}

test('texts are kept as they are, composed to NFC', async () => {
  const family = '👨‍👩‍👧‍👦';
  const kept = [
    '안녕',
    family,
    '  앞뒤 공백  ',
    '줄\n바꿈\r\n\t탭',
    '\u200b',
    '<b>"&\'\\',
    '🇰🇷',
    '\ufeffBOM',
    'e\u0301',
  ];
  for (const text of kept) assert.equal(await echo(text), text.normalize('NFC'));
  const decomposed = '한글 조합'.normalize('NFD');
  assert.equal(await echo(decomposed), '한글 조합');
});

test('the limit of 10,000 counts what people see as characters', async () => {
  const accepted = [
    '가'.repeat(10_000),
    '각'.normalize('NFD').repeat(6_000),
    '👍🏽'.repeat(6_000),
    'e\u0301'.repeat(10_000),
  ];
  for (const text of accepted) assert.equal(await echo(text), text.normalize('NFC'));
  for (const text of ['가'.repeat(10_001), 'e\u0301'.repeat(10_001), `${' '.repeat(10_000)}a`])
    assert.equal((await refusalOf(jimin.say(roomId, text))).code, 'message_too_long');
});

test('empty and blank texts are refused', async () => {
  for (const text of ['', ' ', '\n\t \u3000', '\ufeff'])
    assert.equal((await refusalOf(jimin.say(roomId, text))).code, 'message_empty', JSON.stringify(text));
});

test('broken characters are refused: lone surrogates and NUL', async () => {
  for (const text of ['\ud800', 'a\udc00b', 'nul\0', '\ude00\ud83d'])
    assert.equal((await refusalOf(jimin.say(roomId, text))).code, 'invalid_text', JSON.stringify(text));
});

test('SEND applies the same rules, tells the sender alone and keeps the session', async () => {
  await using device = await jimin.connect();
  await using second = await (await jimin.onAnotherDevice()).connect();
  const refusal = async (message: unknown, clientMessageId: unknown = newMessageId()) => {
    const result = await device.send(sendTo.room(roomId), { clientMessageId, message });
    return result === 'receipt' ? result : result.error.code;
  };
  assert.equal(await refusal(''), 'message_empty');
  assert.equal(await refusal('가'.repeat(10_001)), 'message_too_long');
  assert.equal(await refusal('\ud800'), 'invalid_text');
  assert.equal(await refusal(17), 'invalid_request');
  assert.equal(await refusal('글', 'not a uuid'), 'invalid_request');
  assert.equal(await refusal('글', '00000000-0000-4000-8000-000000000000'), 'invalid_request');
  for (const body of ['', '{', '"text"', 'null', '[]', '[[[[', '{"__proto__":{"message":"x"}}']) {
    const result = await device.send(sendTo.room(roomId), body);
    assert.ok(
      result !== 'receipt' && ['malformed_json', 'invalid_request'].includes(result.error.code),
      body,
    );
  }
  assert.equal(await refusal('여전히 연결됨'), 'receipt');
  assert.deepEqual(second.personal(), []);
});

test('a refusal names the message that it is about', async () => {
  await using device = await jimin.connect();
  const clientMessageId = newMessageId();
  const result = await device.send(sendTo.room(roomId), { clientMessageId, message: '' });
  assert.ok(result !== 'receipt');
  assert.deepEqual(
    { ...result, error: undefined },
    { type: 'error', destination: sendTo.room(roomId), roomId, clientMessageId, error: undefined },
  );
});
