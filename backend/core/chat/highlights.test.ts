import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { highlightsOf } from './highlights.ts';
import { queryForm, searchForm } from './search-terms.ts';

/** The parts of a text that are highlighted. */
const marked = (text: string, query: string): string[] =>
  highlightsOf(text, queryForm(query)).map(({ start, length }) => text.slice(start, start + length));

test('highlights are places in the text as it is stored, however it is folded', () => {
  const nfd = '한글 조합'.normalize('NFD');
  const cases: [string, string, string[]][] = [
    ['내일 점심 먹자, 점심!', '점심', ['점심', '점심']],
    ['Hello HELLO', 'hello', ['Hello', 'HELLO']],
    ['점심   먹자', '점심 먹', ['점심   먹']],
    ['점심\n\t먹자', '점심 먹', ['점심\n\t먹']],
    ['Straße', 'STRASSE', ['Straße']],
    ['Straße', 'as', ['aß']],
    ['Straße', 's', ['S', 'ß']],
    ['ßß', 'ss', ['ß', 'ß']],
    ['ΣΊΣΥΦΟΣ σίσυφος', 'σίσυφος', ['ΣΊΣΥΦΟΣ', 'σίσυφος']],
    [nfd, '글 조', ['글 조'.normalize('NFD')]],
    ['cafe\u0301 noir', 'É N', ['e\u0301 n']],
    ['ı İstanbul', 'i\u0307stan', ['İstan']],
    ['👩‍👩‍👧‍👦 가족 👩‍👩‍👧‍👦', '가족', ['가족']],
    ['가족 👩‍👩‍👧‍👦!', '👩‍👩‍👧‍👦', ['👩‍👩‍👧‍👦']],
    ['ﬁne ﬁ', 'fi', ['ﬁ', 'ﬁ']],
    ['aaaa', 'aa', ['aa', 'aa']],
    ['ㅋㅋㅋ 하', 'ㅋ', ['ㅋ', 'ㅋ', 'ㅋ']],
    ['하하', 'ㅎ', []],
    ['100%_*"', '%_*"', ['%_*"']],
    ['없다', '있다', []],
    ['', '있다', []],
  ];
  for (const [text, query, expected] of cases)
    assert.deepEqual(marked(text, query), expected, `${text} / ${query}`);
});

test('a long text has a bounded number of highlights', () => {
  assert.equal(highlightsOf('가'.repeat(10_000), '가').length, 20);
});

const letters = fc.constantFrom(
  ...[
    '가',
    '각',
    '나',
    ' ',
    '  ',
    '\n',
    'a',
    'A',
    'ß',
    'ẞ',
    'İ',
    'Σ',
    'ς',
    'é',
    'e',
    '\u0301',
    '\u0345',
    'ᾳ',
  ],
  ...['ᄒ', 'ᅡ', 'ᆫ', 'ﬁ', '👍🏽', '👩‍👧', '\u200d', 'が', 'か', '\u3099', 'ŉ', 'ǰ', '\u1e9b\u0323'],
);
const texts = fc.oneof(
  fc.array(letters, { maxLength: 30 }).map((parts) => parts.join('')),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }).map((text) => text.toWellFormed()),
);

test('whatever a text is made of, a part of what is searched is highlighted by what covers it', () => {
  fc.assert(
    fc.property(texts, fc.nat(), fc.integer({ min: 1, max: 8 }), (text, from, length) => {
      const form = searchForm(text);
      const query = form
        .slice(from % (form.length + 1))
        .slice(0, length)
        .trim();
      fc.pre(query !== '' && query.isWellFormed());
      const found = highlightsOf(text, query);
      assert.ok(found.length > 0);
      let end = 0;
      for (const highlight of found) {
        assert.ok(highlight.start >= end && highlight.length > 0);
        end = highlight.start + highlight.length;
        assert.ok(end <= text.length);
        const covered = text.slice(highlight.start, end);
        assert.ok(searchForm(covered).includes(query), JSON.stringify([text, query, covered]));
      }
    }),
    { numRuns: 2_000 },
  );
});
