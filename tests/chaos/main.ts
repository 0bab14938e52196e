/**
 * Lets servers and engines die under load, as often as one likes, on one stack: `npm run chaos -- --help`. Prints a line for each
 * run and a table at the end; exits with 1 when a message was lost, doubled or out of order or a pause was too long.
 */
import { availableParallelism, loadavg } from 'node:os';
import { Stack } from '../support/chaos-stack.ts';
import { drawn } from './deck.ts';
import { type Options, readOptions, usageOf } from './options.ts';
import { Random } from './random.ts';
import { runScenario } from './run-scenario.ts';
import type { Outcome, Scenario } from './scenario.ts';
import { scenarios } from './scenarios/index.ts';
import { formatTable, lineOf, seconds } from './table.ts';

async function main(): Promise<number> {
  const options = optionsOrNothing();
  if (!options) return 2;
  if (options.help) {
    console.log(usageOf(scenarios));
    return 0;
  }
  const outcomes = await runAll(options);
  const problems = outcomes.flatMap((outcome) =>
    outcome.problems.map((problem) => `${outcome.scenario}: ${problem}`),
  );
  console.log(`\n${formatTable(outcomes)}`);
  for (const problem of problems) console.log(`BROKEN: ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

function optionsOrNothing(): Options | undefined {
  try {
    return readOptions(process.argv.slice(2), scenarios);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usageOf(scenarios)}`);
    return undefined;
  }
}

async function runAll({ runs, seed, scenarios: chosen }: Options): Promise<Outcome[]> {
  const random = new Random(seed);
  const draws = runs === undefined ? chosen : drawn(chosen, runs, random);
  console.log(`${draws.length} runs, seed ${seed}, ${availableParallelism()} cores, Node ${process.version}`);
  const othersLoad = loadavg()[0] ?? 0;
  if (othersLoad > 0.5)
    console.log(`Others use this machine (load ${othersLoad.toFixed(1)}): pauses are longer than its own.`);
  await using stack = await Stack.start({ logIndex: true });
  const outcomes: Outcome[] = [];
  for (const scenario of draws) {
    const outcome = judged(scenario, await runScenario(stack, scenario, random));
    outcomes.push(outcome);
    tell(outcome, `${outcomes.length}/${draws.length}`);
  }
  return outcomes;
}

function judged({ mostPause }: Scenario, outcome: Outcome): Outcome {
  if (mostPause === undefined || outcome.longestPause <= mostPause) return outcome;
  const problem = `a room waited ${seconds(outcome.longestPause)} s, more than ${seconds(mostPause)} s`;
  return { ...outcome, problems: [...outcome.problems, problem] };
}

function tell(outcome: Outcome, place: string): void {
  console.log(`${place} ${outcome.problems.length > 0 ? 'BROKEN ' : ''}${lineOf(outcome)}`);
  console.log(`    ${outcome.notes.join('; ')}`);
}

// Whatever was started listens for this process's end and ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
process.exitCode = await main();
