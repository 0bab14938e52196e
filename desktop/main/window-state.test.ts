import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptLooks, placeWindow, plainLook, roomSize, smallestSize, withLook } from './window-state.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };

test('the window opens where it was', () => {
  const saved = { x: 100, y: 50, width: 900, height: 700 };
  assert.deepEqual(placeWindow(saved, [screen], roomSize), saved);
});

test('a window on a screen that is gone opens at the default', () => {
  const saved = { x: 2500, y: 50, width: 900, height: 700 };
  assert.deepEqual(placeWindow(saved, [screen], roomSize), roomSize);
  assert.deepEqual(placeWindow(saved, [screen, { ...screen, x: 1920 }], roomSize), saved);
});

test('a window never opens too small to use', () => {
  const { width, height } = placeWindow({ x: 0, y: 0, width: 90, height: 1 }, [screen], roomSize);
  assert.deepEqual({ width, height }, smallestSize);
});

test('the windows that were changed last are remembered, a hundred of them', () => {
  let looks = withLook([], 'main/', { ...plainLook, opacity: 0.5 });
  for (let room = 1; room <= 99; room++) looks = withLook(looks, `room-${room}`, plainLook);
  looks = withLook(looks, 'main/', { ...plainLook, alwaysOnTop: true });
  looks = withLook(looks, 'room-100', plainLook);
  assert.deepEqual([looks.length, looks[0]?.[0], looks.at(-2)?.[0]], [100, 'room-2', 'main/']);
  assert.deepEqual(keptLooks.parse(JSON.parse(JSON.stringify(looks))), looks);
});
