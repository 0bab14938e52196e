import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSendKey } from './composer-keys.ts';

const enter = {
  key: 'Enter',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  isComposing: false,
  keyCode: 13,
};

test('Enter sends, Shift+Enter and other keys do not', () => {
  assert.ok(isSendKey(enter, 'enter'));
  assert.ok(!isSendKey({ ...enter, shiftKey: true }, 'enter'));
  assert.ok(!isSendKey({ ...enter, key: 'a', keyCode: 65 }, 'enter'));
});

test('if it is so chosen, Enter alone sends nothing', () => {
  assert.ok(!isSendKey(enter, 'modEnter'));
  assert.ok(isSendKey({ ...enter, ctrlKey: true }, 'modEnter'));
  assert.ok(isSendKey({ ...enter, metaKey: true }, 'modEnter'));
  assert.ok(!isSendKey({ ...enter, ctrlKey: true, shiftKey: true }, 'modEnter'));
});

test('the Enter that ends a composed syllable never sends', () => {
  for (const chosen of ['enter', 'modEnter'] as const) {
    assert.ok(!isSendKey({ ...enter, ctrlKey: true, isComposing: true }, chosen));
    assert.ok(!isSendKey({ ...enter, ctrlKey: true, keyCode: 229 }, chosen));
  }
});
