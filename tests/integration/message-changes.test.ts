import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import {
  lifetimes,
  limits,
  type RoomId,
  type SystemNote,
  subscribeTo,
  type UserId,
} from '../../backend/contract/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import { MovableClock } from '../support/maru-clock.ts';
import { groupWith, heard, inRoom, listen } from '../support/maru-conversation.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import { newMessageId, Person } from '../support/maru-person.ts';
import { inParallel, until, upTo } from '../support/maru-wait.ts';

let maru: MaruParts;
const clock = new MovableClock();
before(async () => {
  maru = await startParts({ clock });
});
after(() => maru[Symbol.asyncDispose]());

const codeOf = async (attempt: Promise<unknown>): Promise<string> => (await refusalOf(attempt)).code;

async function pair() {
  const [jimin, seojun] = [await maru.person('지민'), await maru.person('서준')];
  const { roomId } = await jimin.directRoom(seojun);
  return { jimin, seojun, roomId, own: inRoom(jimin, roomId), other: inRoom(seojun, roomId) };
}

test('an edit is the present text everywhere, and everybody in the room hears of it', async () => {
  const { jimin, seojun, roomId, own, other } = await pair();
  await using device = await listen(seojun, roomId);
  const sent = await own.say('처음');
  await other.say('답', { replyTo: 1 });
  const edited = await own.edit(1, '고침'.normalize('NFD'));
  const { editedAt, ...rest } = edited;
  assert.ok(editedAt);
  assert.deepEqual(rest, { ...sent, message: '고침' });
  assert.deepEqual(await heard(device, roomId, 1), [
    { type: 'edited', roomId, seq: 1, message: '고침', editedAt },
  ]);
  const [first, answer] = await own.history();
  assert.deepEqual(first, edited);
  assert.equal(answer?.replyTo?.message, '고침');
  assert.deepEqual(
    await jimin.say(roomId, '다시', sent.clientMessageId),
    edited,
    'sent again, it is this one',
  );
});

test('a device that only has the room in its list hears of edits and unsent messages, and not twice', async () => {
  const { seojun, roomId, own, other } = await pair();
  await using device = await seojun.connect();
  await device.subscribe(subscribeTo.room(roomId));
  await own.say('처음');
  const { editedAt } = await own.edit(1, '고침');
  await other.react(1, '👍');
  const { unsentAt } = await own.unsend(1);
  const changes = () =>
    device.personal().filter(({ type }) => type !== 'room.created' && type !== 'room.changed');
  await until('the changes', () => changes().length >= 2);
  assert.deepEqual(changes(), [
    { type: 'edited', roomId, seq: 1, message: '고침', editedAt },
    { type: 'unsent', roomId, seq: 1, unsentAt },
  ]);
});

test('whoever joined later hears nothing of what happens to the messages before', async () => {
  const [jimin, seojun, other] = [await maru.person('지민'), await maru.person('서준'), await maru.person()];
  const { roomId } = await jimin.call('createRoom', { body: { kind: 'group', userIds: [other.userId] } });
  const own = inRoom(jimin, roomId);
  const { seq } = await own.say('너는 몰라도 되는 글');
  await jimin.call('invite', { params: { roomId }, body: { userIds: [seojun.userId] } });
  await using device = await listen(seojun, roomId);
  await own.edit(seq, '그래도 몰라도 되는 글');
  await own.react(seq, '👍');
  await own.unsend(seq);
  const later = await own.say('같이 보는 글');
  await own.edit(later.seq, '같이 보는 고친 글');
  const changes = await heard(device, roomId, 1);
  assert.deepEqual(
    changes.map(({ seq }) => seq),
    [later.seq],
  );
  assert.ok(!JSON.stringify(device.personal()).includes('몰라도'));
});

test('an edit that comes again is the same; one to the same text is none', async () => {
  const { own } = await pair();
  const sent = await own.say('글');
  assert.deepEqual(await own.edit(1, '글'), sent, 'nothing changed, nothing is marked');
  const edited = await own.edit(1, '다른 글');
  clock.forward(1_000);
  assert.deepEqual(await own.edit(1, '다른 글'), edited);
});

test('only its sender edits or unsends a message, and who is not in the room does nothing', async () => {
  const { own, other, roomId } = await pair();
  await own.say('글');
  const stranger = inRoom(await maru.person(), roomId);
  assert.equal(await codeOf(other.edit(1, '남의 글')), 'not_the_sender');
  assert.equal(await codeOf(other.unsend(1)), 'not_the_sender');
  for (const attempt of [
    () => stranger.edit(1, '?'),
    () => stranger.unsend(1),
    () => stranger.react(1, '👍'),
  ])
    assert.equal(await codeOf(attempt()), 'not_a_participant');
  const nowhere = inRoom(await maru.person(), 'nowhere' as RoomId);
  assert.equal(await codeOf(nowhere.edit(1, '?')), 'room_not_found');
  assert.equal((await own.history())[0]?.message, '글');
});

test('an unsent message is empty everywhere, once and for all', async () => {
  const { seojun, roomId, own, other } = await pair();
  await using device = await listen(seojun, roomId);
  const sent = await own.say('취소할 글', { forwarded: true });
  await other.say('답', { replyTo: 1 });
  await other.react(1, '👍');
  await own.edit(1, '고친 글');
  const unsent = await own.unsend(1);
  const { forwarded: _, ...bare } = sent;
  assert.deepEqual(unsent, { ...bare, message: '', unsentAt: unsent.unsentAt });
  clock.forward(1_000);
  assert.deepEqual(await own.unsend(1), unsent, 'again is the same');
  for (const attempt of [() => own.edit(1, '?'), () => own.react(1, '👍'), () => other.react(1, '👍', false)])
    assert.equal(await codeOf(attempt()), 'message_unsent');
  const [first, answer] = await other.history();
  assert.deepEqual(first, unsent);
  assert.deepEqual([answer?.replyTo?.message, answer?.replyTo?.unsentAt], ['', unsent.unsentAt]);
  const { rooms } = await seojun.call('rooms', { query: {} });
  assert.equal(rooms[0]?.unread, 0, 'whoever had read it has nothing new to read');
  const changes = await heard(device, roomId, 4);
  const { unsentAt } = unsent;
  assert.deepEqual(changes.slice(2), [
    { type: 'unsent', roomId, seq: 1, unsentAt },
    { type: 'unsent', roomId, seq: 1, unsentAt },
  ]);
});

test('after 24 hours a message stays as it is', async () => {
  const { jimin, own, roomId } = await pair();
  const day = lifetimes.messageChange * 1_000;
  await own.say('늦은 글');
  const edited = await own.edit(1, '고친 글');
  await own.say('취소할 글');
  await own.unsend(2);
  clock.forward(day + 60_000);
  const later = inRoom(await Person.logIn(maru.url, jimin.userId, jimin.password), roomId);
  assert.equal(await codeOf(later.edit(1, '또')), 'too_late_to_change');
  assert.equal(await codeOf(later.unsend(1)), 'too_late_to_change');
  assert.deepEqual(await later.edit(1, '고친 글'), edited, 'what was done is told again');
  assert.equal((await later.unsend(2)).message, '');
  assert.equal((await later.react(1, '👍')).reactions?.length, 1, 'reactions have all the time');
});

test('reactions come and go, and each is heard of', async () => {
  const { jimin, seojun, roomId, own, other } = await pair();
  await using device = await listen(jimin, roomId);
  await own.say('글');
  const emojis = ['👨‍👩‍👧‍👦', '🇰🇷', '👍🏽', '1️⃣', '❤️'];
  for (const emoji of emojis) await other.react(1, emoji);
  assert.deepEqual(
    (await own.react(1, '👍🏽')).reactions,
    emojis.map((emoji) => ({
      emoji,
      userIds: emoji === '👍🏽' ? [seojun.userId, jimin.userId] : [seojun.userId],
    })),
  );
  const twice = await own.react(1, '👍🏽');
  assert.deepEqual(await own.react(1, '👍🏽'), twice);
  for (const emoji of emojis) await other.react(1, emoji, false);
  assert.deepEqual((await other.react(1, '🇰🇷', false)).reactions, [
    { emoji: '👍🏽', userIds: [jimin.userId] },
  ]);
  assert.equal((await own.react(1, '👍🏽', false)).reactions, undefined);
  const changes = await heard(device, roomId, 15);
  assert.deepEqual(changes[0], {
    type: 'reacted',
    roomId,
    seq: 1,
    userId: seojun.userId,
    emoji: emojis[0],
    on: true,
  });
  assert.deepEqual(changes.at(-1), {
    type: 'reacted',
    roomId,
    seq: 1,
    userId: jimin.userId,
    emoji: '👍🏽',
    on: false,
  });
});

test('many react at once: as many as there is room for, the others are told so', async () => {
  const { jimin, roomId, own } = await pair();
  await own.say('글');
  const full = limits.reactionsPerMessage - 10;
  for (const number of upTo(full))
    await maru.stores.messages.react(
      roomId,
      1,
      { userId: `somebody${number}` as UserId, emoji: '👍', on: true },
      limits.reactionsPerMessage,
    );
  const emojis = [...'😀😁😂🤣😃😄😅😆😉😊😋😎😍😘🥰😗😙😚🙂🤗'];
  const results = await inParallel(emojis, emojis.length, (emoji) =>
    own.react(1, emoji).then(() => 'there', codeOfError),
  );
  assert.deepEqual(results.toSorted(), [...Array(10).fill('there'), ...Array(10).fill('too_many_reactions')]);
  const [message] = await own.history();
  const mine = message?.reactions?.filter(({ userIds }) => userIds.includes(jimin.userId)) ?? [];
  assert.deepEqual(
    new Set(mine.map(({ emoji }) => emoji)),
    new Set(emojis.filter((_, index) => results[index] === 'there')),
  );
});

test('a message that is unsent while it is edited and reacted to is unsent', async () => {
  const { roomId, own, other, seojun } = await pair();
  await using device = await listen(seojun, roomId);
  for (const seq of upTo(5)) {
    await own.say(`글 ${seq}`);
    const results = await Promise.all([
      own.edit(seq, '고침').then(() => 'done', codeOfError),
      other.react(seq, '👍').then(() => 'done', codeOfError),
      own.unsend(seq).then(() => 'done', codeOfError),
      own.edit(seq, '또 고침').then(() => 'done', codeOfError),
    ]);
    assert.equal(results[2], 'done');
    for (const result of results) assert.ok(['done', 'message_unsent'].includes(result), result);
  }
  for (const { message, unsentAt, reactions, editedAt } of await own.history())
    assert.deepEqual([message, typeof unsentAt, reactions, editedAt], ['', 'string', undefined, undefined]);
  const isUnsent = (seq: number) =>
    device.roomEvents(roomId).findLast((event) => 'seq' in event && event.seq === seq)?.type === 'unsent';
  await heard(device, roomId, 5);
  for (const seq of upTo(5)) assert.ok(isUnsent(seq), 'the last word about it is that it was unsent');
});

test('nobody touches what was said before they joined, nor what the room says itself', async () => {
  const [jimin, seojun] = [await maru.person(), await maru.person()];
  const roomId = await groupWith(maru, newMessageId(), [{ person: jimin }, { person: seojun, joinedSeq: 2 }]);
  const [own, other] = [inRoom(jimin, roomId), inRoom(seojun, roomId)];
  await own.say('먼저');
  const before = await own.say('먼저 둘');
  await own.say('나중');
  const system: SystemNote = { type: 'title', people: [], text: '이름' };
  const { stores } = maru;
  const [stored] = await stores.messages.findBySeq(roomId, [before.seq]);
  assert.ok(stored);
  const note = { ...stored, seq: 4, textCount: 3, kind: 'system' as const, message: '', system };
  await stores.messages.insert([{ ...note, clientMessageId: newMessageId() }]);
  assert.equal(await codeOf(other.react(2, '👍')), 'message_not_found');
  assert.equal(await codeOf(other.say('답', { replyTo: 2 })), 'message_not_found');
  assert.equal((await other.react(3, '👍')).seq, 3);
  assert.equal(await codeOf(own.edit(4, '글')), 'not_the_sender');
  assert.equal(await codeOf(own.unsend(4)), 'not_the_sender');
  assert.equal(await codeOf(own.react(4, '👍')), 'message_not_found');
  assert.equal(await codeOf(own.say('답', { replyTo: 4 })), 'message_not_found');
  assert.equal(await codeOf(own.edit(5, '글')), 'message_not_found');
});

test('an edited text has the rules of a sent one', async () => {
  const { own } = await pair();
  await own.say('글');
  assert.equal(await codeOf(own.edit(1, ' \n')), 'message_empty');
  assert.equal(await codeOf(own.edit(1, '가'.repeat(limits.messageGraphemes + 1))), 'message_too_long');
  assert.equal(await codeOf(own.edit(1, '\ud800')), 'invalid_text');
  const longest = '각'.normalize('NFD').repeat(6_000) + '가'.repeat(2_000);
  assert.equal((await own.edit(1, longest)).message, longest.normalize('NFC'));
  assert.equal((await own.edit(1, '👨‍👩‍👧‍👦'.repeat(2_000))).message.length, 22_000);
});

const codeOfError = (error: unknown): string => (error as { code: string }).code;
