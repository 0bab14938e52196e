import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import type { Alert, RoomId, UserId } from '../../backend/contract/index.ts';
import type { AlertStore } from '../../backend/ports/index.ts';
import { newUserId } from './samples.ts';
import { type Open, subject } from './subject.ts';

const alertAt = (userId: UserId, milliseconds: number): Alert => ({
  alertId: randomUUID(),
  userId,
  rule: 'flooding',
  roomId: 'room' as RoomId,
  at: new Date(1_795_000_000_000 + milliseconds).toISOString(),
  evidence: { messageIds: [randomUUID() as never], count: 30, within: 9_000 },
});

/** The contract of AlertStore. */
export function alertStoreSuite(name: string, open: Open<AlertStore>): void {
  describe(`AlertStore: ${name}`, () => {
    const { port, reopen } = subject(open);

    test('a user finds their alerts, the newest first, and nobody else finds them', async () => {
      const [userId, other] = [newUserId(), newUserId()];
      const alerts = [alertAt(userId, 1), alertAt(userId, 3), alertAt(userId, 2)];
      await port().addAlerts([...alerts, alertAt(other, 4)]);
      const [first, second, third] = alerts;
      assert.deepEqual(await port().listAlerts(userId, 10), [second, third, first]);
      assert.deepEqual(await port().listAlerts(userId, 1), [second]);
      assert.deepEqual(await port().listAlerts(newUserId(), 10), []);
    });

    test('the same alert again changes nothing', async () => {
      const one = alertAt(newUserId(), 1);
      await port().addAlerts([one, one]);
      await port().addAlerts([{ ...one, rule: 'repetition' }]);
      assert.deepEqual(await port().listAlerts(one.userId, 10), [one]);
    });

    test('adding none is no mistake', async () => {
      await port().addAlerts([]);
    });

    test('alerts survive a restart', async () => {
      const one = alertAt(newUserId(), 1);
      await port().addAlerts([one]);
      await reopen();
      assert.deepEqual(await port().listAlerts(one.userId, 10), [one]);
    });
  });
}
