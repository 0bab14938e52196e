import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from './fold.ts';

test('folds letter case and composition, and nothing else', () => {
  const same: [string, string][] = [
    ['KimHaneul', 'kimhaneul'],
    ['각'.normalize('NFD'), '각'],
    ['Straße', 'STRASSE'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['É'.normalize('NFD'), 'é'],
  ];
  for (const [one, other] of same) assert.equal(fold(one), fold(other));
  assert.notEqual(fold('e'), fold('é'));
  assert.notEqual(fold('가'), fold('각'));
});
