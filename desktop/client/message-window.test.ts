import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ChatMessage } from '../../backend/contract/index.ts';
import { extended, latestWindow, newest, preceded } from './message-window.ts';

const message = (seq: number) => ({ seq }) as ChatMessage;
const range = (first: number, last: number) =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => message(first + index));
const seqs = ({ messages }: { messages: readonly ChatMessage[] }) => messages.map(({ seq }) => seq);

test('whatever arrives in whatever order, a window has no gap and no repeat', () => {
  const arrivals = fc.array(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }), { maxLength: 60 });
  fc.assert(
    fc.property(arrivals, fc.integer({ min: 1, max: 20 }), (batches, limit) => {
      let window = latestWindow([], 0);
      for (const batch of batches) {
        const page = [...new Set(batch)].sort((one, other) => one - other).map(message);
        window = extended(window, page, limit);
        const shown = seqs(window);
        assert.deepEqual(shown, seqs({ messages: range(shown[0] ?? 1, window.lastSeq) }));
        assert.ok(shown.length <= limit);
      }
    }),
  );
});

test('what is beyond a gap waits, what is known already changes nothing', () => {
  const window = latestWindow(range(1, 3), 3);
  assert.equal(extended(window, [message(5)]), window);
  assert.equal(extended(window, range(1, 3)), window);
  assert.deepEqual(seqs(extended(window, [message(3), message(4), message(6)])), [1, 2, 3, 4]);
});

test('there may be more before any page, unless it begins with the first message', () => {
  assert.equal(latestWindow(range(51, 100), 100).hasMoreBefore, true);
  assert.equal(latestWindow(range(1, 50), 50).hasMoreBefore, false);
  assert.equal(latestWindow(range(1, 7), 7).hasMoreBefore, false);
});

test('somebody who joined late and sees nothing yet gets the next message', () => {
  const window = latestWindow([], 10);
  assert.deepEqual(seqs(extended(window, [message(11)])), [11]);
});

test('growing at the end drops the oldest, which can be had again', () => {
  const window = extended(latestWindow(range(1, 10), 10), range(11, 12), 10);
  assert.deepEqual(seqs(window), seqs({ messages: range(3, 12) }));
  assert.equal(window.hasMoreBefore, true);
  assert.equal(newest(window, 20), window);
});

test('paging back far drops the newest, and says so', () => {
  const window = preceded(latestWindow(range(11, 20), 20), range(1, 10), 15);
  assert.deepEqual(seqs(window), seqs({ messages: range(1, 15) }));
  assert.deepEqual([window.hasMoreBefore, window.hasMoreAfter, window.lastSeq], [false, true, 15]);
});

test('an older page that overlaps adds only what is older', () => {
  const window = preceded(latestWindow(range(11, 20), 20), range(6, 12));
  assert.deepEqual(seqs(window), seqs({ messages: range(6, 20) }));
  assert.equal(window.hasMoreBefore, true);
  assert.equal(preceded(window, []).hasMoreBefore, false, 'an empty page says that there is nothing before');
});
