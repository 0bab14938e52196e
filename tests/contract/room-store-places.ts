import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import type { RoomStore } from '../../backend/ports/index.ts';
import { newUserId, participant, room } from './samples.ts';

/** Looking at all of one's rooms, and at all rooms. */
export function placeTests(rooms: () => RoomStore): void {
  test('own places are those in every room that one is in, hidden ones too', async () => {
    const [userId, other] = [newUserId(), newUserId()];
    const all = Array.from({ length: 5 }, () => room());
    for (const one of all)
      await rooms().addRoom(one, [
        { ...participant(one.roomId, userId), joinedSeq: 3 },
        participant(one.roomId, other),
      ]);
    const [left, removed, hidden, ...kept] = all.map(({ roomId }) => roomId) as [RoomId, RoomId, RoomId];
    await rooms().removeParticipant(left, userId);
    await rooms().removeRoom(removed, Date.now());
    await rooms().hideRoom({ roomId: hidden, userId, seq: 9, requestId: 'request' }, 9);
    const places = await rooms().placesOf(userId);
    assert.deepEqual(
      new Map(places.map(({ roomId, joinedSeq }) => [roomId, joinedSeq])),
      new Map([[hidden, 9], ...kept.map((roomId): [RoomId, number] => [roomId, 3])]),
    );
    assert.ok(places.every((place) => place.userId === userId));
    assert.deepEqual(await rooms().placesOf(newUserId()), []);
  });

  test('all rooms but removed ones come page by page, by id', async () => {
    const [one, removed] = [room(), room()];
    for (const each of [one, removed]) await rooms().addRoom(each, [participant(each.roomId, newUserId())]);
    await rooms().removeRoom(removed.roomId, Date.now());
    const all: RoomId[] = [];
    for (;;) {
      const page = await rooms().roomIds(all.at(-1), 2);
      all.push(...page);
      if (page.length < 2) break;
    }
    assert.ok(all.includes(one.roomId));
    assert.ok(!all.includes(removed.roomId));
    assert.deepEqual(all, [...new Set(all)].sort());
  });
}
