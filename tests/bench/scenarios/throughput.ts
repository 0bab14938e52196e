import { checkHistory } from '../load/history-check.ts';
import { findLimit } from '../load/limit-search.ts';
import type { Send } from '../load/open-loop.ts';
import { byPost, byStomp } from '../load/sends.ts';
import { Stage } from '../load/stage.ts';
import type { Step } from '../load/step.ts';
import { warmEngines } from '../load/warm-engines.ts';
import type { Bench, Scenario, Target } from '../measurement.ts';
import { startEngines } from '../server/bench-engines.ts';
import { BenchServer } from '../server/bench-server.ts';
import { seedPeople } from '../server/people.ts';
import { formatNumber } from '../table.ts';
import { targets } from '../targets.ts';
import { describeStep, report } from './report.ts';

const [rooms, membersPerRoom] = [50, 10];

const quick = { refinements: 0, tries: 1 };
const whole = { refinements: 3, tries: 2 };
const searches = {
  embedded: {
    quick: { ...quick, from: 1_200, growth: 1.7, warmUp: 0.5, seconds: 1.2 },
    whole: { ...whole, from: 1_000, growth: 1.3, warmUp: 2, seconds: 6 },
  },
  real: {
    // The engines' own background work may spoil a step.
    quick: { ...quick, tries: 2, from: 750, growth: 1.45, warmUp: 1, seconds: 2 },
    whole: { ...whole, from: 500, growth: 1.25, warmUp: 3, seconds: 6 },
  },
};

export const throughputByStomp: Scenario = (bench) => throughput(bench, 'throughput, STOMP', byStomp);
export const throughputByPost: Scenario = (bench) => throughput(bench, 'throughput, POST', byPost);

/** Fifty rooms of ten connected people; the rate rises until the p99 of send → received is too slow. */
async function throughput(bench: Bench, scenario: string, send: Send): Promise<void> {
  await using engines = await startEngines(bench.engines);
  const people = await seedPeople(engines, rooms * membersPerRoom);
  const { separate, profileDirectory } = bench;
  await using server = await BenchServer.start({ engines, separate, profileDirectory });
  using stage = await Stage.open({ server, people, rooms });
  await warmEngines(stage, bench.engines);
  const best = await findLimit(stage, {
    ...searches[bench.engines][bench.quick ? 'quick' : 'whole'],
    slowest: targets[bench.engines].slowest,
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
  const { throughput: least, cpuPerThousand: mostCpu, slowest } = targets[bench.engines];
  const hasTargets = scenario.endsWith('STOMP');
  const measured = (name: string, value: number, note: string, target?: Target) =>
    bench.measured({ scenario, name, value, note, ...(hasTargets && target ? { target } : {}) });
  const cores = `server ${formatNumber(best.serverCores)} cores, generator ${formatNumber(best.generatorCores)}`;
  measured('stored and delivered, messages/s', messagesPerSecond, cores, { least });
  measured('deliveries/s', deliveriesPerSecond, '10 receivers each, the sender is one', {
    least: least * (membersPerRoom - 1),
  });
  measured(
    'server CPU s per 1,000 messages',
    cpuPerThousand,
    'at that rate',
    mostCpu ? { most: mostCpu } : undefined,
  );
  measured('send → received p50, ms', received.p50, 'at that rate');
  measured('send → received p99, ms', received.p99, 'at that rate', { most: slowest });
  measured('send → stored p99, ms', stored.p99, 'at that rate');
}
