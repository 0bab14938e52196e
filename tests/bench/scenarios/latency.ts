import { checkHistory } from '../load/history-check.ts';
import { HttpClient } from '../load/http-client.ts';
import { byStomp } from '../load/sends.ts';
import { Stage } from '../load/stage.ts';
import { measureStep } from '../load/step.ts';
import type { Bench } from '../measurement.ts';
import { BenchServer, temporaryDirectory } from '../server/bench-server.ts';
import { signUpPeople } from '../server/people.ts';
import { report } from './report.ts';

const scenario = 'latency';

/** One room of ten people who signed up like everybody, 20 messages a second. */
export async function latency(bench: Bench): Promise<void> {
  using directory = temporaryDirectory();
  await using server = await BenchServer.start({ directory: directory.path });
  using http = new HttpClient(server.frontPort, 2);
  const people = await signUpPeople(http, 10);
  using stage = await Stage.open({ server, people, rooms: 1 });
  const { warmUp, seconds } = bench.quick ? { warmUp: 1, seconds: 4 } : { warmUp: 5, seconds: 30 };
  const step = await measureStep(stage, { rate: 20, warmUp, seconds, send: byStomp, precise: true });
  await checkHistory(stage);
  if (!step.complete) stage.problems.push('20 messages a second were too much');
  const measured = (name: string, value: number, most?: number) =>
    bench.measured({ scenario, name, value, ...(most === undefined ? {} : { target: { most } }) });
  measured('send → received p50, ms', step.received.p50, 2);
  measured('send → received p95, ms', step.received.p95);
  measured('send → received p99, ms', step.received.p99, 8);
  measured('send → stored p50, ms', step.stored.p50);
  measured('send → stored p99, ms', step.stored.p99);
  report(bench, scenario, stage);
}
