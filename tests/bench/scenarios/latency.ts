import { checkHistory } from '../load/history-check.ts';
import { HttpClient } from '../load/http-client.ts';
import { byStomp } from '../load/sends.ts';
import { Stage } from '../load/stage.ts';
import { measureStep } from '../load/step.ts';
import type { Bench } from '../measurement.ts';
import { startEngines } from '../server/bench-engines.ts';
import { BenchServer } from '../server/bench-server.ts';
import { signUpPeople } from '../server/people.ts';
import { targets } from '../targets.ts';
import { report } from './report.ts';

const scenario = 'latency';

/** Seconds. What runs on a JVM is slow until its compiler has seen some load. */
const schedules = {
  embedded: { quick: { warmUp: 1, seconds: 4 }, whole: { warmUp: 5, seconds: 30 } },
  real: { quick: { warmUp: 8, seconds: 12 }, whole: { warmUp: 20, seconds: 60 } },
};

/** One room of ten people who signed up like everybody, 20 messages a second. */
export async function latency(bench: Bench): Promise<void> {
  const { separate, profileDirectory } = bench;
  await using engines = await startEngines(bench.engines);
  await using server = await BenchServer.start({ engines, separate, profileDirectory });
  using http = new HttpClient(server.frontPort, 2);
  const people = await signUpPeople(http, 10);
  using stage = await Stage.open({ server, people, rooms: 1 });
  const { warmUp, seconds } = schedules[bench.engines][bench.quick ? 'quick' : 'whole'];
  const step = await measureStep(stage, { rate: 20, warmUp, seconds, send: byStomp, precise: true });
  await checkHistory(stage);
  if (!step.complete) stage.problems.push('20 messages a second were too much');
  const { receivedP50, receivedP99 } = targets[bench.engines];
  const measured = (name: string, value: number, most?: number) =>
    bench.measured({ scenario, name, value, ...(most === undefined ? {} : { target: { most } }) });
  measured('send → received p50, ms', step.received.p50, receivedP50);
  measured('send → received p95, ms', step.received.p95);
  measured('send → received p99, ms', step.received.p99, receivedP99);
  measured('send → stored p50, ms', step.stored.p50);
  measured('send → stored p99, ms', step.stored.p99);
  report(bench, scenario, stage);
}
