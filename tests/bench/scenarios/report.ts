import type { Stage } from '../load/stage.ts';
import type { Step } from '../load/step.ts';
import type { Bench } from '../measurement.ts';
import { formatNumber } from '../table.ts';

/** Hands the stage's problems on. */
export function report(bench: Bench, scenario: string, stage: Stage): void {
  const { sent, problems, rooms } = stage;
  for (const problem of problems) bench.problem(`${scenario}: ${problem}`);
  for (const refusal of new Set(sent.refusals))
    bench.progress(`${scenario}: refused: ${refusal.slice(0, 300)}`);
  bench.progress(
    `${scenario}: checked ${sent.acknowledged} acknowledged messages and ${sent.deliveries} deliveries in ${rooms.length} rooms: ${problems.length} problems`,
  );
}

/** One step of a search for the limit, on one line. */
export function describeStep(step: Step, held: boolean): string {
  const { rate, messagesPerSecond, received, cpuPerThousand, serverCores, generatorCores } = step;
  const times = `p50 ${formatNumber(received.p50)} ms, p99 ${formatNumber(received.p99)} ms`;
  const cores = `cores: server ${formatNumber(serverCores)}, generator ${formatNumber(generatorCores)}`;
  const cpu = `${formatNumber(cpuPerThousand)} CPU s per 1,000`;
  return `${held ? 'held' : 'TOO MUCH'} ${rate}/s: ${formatNumber(messagesPerSecond)}/s, ${times}, ${cpu}, ${cores}`;
}
