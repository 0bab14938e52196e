import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import { type EventLog, type OutgoingRecord, RecordTooLarge } from '../../backend/ports/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import { type Recording, record, sendRequest } from '../support/maru-log.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { until, upTo } from '../support/maru-wait.ts';

const requests = 'kakao.chat.chatMessage.REQUEST';
const events = 'kakao.user.EVENT';

/** What servers do with records that they cannot handle, whatever log they are on. */
export function recordFaultsSuite(name: string, openLog: () => Promise<EventLog | undefined>): void {
  describe(`records that cannot be handled: ${name}`, () => {
    let maru: MaruParts;
    let jimin: Person;
    let roomId: RoomId;
    let letters: Recording;
    let eventLetters: Recording;
    before(async () => {
      const log = await openLog();
      maru = await startParts({ partitions: 2, ...(log ? { log } : {}) });
      jimin = await maru.person();
      ({ roomId } = await jimin.call('createRoom', { body: { kind: 'self' } }));
      letters = await record(maru.log, `${requests}-dlt`);
      eventLetters = await record(maru.log, `${events}-dlt`);
    });
    after(() => maru?.[Symbol.asyncDispose]());

    const good = (): OutgoingRecord =>
      sendRequest({ roomId, userId: jimin.userId, clientMessageId: newMessageId(), message: '독' });

    async function counted(topic: string): Promise<number> {
      const { values } = await maru.metrics.deadLetters.get();
      return values.find(({ labels }) => labels.topic === topic)?.value ?? 0;
    }

    const poison: Record<string, (good: OutgoingRecord) => Partial<OutgoingRecord>> = {
      'no JSON': () => ({ value: '{"message": 독' }),
      'an unknown version': ({ headers }) => ({ headers: { ...headers, version: '2' } }),
      'an unknown type': ({ headers }) => ({ headers: { ...headers, type: 'chatMessage.shout' } }),
      'no headers': () => ({ headers: {} }),
    };

    for (const [what, spoil] of Object.entries(poison)) {
      test(`${what}: a dead letter, which is counted, and the partition goes on`, async () => {
        const [seen, count] = [letters.records.length, await counted(requests)];
        const bad = { ...good(), ...spoil(good()) };
        await maru.log.append([bad, good()]);
        await jimin.say(roomId, '그 뒤');
        await until('the dead letter', () => letters.records.length > seen);
        assert.equal(letters.records.length, seen + 1);
        assert.equal(letters.records.at(-1)?.value, bad.value);
        assert.equal(letters.records.at(-1)?.headers['maru-dlt-topic'], requests);
        assert.equal(await counted(requests), count + 1);
      });
    }

    test('a record so large that its letter would be too large: the letter is cut and says so', async () => {
      const seen = letters.records.length;
      const bad = { ...good(), value: `{"message":"${'x'.repeat(999_700)}` };
      await maru.log.append([bad, good()]);
      await jimin.say(roomId, '그 뒤');
      await until('the dead letter', () => letters.records.length > seen);
      const { value, headers } = letters.records.at(-1) ?? assert.fail();
      assert.ok(bad.value.startsWith(value) && value.length < bad.value.length);
      assert.equal(headers['maru-dlt-length'], String(bad.value.length));
      assert.match(headers['maru-dlt-error'] ?? '', /not JSON/);
    });

    test('events of an unknown type or version are dead letters of each group, and later ones are read', async () => {
      const [seen, count] = [eventLetters.records.length, await counted(events)];
      const { key } = { key: jimin.userId };
      await maru.log.append([
        { topic: events, key, value: '{"type":"exploded"}' },
        { topic: events, key, value: '{"type":"registered"}', headers: { version: '99' } },
      ]);
      await jimin.call('changeProfile', { body: { nickname: '새이름' } });
      const nickname = async () => (await maru.stores.profiles.find([key])).get(key)?.nickname;
      await until('the new name', async () => (await nickname()) === '새이름');
      await until('the letters of two groups', () => eventLetters.records.length >= seen + 4);
      assert.ok((await counted(events)) >= count + 4);
    });

    test('a record over the limit is refused to its sender by name, and nothing waits behind it', async () => {
      const huge = { ...good(), value: 'x'.repeat(1_000_001) };
      const results = await Promise.allSettled([
        maru.log.append([good()]),
        maru.log.append([huge]),
        maru.log.append([good()]),
      ]);
      assert.deepEqual(
        results.map(({ status }) => status),
        ['fulfilled', 'rejected', 'fulfilled'],
      );
      assert.ok((results[1] as PromiseRejectedResult).reason instanceof RecordTooLarge);
      await jimin.say(roomId, '그 뒤');
    });

    test('a room full of the longest messages can be read, in shorter pages', async () => {
      const long = await maru.person();
      const { roomId: room } = await long.call('createRoom', { body: { kind: 'self' } });
      for (const number of upTo(40)) await long.say(room, `${number}${'가'.repeat(9_990)}`);
      const seqs = async (query: object) => {
        const { chatRecord } = await long.call('enterRoom', { params: { roomId: room }, query });
        return chatRecord.chatMessage.map(({ seq }) => seq);
      };
      const last = await seqs({});
      assert.ok(last.length > 20 && last.length < 40, `${last.length}`);
      assert.deepEqual(last, upTo(40).slice(-last.length));
      const first = await seqs({ after: 0, limit: 200 });
      assert.deepEqual(first, upTo(first.length));
      assert.ok(first.length > 20 && first.length < 40);
      assert.equal((await long.history(room)).length, 40);
      assert.equal((await refusalOf(long.say(room, '가'.repeat(25_000)))).code, 'body_too_large');
    });
  });
}
