import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LockState } from '../ipc/index.ts';
import { kept, MemoryFile } from './fakes.ts';
import { keptPin, PinLock, waitAfter } from './pin-lock.ts';

/** A lock whose clock is moved by hand. */
async function createLock(file = new MemoryFile(), clock = { now: 1_000_000 }) {
  const changes: LockState[] = [];
  const record = await kept(keptPin, null, file);
  const lock = new PinLock({ record, now: () => clock.now, onChange: (state) => changes.push(state) });
  return { lock, changes, file, clock };
}

test('without a PIN nothing locks, and nothing stays readable of one', async () => {
  const { lock, changes, file } = await createLock();
  assert.deepEqual(lock.lock(), { hasPin: false, locked: false, waitSeconds: 0 });
  assert.equal(await lock.setPin({ pin: '271828' }), 'done');
  assert.deepEqual(changes, [{ hasPin: true, locked: false, waitSeconds: 0 }]);
  assert.ok(!file.content?.toString().includes('271828'));
});

test('it locks, and opens with its PIN alone', async () => {
  const { lock, changes } = await createLock();
  await lock.setPin({ pin: '1234' });
  assert.equal(lock.lock().locked, true);
  assert.deepEqual([await lock.unlock('4321'), lock.locked], ['wrong', true]);
  assert.deepEqual([await lock.unlock('1234'), lock.locked], ['done', false]);
  assert.equal(changes.at(-1)?.locked, false);
});

test('after a start it is locked', async () => {
  const { lock, file } = await createLock();
  await lock.setPin({ pin: '1234' });
  const later = await createLock(file);
  assert.equal(later.lock.locked, true);
  assert.equal(await later.lock.unlock('1234'), 'done');
});

test('another PIN, or none, needs the one of now', async () => {
  const { lock } = await createLock();
  await lock.setPin({ pin: '1234' });
  assert.equal(await lock.setPin({ pin: '5678' }), 'wrong');
  assert.equal(await lock.setPin({ pin: '5678', current: '1234' }), 'done');
  assert.equal(await lock.removePin('1234'), 'wrong');
  assert.equal(await lock.removePin('5678'), 'done');
  assert.equal(lock.state.hasPin, false);
});

test('from the fifth wrong try on one waits, after a restart as well', async () => {
  const { lock, file, clock } = await createLock();
  await lock.setPin({ pin: '1234' });
  lock.lock();
  // All at once: they count one by one.
  const tries = await Promise.all(['0', '1', '2', '3', '4', '5'].map((last) => lock.unlock(`000${last}`)));
  assert.deepEqual(tries, ['wrong', 'wrong', 'wrong', 'wrong', 'wrong', 'wait']);
  assert.equal(lock.state.waitSeconds, 30);
  const later = await createLock(file, clock);
  assert.equal(await later.lock.unlock('1234'), 'wait');
  clock.now += 30_000;
  assert.equal(await later.lock.unlock('0000'), 'wrong');
  assert.equal(later.lock.state.waitSeconds, 60);
  clock.now += 60_000;
  assert.equal(await later.lock.unlock('1234'), 'done');
  later.lock.lock();
  assert.equal(await later.lock.unlock('0000'), 'wrong');
  assert.equal(later.lock.state.waitSeconds, 0);
});

test('waiting grows, up to an hour', () => {
  assert.deepEqual([1, 4, 5, 6, 7, 50].map(waitAfter), [0, 0, 30_000, 60_000, 120_000, 3_600_000]);
});

test('a damaged record is like none', async () => {
  for (const text of ['', '{', '{"salt":"","hash":1}', '[]'])
    assert.equal((await createLock(new MemoryFile(text))).lock.state.hasPin, false);
});
