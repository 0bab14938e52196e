import assert from 'node:assert/strict';
import { test } from 'node:test';
import { escapeHeader, plainHeaderName, unescapeHeader } from './escapes.ts';

test('1.2 escapes colon, line feed, carriage return and backslash, and reads them back', () => {
  assert.equal(escapeHeader('a:b\nc\rd\\e', '1.2'), 'a\\cb\\nc\\rd\\\\e');
  assert.equal(unescapeHeader('a\\cb\\nc\\rd\\\\e', '1.2'), 'a:b\nc\rd\\e');
});

test('1.1 leaves the carriage return alone and knows no escape for it', () => {
  assert.equal(escapeHeader('a\rb:', '1.1'), 'a\rb\\c');
  assert.throws(() => unescapeHeader('a\\r', '1.1'), { code: 'undefined-escape' });
});

test('an undefined escape and a lone backslash at the end are fatal from 1.1 on', () => {
  for (const version of ['1.1', '1.2'] as const) {
    assert.throws(() => unescapeHeader('a\\t', version), { code: 'undefined-escape' });
    assert.throws(() => unescapeHeader('a\\', version), { code: 'undefined-escape' });
    assert.throws(() => unescapeHeader('\\\n', version), { code: 'undefined-escape' });
  }
});

test('1.0 has no escapes: text stays, and no value can start a line or end a frame', () => {
  assert.equal(unescapeHeader('a\\nb', '1.0'), 'a\\nb');
  assert.equal(escapeHeader('a\\:b', '1.0'), 'a\\:b');
  assert.equal(escapeHeader('a\nadmin:true\0', '1.0'), 'a admin:true ');
  assert.equal(plainHeaderName('a:b\n'), 'a b ');
});

test('NUL has no escape in any version and becomes a space', () => {
  assert.equal(escapeHeader('a\0b', '1.1'), 'a b');
  assert.equal(escapeHeader('a\0b', '1.2'), 'a b');
});
