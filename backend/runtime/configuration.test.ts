import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { readConfiguration, StartError } from './configuration.ts';

test('without settings Maru runs on embedded engines in ./data', () => {
  const { MARU_STORE, MARU_EVENT_LOG, MARU_FRONT_PORT, MARU_WEB_PORT, MARU_HOST } = readConfiguration({});
  assert.deepEqual([MARU_STORE, MARU_EVENT_LOG], ['embedded:./data', 'embedded:./data']);
  assert.deepEqual([MARU_FRONT_PORT, MARU_WEB_PORT, MARU_HOST], [8081, 8080, '127.0.0.1']);
});

test('every wrong setting is named in one line, without its value', () => {
  const wrong = { MARU_FRONT_PORT: '99999', MARU_SECRET: 'hunter2', MARU_LOG_LEVEL: 'loud' };
  assert.throws(
    () => readConfiguration(wrong),
    (error: unknown) => {
      assert.ok(error instanceof StartError);
      for (const name of Object.keys(wrong)) assert.match(error.message, new RegExp(name));
      assert.doesNotMatch(error.message, /\n|hunter2/);
      return true;
    },
  );
});
