import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { ConnectionPresence, UserId } from '../../../contract/index.ts';
import { PresenceBoard } from './presence-board.ts';

const userId = 'jimin' as UserId;
const time = (seconds: number): string => new Date(seconds * 1_000).toISOString();
const heard = (connectionId: string, state: ConnectionPresence['state'], seconds = 0) => ({
  userId,
  connectionId,
  state,
  at: time(seconds),
});

test('a person is as present as their most present connection, and only changes of that are changes', () => {
  const board = new PresenceBoard();
  assert.deepEqual(board.of(userId), { userId, state: 'offline' });
  assert.equal(board.hear(heard('phone', 'away'), 0), true);
  assert.equal(board.hear(heard('laptop', 'online'), 0), true);
  assert.equal(board.hear(heard('laptop', 'online', 30), 30_000), false);
  assert.deepEqual(board.of(userId), { userId, state: 'online', at: time(30) });
  assert.equal(board.hear(heard('laptop', 'offline', 40), 40_000), true);
  assert.equal(board.of(userId).state, 'away');
  assert.equal(board.hear(heard('phone', 'offline', 35), 41_000), true);
  assert.deepEqual(board.of(userId), { userId, state: 'offline', at: time(40) });
});

test('a connection of which nothing is heard for 90 seconds is gone, and others stay', () => {
  const board = new PresenceBoard();
  const other = 'seojun' as UserId;
  board.hear(heard('phone', 'online'), 0);
  board.hear({ ...heard('laptop', 'online'), userId: other }, 30_000);
  assert.deepEqual(board.forget(89_999), []);
  assert.deepEqual(board.forget(90_000), [userId]);
  assert.deepEqual([board.of(userId).state, board.of(other).state], ['offline', 'online']);
});

test('what is kept of one person and of all people is bounded', () => {
  const board = new PresenceBoard();
  for (let n = 0; n < 100; n++) board.hear(heard(`connection ${n}`, 'online'), n);
  for (let n = 80; n < 100; n++) board.hear(heard(`connection ${n}`, 'offline'), n);
  assert.equal(board.of(userId).state, 'offline');
  board.hear(heard('phone', 'online'), 0);
  for (let n = 0; n < 100_000; n++) board.hear({ ...heard('a', 'online'), userId: `u${n}` as UserId }, 0);
  assert.deepEqual(board.of(userId), { userId, state: 'offline' });
  assert.equal(board.of('u99999' as UserId).state, 'online');
});
