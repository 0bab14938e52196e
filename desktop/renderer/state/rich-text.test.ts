import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainText, richText } from './rich-text.ts';

const shown = (text: string) => richText(text).map(({ is, text: part }) => `${is}:${part}`);

test('the marks that people know', () => {
  assert.deepEqual(shown('**굵게** 그리고 *기울여* ~~지움~~ `코드`'), [
    'bold:굵게',
    'text: 그리고 ',
    'italic:기울여',
    'text: ',
    'strike:지움',
    'text: ',
    'code:코드',
  ]);
  assert.deepEqual(shown('봐:\n```\nlet a = *1*;\n```'), ['text:봐:\n', 'block:let a = *1*;']);
});

test('what only looks like a mark stays as it is', () => {
  for (const text of ['3 * 4 * 5', '**', '* *', '`', '~~ 가 ~~', 'http:', '2*3', '한*글', '``'])
    assert.deepEqual(shown(text), [`text:${text}`]);
});

test('addresses end before the marks of the sentence', () => {
  assert.deepEqual(shown('보세요 https://maru.example/a?b=1, 어때요?'), [
    'text:보세요 ',
    'link:https://maru.example/a?b=1',
    'text:, 어때요?',
  ]);
});

test('mentions stand where they were made, and those outside the text are left out', () => {
  const pieces = richText('@하루 안녕 **@나라**', [
    { userId: 'haru', start: 0, length: 3 },
    { userId: 'nara', start: 50, length: 3 },
  ]);
  assert.deepEqual(pieces.slice(0, 2), [
    { is: 'mention', text: '@하루', userId: 'haru' },
    { is: 'text', text: ' 안녕 ' },
  ]);
  assert.deepEqual(pieces.at(-1), { is: 'bold', text: '@나라' });
});

test('any text comes back whole but for its marks, and quickly', () => {
  const letters = fc.constantFrom('*', '~', '`', ' ', 'a', '가', '\n', 'https://', '.');
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      const bare = (value: string) => value.replace(/[*~`\n]/g, '');
      assert.equal(
        bare(
          richText(text)
            .map((piece) => piece.text)
            .join(''),
        ),
        bare(text),
      );
    }),
  );
  const since = performance.now();
  richText('*'.repeat(10_000));
  richText('~~a'.repeat(5_000));
  assert.ok(performance.now() - since < 2_000, 'no explosion');
});

test('one line of a text goes without its marks', () => {
  assert.equal(plainText('네, **꼭** 갈게요 `ls` ~~말고~~\n```\n물\n```'), '네, 꼭 갈게요 ls 말고\n물');
  assert.equal(plainText('3 * 4 * 5'), '3 * 4 * 5');
});
