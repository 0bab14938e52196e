import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { RoomId } from '../../backend/contract/index.ts';
import type { SearchEntry, SearchIndex, SearchPlace, SearchQuery } from '../../backend/ports/index.ts';
import { newRoomId } from './samples.ts';
import { type Open, subject } from './subject.ts';

const now = 1_795_000_000_000;

/** The contract of SearchIndex. */
export function searchIndexSuite(name: string, open: Open<SearchIndex>): void {
  describe(`SearchIndex: ${name}`, () => {
    const { port, reopen } = subject(open);
    findingTests(port, reopen);
    changingTests(port);
    pagingTests(port);
    modelTests(port);
  });
}

const entry = (roomId: RoomId, seq: number, terms: readonly string[], at = now + seq): SearchEntry => ({
  roomId,
  seq,
  at,
  terms,
});
const placeOf = ({ roomId, seq, at }: SearchPlace): SearchPlace => ({ roomId, seq, at });
const whole = (...roomIds: RoomId[]) => roomIds.map((roomId) => ({ roomId, after: 0 }));

function findingTests(port: () => SearchIndex, reopen: () => Promise<unknown>): void {
  test('finds what has all of the terms, newest first, in the given rooms alone', async () => {
    const [one, other, foreign] = [newRoomId(), newRoomId(), newRoomId()];
    const entries = [
      entry(one, 1, ['점심', '먹자'], now + 1),
      entry(other, 1, ['점심', '먹자', 'from:haru'], now + 2),
      entry(one, 2, ['점심'], now + 3),
      entry(foreign, 1, ['점심', '먹자'], now + 4),
      entry(one, 3, ['먹자', '점심', '또'], now + 5),
    ];
    await port().put(entries);
    await reopen();
    const find = async (terms: string[], rooms = whole(one, other)) =>
      (await port().find({ rooms, terms, limit: 10 })).map(({ at }) => at - now);
    assert.deepEqual(await find(['점심', '먹자']), [5, 2, 1]);
    assert.deepEqual(await find(['점심']), [5, 3, 2, 1]);
    assert.deepEqual(await find(['점심', '없음']), []);
    assert.deepEqual(await find(['점심', 'from:haru']), [2]);
    assert.deepEqual(await find(['점심'], whole(one)), [5, 3, 1]);
    assert.deepEqual(await find(['점심'], []), []);
    assert.deepEqual(await find(['점심'], whole(newRoomId())), []);
    const places = await port().find({ rooms: whole(other), terms: ['먹자'], limit: 10 });
    assert.deepEqual(places, [{ roomId: other, seq: 1, at: now + 2 }]);
  });

  test('of each room only what comes after the place that is given for it', async () => {
    const [one, other] = [newRoomId(), newRoomId()];
    await port().put([1, 2, 3, 4].flatMap((seq) => [entry(one, seq, ['가']), entry(other, seq, ['가'])]));
    const rooms = [
      { roomId: one, after: 3 },
      { roomId: other, after: 1 },
    ];
    const found = await port().find({ rooms, terms: ['가'], limit: 10 });
    const seqsOf = (roomId: RoomId) => found.filter((place) => place.roomId === roomId).map(({ seq }) => seq);
    assert.deepEqual([seqsOf(one), seqsOf(other)], [[4], [4, 3, 2]]);
    const beyond = [{ roomId: one, after: 9 }];
    assert.deepEqual(await port().find({ rooms: beyond, terms: ['가'], limit: 10 }), []);
  });

  test('between two times: the first belongs to it, the second does not', async () => {
    const roomId = newRoomId();
    await port().put([1, 2, 3, 4, 5].map((seq) => entry(roomId, seq, ['가'])));
    const seqs = async (times: Pick<SearchQuery, 'from' | 'until'>) =>
      (await port().find({ rooms: whole(roomId), terms: ['가'], limit: 10, ...times })).map(({ seq }) => seq);
    assert.deepEqual(await seqs({ from: now + 2, until: now + 4 }), [3, 2]);
    assert.deepEqual(await seqs({ from: now + 4 }), [5, 4]);
    assert.deepEqual(await seqs({ until: now + 2 }), [1]);
    assert.deepEqual(await seqs({ from: now + 4, until: now + 4 }), []);
    const farAway = Date.parse('9999-12-31T23:59:59.999Z');
    assert.deepEqual(await seqs({ from: farAway }), []);
    assert.equal((await seqs({ from: 0, until: farAway })).length, 5);
  });

  test('terms are letters, not patterns: odd ones are found by themselves alone', async () => {
    const roomId = newRoomId();
    const odd = [
      '"',
      '*',
      'a*',
      '%',
      '_',
      '가*',
      "'",
      '\\',
      'OR',
      '- ',
      '^a',
      ':',
      '(',
      '$.',
      '👨',
      '\u200d',
      'ㅎ',
      'A',
      'a',
      'é',
      'e\u0301',
      '__proto__',
      '.*',
      'is:link',
    ];
    await port().put(odd.map((term, at) => entry(roomId, at + 1, [term])));
    for (const [at, term] of odd.entries()) {
      const found = await port().find({ rooms: whole(roomId), terms: [term], limit: 100 });
      assert.deepEqual(
        found.map(({ seq }) => seq),
        [at + 1],
        JSON.stringify(term),
      );
    }
  });

  test('ids that look alike are different rooms', async () => {
    const roomId = newRoomId();
    const alike = [roomId, `${roomId}_`, `${roomId}-`, roomId.toUpperCase(), roomId.slice(0, -1)] as RoomId[];
    await port().put(alike.map((each, at) => entry(each, 1, ['나'], now + at)));
    for (const [at, each] of alike.entries()) {
      const found = await port().find({ rooms: whole(each), terms: ['나'], limit: 10 });
      assert.deepEqual(found, [{ roomId: each, seq: 1, at: now + at }]);
    }
  });
}

function changingTests(port: () => SearchIndex): void {
  const seqs = async (roomId: RoomId, term: string): Promise<number[]> =>
    (await port().find({ rooms: whole(roomId), terms: [term], limit: 1_000 })).map(({ seq }) => seq);

  test('an entry that comes again replaces the one before, at its place', async () => {
    const roomId = newRoomId();
    await port().put([entry(roomId, 1, ['옛말', '그대로']), entry(roomId, 2, ['그대로'])]);
    for (let times = 0; times < 3; times++)
      await port().put([entry(roomId, 1, ['새말', '그대로'], now + 999_999)]);
    assert.deepEqual(await seqs(roomId, '옛말'), []);
    assert.deepEqual(await seqs(roomId, '새말'), [1]);
    assert.deepEqual(await seqs(roomId, '그대로'), [2, 1]);
  });

  test('what is removed is not found; what was never there is no mistake', async () => {
    const [roomId, other] = [newRoomId(), newRoomId()];
    await port().put([1, 2, 3].flatMap((seq) => [entry(roomId, seq, ['가']), entry(other, seq, ['가'])]));
    for (let times = 0; times < 2; times++) await port().remove(roomId, [3, 1, 1, 77]);
    await port().remove(newRoomId(), [1]);
    await port().remove(roomId, []);
    assert.deepEqual([await seqs(roomId, '가'), await seqs(other, '가')], [[2], [3, 2, 1]]);
    await port().put([entry(roomId, 1, ['가'])]);
    assert.deepEqual(await seqs(roomId, '가'), [2, 1]);
  });

  test('removes all of a room that has a term, however many', async () => {
    const [roomId, other] = [newRoomId(), newRoomId()];
    const many = Array.from({ length: 350 }, (_, at) => at + 1);
    const terms = (seq: number) => ['가', seq % 2 === 0 ? 'from:haru' : 'from:maru'];
    await port().put([...many.map((seq) => entry(roomId, seq, terms(seq))), entry(other, 2, terms(2))]);
    await port().removeWith(roomId, 'from:haru');
    await port().removeWith(newRoomId(), 'from:haru');
    assert.deepEqual(await seqs(roomId, '가'), many.filter((seq) => seq % 2 === 1).reverse());
    assert.deepEqual(await seqs(other, '가'), [2]);
  });

  test('a removed room is gone, and begins anew when it comes back', async () => {
    const [roomId, other] = [newRoomId(), newRoomId()];
    const many = Array.from({ length: 250 }, (_, at) => entry(roomId, at + 1, ['가']));
    await port().put([...many, entry(other, 1, ['가'])]);
    for (let times = 0; times < 2; times++) await port().removeUpTo(roomId, Number.MAX_SAFE_INTEGER);
    assert.deepEqual([await seqs(roomId, '가'), await seqs(other, '가')], [[], [1]]);
    await port().put([entry(roomId, 1, ['나'])]);
    assert.deepEqual([await seqs(roomId, '가'), await seqs(roomId, '나')], [[], [1]]);
    assert.deepEqual(await seqs(other, '나'), []);
  });

  test('a message of very many terms is found by each of them', async () => {
    const roomId = newRoomId();
    const terms = Array.from({ length: 11_000 }, (_, at) => String.fromCharCode(0xac00 + at));
    await port().put([entry(roomId, 1, terms)]);
    for (const term of [terms[0], terms[5_000], terms[10_999]])
      assert.deepEqual(await seqs(roomId, term ?? ''), [1]);
    await port().put([]);
  });

  test('after clearing there is nothing, and it can be filled again', async () => {
    const roomId = newRoomId();
    await port().put([entry(roomId, 1, ['가'])]);
    await port().clear();
    assert.deepEqual(await seqs(roomId, '가'), []);
    await port().put([entry(roomId, 2, ['가'])]);
    assert.deepEqual(await seqs(roomId, '가'), [2]);
  });
}

/** All places, page by page. */
async function pages(index: SearchIndex, query: SearchQuery): Promise<SearchPlace[]> {
  const all: SearchPlace[] = [];
  for (;;) {
    const page = await index.find({ ...query, before: all.at(-1) });
    all.push(...page);
    if (page.length < query.limit) return all;
  }
}

function pagingTests(port: () => SearchIndex): void {
  test('pages cut the same order, also within one millisecond, and give everything once', async () => {
    const rooms = [newRoomId(), newRoomId(), newRoomId()];
    const entries = rooms.flatMap((roomId, room) =>
      Array.from({ length: 20 }, (_, at) => entry(roomId, at + 1, ['가'], now + Math.floor((at + room) / 7))),
    );
    await port().put(entries);
    const query = { rooms: whole(...rooms), terms: ['가'] };
    const all = await port().find({ ...query, limit: 100 });
    assert.equal(all.length, 60);
    assert.deepEqual(
      all.map(({ at }) => at),
      entries.map(({ at }) => at).sort((a, b) => b - a),
    );
    for (const limit of [1, 7, 20, 59, 60])
      assert.deepEqual(await pages(port(), { ...query, limit }), all, `pages of ${limit}`);
    for (const roomId of rooms) {
      const own = all.filter((place) => place.roomId === roomId).map(({ seq }) => seq);
      assert.deepEqual(
        own,
        own.toSorted((a, b) => b - a),
      );
    }
  });

  test('goes on where an entry was that is gone meanwhile', async () => {
    const roomId = newRoomId();
    await port().put([1, 2, 3, 4].map((seq) => entry(roomId, seq, ['가'])));
    await port().remove(roomId, [3]);
    const before = { roomId, seq: 3, at: now + 3 };
    const found = await port().find({ rooms: whole(roomId), terms: ['가'], before, limit: 10 });
    assert.deepEqual(
      found.map(({ seq }) => seq),
      [2, 1],
    );
  });

  test('looks through hundreds of rooms', async () => {
    const rooms = Array.from({ length: 500 }, newRoomId);
    await port().put(
      rooms.map((roomId, at) => entry(roomId, 1, ['가', at % 100 === 7 ? '드문' : '흔한'], now + at)),
    );
    const rare = await port().find({ rooms: whole(...rooms), terms: ['가', '드문'], limit: 20 });
    assert.deepEqual(
      rare.map(({ at }) => at - now),
      [407, 307, 207, 107, 7],
    );
    const common = await port().find({ rooms: whole(...rooms), terms: ['흔한'], limit: 3 });
    assert.deepEqual(
      common.map(({ at }) => at - now),
      [499, 498, 497],
    );
  });
}

function modelTests(port: () => SearchIndex): void {
  const terms = ['가', '나', '다'];
  const step = fc.record({
    room: fc.nat(2),
    seq: fc.integer({ min: 1, max: 6 }),
    terms: fc.subarray(terms, { minLength: 1 }),
    does: fc.constantFrom('put', 'put', 'remove', 'removeUpTo'),
  });

  test('whatever is put and removed, finds what a plain list of it would', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 20 }),
        fc.subarray(terms, { minLength: 1 }),
        async (steps, wanted) => {
          const rooms = [newRoomId(), newRoomId(), newRoomId()];
          const model = new Map<string, SearchEntry>();
          for (const { room, seq, terms: has, does } of steps) {
            const roomId = rooms[room] as RoomId;
            const put = entry(roomId, seq, has, now + seq * 10 + room);
            if (does === 'put') {
              await port().put([put]);
              model.set(`${room} ${seq}`, put);
            } else if (does === 'remove') {
              await port().remove(roomId, [seq]);
              model.delete(`${room} ${seq}`);
            } else {
              await port().removeUpTo(roomId, seq);
              for (const [key, { roomId: of, seq: place }] of [...model])
                if (of === roomId && place <= seq) model.delete(key);
            }
          }
          const expected = [...model.values()]
            .filter((each) => wanted.every((term) => each.terms.includes(term)))
            .sort((a, b) => b.at - a.at)
            .map(placeOf);
          assert.deepEqual(
            await port().find({ rooms: whole(...rooms), terms: wanted, limit: 100 }),
            expected,
          );
        },
      ),
      { numRuns: 40 },
    );
  });
}
