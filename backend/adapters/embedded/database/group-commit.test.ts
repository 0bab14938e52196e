import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { GroupCommit } from './group-commit.ts';

/** A transaction that writes down what happens to it. */
function recorder(fail: { commit?: boolean } = {}) {
  const steps: string[] = [];
  const step = (name: string) => () => void steps.push(name);
  const commit = (): void => {
    if (fail.commit) throw new Error('no COMMIT');
    steps.push('commit');
  };
  const group = new GroupCommit({
    begin: step('begin'),
    commit,
    rollback: step('rollback'),
    committed: step('committed'),
    rolledBack: step('rolled back'),
  });
  const write = (name: string): Promise<string> =>
    group.run(() => {
      steps.push(name);
      return name;
    });
  return { group, steps, write };
}

describe('GroupCommit', () => {
  test('puts the writes of one turn into one transaction, in order', async () => {
    const { steps, write } = recorder();
    assert.deepEqual(await Promise.all(['a', 'b', 'c'].map(write)), ['a', 'b', 'c']);
    assert.deepEqual(steps, ['begin', 'a', 'b', 'c', 'commit', 'committed']);
  });

  test('what is asked for while a group settles goes into the next', async () => {
    const { steps, write } = recorder();
    await write('a').then(() => write('b'));
    assert.deepEqual(steps, ['begin', 'a', 'commit', 'committed', 'begin', 'b', 'commit', 'committed']);
  });

  test('a write that throws fails alone', async () => {
    const { group, steps, write } = recorder();
    const bad = (): Promise<never> =>
      group.run(() => {
        throw new Error('bad');
      });
    const results = await Promise.allSettled([write('a'), bad(), write('b')]);
    assert.deepEqual(
      results.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
    const undone = ['begin', 'a', 'rollback', 'rolled back'];
    const apart = ['begin', 'a', 'commit', 'committed', 'begin', 'rollback', 'rolled back'];
    assert.deepEqual(steps, [...undone, ...apart, 'begin', 'b', 'commit', 'committed']);
  });

  test('a COMMIT that fails rejects the whole group', async () => {
    const fail = { commit: true };
    const { write } = recorder(fail);
    const results = await Promise.allSettled([write('a'), write('b')]);
    for (const result of results) assert.equal(result.status, 'rejected');
    fail.commit = false;
    assert.equal(await write('c'), 'c');
  });

  test('a very long queue is committed in parts, so that the loop gets its turns', async () => {
    const { steps, write } = recorder();
    const many = Array.from({ length: 2_500 }, (_, at) => `${at}`);
    assert.deepEqual(await Promise.all(many.map(write)), many);
    assert.equal(steps.filter((step) => step === 'commit').length, 3);
  });

  test('while paused, writes wait; nothing else is lost', async () => {
    const { group, steps, write } = recorder();
    const early = write('a');
    group.pause();
    const late = write('b');
    await nextTurn();
    assert.deepEqual(steps, []);
    group.resume();
    assert.deepEqual(await Promise.all([early, late]), ['a', 'b']);
    assert.deepEqual(steps, ['begin', 'a', 'b', 'commit', 'committed']);
  });

  test('flush commits what is waiting, now', async () => {
    const { group, steps, write } = recorder();
    const waiting = write('a');
    group.flush();
    assert.deepEqual(steps, ['begin', 'a', 'commit', 'committed']);
    assert.equal(await waiting, 'a');
  });
});
