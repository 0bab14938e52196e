import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitsGraphemes, fold, isStorable, messageText, optionalText, shortText } from './text.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });

test('graphemes are counted as people see them', () => {
  for (const one of ['가', '각'.normalize('NFD'), '👨‍👩‍👧‍👦', '🇰🇷', 'e\u0301', '\r\n']) {
    assert.equal(fitsGraphemes(one, 1), true, one);
    assert.equal(fitsGraphemes(one.repeat(3), 2), false, one);
    assert.equal(fitsGraphemes(one.repeat(3), 3), true, one);
  }
  assert.equal(fitsGraphemes('', 0), true);
});

test('a text is storable when it survives UTF-8 and C strings', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const survives = Buffer.from(text).toString() === text && !text.includes('\0');
      assert.equal(isStorable(text), survives);
    }),
  );
  for (const broken of ['\ud800', '\udfff', 'a\udc00', '\ud83d', '\0'])
    assert.equal(isStorable(broken), false);
});

test('what is accepted is NFC, and accepting it again changes nothing', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const rule of [messageText, shortText(30), optionalText(30)]) {
        const { data } = rule.safeParse(text);
        if (data === undefined) continue;
        assert.equal(data, data.normalize('NFC'));
        assert.equal(rule.parse(data), data);
      }
    }),
  );
});

test('names are trimmed and must not be empty, unless they may', () => {
  assert.equal(shortText(5).parse('  이름 '), '이름');
  assert.equal(shortText(5).safeParse('   ').success, false);
  assert.equal(optionalText(5).parse('   '), '');
  assert.equal(shortText(2).safeParse('세글자').success, false);
});

test('a message keeps its spaces', () => {
  assert.equal(messageText.parse('  안\n녕  '), '  안\n녕  ');
});

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
