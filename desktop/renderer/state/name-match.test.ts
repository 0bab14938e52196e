import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initialsOf, matchesName } from './name-match.ts';

test('a part of a name finds it, whatever the case and the spaces', () => {
  assert.ok(matchesName('김민수', '민수'));
  assert.ok(matchesName('Kim Minsu', 'kimm'));
  assert.ok(matchesName('김민수'.normalize('NFD'), '민수'));
  assert.ok(!matchesName('김민수', '영희'));
});

test('initial consonants find a Korean name', () => {
  assert.equal(initialsOf('꿀벌 Bee'), 'ㄲㅂ Bee');
  assert.ok(matchesName('김민수', 'ㄱㅁ'));
  assert.ok(matchesName('김민수', 'ㅁㅅ'));
  assert.ok(!matchesName('김민수', 'ㅇㅎ'));
});

test('an empty query finds everyone', () => assert.ok(matchesName('김민수', ' ')));
