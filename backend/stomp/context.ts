import type { StompApplication } from './application.ts';
import type { Clock } from './clock.ts';
import type { Flusher } from './connection.ts';
import type { Counters } from './counters.ts';
import type { Hub } from './hub.ts';
import type { StompLimits } from './limits.ts';
import type { HeartBeatOptions } from './server-types.ts';

/** What all sessions of one server share. */
export interface ServerContext<Principal> {
  readonly application: StompApplication<Principal>;
  readonly limits: StompLimits;
  readonly heartBeat: HeartBeatOptions;
  readonly serverName: string | undefined;
  readonly clock: Clock;
  readonly hub: Hub;
  readonly counters: Counters;
  readonly flusher: Flusher;
  /** Milliseconds between two looks at every session (time-outs, heart-beats). */
  readonly sweepInterval: number;
}
