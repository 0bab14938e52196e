import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorTable } from '../../../backend/contract/index.ts';
import { english } from './en.ts';
import { korean } from './ko.ts';
import { preferredLanguage } from './language.ts';
import { fullDay, listTime, sameDay, sameMinute, timeOfDay } from './times.ts';

/** Every key with its path; plural forms count as one, since languages have different ones. */
function keysOf(tree: object, path = ''): string[] {
  const keys = Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value, `${path}${key}.`) : [path + key.replace(/_(one|other)$/, '')],
  );
  return [...new Set(keys)].sort();
}

/** The {{holes}} of every text, by key. */
function holesOf(tree: object, path = ''): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, value]): [string, string[]][] =>
      typeof value === 'object'
        ? Object.entries(holesOf(value, `${path}${key}.`))
        : [[path + key.replace(/_(one|other)$/, ''), (value.match(/\{\{\w+\}\}/g) ?? []).sort()]],
    ),
  );
}

test('both languages say the same things', () => {
  assert.deepEqual(keysOf(korean), keysOf(english));
  assert.deepEqual(holesOf(korean), holesOf(english));
});

test('every error code has a sentence in both languages', () => {
  assert.deepEqual(Object.keys(korean.error).sort(), Object.keys(errorTable).sort());
  assert.deepEqual(Object.keys(english.error).sort(), Object.keys(errorTable).sort());
});

test('no text is empty', () => {
  const texts = (tree: object): string[] =>
    Object.values(tree).flatMap((value) => (typeof value === 'object' ? texts(value) : [value]));
  for (const text of [...texts(korean), ...texts(english)]) assert.notEqual(text.trim(), '');
});

test('Korean is the language unless English is wished for first', () => {
  assert.equal(preferredLanguage(['en-GB', 'ko']), 'en');
  assert.equal(preferredLanguage(['ko-KR', 'en']), 'ko');
  assert.equal(preferredLanguage(['fr', 'de']), 'ko');
  assert.equal(preferredLanguage([]), 'ko');
});

test('times read as people say them', () => {
  const now = new Date(2026, 10, 23, 18, 0);
  const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();
  const plain = (text: string) => text.replaceAll('\u202f', ' ');
  assert.equal(listTime(at(2026, 10, 23, 15, 12), 'ko', now), '오후 3:12');
  assert.equal(listTime(at(2026, 10, 22, 23, 59), 'ko', now), '어제');
  assert.equal(listTime(at(2026, 10, 22, 23, 59), 'en', now), 'Yesterday');
  assert.equal(listTime(at(2026, 10, 20, 1, 0), 'ko', now), '11월 20일');
  assert.equal(listTime(at(2025, 10, 20, 1, 0), 'ko', now), '2025. 11. 20.');
  assert.equal(fullDay(at(2026, 10, 23, 1, 0), 'ko'), '2026년 11월 23일 월요일');
  assert.equal(plain(timeOfDay(at(2026, 10, 23, 15, 12), 'en')), '3:12 PM');
});

test('days and minutes are told apart', () => {
  const at = (minute: number, second = 0) => new Date(2026, 10, 23, 23, minute, second).toISOString();
  assert.ok(sameMinute(at(1, 0), at(1, 59)));
  assert.ok(!sameMinute(at(1, 59), at(2, 0)));
  assert.ok(sameDay(at(0), at(59)));
  assert.ok(!sameDay(at(59), at(60)));
});
