import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keywordsMost, preferencesIn, withKeyword } from './preference-values.ts';

test('somebody new gets the defaults in the language of the system', () => {
  const fresh = preferencesIn(null, 'en');
  assert.equal(fresh.language, 'en');
  assert.equal(fresh.theme, 'system');
  assert.equal(fresh.notifications.on, true);
  assert.deepEqual(fresh.notifications.keywords, []);
});

test('what an older version stored is kept, and what is new gets its default', () => {
  const old = preferencesIn('{"language":"ko","theme":"dark"}', 'en');
  assert.equal(old.language, 'ko');
  assert.equal(old.theme, 'dark');
  assert.equal(old.textSize, 'normal');
});

test('a broken part costs only itself', () => {
  const stored = { theme: 'pink', textSize: 'large', notifications: { quietFrom: '25:00', preview: false } };
  const read = preferencesIn(JSON.stringify(stored), 'ko');
  assert.equal(read.theme, 'system');
  assert.equal(read.textSize, 'large');
  assert.equal(read.notifications.quietFrom, '22:00');
  assert.equal(read.notifications.preview, false);
  for (const broken of ['{', '3', 'null', '[]']) assert.equal(preferencesIn(broken, 'ko').sendKey, 'enter');
});

test('a word is kept once, without spaces around it, and not without end', () => {
  assert.deepEqual(withKeyword([], '  회의 '), ['회의']);
  assert.deepEqual(withKeyword(['회의'], '회의'), ['회의']);
  assert.deepEqual(withKeyword(['회의'], '   '), ['회의']);
  const full = Array.from({ length: keywordsMost }, (_, index) => `${index}`);
  assert.deepEqual(withKeyword(full, '또'), full);
});
