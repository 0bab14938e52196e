import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { roomId, type UserId } from '../../contract/index.ts';
import { roomIdOf } from './room-ids.ts';

const person = fc.stringMatching(/^[a-z0-9._-]{4,20}$/) as fc.Arbitrary<UserId>;
const direct = (one: UserId, other: UserId) => roomIdOf({ kind: 'direct', userIds: [other] }, one, 'any');

test('a direct room has one id, whoever opens it', () => {
  fc.assert(
    fc.property(person, person, (one, other) => {
      assert.equal(direct(one, other), direct(other, one));
      assert.equal(roomId.safeParse(direct(one, other)).success, true);
    }),
  );
});

test('other people, kinds and keys have other ids', () => {
  const [a, b, c] = ['aaaa', 'bbbb', 'cccc'] as UserId[] as [UserId, UserId, UserId];
  const group = (creator: UserId, key: string) => roomIdOf({ kind: 'group', userIds: [b] }, creator, key);
  const ids = [
    direct(a, b),
    direct(a, c),
    roomIdOf({ kind: 'self' }, a, ''),
    roomIdOf({ kind: 'self' }, b, ''),
    group(a, 'key'),
    group(a, 'other key'),
    group(c, 'key'),
  ];
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(group(a, 'key'), roomIdOf({ kind: 'group', userIds: [c] }, a, 'key'));
});
