import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultSize, parseBounds, placeWindow, smallestSize } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };

test('the window opens where it was', () => {
  const saved = { x: 100, y: 50, width: 900, height: 700 };
  assert.deepEqual(placeWindow(parseBounds(JSON.stringify(saved)), [screen]), saved);
});

test('a window on a screen that is gone opens at the default', () => {
  const saved = { x: 2500, y: 50, width: 900, height: 700 };
  assert.deepEqual(placeWindow(saved, [screen]), defaultSize);
  assert.deepEqual(placeWindow(saved, [screen, { ...screen, x: 1920 }]), saved);
});

test('a window never opens too small to use', () => {
  const { width, height } = placeWindow({ x: 0, y: 0, width: 90, height: 1 }, [screen]);
  assert.deepEqual({ width, height }, smallestSize);
});

test('a damaged file is like none', () => {
  for (const text of ['', '{', 'null', '{"x":1}', '{"x":"1","y":0,"width":5,"height":5}', '[]']) {
    assert.equal(parseBounds(text), undefined, text);
  }
});
