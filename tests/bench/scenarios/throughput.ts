import { checkHistory } from '../load/history-check.ts';
import { findLimit } from '../load/limit-search.ts';
import type { Send } from '../load/open-loop.ts';
import { byPost, byStomp } from '../load/sends.ts';
import { Stage } from '../load/stage.ts';
import type { Step } from '../load/step.ts';
import type { Bench, Scenario } from '../measurement.ts';
import { BenchServer, temporaryDirectory } from '../server/bench-server.ts';
import { seedPeople } from '../server/people.ts';
import { formatNumber } from '../table.ts';
import { describeStep, report } from './report.ts';

const [rooms, membersPerRoom] = [50, 10];

export const throughputByStomp: Scenario = (bench) => throughput(bench, 'throughput, STOMP', byStomp);
export const throughputByPost: Scenario = (bench) => throughput(bench, 'throughput, POST', byPost);

/** Fifty rooms of ten connected people; the rate rises until the p99 of send → received passes a second. */
async function throughput(bench: Bench, scenario: string, send: Send): Promise<void> {
  using directory = temporaryDirectory();
  const people = await seedPeople(directory.path, rooms * membersPerRoom);
  const { profileDirectory } = bench;
  await using server = await BenchServer.start({ directory: directory.path, profileDirectory });
  using stage = await Stage.open({ server, people, rooms });
  const best = await findLimit(stage, {
    ...(bench.quick
      ? { from: 1_200, growth: 1.7, refinements: 0, tries: 1, warmUp: 0.5, seconds: 1.2 }
      : { from: 1_000, growth: 1.3, refinements: 3, tries: 2, warmUp: 2, seconds: 6 }),
    send,
    onStep: (step, held) => bench.progress(`${scenario}: ${describeStep(step, held)}`),
  });
  await checkHistory(stage);
  if (best === undefined) stage.problems.push('no rate held');
  else measure(bench, scenario, best);
  report(bench, scenario, stage);
}

function measure(bench: Bench, scenario: string, best: Step): void {
  const { messagesPerSecond, deliveriesPerSecond, received, stored, cpuPerThousand } = best;
  const target = scenario.endsWith('STOMP');
  const measured = (
    name: string,
    value: number,
    note: string,
    limit?: { least: number } | { most: number },
  ) => bench.measured({ scenario, name, value, note, ...(target && limit ? { target: limit } : {}) });
  const cores = `server ${formatNumber(best.serverCores)} cores, generator ${formatNumber(best.generatorCores)}`;
  measured('stored and delivered, messages/s', messagesPerSecond, cores, { least: 4_200 });
  measured('deliveries/s', deliveriesPerSecond, '10 receivers each, the sender is one', { least: 37_800 });
  measured('server CPU s per 1,000 messages', cpuPerThousand, 'at that rate', { most: 0.3 });
  measured('send → received p50, ms', received.p50, 'at that rate');
  measured('send → received p99, ms', received.p99, 'at that rate');
  measured('send → stored p99, ms', stored.p99, 'at that rate');
}
