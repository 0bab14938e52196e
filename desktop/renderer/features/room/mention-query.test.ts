import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { UserId } from '../../../../backend/contract/index.ts';
import { mentionQueryAt, mentionsIn, namedIn } from './mention-query.ts';

test('an @ that begins a word starts a mention, with what follows up to the cursor', () => {
  assert.deepEqual(mentionQueryAt('@', 1), { start: 0, query: '' });
  assert.deepEqual(mentionQueryAt('안녕 @ㄱㅁ', 6), { start: 3, query: 'ㄱㅁ' });
  assert.deepEqual(mentionQueryAt('안녕 @김민 뒤', 6), { start: 3, query: '김민' });
  for (const text of ['mail@example', '@김 민', 'a', ''])
    assert.equal(mentionQueryAt(text, text.length), undefined, text);
});

test('chosen names are found wherever they stand, the longer one first', () => {
  const [min, minsu] = ['min', 'minsu'] as UserId[] as [UserId, UserId];
  const chosen = [
    { userId: min, name: '김민' },
    { userId: minsu, name: '김민수' },
    { userId: 'all' as const, name: '모두' },
  ];
  assert.deepEqual(mentionsIn('@김민수 @김민 @모두, @다른', chosen), [
    { userId: minsu, start: 0, length: 4 },
    { userId: min, start: 5, length: 3 },
    { userId: 'all', start: 9, length: 3 },
  ]);
  assert.deepEqual(mentionsIn('김민', chosen), []);
});

test('an edit knows who was meant before', () => {
  const mentions = [{ userId: 'min' as UserId, start: 3, length: 3 }];
  const named = namedIn({ message: '안녕 @김민 님', mentions });
  assert.deepEqual(named, [{ userId: 'min', name: '김민' }]);
  assert.deepEqual(mentionsIn('@김민 안녕', named), [{ userId: 'min', start: 0, length: 3 }]);
  assert.deepEqual(namedIn({ message: '안녕' }), []);
});
