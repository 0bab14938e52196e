import { setTimeout as pause } from 'node:timers/promises';
import { type Schedule, sendOnSchedule, type Window } from './open-loop.ts';
import type { Stage } from './stage.ts';

/** One rate, measured. Times are in milliseconds. */
export interface Step {
  rate: number;
  /** Messages of the window per second, from its start until the last of them was stored and had reached everybody. */
  messagesPerSecond: number;
  deliveriesPerSecond: number;
  received: Percentiles;
  stored: Percentiles;
  /** CPU seconds of the server per 1,000 messages that were stored. */
  cpuPerThousand: number;
  /** Share of one core. */
  serverCores: number;
  generatorCores: number;
  /** Nothing was refused, nobody cut off, nothing abandoned. */
  complete: boolean;
}

export interface Percentiles {
  p50: number;
  p95: number;
  p99: number;
}

/** Seconds to wait for what is under way; a request that got no answer in ten has been refused by then. */
const patience = 15;

/** Runs a schedule to its end, waits until everything has arrived, and checks that nothing is missing. */
export async function measureStep(stage: Stage, schedule: Schedule): Promise<Step> {
  const refusedBefore = stage.sent.refusals.length;
  const window = await sendOnSchedule(stage, schedule);
  await settle(stage);
  for (const room of stage.rooms) room.complainAboutGaps();
  const refused = stage.sent.refusals.length - refusedBefore;
  const complete = refused === 0 && stage.lost === 0 && !window.abandoned && stage.sent.unanswered === 0;
  return { ...figures(stage, schedule.rate, window), complete };
}

/** Until all is answered and delivered, or nothing more happens. */
async function settle(stage: Stage): Promise<void> {
  const { sent } = stage;
  const end = performance.now() + patience * 1_000;
  while (performance.now() < end && (sent.unanswered > 0 || sent.delivered < sent.acknowledged)) {
    const before = sent.deliveries + sent.acknowledged;
    await pause(sent.unanswered === 0 ? 500 : 20);
    if (sent.unanswered === 0 && sent.deliveries + sent.acknowledged === before) return;
  }
}

function figures({ sent, rooms }: Stage, rate: number, window: Window): Omit<Step, 'complete'> {
  const seconds = (Math.max(window.endedAt, sent.settledAt) - window.startedAt) / 1_000;
  const windowSeconds = (window.endedAt - window.startedAt) / 1_000;
  const messagesPerSecond = sent.stored.count / seconds;
  return {
    rate,
    messagesPerSecond,
    deliveriesPerSecond: messagesPerSecond * (rooms[0]?.members.length ?? 0),
    received: percentiles(sent.received),
    stored: percentiles(sent.stored),
    cpuPerThousand: (window.serverCpuSeconds / window.acknowledged) * 1_000,
    serverCores: window.serverCpuSeconds / windowSeconds,
    generatorCores: window.generatorCpuSeconds / windowSeconds,
  };
}

function percentiles(times: Stage['sent']['stored']): Percentiles {
  return { p50: times.percentile(0.5), p95: times.percentile(0.95), p99: times.percentile(0.99) };
}
