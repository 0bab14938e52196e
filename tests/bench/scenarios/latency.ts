import { checkHistory } from '../load/history-check.ts';
import { HttpClient } from '../load/http-client.ts';
import { byStomp } from '../load/sends.ts';
import { Stage } from '../load/stage.ts';
import { measureStep } from '../load/step.ts';
import { warmEngines } from '../load/warm-engines.ts';
import type { Bench } from '../measurement.ts';
import { startEngines } from '../server/bench-engines.ts';
import { BenchServer } from '../server/bench-server.ts';
import { signUpPeople } from '../server/people.ts';
import { targets } from '../targets.ts';
import { report } from './report.ts';

const scenario = 'latency';

const rate = 20;
/** Seconds at that rate. */
const schedules = {
  quick: { warmUp: 2, seconds: 8 },
  whole: { warmUp: 5, seconds: 30 },
};

/** One room of ten people who signed up like everybody, 20 messages a second. */
export async function latency(bench: Bench): Promise<void> {
  const { separate, profileDirectory } = bench;
  await using engines = await startEngines(bench.engines);
  await using server = await BenchServer.start({ engines, separate, profileDirectory });
  using http = new HttpClient(server.frontPort, 2);
  const people = await signUpPeople(http, 10);
  using stage = await Stage.open({ server, people, rooms: 1 });
  await warmEngines(stage, bench.engines);
  const schedule = { ...schedules[bench.quick ? 'quick' : 'whole'], rate, send: byStomp, precise: true };
  const step = await measureStep(stage, schedule);
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
  measured('server CPU ms per message', step.cpuPerThousand);
  report(bench, scenario, stage);
}
