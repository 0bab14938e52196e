import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { nobody } from '../../backend/contract/index.ts';
import type { ReportRecord, ReportStore } from '../../backend/ports/index.ts';
import { newRoomId, newUserId, oddTexts } from './samples.ts';
import { type Open, subject } from './subject.ts';

const report = (given: Partial<ReportRecord> = {}): ReportRecord => ({
  reportId: randomUUID(),
  reporterId: newUserId(),
  roomId: newRoomId(),
  seq: 7,
  reason: 'spam',
  note: '계속 보내요',
  at: '2026-11-23T04:05:06.789Z',
  userId: newUserId(),
  nickname: '하루',
  message: '지금 사세요',
  ...given,
});

/** The contract of ReportStore. */
export function reportStoreSuite(name: string, open: Open<ReportStore>): void {
  describe(`ReportStore: ${name}`, () => {
    const { port, reopen } = subject(open);
    const stored = async (wanted: readonly ReportRecord[]) => {
      const ids = new Set(wanted.map(({ reportId }) => reportId));
      return (await port().list(undefined, 1_000)).filter(({ reportId }) => ids.has(reportId));
    };

    test('a message is reported once by each person: the first stays', async () => {
      const first = report();
      assert.deepEqual(await port().add(first), first);
      assert.deepEqual(await port().add({ ...first, reportId: randomUUID(), note: '또' }), first);
      const others = [report({ ...first, seq: 8 }), report({ ...first, reporterId: newUserId() })];
      for (const each of others) {
        const other = { ...each, reportId: randomUUID() };
        assert.deepEqual(await port().add(other), other);
      }
    });

    test('lists the newest first, before a time, and survives a restart with odd texts', async () => {
      const at = (second: number) => `2027-01-01T00:00:0${second}.000Z`;
      const made = oddTexts
        .slice(0, 5)
        .map((text, index) => report({ at: at(index), note: text, message: text }));
      for (const each of made) await port().add(each);
      await reopen();
      assert.deepEqual(await stored(made), made.toReversed());
      const earlier = await port().list(at(2), 2);
      assert.deepEqual(earlier, [made[1], made[0]]);
    });

    test('of a user who is gone, own reports go, and those about them name nobody', async () => {
      const userId = newUserId();
      const [own, about, other] = [report({ reporterId: userId }), report({ userId }), report()];
      for (const each of [own, about, other]) await port().add(each);
      for (const _ of [1, 2]) await port().forgetUser(userId);
      const left = await stored([own, about, other]);
      assert.equal(left.length, 2);
      const anonymous = left.find(({ reportId }) => reportId === about.reportId);
      assert.deepEqual(anonymous, { ...about, ...nobody, message: '' });
    });
  });
}
