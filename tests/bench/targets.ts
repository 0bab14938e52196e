import type { EngineKind } from './server/bench-engines.ts';

/** Milliseconds and rates per second, on two cores that engines and load clients share. */
interface Targets {
  /** Send → received at 20 messages a second. */
  receivedP50: number;
  receivedP99: number;
  /** Messages stored and delivered, 50 rooms of 10. */
  throughput: number;
  /** The p99 of send → received from which a rate counts as too much. */
  slowest: number;
  /** CPU seconds of the server per 1,000 messages. */
  cpuPerThousand?: number;
  /** Deliveries in a room of 500. */
  fanOut?: number;
  /** Milliseconds of a page of what is found among 1,000,000 messages. */
  searchP99?: number;
}

export const targets: Readonly<Record<EngineKind, Targets>> = {
  embedded: {
    receivedP50: 2,
    receivedP99: 8,
    throughput: 4_200,
    slowest: 1_000,
    cpuPerThousand: 0.3,
    fanOut: 110_000,
    searchP99: 50,
  },
  real: { receivedP50: 8, receivedP99: 40, throughput: 1_500, slowest: 250 },
};
