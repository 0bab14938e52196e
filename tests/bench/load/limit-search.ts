import type { Send } from './open-loop.ts';
import type { Stage } from './stage.ts';
import { measureStep, type Step } from './step.ts';

export interface LimitSearch {
  /** Messages per second of the first step. */
  from: number;
  /** Factor between steps until one is too much. */
  growth: number;
  /** Halvings of the gap between the last that held and the first that did not. */
  refinements: number;
  /** Tries of a rate before it counts as too much: the machine may have had something else to do. */
  tries: number;
  warmUp: number;
  seconds: number;
  /** Milliseconds: the p99 of send → received from which a rate counts as too much. */
  slowest: number;
  send: Send;
  onStep(step: Step, held: boolean): void;
}

const mostSteps = 20;

/** Raises the rate until it does not hold, then narrows the limit down. Gives the highest step that held. */
export async function findLimit(stage: Stage, search: LimitSearch): Promise<Step | undefined> {
  let best: Step | undefined;
  let tooMuch = Number.POSITIVE_INFINITY;
  let rate = search.from;
  let refinements = search.refinements;
  for (let steps = 0; steps < mostSteps; steps++) {
    const held = await tryRate(stage, search, rate);
    if (held) best = held;
    else tooMuch = rate;
    if (tooMuch < Number.POSITIVE_INFINITY && best && refinements-- === 0) break;
    rate = nextRate(rate, best?.rate ?? 0, tooMuch, search.growth);
  }
  return best;
}

async function tryRate(stage: Stage, search: LimitSearch, rate: number): Promise<Step | undefined> {
  for (let attempt = 1; attempt <= search.tries; attempt++) {
    const step = await measureStep(stage, { ...search, rate });
    const held = holds(step, search.slowest);
    search.onStep(step, held);
    if (held) return step;
    await stage.reconnect();
  }
  return undefined;
}

function holds({ complete, received, rate, messagesPerSecond }: Step, slowest: number): boolean {
  return complete && received.p99 <= slowest && messagesPerSecond >= 0.9 * rate;
}

function nextRate(rate: number, held: number, tooMuch: number, growth: number): number {
  if (tooMuch === Number.POSITIVE_INFINITY) return Math.round(rate * growth);
  return Math.max(1, Math.round((held + tooMuch) / 2));
}
