import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { emoji } from './message.ts';
import { editedMessage, type OutgoingMessage } from './outgoing-message.ts';

type Places = [start: number, length: number][];

function write(message: string, ...places: Places) {
  const mentions = places.map(([start, length]) => ({ userId: 'jimin', start, length }));
  return editedMessage.safeParse({ message, mentions });
}

/** The parts of the parsed text that its mentions name. */
function named({ message, mentions = [] }: Pick<OutgoingMessage, 'message' | 'mentions'>): string[] {
  return mentions.map(({ start, length }) => message.slice(start, start + length));
}

test('a mention names the same part of the text before and after it was composed', () => {
  const parts = fc.array(
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('한글 조합', 'é', '👨‍👩‍👧‍👦', 'Å', 'क़'),
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(parts, parts, (before, after) => {
      const [first, name] = [before.join(' ').normalize('NFD'), '@김하늘'.normalize('NFD')];
      const { data } = write(`${first} ${name} ${after.join('')}`, [first.length + 1, name.length]);
      assert.deepEqual(data && named(data), ['@김하늘']);
    }),
    { numRuns: 300 },
  );
  const decomposed = '각 @나라'.normalize('NFD');
  const { data } = write(decomposed, [decomposed.indexOf('@'), '@나라'.normalize('NFD').length]);
  assert.deepEqual(data?.mentions, [{ userId: 'jimin', start: 2, length: 3 }]);
});

test('mentions come in the order of their places', () => {
  const { data } = write('@나라 @하루', [4, 3], [0, 3]);
  assert.deepEqual(data && named(data), ['@나라', '@하루']);
});

test('a mention outside the text, over another or through a character is refused', () => {
  const refused: [string, Places][] = [
    ['@나라', [[0, 4]]],
    ['@나라', [[3, 1]]],
    ['@나라', [[4, 1]]],
    ['@나라', [[Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER]]],
    [
      '@나라 @하루',
      [
        [0, 5],
        [4, 3],
      ],
    ],
    [
      '@나라',
      [
        [0, 3],
        [0, 3],
      ],
    ],
    ['👍나라', [[1, 2]]],
    ['나라👍', [[0, 3]]],
    ['각'.normalize('NFD'), [[0, 1]]],
    ['각'.normalize('NFD'), [[1, 2]]],
    ['각'.normalize('NFD'), [[0, 4]]],
    ['@나라', [[-1, 2]]],
    ['@나라', [[0, 0]]],
    ['@나라', Array.from({ length: 51 }, () => [0, 1] as [number, number])],
  ];
  for (const [message, places] of refused)
    assert.equal(write(message, ...places).success, false, JSON.stringify([message, places]));
  assert.equal(write('@나라@하루', [0, 3], [3, 3]).success, true, 'side by side is not over each other');
});

test('one emoji is what people see as one', () => {
  for (const one of ['👍', '👍🏽', '❤️', '👨‍👩‍👧‍👦', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🇰🇷', '1️⃣', '#️⃣', '👩🏽‍❤️‍💋‍👨🏿', '🏳️‍🌈'])
    assert.equal(emoji.safeParse(one).success, true, one);
  for (const none of [
    '',
    ' ',
    'a',
    '1',
    '❤',
    '👍👍',
    '👍 ',
    '\ud83d',
    '🇰',
    '가',
    '\u200d',
    '👍\0',
    '__proto__',
  ])
    assert.equal(emoji.safeParse(none).success, false, JSON.stringify(none));
});
