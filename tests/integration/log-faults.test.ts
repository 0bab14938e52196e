import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { type RoomId, subscribeTo } from '../../backend/contract/index.ts';
import type { OutgoingRecord } from '../../backend/ports/index.ts';
import { messagesIn, type Recording, record, sendRequest } from '../support/maru-log.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';

let maru: MaruParts;
let jimin: Person;
let roomId: RoomId;
let deadLetters: Recording;
let responses: Recording;
before(async () => {
  maru = await startParts();
  jimin = await maru.person();
  ({ roomId } = await jimin.call('createRoom', { body: { kind: 'self' } }));
  deadLetters = await record(maru.log, 'kakao.chat.chatMessage.REQUEST-dlt');
  responses = await record(maru.log, 'kakao.chat.chatMessage.RESPONSE');
});
after(() => maru[Symbol.asyncDispose]());

const request = (message: string) => ({
  roomId,
  userId: jimin.userId,
  clientMessageId: newMessageId(),
  message,
});

/** Puts the records into the room's partition, and waits until what came behind them is done. */
async function append(...records: OutgoingRecord[]): Promise<void> {
  await maru.log.append(records);
  await jimin.say(roomId, 'behind');
}

const lastLetter = () => {
  const letter = deadLetters.records.at(-1);
  assert.ok(letter, 'there is a dead letter');
  return letter;
};

test('a REQUEST that comes twice is one message, with the same RESPONSE twice', async () => {
  const sent = sendRequest(request('두 번'));
  await append(sent, sent);
  await append(sent);
  const stored = (await jimin.history(roomId)).filter(({ message }) => message === '두 번');
  assert.equal(stored.length, 1);
  const answers = () => messagesIn(responses.records).filter(({ message }) => message === '두 번');
  await until('three answers', () => answers().length === 3);
  for (const answer of answers()) assert.deepEqual(answer, stored[0]);
  assert.deepEqual(deadLetters.records, []);
});

const poison: Record<string, (good: OutgoingRecord) => Partial<OutgoingRecord>> = {
  'is no JSON': () => ({ value: '{"message": 독' }),
  'is not of the form': () => ({ value: '{"roomId":17}' }),
  'is an unknown command': ({ headers }) => ({ headers: { ...headers, type: 'chatMessage.shout' } }),
  'is another service’s': ({ headers }) => ({ headers: { ...headers, type: 'user.register' } }),
  'is named like an inherited property': ({ headers }) => ({ headers: { ...headers, type: 'constructor' } }),
  'has no headers': () => ({ headers: {} }),
  'has a deadline that is no number': ({ headers }) => ({ headers: { ...headers, deadline: 'soon' } }),
};

for (const [what, spoil] of Object.entries(poison)) {
  test(`a record that ${what} goes to the dead letters and stops nothing`, async () => {
    const good = sendRequest(request('독'));
    const bad = { ...good, ...spoil(good) };
    const lettersBefore = deadLetters.records.length;
    await append(bad, sendRequest(request('neighbour')));
    await until('the dead letter', () => deadLetters.records.length > lettersBefore);
    const { key, value, headers } = lastLetter();
    assert.deepEqual([key, value], [bad.key, bad.value]);
    for (const [name, text] of Object.entries(bad.headers ?? {})) assert.equal(headers[name], text);
    assert.equal(headers['maru-dlt-topic'], bad.topic);
    assert.equal(Number(headers['maru-dlt-partition']), maru.log.partitionOf(bad.topic, roomId));
    assert.match(headers['maru-dlt-offset'] ?? '', /^\d+$/);
    assert.ok(headers['maru-dlt-error']);
    assert.ok(!headers['maru-dlt-error']?.includes('독'), 'no text of a message in the error');
  });
}

test('a record whose answer cannot be addressed goes to the dead letters and stops nothing', async () => {
  const lettersBefore = deadLetters.records.length;
  await append(sendRequest(request('갈 곳 없는 답'), { replyPartition: '999' }));
  await until('the dead letter', () => deadLetters.records.length > lettersBefore);
});

test('a record past its deadline is dropped without a word', async () => {
  const lettersBefore = deadLetters.records.length;
  await append(sendRequest(request('늦음'), { deadline: String(Date.now() - 1) }));
  assert.ok(!(await jimin.history(roomId)).some(({ message }) => message === '늦음'));
  assert.equal(deadLetters.records.length, lettersBefore);
});

test('a RESPONSE that comes again is not delivered again', async () => {
  await using device = await jimin.connect();
  await device.subscribe(subscribeTo.room(roomId));
  const { seq } = await jimin.say(roomId, '한 번만');
  await until('the delivery', () => device.messages(roomId).length === 1);
  const response = responses.records.find(({ value }) => JSON.parse(value).seq === seq);
  assert.ok(response);
  const { key, value, headers } = response;
  await maru.log.append([{ topic: 'kakao.chat.chatMessage.RESPONSE', key, value, headers }]);
  await jimin.say(roomId, '다음');
  await until('the next delivery', () => device.messages(roomId).length > 1);
  assert.deepEqual(
    device.messages(roomId).map((message) => message.seq),
    [seq, seq + 1],
  );
});

test('records that no front can read keep nothing from the subscribers', async () => {
  await using device = await jimin.connect();
  await device.subscribe(subscribeTo.room(roomId));
  const headers = { outcome: 'accepted', correlationId: 'x', type: 'chatMessage.send' };
  const broken = { key: roomId, value: '{"seq":', headers };
  await maru.log.append([
    { ...broken, topic: 'kakao.chat.chatMessage.RESPONSE' },
    { ...broken, topic: 'kakao.chat.EVENT' },
    { ...broken, topic: 'kakao.user.EVENT' },
    { ...broken, topic: 'kakao.friend.EVENT' },
  ]);
  await jimin.say(roomId, '그래도');
  await until('the delivery', () => device.messages(roomId).at(-1)?.message === '그래도');
});

test('a user event that cannot be read goes to the dead letters, and later profiles still arrive', async () => {
  await using letters = await record(maru.log, 'kakao.user.EVENT-dlt');
  await maru.log.append([{ topic: 'kakao.user.EVENT', key: jimin.userId, value: '{"type":"exploded"}' }]);
  await jimin.call('changeProfile', { body: { nickname: '새이름' } });
  const nicknameInChat = async () =>
    (await maru.stores.profiles.find([jimin.userId])).get(jimin.userId)?.nickname;
  await until('the new name', async () => (await nicknameInChat()) === '새이름');
  await until('the dead letters of both services', () => letters.records.length >= 2);
});
