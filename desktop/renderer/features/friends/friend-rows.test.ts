import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserId } from '../../../../backend/contract/index.ts';
import type { NamedFriend } from '../../state/named-friends.ts';
import { friendRows } from './friend-rows.ts';

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

const keys = (friends: NamedFriend[], query = '') => friendRows(friends, query).map((row) => row.key);

test('friends stand in Korean order, favourites also above, blocked ones below', () => {
  const friends = [friend('하늘'), friend('가람', { favourite: true }), friend('나비', { blocked: true })];
  assert.deepEqual(keys(friends), [
    'me',
    'favourites',
    'favourites 가람',
    'all',
    'all 가람',
    'all 하늘',
    'blocked',
    'blocked 나비',
  ]);
});

test('a search shows only what it finds, never the blocked', () => {
  const friends = [friend('하늘'), friend('하루', { blocked: true }), friend('가람')];
  assert.deepEqual(keys(friends, 'ㅎ'), ['found', 'found 하늘']);
  assert.deepEqual(keys(friends, '없음'), []);
});
