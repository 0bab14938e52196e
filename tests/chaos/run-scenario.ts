import { setTimeout as pause } from 'node:timers/promises';
import { noFindings, wrongsOf } from '../support/chaos-findings.ts';
import { Load } from '../support/chaos-load.ts';
import type { Stack } from '../support/chaos-stack.ts';
import type { Random } from './random.ts';
import { type Outcome, type Scenario, services } from './scenario.ts';

/** Milliseconds of quiet talk before the harm and after it. */
const quiet = 2_000;

/** Lets a scenario happen in the middle of a load, mends what it broke, and tells what came of it. Never rejects. */
export async function runScenario(stack: Stack, scenario: Scenario, random: Random): Promise<Outcome> {
  const begin = performance.now();
  const outcome = nothingYet(scenario.name);
  try {
    await stack.restore(services);
    const deadLetters = await stack.deadLetters();
    await harm(stack, scenario, random, outcome);
    await stack.restore(services);
    const dead = (await stack.deadLetters()) - deadLetters;
    if (dead > 0) outcome.problems.push(`${dead} dead letters`);
  } catch (error) {
    outcome.problems.push((error as Error).stack ?? String(error));
  }
  for (const name of ['lost', 'doubled', 'gaps', 'disordered'] as const)
    if (outcome[name] > 0) outcome.problems.push(`${name}: ${outcome[name]}`);
  return { ...outcome, took: performance.now() - begin };
}

async function harm(stack: Stack, scenario: Scenario, random: Random, outcome: Outcome): Promise<void> {
  await using load = await Load.start({ fronts: () => stack.fronts });
  await pause(quiet);
  const since = performance.now();
  try {
    await scenario.harm({ stack, load, random, note: (text) => outcome.notes.push(text) });
    await load.flows();
    await pause(quiet);
    outcome.longestPause = load.longestPause(since);
    Object.assign(outcome, await load.finish());
  } finally {
    outcome.acknowledged = load.acknowledged.count;
    outcome.notes.push(load.summary());
    outcome.problems.push(...wrongsOf(load.clients), ...fallenOf(stack));
  }
}

const fallenOf = (stack: Stack): string[] =>
  stack.servers
    .filter(({ hasFallen }) => hasFallen)
    .map(({ service, output }) => `${service} ended by itself: ${output.slice(-2_000)}`);

const nothingYet = (scenario: string): Outcome => ({
  scenario,
  ...noFindings,
  acknowledged: 0,
  longestPause: 0,
  took: 0,
  notes: [],
  problems: [],
});
