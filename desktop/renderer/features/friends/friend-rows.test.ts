import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserId } from '../../../../backend/contract/index.ts';
import type { NamedFriend } from '../../state/named-friends.ts';
import { type FoldedGroup, friendRows } from './friend-rows.ts';

const friend = (name: string, more: Partial<NamedFriend> = {}): NamedFriend => ({
  userId: name as UserId,
  name,
  favourite: false,
  hidden: false,
  blocked: false,
  alias: '',
  since: '2026-11-23T00:00:00.000Z',
  ...more,
});

const keys = (friends: NamedFriend[], query = '', ...open: FoldedGroup[]) =>
  friendRows(friends, query, new Set(open)).map((row) => row.key);

test('friends stand in Korean order, favourites also above', () => {
  assert.deepEqual(keys([friend('하늘'), friend('가람', { favourite: true })]), [
    'me',
    'favourites',
    'favourites 가람',
    'all',
    'all 가람',
    'all 하늘',
  ]);
});

test('the hidden and the blocked are folded away at the end', () => {
  const friends = [
    friend('하늘'),
    friend('가람', { hidden: true, favourite: true }),
    friend('나비', { blocked: true, hidden: true }),
  ];
  assert.deepEqual(keys(friends), ['me', 'all', 'all 하늘', 'hidden', 'blocked']);
  assert.deepEqual(keys(friends, '', 'hidden').slice(3), ['hidden', 'hidden 가람', 'blocked']);
  assert.deepEqual(keys(friends, '', 'blocked').slice(3), ['hidden', 'blocked', 'blocked 나비']);
});

test('a search shows only what it finds, the hidden too, never the blocked', () => {
  const friends = [
    friend('하늘'),
    friend('하루', { blocked: true }),
    friend('한별', { hidden: true }),
    friend('가람'),
  ];
  assert.deepEqual(keys(friends, 'ㅎ'), ['found', 'found 하늘', 'found 한별']);
  assert.deepEqual(keys(friends, '없음'), []);
});
