import type { TopicSettings } from './event-log.ts';

/** One thing that was looked at, in words for whoever runs the engines; never with a password. */
export interface Finding {
  /** `warning`: Maru works, but not as it should for long. `problem`: it does not work, or promises are not kept. */
  verdict: 'ok' | 'warning' | 'problem';
  /** What was looked at, in a few words. */
  subject: string;
  /** What was seen, in one line. */
  seen: string;
  /** What to do; there is none where all is well. */
  advice?: string;
}

export interface Examination {
  findings: readonly Finding[];
  /** Milliseconds by which the engine's clock is ahead of this machine's; absent where the engine tells nobody its time. */
  clockAhead?: number;
}

/** Looks at an engine and changes nothing: no topic, index or file is made. Rejects with EngineUnavailable when it is away. */
export type Examine = () => Promise<Examination>;

export interface GroupLag {
  group: string;
  topic: string;
  /** Records that the group has still to read. */
  lag: number;
}

/** An event log as whoever runs it sees it; changes nothing. Every method rejects with EngineUnavailable when it is away. */
export interface LogDiagnosis extends AsyncDisposable {
  /** The engine itself, and its topics against how servers would create them now. */
  examine(topics: readonly TopicSettings[]): Promise<Examination>;
  /** Of every group that has committed, in the topics in which it has. */
  lags(): Promise<GroupLag[]>;
  /** How many records each of these topics keeps; one that is not there keeps none. */
  counts(topics: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
