import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { RoomListEntry } from '../../ports/index.ts';
import { formatPlace, parsePlace } from './room-list-place.ts';

const room = { roomId: 'a.b'.replace('.', '-'), createdAt: 1_234 };

test('a place comes back as it was given', () => {
  const silent = { room, lastMessage: undefined } as RoomListEntry;
  assert.deepEqual(parsePlace(formatPlace(silent)), { activity: 1_234, roomId: 'a-b' });
  const busy = { room, lastMessage: { createdAt: '2026-11-23T04:05:06.789Z' } } as RoomListEntry;
  assert.deepEqual(parsePlace(formatPlace(busy)), { activity: 1_795_406_706_789, roomId: 'a-b' });
});

test('anything else is no place', () => {
  for (const text of ['', '.', '1.', '.a', 'x.a', '-1.a', '1.a/b', `${'9'.repeat(16)}.a`, '1.a\n', '1e3.a'])
    assert.equal(parsePlace(text), undefined, text);
});
