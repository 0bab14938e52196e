/** Reporting messages, through REST. */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

async function conversation() {
  const [reporter, other] = [await maru.person(), await maru.person()];
  const { roomId } = await reporter.directRoom(other);
  const { seq } = await other.say(roomId, '지금 사세요');
  const report = (place = seq, note?: string) =>
    reporter.call('reportMessage', {
      body: { roomId, seq: place, reason: 'spam', ...(note === undefined ? {} : { note }) },
    });
  return { reporter, other, roomId, seq, report };
}

test('a message of somebody else is reported once, however often it is asked', async () => {
  const { roomId, seq, report } = await conversation();
  const first = await report(seq, ' 자꾸 보내요 ');
  assert.deepEqual([first.roomId, first.seq, first.reason, first.note], [roomId, seq, 'spam', '자꾸 보내요']);
  assert.deepEqual(await report(seq, '또'), first);
});

test('own messages, those that are unsent, and those that one cannot see are not', async () => {
  const { reporter, other, roomId, seq, report } = await conversation();
  const own = await reporter.say(roomId, '아니요');
  await assert.rejects(report(own.seq), { code: 'forbidden' });
  await assert.rejects(report(99), { code: 'message_not_found' });
  await other.call('unsendMessage', { params: { roomId, seq } });
  await assert.rejects(report(), { code: 'message_unsent' });
  const stranger = await maru.person();
  const body = { roomId, seq, reason: 'abuse' as const };
  await assert.rejects(stranger.call('reportMessage', { body }), { code: 'not_a_participant' });
});

test('a report without a known reason is refused', async () => {
  const { reporter, roomId, seq } = await conversation();
  const body = { roomId, seq, reason: 'dull' } as never;
  await assert.rejects(reporter.call('reportMessage', { body }), { code: 'invalid_request' });
});
