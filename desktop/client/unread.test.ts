import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Participant } from '../../backend/contract/index.ts';
import { createReadMarkKeeper, marksOf, moved } from './read-marks.ts';
import { createReadPositionsStore, type RoomEntry, type RoomsState } from './stores/index.ts';
import { totalUnread, unreadNumber } from './unread.ts';

const someone = fc.record({ joinedSeq: fc.nat(30), readSeq: fc.nat(30) });
const somebody = fc.constantFrom('ann', 'ben', 'eve');

test('the number counts who is in the room since before the message and has not come to it', () => {
  const marks = {
    sender: { joinedSeq: 0, readSeq: 5 },
    reader: { joinedSeq: 0, readSeq: 9 },
    sleeper: { joinedSeq: 0, readSeq: 4 },
    newcomer: { joinedSeq: 5, readSeq: 0 },
  };
  assert.equal(unreadNumber(5, marks), 1);
  assert.equal(unreadNumber(6, marks), 3);
});

test('reading never raises a number, and newer messages never have a smaller one among people who stay', () => {
  const people = fc.dictionary(somebody, someone);
  fc.assert(
    fc.property(
      people,
      somebody,
      fc.integer({ min: 1, max: 31 }),
      fc.nat(31),
      (marks, reader, seq, readSeq) => {
        assert.ok(unreadNumber(seq, moved(marks, reader, readSeq)) <= unreadNumber(seq, marks));
        const founders = Object.fromEntries(
          Object.entries(marks).map(([id, mark]) => [id, { ...mark, joinedSeq: 0 }]),
        );
        assert.ok(unreadNumber(seq + 1, founders) >= unreadNumber(seq, founders));
      },
    ),
  );
});

test('marks end the same in whatever order reads arrive, twice or once', () => {
  const reads = fc.array(fc.tuple(somebody, fc.nat(30)), { maxLength: 20 });
  const start = marksOf(
    ['ann', 'ben', 'eve'].map((userId) => ({ userId, joinedSeq: 0, readSeq: 0 }) as Participant),
  );
  const after = (moves: [string, number][]) =>
    moves.reduce((marks, [userId, seq]) => moved(marks, userId, seq), start);
  fc.assert(
    fc.property(reads, (moves) => {
      assert.deepEqual(after([...moves].reverse()), after(moves));
      assert.deepEqual(after([...moves, ...moves]), after(moves));
    }),
  );
});

test('a look at the room does not take back what was read meanwhile', () => {
  const store = createReadPositionsStore();
  const marks = createReadMarkKeeper(store);
  const ann = { userId: 'ann', joinedSeq: 0, readSeq: 3 } as Participant;
  marks.replace('room', [ann]);
  marks.move('room', 'ann', 7);
  marks.move('room', 'nobody', 9);
  marks.replace('room', [ann, { ...ann, userId: 'ben' as Participant['userId'] }]);
  assert.deepEqual(store.getState().byRoom.room, {
    ann: { joinedSeq: 0, readSeq: 7 },
    ben: { joinedSeq: 0, readSeq: 3 },
  });
});

test('muted rooms do not count on the badge', () => {
  const room = (roomId: string, unread: number, muted: boolean) => [roomId, { unread, muted } as RoomEntry];
  const byId = Object.fromEntries([room('a', 3, false), room('b', 50, true), room('c', 4, false)]);
  const rooms = { status: { is: 'ready' }, byId, ids: ['a', 'b', 'c'] } as unknown as RoomsState;
  assert.equal(totalUnread(rooms), 7);
});
