/** What finds faults must find them; what draws scenarios must leave none out. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ChatMessage } from '../../backend/contract/index.ts';
import type { Acknowledgement } from '../support/chaos-acknowledgements.ts';
import { findingsIn, noFindings } from '../support/chaos-findings.ts';
import { drawn } from './deck.ts';
import { readOptions } from './options.ts';
import { Random } from './random.ts';
import type { Scenario } from './scenario.ts';
import { formatTable } from './table.ts';

const message = (seq: number, of = `c${seq}`) =>
  ({ seq, messageId: `m${seq}`, clientMessageId: of }) as ChatMessage;
const acknowledged = (...ids: string[]) =>
  ids.map((clientMessageId) => ({ clientMessageId }) as Acknowledgement);
const all = [message(1), message(2), message(3)];

describe('what must hold after a failure', () => {
  test('nothing is found where everything is right', () => {
    assert.deepEqual(findingsIn(all, acknowledged('c1', 'c2', 'c3'), [all, all]), noFindings);
  });

  test('a message that was acknowledged and is not stored is lost', () => {
    assert.equal(findingsIn(all, acknowledged('c1', 'c4'), []).lost, 1);
  });

  test('a message that is stored again under a new seq is doubled', () => {
    assert.equal(findingsIn([...all, message(4, 'c2')], [], []).doubled, 1);
  });

  test('a seq that is left out or comes twice is a gap, also at the beginning', () => {
    assert.equal(findingsIn([message(1), message(3), message(4)], [], []).gaps, 1);
    assert.equal(findingsIn([message(1), message(2), message(2)], [], []).gaps, 1);
    assert.equal(findingsIn([message(2)], [], []).gaps, 1);
  });

  test('whoever saw too little or something else is out of order', () => {
    const seen = [all, all.slice(0, 2), [message(2), message(1), message(3)]];
    assert.equal(findingsIn(all, [], seen).disordered, 2);
  });
});

describe('what the command line chooses', () => {
  const scenario = (name: string, weight?: number): Scenario => ({
    name,
    what: 'nothing',
    ...(weight ? { weight } : {}),
    harm: async () => {},
  });
  const some = [scenario('often', 3), scenario('once'), scenario('rare')];
  const names = (seed: number, count: number) => drawn(some, count, new Random(seed)).map(({ name }) => name);

  test('every scenario comes as often as it weighs before any comes again', () => {
    for (const seed of [1, 2, 3])
      assert.deepEqual(names(seed, 5).toSorted(), ['often', 'often', 'often', 'once', 'rare'].toSorted());
    assert.equal(names(1, 7).length, 7);
  });

  test('a seed draws the same again, another one does not', () => {
    assert.deepEqual(names(7, 40), names(7, 40));
    assert.notDeepEqual(names(7, 40), names(8, 40));
  });

  test('what cannot be meant is refused in words', () => {
    assert.throws(() => readOptions(['--only', 'nothing'], some), /There is no scenario nothing/);
    assert.throws(() => readOptions(['--runs', 'many'], some), /--runs wants a whole number/);
    assert.throws(() => readOptions(['--help-me'], some), /--help-me/);
  });

  test('the table adds up a scenario and shows its middle and its longest pause', () => {
    const outcome = { ...noFindings, acknowledged: 500, took: 0, notes: [], problems: [] };
    const pauses = [1_000, 5_000, 3_000].map((longestPause) => ({
      ...outcome,
      scenario: 'often',
      longestPause,
    }));
    const line = formatTable([...pauses, { ...outcome, lost: 1, scenario: 'once', longestPause: 200 }]);
    assert.match(line, /often +3 +1,500 +0 +0 +0 +0 +3\.0 +5\.0\n/);
    assert.match(line, /once +1 +500 +1 +0 +0 +0 +0\.2 +0\.2\n/);
    assert.match(line, /all +4 +2,000 +1 +0 +0 +0$/);
  });
});
