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

test('a syllable that is being typed finds what it may become', () => {
  for (const query of ['ㄱ', '기', '김', '김ㅁ', '김미', '김민', '김ㅁㅅ', '미'])
    assert.ok(matchesName('김민수', query), query);
  assert.ok(matchesName('달기', '닭'));
  assert.ok(matchesName('과일', '고'));
  for (const query of ['이', '깁', '김ㅅ', '김민수아', '수ㅇ'])
    assert.ok(!matchesName('김민수', query), query);
});

test('initials that the input method has joined are still initials', () => {
  assert.ok(matchesName('강수진', 'ㄳ'));
  assert.ok(matchesName('윤보라', 'ㅂㄹ'));
  assert.ok(!matchesName('강진수', 'ㄳ'));
});

test('other scripts and emoji are letters like any other', () => {
  assert.ok(matchesName('José 😀', 'jos'));
  assert.ok(matchesName('José 😀', '😀'));
  assert.ok(!matchesName('José', '😀'));
});

test('an empty query finds everyone', () => assert.ok(matchesName('김민수', ' ')));
