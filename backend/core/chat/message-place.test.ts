import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { RoomId } from '../../contract/index.ts';
import { formatMessagePlace, parseMessagePlace } from './message-place.ts';

test('a place goes to the client and back unchanged', () => {
  for (const place of [
    { at: 0, seq: 1, roomId: 'a' as RoomId },
    { at: 1_795_000_000_123, seq: Number.MAX_SAFE_INTEGER, roomId: '-_x'.repeat(20) as RoomId },
  ])
    assert.deepEqual(parseMessagePlace(formatMessagePlace(place)), place);
});

test('what was not made here is no place', () => {
  const wrong = [
    '',
    '.',
    '1.1',
    '1.1.',
    '1.0.a',
    '1.-1.a',
    '-1.1.a',
    '1.1.a b',
    '1.1.a.b',
    '1e3.1.a',
    '1.1e3.a',
  ];
  const long = [
    `1.1.${'x'.repeat(65)}`,
    `${'9'.repeat(16)}.1.a`,
    `1.${'9'.repeat(17)}.a`,
    '1.1.a\n',
    ' 1.1.a',
    '1.1.a\0',
  ];
  for (const text of [...wrong, ...long])
    assert.equal(parseMessagePlace(text), undefined, JSON.stringify(text));
});
