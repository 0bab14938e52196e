import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import type { MessageId } from '../../backend/contract/index.ts';
import type { AbuseStore, Suspect } from '../../backend/ports/index.ts';
import { alertAt, newUserId } from './samples.ts';
import { type Open, subject } from './subject.ts';

const start = 1_795_000_000_000;

const suspect = (given: Partial<Suspect> = {}): Suspect => ({
  userId: newUserId(),
  seen: [{ messageId: randomUUID() as MessageId, at: start, digest: 'digest' }],
  last: {},
  version: 1,
  ...given,
});

/** The contract of AbuseStore. */
export function abuseStoreSuite(name: string, open: Open<AbuseStore>): void {
  describe(`AbuseStore: ${name}`, () => {
    const { port, reopen } = subject(open);

    test('what is remembered of a user is found again, also after a restart', async () => {
      const [one, other] = [suspect(), suspect()];
      assert.deepEqual(await port().save([one, other]), new Set());
      assert.deepEqual(await port().find([one.userId]), [one]);
      await reopen();
      const found = await port().find([one.userId, other.userId, newUserId()]);
      assert.equal(found.length, 2);
      assert.deepEqual(
        found.find(({ userId }) => userId === other.userId),
        other,
      );
    });

    test('everything of a full window comes back as it was, its alerts included', async () => {
      const seen = Array.from({ length: 60 }, (_, at) => ({
        messageId: randomUUID() as MessageId,
        at: start + at,
        digest: `digest ${at % 3}`,
      }));
      const last = { flooding: alertAt(newUserId(), 1), repetition: alertAt(newUserId(), 2) };
      const full = suspect({ seen, last });
      await port().save([full]);
      assert.deepEqual(await port().find([full.userId, full.userId]), [full]);
      const next = { ...full, last: { repetition: last.repetition }, version: 2 };
      await port().save([next]);
      assert.deepEqual(await port().find([full.userId]), [next]);
    });

    test('none is no mistake, and a thousand at once neither', async () => {
      assert.deepEqual(await port().find([]), []);
      assert.deepEqual(await port().save([]), new Set());
      const many = Array.from({ length: 1_000 }, () => suspect());
      assert.deepEqual(await port().save(many), new Set());
      const next = many.map((each) => ({ ...each, version: 2 }));
      assert.deepEqual(await port().save(next), new Set());
      assert.equal((await port().find(many.map(({ userId }) => userId))).length, 1_000);
    });

    test('only the next version is stored; who came late is told', async () => {
      const one = suspect();
      await port().save([one]);
      assert.deepEqual(await port().save([one]), new Set([one.userId]));
      const next = { ...one, seen: [], version: 2 };
      assert.deepEqual(await port().save([next]), new Set());
      assert.deepEqual(
        await port().save([
          { ...one, version: 2 },
          { ...one, version: 4 },
        ]),
        new Set([one.userId]),
      );
      assert.deepEqual(await port().find([one.userId]), [next]);
    });

    test('one that is late keeps no other from being stored', async () => {
      const [late, fresh] = [suspect({ version: 5 }), suspect()];
      assert.deepEqual(await port().save([late, fresh]), new Set([late.userId]));
      assert.deepEqual(await port().find([late.userId, fresh.userId]), [fresh]);
    });

    test('of many detectors with the same user, one is first', async () => {
      const one = suspect();
      const results = await Promise.all(Array.from({ length: 10 }, () => port().save([one])));
      assert.equal(results.filter((lost) => lost.size === 0).length, 1);
    });

    test('one user is forgotten', async () => {
      const [one, other] = [suspect(), suspect()];
      await port().save([one, other]);
      for (let round = 0; round < 2; round++) await port().forgetUser(one.userId);
      assert.deepEqual(await port().find([one.userId, other.userId]), [other]);
    });

    test('users without a message since then are forgotten', async () => {
      const seenAt = (at: number) => [{ messageId: randomUUID() as MessageId, at, digest: '' }];
      const [old, young] = [suspect({ seen: seenAt(start - 1) }), suspect({ seen: seenAt(start) })];
      await port().save([old, young]);
      await port().forget(start);
      assert.deepEqual(await port().find([old.userId, young.userId]), [young]);
      assert.deepEqual(await port().save([{ ...old, version: 2 }]), new Set([old.userId]), 'begins afresh');
      assert.deepEqual(await port().save([old]), new Set());
    });
  });
}
