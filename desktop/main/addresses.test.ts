import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { isExternalLink, isOwnPage, parseServerUrl, rendererFile } from './addresses.ts';

test('only http(s) servers are accepted, without a trailing slash', () => {
  assert.equal(parseServerUrl(undefined), 'http://localhost:8081');
  assert.equal(parseServerUrl('https://chat.example.org/'), 'https://chat.example.org');
  assert.equal(parseServerUrl('https://chat.example.org/maru/?a=b#c'), 'https://chat.example.org/maru');
  for (const bad of ['', 'ftp://x', 'javascript:alert(1)', 'no address', 'https://user:secret@x']) {
    assert.throws(() => parseServerUrl(bad), /MARU_SERVER_URL/);
  }
});

test('only the own page is the own page', () => {
  assert.ok(isOwnPage('app://maru/index.html#room'));
  for (const url of [
    'app://evil/index.html',
    'https://maru/',
    'file:///app/maru',
    'app:maru',
    'http://app://maru',
  ]) {
    assert.ok(!isOwnPage(url), url);
  }
});

test('only web links without credentials leave for the browser', () => {
  assert.ok(isExternalLink('https://example.org/a?b#c'));
  assert.ok(isExternalLink('http://example.org/'));
  for (const url of [
    'ftp://example.org',
    'https://user:pass@example.org',
    'file:///etc/passwd',
    'javascript:1',
    'x',
  ]) {
    assert.ok(!isExternalLink(url), url);
  }
});

test('files are served from the folder of the renderer and from nowhere else', () => {
  const folder = join('/opt', 'maru', 'renderer');
  assert.equal(rendererFile(folder, 'app://maru/'), join(folder, 'index.html'));
  assert.equal(rendererFile(folder, 'app://maru/assets/a.js?x=1'), join(folder, 'assets', 'a.js'));
  for (const path of ['..%2f..%2fsecret', 'a%00b', '%E0%A4%A', '..%2frenderer-of-others%2fx']) {
    assert.equal(rendererFile(folder, `app://maru/${path}`), undefined, path);
  }
  assert.equal(rendererFile(folder, 'app://maru/%2e%2e/%2e%2e/etc/passwd'), join(folder, 'etc', 'passwd'));
  assert.equal(rendererFile(folder, 'app://other/index.html'), undefined);
});
