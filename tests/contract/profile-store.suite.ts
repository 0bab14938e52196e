import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { UserId } from '../../backend/contract/index.ts';
import type { ProfileStore } from '../../backend/ports/index.ts';
import { newUserId, oddTexts, profile } from './samples.ts';
import { type Open, subject } from './subject.ts';

/** The contract of ProfileStore. */
export function profileStoreSuite(name: string, open: Open<ProfileStore>): void {
  describe(`ProfileStore: ${name}`, () => {
    const { port, reopen } = subject(open);

    test('finds the profiles that exist and leaves unknown ids out', async () => {
      const [one, other] = [
        profile(),
        profile({ nickname: '나라', statusMessage: '출장 중', avatar: 'preset:1' }),
      ];
      await port().put([one, other]);
      const found = await port().find([one.userId, newUserId(), other.userId]);
      assert.deepEqual(found, new Map([one, other].map((each) => [each.userId, each])));
      assert.deepEqual(await port().find([]), new Map());
    });

    test('goes through all ids, page by page, in their order', async () => {
      const ids = Array.from({ length: 5 }, () => newUserId()).sort();
      await port().put(ids.map((userId) => profile({ userId })));
      const all: UserId[] = [];
      for (let page = await port().listIds(undefined, 2); page.length > 0; ) {
        all.push(...page);
        page = await port().listIds(page.at(-1), 2);
      }
      assert.deepEqual(all, [...all].sort());
      assert.deepEqual(
        all.filter((id) => ids.includes(id)),
        ids,
      );
    });

    test('put replaces the whole profile, and repeating it changes nothing', async () => {
      const before = profile({ statusMessage: '예전' });
      const now = { ...before, nickname: '새 이름', statusMessage: '' };
      await port().put([before]);
      await port().put([now]);
      await port().put([now]);
      assert.deepEqual((await port().find([before.userId])).get(before.userId), now);
    });

    test('of several puts of one user in one call, the last one counts', async () => {
      const first = profile();
      const last = { ...first, nickname: '마지막' };
      await port().put([first, { ...first, nickname: '중간' }, last]);
      assert.deepEqual((await port().find([first.userId])).get(first.userId), last);
    });

    test('takes an empty call and many profiles at once', async () => {
      await port().put([]);
      const many = Array.from({ length: 1_000 }, () => profile());
      await port().put(many);
      assert.equal((await port().find(many.map(({ userId }) => userId))).size, 1_000);
    });

    test('keeps odd texts and survives a restart', async () => {
      const odd = oddTexts.map((text) => profile({ nickname: text, statusMessage: text }));
      await port().put(odd);
      await reopen();
      const found = await port().find(odd.map(({ userId }) => userId));
      for (const each of odd) assert.deepEqual(found.get(each.userId), each);
    });
  });
}
