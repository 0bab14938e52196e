import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseServerAddress, shortAddress } from './server-address.ts';

test('a server is a web address without a trailing slash', () => {
  assert.equal(parseServerAddress(' https://talk.example.com/ '), 'https://talk.example.com');
  assert.equal(parseServerAddress('http://10.0.0.2:8081'), 'http://10.0.0.2:8081');
  assert.equal(parseServerAddress('https://example.com/maru/'), 'https://example.com/maru');
});

test('anything else is refused', () => {
  for (const text of ['', 'example.com', 'ftp://example.com', 'javascript:alert(1)'])
    assert.equal(parseServerAddress(text), undefined);
});

test('people read it without the protocol', () => {
  assert.equal(shortAddress('https://talk.example.com'), 'talk.example.com');
});
