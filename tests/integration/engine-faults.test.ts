import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Topic } from '../../backend/contract/index.ts';
import { type ChatStores, EngineUnavailable } from '../../backend/ports/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import { record } from '../support/maru-log.ts';
import { startParts } from '../support/maru-parts.ts';
import { newMessageId } from '../support/maru-person.ts';
import { until, upTo } from '../support/maru-wait.ts';

/** What stands between the chat servers and their stores: told before each call, it may throw. */
type Disturb = (call: string, input: unknown) => void;

function disturbed(stores: ChatStores, disturb: Disturb): ChatStores {
  const wrap = <Store extends object>(store: Store): Store =>
    Object.fromEntries(
      Object.entries(store).map(([call, run]) => [
        call,
        async (...input: unknown[]) => {
          disturb(call, input);
          return (run as (...input: unknown[]) => unknown)(...input);
        },
      ]),
    ) as Store;
  return {
    rooms: wrap(stores.rooms),
    messages: wrap(stores.messages),
    profiles: wrap(stores.profiles),
    blocks: wrap(stores.blocks),
    bookmarks: wrap(stores.bookmarks),
    search: wrap(stores.search),
    reports: wrap(stores.reports),
  };
}

const chatRequests: Topic[] = [
  'kakao.chat.chatMessage.REQUEST',
  'kakao.chat.room.REQUEST',
  'kakao.chat.chatRoom.REQUEST',
];

test('a database that is away pauses the consumer: nothing goes to the dead letters, and all is stored once', async () => {
  let away = false;
  let refused = 0;
  await using maru = await startParts({
    wrapStores: (stores) =>
      disturbed(stores, () => {
        if (!away) return;
        refused++;
        throw new EngineUnavailable('The database is away.');
      }),
  });
  const letters = await Promise.all(chatRequests.map((topic) => record(maru.log, `${topic}-dlt`)));
  const jimin = await maru.person();
  const { roomId } = await jimin.call('createRoom', { body: { kind: 'self' } });
  away = true;
  const sending = upTo(20).map((n) => jimin.say(roomId, `${n}`));
  const entering = jimin.call('enterRoom', { params: { roomId }, query: {} });
  await until('the consumers to have met the outage', () => refused > 5);
  away = false;
  await Promise.all([...sending, entering]);
  assert.deepEqual(
    (await jimin.history(roomId)).map(({ seq }) => seq),
    upTo(20),
  );
  for (const { records } of letters) assert.deepEqual(records, []);
});

test('an outage that outlasts the deadline is a retryable timeout, and sending again is safe', async () => {
  let away = false;
  await using maru = await startParts({
    requestTimeout: 300,
    wrapStores: (stores) =>
      disturbed(stores, () => {
        if (away) throw new EngineUnavailable('The database is away.');
      }),
  });
  const jimin = await maru.person();
  const { roomId } = await jimin.call('createRoom', { body: { kind: 'self' } });
  const id = newMessageId();
  away = true;
  const refusal = await refusalOf(jimin.say(roomId, '나중에', id));
  assert.deepEqual([refusal.code, refusal.retryable], ['timeout', true]);
  away = false;
  const again = () => jimin.say(roomId, '나중에', id).catch(() => undefined);
  const { seq } = await until('the room to work again', again);
  assert.deepEqual([seq, (await jimin.history(roomId)).length], [1, 1]);
});

test('a bug that one message meets is `internal` for its sender and a dead letter; its neighbours are stored', async () => {
  await using maru = await startParts({
    wrapStores: (stores) =>
      disturbed(stores, (call, input) => {
        if (call === 'insert' && JSON.stringify(input).includes('폭탄')) throw new Error('a bug');
      }),
  });
  await using letters = await record(maru.log, 'kakao.chat.chatMessage.REQUEST-dlt');
  const jimin = await maru.person();
  const { roomId } = await jimin.call('createRoom', { body: { kind: 'self' } });
  const texts = upTo(30).map((n) => (n === 15 ? '폭탄' : `${n}`));
  const results = await Promise.allSettled(texts.map((text) => jimin.say(roomId, text)));
  const failed = results.filter((result) => result.status === 'rejected');
  assert.deepEqual(
    failed.map(({ reason }) => reason.code),
    ['internal'],
  );
  const history = await jimin.history(roomId);
  assert.deepEqual(
    history.map(({ seq }) => seq),
    upTo(29),
  );
  await until('the dead letter', () => letters.records.length > 0);
  assert.equal(letters.records.length, 1);
  assert.equal(letters.records[0]?.headers['maru-dlt-error'], 'Error: a bug');
});

test('a bug in the copy of the profiles stops neither the copy of others nor the chat', async () => {
  await using maru = await startParts({
    wrapStores: (stores) =>
      disturbed(stores, (call, input) => {
        if (call === 'put' && JSON.stringify(input).includes('폭탄')) throw new Error('a bug');
      }),
  });
  const cursed = await maru.person('폭탄');
  const others = await Promise.all(upTo(8).map((n) => maru.person(`이웃 ${n}`)));
  for (const other of others) {
    const isKnown = async () => (await maru.stores.profiles.find([other.userId])).size > 0;
    await until('the neighbour to be known', isKnown);
  }
  await cursed.call('createRoom', { body: { kind: 'self' } });
});
