/**
 * How fast Maru is: the production server as a child process, the load clients in this one, real sockets in between.
 * Prints a table; exits with 1 when a message got lost, came twice or out of order. Missed targets are printed, not punished.
 */
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import type { Bench, Measurement, Scenario } from './measurement.ts';
import { type Options, readOptions } from './options.ts';
import { cut } from './scenarios/cut.ts';
import { fanOut } from './scenarios/fan-out.ts';
import { history } from './scenarios/history.ts';
import { latency } from './scenarios/latency.ts';
import { memory } from './scenarios/memory.ts';
import { readers } from './scenarios/readers.ts';
import { rooms } from './scenarios/rooms.ts';
import { search } from './scenarios/search.ts';
import { start } from './scenarios/start.ts';
import { throughputByPost, throughputByStomp } from './scenarios/throughput.ts';
import { formatTable } from './table.ts';

/** Their times on real engines are mostly the server's. */
const everywhere: Record<string, Scenario> = {
  latency,
  throughput: throughputByStomp,
  'throughput-post': throughputByPost,
  'fan-out': fanOut,
  readers,
  cut,
};
/** What the embedded engines are for; a server in memory that only speaks MongoDB's protocol says nothing of its history. */
const embeddedOnly: Record<string, Scenario> = { memory, history, rooms, search, start };
const scenarios = { ...everywhere, ...embeddedOnly };
const names = { embedded: Object.keys(scenarios), real: Object.keys(everywhere) };

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2), names);
  const [measurements, problems]: [Measurement[], string[]] = [[], []];
  const othersLoad = loadavg()[0] ?? 0;
  const machine = describeMachine(options);
  print(machine);
  await runAll(options, {
    quick: options.quick,
    engines: options.engines,
    separate: options.separate,
    profileDirectory: options.profile,
    measured: (measurement) => measurements.push(measurement),
    progress: (line) => console.error(line),
    problem: (problem) => problems.push(problem),
  });
  print(`\n${formatTable(measurements)}`);
  if (othersLoad > 0.5)
    print(
      `Others were using this machine (load ${othersLoad.toFixed(2)}): the figures are worse than its own.`,
    );
  for (const problem of problems) print(`BROKEN: ${problem}`);
  if (options.json)
    writeFileSync(
      options.json,
      JSON.stringify({ machine, othersLoad, measurements, problems }, undefined, 2),
    );
  return problems.length === 0 ? 0 : 1;
}

/** A scenario that fails does not keep the others from being measured. */
async function runAll({ only }: Options, bench: Bench): Promise<void> {
  for (const name of only) {
    const start = performance.now();
    try {
      await scenarios[name]?.(bench);
    } catch (error) {
      bench.problem(`${name}: ${(error as Error).stack ?? error}`);
    }
    bench.progress(`${name}: took ${((performance.now() - start) / 1_000).toFixed(1)} s`);
  }
}

function describeMachine({ engines, separate }: Options): string {
  const cores = `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'})`;
  return `${cores}, Node ${process.version}, ${engines} engines, ${separate ? 'servers in three processes' : 'servers in one process'}`;
}

const print = (text: string) => process.stdout.write(`${text}\n`);

process.exitCode = await main();
