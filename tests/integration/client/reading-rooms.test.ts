/** A whole room is read from its beginning to its end, whatever the screen shows and whatever the server refuses meanwhile. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { ChatMessage, RoomId } from '../../../backend/contract/index.ts';
import type { ReadingProgress } from '../../../desktop/client/index.ts';
import { refusal } from '../../support/client-network.ts';
import { ClientUser, expectOk } from '../../support/client-user.ts';
import type { Person } from '../../support/maru-person.ts';
import { startTestMaru, type TestMaru } from '../../support/maru-server.ts';
import { inParallel, upTo } from '../../support/maru-wait.ts';

let maru: TestMaru;
let ben: Person;
let ann: ClientUser;
let roomId: RoomId;
const texts = upTo(2_300).map((number) => `${number}번째 이야기`);

before(async () => {
  maru = await startTestMaru({ services: ['user', 'friend', 'chat', 'front'] });
  ben = await maru.person();
  ann = await ClientUser.join(maru.url);
  roomId = await ann.direct(ben);
  await inParallel(texts, 20, (text) => ben.say(roomId, text));
});
after(async () => {
  await ann?.[Symbol.asyncDispose]();
  await maru?.[Symbol.asyncDispose]();
});

/** Everything that was taken, and what was said of the progress. */
function taking(onPage = (_: number) => {}) {
  const taken: ChatMessage[] = [];
  const progress: ReadingProgress[] = [];
  const take = (messages: readonly ChatMessage[], now: ReadingProgress) => {
    taken.push(...messages);
    progress.push(now);
    onPage(progress.length);
  };
  return { taken, progress, take };
}

/** The limit is reached; the server says how long to wait. */
const tooMany = (retryAfter: number) => () =>
  Response.json(
    { error: { code: 'rate_limited', message: 'wait', retryable: true, details: { retryAfter } } },
    { status: 429 },
  );

const never = new AbortController().signal;
const path = () => `/chat/${roomId}`;

test('a long room is read in order, and its window stays where it was', async () => {
  await ann.open(roomId);
  const shown = ann.window(roomId);
  const { taken, progress, take } = taking();
  assert.equal(expectOk(await ann.actions.readRoom(roomId, take, never)), true);
  assert.deepEqual(
    taken.map(({ seq }) => seq),
    upTo(texts.length),
  );
  assert.deepEqual(taken.map(({ message }) => message).sort(), [...texts].sort());
  assert.deepEqual(progress[0], { read: 200, total: 2_300 });
  assert.deepEqual(progress.at(-1), { read: 2_300, total: 2_300 });
  assert.deepEqual(ann.window(roomId), shown);
});

test('limits, lost answers and faults of the server are waited out', async () => {
  const { taken, take } = taking((pages) => {
    if (pages !== 3) return;
    ann.network.answerOnce('GET', path(), tooMany(1));
    ann.network.answerOnce('GET', path(), refusal(503, 'unavailable'));
    ann.network.answerOnce('GET', path(), () => Promise.reject(new TypeError('the connection broke')));
  });
  const since = performance.now();
  assert.equal(expectOk(await ann.actions.readRoom(roomId, take, never)), true);
  // The hurried clock of these tests makes the second that the server asks for a fifth of one.
  assert.ok(performance.now() - since > 200);
  assert.deepEqual(
    taken.map(({ seq }) => seq),
    upTo(texts.length),
  );
});

test('it can be stopped, also while it waits', async () => {
  const stop = new AbortController();
  const { progress, take } = taking((pages) => pages === 2 && stop.abort());
  assert.equal(expectOk(await ann.actions.readRoom(roomId, take, stop.signal)), false);
  assert.equal(progress.length, 2);

  const waiting = new AbortController();
  ann.network.answerOnce('GET', path(), () => {
    setTimeout(() => waiting.abort(), 50);
    return refusal(503, 'unavailable')();
  });
  assert.equal(expectOk(await ann.actions.readRoom(roomId, taking().take, waiting.signal)), false);

  const hanging = new AbortController();
  ann.network.answerOnce('GET', path(), () => {
    setTimeout(() => hanging.abort(), 50);
    return new Promise(() => {});
  });
  const since = performance.now();
  assert.equal(expectOk(await ann.actions.readRoom(roomId, taking().take, hanging.signal)), false);
  assert.ok(performance.now() - since < 1_000, 'an answer that does not come is not waited for');
});

test('a refusal for good is told', async () => {
  const { progress, take } = taking((pages) => {
    if (pages === 2) ann.network.answerOnce('GET', path(), refusal(403, 'not_a_participant'));
  });
  assert.deepEqual(await ann.actions.readRoom(roomId, take, never), {
    ok: false,
    code: 'not_a_participant',
  });
  assert.equal(progress.length, 2);
});

test('a server that goes on refusing is not asked for ever', async () => {
  for (const _ of upTo(10)) ann.network.answerOnce('GET', path(), tooMany(0));
  const outcome = await ann.actions.readRoom(roomId, taking().take, never);
  assert.ok(!outcome.ok && outcome.code === 'rate_limited');
});

test('whoever joined late reads from there on, and what comes meanwhile is not waited for', async () => {
  const eve = await ClientUser.join(maru.url);
  await using _ = eve;
  const group = await ben.groupRoom([await maru.person()]);
  for (const text of ['하나', '둘']) await ben.say(group.roomId, text);
  await ben.call('invite', { params: { roomId: group.roomId }, body: { userIds: [eve.userId] } });
  await ben.say(group.roomId, '셋');
  const saying: Promise<unknown>[] = [];
  const { taken, progress, take } = taking(() => void saying.push(ben.say(group.roomId, '넷')));
  assert.equal(expectOk(await eve.actions.readRoom(group.roomId, take, never)), true);
  await Promise.all(saying);
  assert.equal(taken.at(-1)?.message, '셋');
  assert.ok(!taken.some(({ message }) => message === '하나'));
  assert.deepEqual(progress, [{ read: taken.length, total: taken.length }]);
});

test('when the session ends it ends, too', async () => {
  const eve = await ClientUser.join(maru.url);
  const room = await eve.direct(ben);
  await ben.say(room, '하나');
  eve.network.answerOnce('GET', `/chat/${room}`, refusal(503, 'unavailable'));
  const reading = eve.actions.readRoom(room, taking().take, never);
  await eve.actions.logOut();
  const outcome = await reading;
  assert.ok(!outcome.ok && outcome.code === 'session_ended');
});
