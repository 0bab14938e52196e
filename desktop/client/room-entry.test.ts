import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatMessage, Participant, Room, UserId } from '../../backend/contract/index.ts';
import { byActivity, mergedRoom, readUpTo, withMessage } from './room-entry.ts';

const me = 'me' as UserId;
const people = (...ids: string[]) => ids.map((userId) => ({ userId }) as Participant);
const message = (seq: number, userId: string) =>
  ({ seq, userId, createdAt: `2026-01-01T00:00:0${seq}.000Z` }) as ChatMessage;
const room = (change: Partial<Room> = {}): Room =>
  ({
    roomId: 'room',
    createdAt: '2026-01-01T00:00:00.000Z',
    participantCount: 3,
    participants: people('ann'),
    lastMessage: null,
    lastSeq: 4,
    readSeq: 2,
    unread: 2,
    ...change,
  }) as Room;

test('a message of another counts, an own one reads everything', () => {
  const known = mergedRoom(undefined, room());
  const heard = withMessage(known, message(5, 'ann'), me);
  assert.deepEqual([heard.lastSeq, heard.unread], [5, 3]);
  const answered = withMessage(heard, message(6, me), me);
  assert.deepEqual([answered.readSeq, answered.unread], [6, 0]);
  assert.equal(withMessage(answered, message(6, 'ann'), me), answered, 'a repeat is no news');
});

test('an answer that is older than what arrived meanwhile does not turn back time', () => {
  const heard = withMessage(mergedRoom(undefined, room()), message(5, 'ann'), me);
  const read = readUpTo(heard, 5);
  const merged = mergedRoom(read, room());
  assert.deepEqual([merged.lastSeq, merged.readSeq, merged.unread], [5, 5, 0]);
  assert.equal(merged.lastMessage?.seq, 5);
});

test('whoever joined late has nothing unread from before', () => {
  const joined = mergedRoom(undefined, room({ lastSeq: 90, readSeq: 0, unread: 0 }));
  const heard = withMessage(joined, message(91, 'ann'), me);
  assert.equal(heard.unread, 1);
  assert.equal(readUpTo(heard, 91).unread, 0);
  assert.equal(mergedRoom(heard, room({ lastSeq: 90, readSeq: 0, unread: 0 })).unread, 1);
});

test('a read position neither falls nor passes the last message', () => {
  const known = mergedRoom(undefined, room());
  assert.equal(readUpTo(known, 1), known);
  assert.equal(readUpTo(known, 99).readSeq, 4);
});

test('an opened room keeps all its people when the list names a few', () => {
  const opened = mergedRoom(undefined, room({ participants: people('ann', 'ben', 'me') }));
  assert.deepEqual(mergedRoom(opened, room()).participantIds, ['ann', 'ben', 'me']);
  assert.deepEqual(mergedRoom(opened, room({ participantCount: 2 })).participantIds, ['ann']);
});

test('rooms stand by their last message, untouched ones by their making', () => {
  const old = mergedRoom(undefined, room());
  const active = withMessage(old, message(5, 'ann'), me);
  assert.ok(byActivity(active, old) < 0 && byActivity(old, active) > 0);
});
