import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AlertStore } from '../../backend/ports/index.ts';
import { alertAt, newUserId } from './samples.ts';
import { type Open, subject } from './subject.ts';

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

    test('one that is there keeps no other from being added', async () => {
      const userId = newUserId();
      const [known, fresh] = [alertAt(userId, 1), alertAt(userId, 2)];
      await port().addAlerts([known]);
      await port().addAlerts([known, fresh]);
      assert.deepEqual(await port().listAlerts(userId, 10), [fresh, known]);
    });

    test('alerts of the same moment have one order, whatever is asked', async () => {
      const userId = newUserId();
      await port().addAlerts(Array.from({ length: 9 }, () => alertAt(userId, 1)));
      const all = await port().listAlerts(userId, 10);
      assert.equal(all.length, 9);
      assert.deepEqual(await port().listAlerts(userId, 4), all.slice(0, 4));
    });

    test('forgets a user', async () => {
      const [userId, other] = [newUserId(), newUserId()];
      const kept = alertAt(other, 1);
      await port().addAlerts([alertAt(userId, 1), alertAt(userId, 2), kept]);
      for (let round = 0; round < 2; round++) await port().forgetUser(userId);
      assert.deepEqual(await port().listAlerts(userId, 10), []);
      assert.deepEqual(await port().listAlerts(other, 10), [kept]);
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
