import { checkHistory } from '../load/history-check.ts';
import { findLimit } from '../load/limit-search.ts';
import { byStomp } from '../load/sends.ts';
import { Stage } from '../load/stage.ts';
import type { Bench } from '../measurement.ts';
import { startEngines } from '../server/bench-engines.ts';
import { BenchServer } from '../server/bench-server.ts';
import { seedPeople } from '../server/people.ts';
import { formatNumber } from '../table.ts';
import { targets } from '../targets.ts';
import { describeStep, report } from './report.ts';

const scenario = 'fan-out';
const members = 500;

/** One room of five hundred connected people. */
export async function fanOut(bench: Bench): Promise<void> {
  await using engines = await startEngines(bench.engines);
  const people = await seedPeople(engines, members);
  const { separate, profileDirectory } = bench;
  await using server = await BenchServer.start({ engines, separate, profileDirectory });
  using stage = await Stage.open({ server, people, rooms: 1 });
  const best = await findLimit(stage, {
    ...(bench.quick
      ? {
          from: { embedded: 240, real: 60 }[bench.engines],
          growth: 1.8,
          refinements: 0,
          tries: 1,
          warmUp: 0.5,
          seconds: 1.2,
        }
      : { from: 100, growth: 1.5, refinements: 2, tries: 2, warmUp: 2, seconds: 6 }),
    slowest: targets[bench.engines].slowest,
    send: byStomp,
    onStep: (step, held) => bench.progress(`${scenario}: ${describeStep(step, held)}`),
  });
  await checkHistory(stage);
  if (best === undefined) stage.problems.push('no rate held');
  else {
    const cores = `server ${formatNumber(best.serverCores)} cores, generator ${formatNumber(best.generatorCores)}`;
    const { fanOut: least } = targets[bench.engines];
    const target = least === undefined ? {} : { target: { least } };
    const note = `${formatNumber(best.messagesPerSecond)} messages/s to ${members} members, the sender is one; ${cores}`;
    bench.measured({ scenario, name: 'deliveries/s', value: best.deliveriesPerSecond, ...target, note });
    bench.measured({
      scenario,
      name: 'send → received p99, ms',
      value: best.received.p99,
      note: 'at that rate',
    });
  }
  report(bench, scenario, stage);
}
