import type { EngineKind } from './server/bench-engines.ts';

/** One line of the table. */
export interface Measurement {
  scenario: string;
  /** What was measured, with its unit. */
  name: string;
  value: number;
  target?: Target;
  /** What one should know of the value. */
  note?: string;
}

export type Target = { most: number } | { least: number };

export const meets = (value: number, target: Target): boolean =>
  'most' in target ? value <= target.most : value >= target.least;

/** What a scenario gets and gives. */
export interface Bench {
  engines: EngineKind;
  /** Front, chat and the other servers as processes of their own. */
  separate: boolean;
  /** A short run of everything. */
  quick: boolean;
  /** Where CPU profiles of the server go; undefined for none. */
  profileDirectory: string | undefined;
  measured(measurement: Measurement): void;
  /** A step on the way, for whoever watches. */
  progress(line: string): void;
  /** Something that must never be: the run fails. */
  problem(problem: string): void;
}

export type Scenario = (bench: Bench) => Promise<void>;
