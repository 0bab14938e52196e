import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { Member } from './member.ts';
import type { Stage } from './stage.ts';

/** How a message goes out: STOMP SEND or POST. */
export type Send = (stage: Stage, member: Member, index: number) => void;

export interface Schedule {
  /** Messages per second. */
  rate: number;
  /** Seconds before the window: compilers and caches get warm. */
  warmUp: number;
  /** Seconds of the window. */
  seconds: number;
  send: Send;
  /** Waits actively for the last moment, where a timer's millisecond would count as latency. */
  precise?: boolean;
}

/** What the window of a schedule came to, before anything that was under way has arrived. */
export interface Window {
  startedAt: number;
  endedAt: number;
  messages: number;
  /** CPU of the server and of this process between start and end of the window, and how much was answered meanwhile. */
  serverCpuSeconds: number;
  generatorCpuSeconds: number;
  acknowledged: number;
  deliveries: number;
  /** It fell so far behind that going on would only have made the queue longer. */
  abandoned: boolean;
}

/** Seconds of unanswered messages at which a schedule is abandoned. */
const mostBehind = 2.5;

/**
 * Sends on a fixed schedule, whatever comes back (open loop): a server that stalls gets no fewer messages, and
 * all that were due meanwhile count with the time since they were due.
 */
export async function sendOnSchedule(stage: Stage, schedule: Schedule): Promise<Window> {
  const { rate, warmUp, seconds, send, precise = false } = schedule;
  const [warm, total] = [Math.round(rate * warmUp), Math.round(rate * (warmUp + seconds))];
  const start = performance.now() + 20;
  const first = stage.sent.count;
  let opening = sample(stage);
  let abandoned = false;
  for (let index = 0; index < total && !abandoned; index++) {
    const dueAt = start + (index / rate) * 1_000;
    while (performance.now() < dueAt) await waitFor(dueAt, precise);
    if (index === warm) opening = openWindow(stage);
    const member = stage.senderOf(first + index);
    send(stage, member, stage.sent.add(member.person.userId, dueAt));
    abandoned = stage.lost > 0 || stage.sent.unanswered > Math.max(100, rate * mostBehind);
  }
  const end = start + (total / rate) * 1_000;
  while (!abandoned && performance.now() < end) await waitFor(end, precise);
  return { ...difference(opening, sample(stage)), messages: total - warm, abandoned };
}

function openWindow(stage: Stage) {
  stage.sent.startWindow();
  return sample(stage);
}

function sample(stage: Stage) {
  const { user, system } = process.cpuUsage();
  return {
    at: performance.now(),
    server: stage.server.usage().cpuSeconds,
    generator: (user + system) / 1_000_000,
    acknowledged: stage.sent.acknowledged,
    deliveries: stage.sent.deliveries,
  };
}

type Sample = ReturnType<typeof sample>;

function difference(opening: Sample, closing: Sample) {
  return {
    startedAt: opening.at,
    endedAt: closing.at,
    serverCpuSeconds: closing.server - opening.server,
    generatorCpuSeconds: closing.generator - opening.generator,
    acknowledged: closing.acknowledged - opening.acknowledged,
    deliveries: closing.deliveries - opening.deliveries,
  };
}

/** Lets the sockets be read meanwhile. A timer may be late by more than a millisecond, so the last two are spun away. */
async function waitFor(dueAt: number, precise: boolean): Promise<void> {
  const left = dueAt - performance.now();
  if (!precise || left > 2) await pause(precise ? left - 2 : 1);
  else await turn();
}
