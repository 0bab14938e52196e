import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Clock, IdGenerator } from '../../backend/ports/index.ts';
import { type Open, subject } from './subject.ts';

/** The contract of Clock and IdGenerator. */
export function clockSuite(name: string, open: Open<{ clock: Clock; ids: IdGenerator }>): void {
  describe(`Clock and IdGenerator: ${name}`, () => {
    const { port } = subject(open);

    test('the clock says milliseconds since 1970', () => {
      const { clock } = port();
      assert.ok(Number.isInteger(clock.now()));
      assert.ok(Math.abs(clock.now() - Date.now()) < 1_000);
    });

    test('ids are UUIDv7, differ, and sort in the order in which they were made', () => {
      const { ids } = port();
      const made = Array.from({ length: 20_000 }, () => ids.next());
      assert.match(made[0] ?? '', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.deepEqual([...new Set(made)].sort(), made);
    });
  });
}
