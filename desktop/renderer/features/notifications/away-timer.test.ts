import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { awayAfter, createAwayTimer } from './away-timer.ts';

let now = 0;
let timer: { at: number; run: () => void } | undefined;
const clock = {
  now: () => now,
  after: (milliseconds: number, run: () => void) => {
    timer = { at: now + milliseconds, run };
    return () => {
      timer = undefined;
    };
  },
};

function pass(milliseconds: number): void {
  const end = now + milliseconds;
  while (timer && timer.at <= end) {
    const { at, run } = timer;
    timer = undefined;
    now = at;
    run();
  }
  now = end;
}

beforeEach(() => {
  timer = undefined;
});

test('without input somebody is away, and back with the next', () => {
  const told: string[] = [];
  const away = createAwayTimer(clock, (state) => told.push(state));
  pass(awayAfter - 1);
  assert.deepEqual(told, []);
  pass(1);
  assert.deepEqual(told, ['away']);
  pass(awayAfter * 3);
  away.touch();
  away.touch();
  assert.deepEqual(told, ['away', 'online']);
  pass(awayAfter);
  assert.deepEqual(told, ['away', 'online', 'away']);
});

test('input puts it off', () => {
  const told: string[] = [];
  const away = createAwayTimer(clock, (state) => told.push(state));
  for (let minute = 0; minute < 20; minute++) {
    pass(60_000);
    away.touch();
  }
  assert.deepEqual(told, []);
  pass(awayAfter);
  assert.deepEqual(told, ['away']);
});

test('nothing is told after the end', () => {
  const told: string[] = [];
  createAwayTimer(clock, (state) => told.push(state)).stop();
  pass(awayAfter * 2);
  assert.deepEqual(told, []);
});
