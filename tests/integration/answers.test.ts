import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { type ChatMessage, limits, type Mention, sendTo } from '../../backend/contract/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import { inRoom, listen } from '../support/maru-conversation.ts';
import { newMessageId } from '../support/maru-person.ts';
import { refusedCode } from '../support/maru-raw.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

async function pair() {
  const [jimin, seojun] = [await maru.person('지민'), await maru.person('서준')];
  const { roomId } = await jimin.groupRoom([seojun, await maru.person()]);
  return { jimin, seojun, roomId, own: inRoom(jimin, roomId), other: inRoom(seojun, roomId) };
}

const mention = (userId: string, start: number, length: number) => ({ userId, start, length }) as Mention;
const named = ({ message, mentions = [] }: ChatMessage) =>
  mentions.map(({ userId, start, length }) => [userId, message.slice(start, start + length)]);

test('an answer carries what it answers: in the answer, live and in the history', async () => {
  const { jimin, seojun, roomId, own, other } = await pair();
  await using device = await listen(jimin, roomId);
  await own.say('가'.repeat(limits.quoteGraphemes + 1));
  const answer = await other.say('답', { replyTo: 1 });
  const quote = {
    seq: 1,
    userId: jimin.userId,
    nickname: '지민',
    message: `${'가'.repeat(limits.quoteGraphemes)}…`,
  };
  assert.deepEqual(answer.replyTo, quote);
  await until('the answer', () => device.messages(roomId).length === 2);
  assert.deepEqual(device.messages(roomId)[1], answer);
  assert.deepEqual((await own.history())[1], answer);
  const again = await seojun.call('sendMessage', {
    params: { roomId },
    body: { clientMessageId: answer.clientMessageId, message: '다른 답' },
  });
  assert.deepEqual(again, answer);
  const second = await own.say('답의 답', { replyTo: 2 });
  assert.equal(second.replyTo?.message, '답', 'a quote holds no other');
});

test('what is not there cannot be answered; what was unsent can', async () => {
  const { own, other } = await pair();
  await own.say('글');
  for (const replyTo of [2, 3, Number.MAX_SAFE_INTEGER])
    assert.equal((await refusalOf(other.say('답', { replyTo }))).code, 'message_not_found');
  for (const replyTo of [0, -1, 1.5, '1' as never])
    assert.equal((await refusalOf(other.say('답', { replyTo }))).code, 'invalid_request');
  const { unsentAt } = await own.unsend(1);
  const { replyTo } = await other.say('답', { replyTo: 1 });
  assert.deepEqual([replyTo?.message, replyTo?.unsentAt], ['', unsentAt]);
  assert.deepEqual(
    (await own.history()).map(({ seq }) => seq),
    [1, 2],
    'a refusal takes no seq',
  );
});

test('a mention names a participant or everyone; others are left plain text', async () => {
  const { jimin, seojun, own } = await pair();
  const stranger = await maru.person();
  const text = '@모두 @서준 @남남';
  const mentions = [
    mention(stranger.userId, 8, 3),
    mention(seojun.userId, 4, 3),
    mention('all', 0, 3),
    mention('ghost', 7, 1),
  ];
  const sent = await own.say(text, { mentions });
  assert.deepEqual(named(sent), [
    ['all', '@모두'],
    [seojun.userId, '@서준'],
  ]);
  assert.deepEqual((await own.history())[0], sent);
  const plain = await own.say('@남남', { mentions: [mention(stranger.userId, 0, 3)] });
  assert.equal('mentions' in plain, false);
  const edited = await own.edit(1, '이젠 @지민', [
    mention(jimin.userId, 3, 3),
    mention(stranger.userId, 0, 2),
  ]);
  assert.deepEqual(named(edited), [[jimin.userId, '@지민']]);
  assert.equal('mentions' in (await own.edit(1, '이젠 아무도')), false);
});

test('a mention of a text that came decomposed names the same people', async () => {
  const { seojun, own } = await pair();
  const [before, name] = ['안녕 '.normalize('NFD'), '@서준'.normalize('NFD')];
  const mentions = [mention(seojun.userId, before.length, name.length)];
  assert.deepEqual(named(await own.say(before + name, { mentions })), [[seojun.userId, '@서준']]);
  assert.deepEqual(named(await own.edit(1, `${name}!`, [mention(seojun.userId, 0, name.length)])), [
    [seojun.userId, '@서준'],
  ]);
});

test('mentions that overlap, lie outside or are too many are refused', async () => {
  const { seojun, own } = await pair();
  await own.say('글');
  const of = (...places: [number, number][]) => places.map((place) => mention(seojun.userId, ...place));
  const refused = [of([0, 4]), of([0, 2], [1, 2]), of([0, 1], [0, 1]), of([3, 1]), of([-1, 1]), of([0, 0])];
  refused.push(Array.from({ length: limits.mentions + 1 }, (_, at) => mention(seojun.userId, at, 1)));
  for (const mentions of refused) {
    const text = mentions.length > 2 ? '가'.repeat(100) : '세글자';
    for (const attempt of [own.say(text, { mentions }), own.edit(1, text, mentions)])
      assert.equal((await refusalOf(attempt)).code, 'invalid_request', JSON.stringify(mentions));
  }
});

test('SEND takes the same body, and its refusal is told to the sender alone', async () => {
  const { jimin, seojun, roomId, own } = await pair();
  await using device = await listen(seojun, roomId);
  await own.say('글');
  const body = (given: object) => ({ clientMessageId: newMessageId(), message: '@지민 답', ...given });
  const whole = body({ replyTo: 1, forwarded: true, mentions: [mention(jimin.userId, 0, 3)] });
  assert.equal(await device.send(sendTo.room(roomId), whole), 'receipt');
  await until('the answer', () => device.messages(roomId).length === 2);
  const [, answer] = await own.history();
  assert.ok(answer);
  assert.deepEqual(device.messages(roomId)[1], answer);
  assert.deepEqual(
    [answer.replyTo?.message, answer.forwarded, named(answer)],
    ['글', true, [[jimin.userId, '@지민']]],
  );
  const codes: string[] = [];
  for (const given of [{ replyTo: 99 }, { mentions: [mention('all', 4, 9)] }, { forwarded: 'yes' }]) {
    const result = await device.send(sendTo.room(roomId), body(given));
    codes.push(result === 'receipt' ? result : result.error.code);
  }
  assert.deepEqual(codes, ['message_not_found', 'invalid_request', 'invalid_request']);
});

test('places, emojis and bodies of any kind are refused, and never an error of the server', async () => {
  const { jimin, roomId, own } = await pair();
  await own.say('글');
  const codeOf = (method: string, path: string, body?: string) =>
    refusedCode(maru.url, jimin.tokens.accessToken, {
      method,
      path: `/chat/${roomId}${path}`,
      ...(body ? { body } : {}),
    });
  const seqs = [
    '0',
    '-1',
    '1.5',
    'NaN',
    '9007199254740993',
    '%00',
    '+',
    'one',
    '1%2F2',
    encodeURI('２'),
    '%31%00',
  ];
  for (const seq of seqs) {
    assert.equal(await codeOf('PATCH', `/${seq}`, '{"message":"?"}'), 'invalid_request', seq);
    assert.equal(await codeOf('DELETE', `/${seq}`), 'invalid_request', seq);
    assert.equal(await codeOf('PUT', `/${seq}/reactions/${encodeURI('👍')}`), 'invalid_request', seq);
  }
  const emojis = ['a', '1', '❤', '👍👍', '..', '__proto__', '👍'.repeat(500), '\0', '가'].map(
    encodeURIComponent,
  );
  for (const emoji of [...emojis, '%F0%9F', '%', '%2e%2e', '%2F'])
    for (const method of ['PUT', 'DELETE'])
      assert.equal(await codeOf(method, `/1/reactions/${emoji}`), 'invalid_request', emoji);
  const bodies = ['[]', '{"message":1}', '{"message":"글","mentions":{}}', '{"message":{"$ne":1}}'];
  for (const body of bodies) assert.equal(await codeOf('PATCH', '/1', body), 'invalid_request', body);
  assert.equal((await own.history())[0]?.message, '글');
});
