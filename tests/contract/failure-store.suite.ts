import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FailureStore } from '../../backend/ports/index.ts';
import { type Open, subject, unique } from './subject.ts';

/** The contract of FailureStore. */
export function failureStoreSuite(name: string, open: Open<FailureStore>): void {
  describe(`FailureStore: ${name}`, () => {
    const { port, reopen } = subject(open);

    test('counts under each key, also those that come at the same time, and survives a restart', async () => {
      const [first, second] = [unique('account '), unique('address 2001:db8::1 ')];
      assert.deepEqual(await port().find([first]), new Map());
      await Promise.all(Array.from({ length: 10 }, (_, at) => port().add([first], 100 + at)));
      await port().add([first, second], 50);
      const store = await reopen();
      const expected = new Map([
        [first, { count: 11, lastAt: 109 }],
        [second, { count: 1, lastAt: 50 }],
      ]);
      assert.deepEqual(await store.find([first, second, unique('other')]), expected);
      await store.add([], 1);
      assert.deepEqual(await store.find([]), new Map());
    });

    test('a key that is cleared begins afresh, and no other', async () => {
      const [cleared, kept] = [unique('a'), unique('b')];
      await port().add([cleared, kept], 100);
      for (let round = 0; round < 2; round++) await port().clear(cleared);
      assert.deepEqual(await port().find([cleared, kept]), new Map([[kept, { count: 1, lastAt: 100 }]]));
      await port().add([cleared], 200);
      assert.deepEqual((await port().find([cleared])).get(cleared), { count: 1, lastAt: 200 });
    });

    test('forgets the keys without a failure since a time', async () => {
      const [old, young] = [unique('a'), unique('b')];
      await port().add([old, young], 1_000);
      await port().add([young], 2_000);
      await port().forget(2_000);
      assert.deepEqual(await port().find([old, young]), new Map([[young, { count: 2, lastAt: 2_000 }]]));
    });
  });
}
