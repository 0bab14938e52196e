/**
 * Servers and engines that die or freeze under a steady load: nothing acknowledged is lost, doubled or out of order. How long
 * people wait depends on the machine, so it is told here and judged by `npm run chaos`.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Stack } from '../support/chaos-stack.ts';
import { Random } from './random.ts';
import { runScenario } from './run-scenario.ts';
import { scenarios } from './scenarios/index.ts';
import { lineOf } from './table.ts';

describe('servers and engines that die', () => {
  let stack: Stack;
  before(async () => {
    stack = await Stack.start({ logIndex: true });
  });
  after(async () => {
    await stack?.[Symbol.asyncDispose]();
  });

  for (const [at, scenario] of scenarios.entries())
    test(`${scenario.name}: ${scenario.what}`, async (context) => {
      const outcome = await runScenario(stack, scenario, new Random(at));
      context.diagnostic(lineOf(outcome));
      for (const note of outcome.notes) context.diagnostic(note);
      assert.deepEqual(outcome.problems, []);
    });
});
