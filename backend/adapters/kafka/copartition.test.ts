import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { copartition, type Member } from './copartition.ts';

const member = (id: string, owned: number[] = [], topics = ['a', 'b']): Member => ({ id, topics, owned });
const numbersOf = (members: Member[], count: number): number[][] =>
  [...copartition(members, () => count).values()].map((share) => share.a ?? []);

test('a member has the same numbers of all topics, and none that a topic does not have', () => {
  const shares = copartition([member('1'), member('2')], (topic) => (topic === 'a' ? 6 : 3));
  for (const { a = [], b = [] } of shares.values())
    assert.deepEqual(
      b,
      a.filter((number) => number < 3),
    );
});

test('who joins gets an even share, and the others keep the rest of theirs', () => {
  const shares = copartition([member('1', [0, 1, 2]), member('2', [3, 4, 5]), member('0')], () => 6);
  assert.deepEqual(shares.get('1')?.a, [0, 1]);
  assert.deepEqual(shares.get('2')?.a, [3, 4]);
  assert.deepEqual(shares.get('0')?.a, [2, 5]);
});

test('members that read different topics get none of the others', () => {
  const shares = copartition([member('1', [], ['a']), member('2', [], ['a', 'b'])], () => 2);
  assert.deepEqual(shares.get('1'), { a: [0] });
  assert.deepEqual(shares.get('2'), { a: [1], b: [0, 1] });
});

test('every partition has one member and shares differ by one at most, whatever they had', () => {
  const members = fc.uniqueArray(
    fc.record({ id: fc.string(), owned: fc.array(fc.nat(15)), topics: fc.constant(['a', 'b']) }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 6 },
  );
  fc.assert(
    fc.property(members, fc.integer({ min: 1, max: 12 }), (given, count) => {
      const shares = numbersOf(given, count);
      const all = shares.flat().sort((a, b) => a - b);
      assert.deepEqual(
        all,
        Array.from({ length: count }, (_, number) => number),
      );
      const sizes = shares.map(({ length }) => length);
      assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1);
    }),
  );
});
