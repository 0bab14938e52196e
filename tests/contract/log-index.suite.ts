import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { v7 } from 'uuid';
import type { LogEntry, LogIndex, LogQuery } from '../../backend/ports/index.ts';
import { type Open, subject, unique } from './subject.ts';

const now = Date.now();

const entry = (given: Partial<LogEntry> = {}): LogEntry => ({
  id: v7(),
  timestamp: now,
  service: 'chat',
  level: 'info',
  message: 'Something happened',
  ...given,
});

/** The contract of LogIndex. */
export function logIndexSuite(name: string, open: Open<LogIndex>): void {
  describe(`LogIndex: ${name}`, () => {
    const { port } = subject(open);

    const add = async (...entries: LogEntry[]): Promise<void> => {
      await port().add(entries);
      await port().refresh();
    };
    const messages = async (query: Partial<LogQuery>): Promise<string[]> =>
      (await port().search({ limit: 50, ...query })).map(({ message }) => message);

    test('gives entries back as they were added', async () => {
      const service = unique('s');
      const fields = { durationMs: 1.5, nested: { list: [1, 'two', null] }, 한글: '값' };
      const full = entry({ service, level: 'error', correlationId: v7(), userId: 'maru', fields });
      await add(full);
      assert.deepEqual(await port().search({ service, limit: 5 }), [full]);
      const bare = entry({ service: unique('s') });
      await add(bare);
      assert.deepEqual(await port().search({ service: bare.service, limit: 5 }), [bare]);
    });

    test('the same id added again changes nothing', async () => {
      const one = entry({ service: unique('s'), message: 'first' });
      await add(one, { ...one, message: 'second' });
      await add({ ...one, message: 'third' });
      assert.deepEqual(await port().search({ service: one.service, limit: 5 }), [one]);
      assert.deepEqual(await messages({ service: one.service, text: 'third' }), []);
    });

    test('finds messages in which all words stand, letter case aside', async () => {
      const service = unique('s');
      await add(
        entry({ service, message: 'Consumer paused because MongoDB is away' }),
        entry({ service, message: 'Consumer resumed' }),
        entry({ service, message: '로그인 실패 세 번' }),
      );
      assert.equal((await messages({ service, text: 'consumer' })).length, 2);
      assert.deepEqual(await messages({ service, text: ' AWAY  mongodb ' }), [
        'Consumer paused because MongoDB is away',
      ]);
      assert.deepEqual(await messages({ service, text: 'consumer missing' }), []);
      assert.deepEqual(await messages({ service, text: '실패 로그인' }), ['로그인 실패 세 번']);
    });

    test('operators and odd characters in a query are plain text', async () => {
      const service = unique('s');
      await add(entry({ service, message: 'alpha beta' }));
      assert.deepEqual(await messages({ service, text: 'alpha "beta' }), ['alpha beta']);
      assert.deepEqual(await messages({ service, text: 'alpha OR gamma' }), []);
      assert.deepEqual(await messages({ service, text: 'NOT gamma' }), []);
      assert.deepEqual(await messages({ service, text: 'alp*' }), []);
      for (const text of ['"', '*', '(', ')', 'a:b', '^', '-alpha', 'NEAR(', '{}', '\\', '%'])
        await port().search({ service, text, limit: 5 });
    });

    test('filters by level, correlation, user and service, and by all together', async () => {
      const [service, correlationId, userId] = [unique('s'), v7(), unique('u')];
      await add(
        entry({ service, level: 'debug', message: 'a', correlationId }),
        entry({ service, level: 'warn', message: 'b', userId }),
        entry({ service, level: 'error', message: 'c', correlationId, userId }),
      );
      assert.deepEqual((await messages({ service, levels: ['warn', 'error'] })).sort(), ['b', 'c']);
      assert.deepEqual((await messages({ correlationId })).sort(), ['a', 'c']);
      assert.deepEqual((await messages({ userId })).sort(), ['b', 'c']);
      assert.deepEqual(await messages({ service, userId, correlationId, levels: ['error'], text: 'c' }), [
        'c',
      ]);
      assert.deepEqual(await messages({ service: unique('s'), userId }), []);
    });

    test('a span of time includes its start and not its end; newest first, at most the limit', async () => {
      const service = unique('s');
      const times = [3, 1, 5, 2, 4];
      await add(...times.map((at) => entry({ service, timestamp: now + at, message: `at ${at}` })));
      assert.deepEqual(await messages({ service }), ['at 5', 'at 4', 'at 3', 'at 2', 'at 1']);
      assert.deepEqual(await messages({ service, from: now + 2, until: now + 4 }), ['at 3', 'at 2']);
      assert.deepEqual(await messages({ service, limit: 2 }), ['at 5', 'at 4']);
    });

    test('forgets the entries of a user, also those of a moment ago', async () => {
      const [service, userId] = [unique('s'), unique('u')];
      await add(entry({ service, userId, message: 'early words' }));
      await port().add([
        entry({ service, userId }),
        entry({ service, userId: `${userId}x`, message: 'kept' }),
      ]);
      for (let round = 0; round < 2; round++) await port().forgetUser(userId);
      await port().refresh();
      assert.deepEqual(await messages({ service }), ['kept']);
      assert.deepEqual(await messages({ service, text: 'early' }), []);
    });

    test('takes an empty call and many entries at once', async () => {
      await port().add([]);
      const service = unique('s');
      await add(...Array.from({ length: 1_000 }, (_, at) => entry({ service, message: `entry ${at}` })));
      assert.equal((await messages({ service, limit: 1_000 })).length, 1_000);
      assert.deepEqual(await messages({ service, text: '777' }), ['entry 777']);
    });
  });
}
