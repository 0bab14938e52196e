import type { Clock } from '../../ports/index.ts';

export interface KafkaEventLogOptions {
  /** `host:port` of some brokers; the others are found through them. */
  brokers: readonly string[];
  /** Names this process in the brokers' logs and metrics; default `maru`. */
  clientId?: string;
  /** Replicas of each topic at its creation; default 3. */
  replication?: number;
  /** Replicas that must have a record before it counts as appended; default one fewer than `replication`, at least 1. */
  minInsync?: number;
  tls?: boolean;
  sasl?: KafkaSasl;
  /** Milliseconds until a member that died silently is noticed; the brokers' group.min.session.timeout.ms bounds it. Default 3000. */
  sessionTimeout?: number;
  /** Milliseconds that calls wait for brokers that are away before they reject with EngineUnavailable; default 30 s. */
  unavailableAfter?: number;
  /** Milliseconds that opening waits for brokers; default as `unavailableAfter`. */
  openWithin?: number;
  /** Default 50 ms growing to 5 s. */
  retryPauses?: RetryPauses;
  /** Gives records their timestamps. */
  clock?: Clock;
}

export interface KafkaSasl {
  mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  username: string;
  password: string;
}

/** How long a batch that failed waits before it comes again: twice as long each time, up to `most`. Milliseconds. */
export interface RetryPauses {
  first: number;
  most: number;
}

/** The options with every default in place. */
export interface KafkaSettings extends Required<Omit<KafkaEventLogOptions, 'sasl'>> {
  sasl: KafkaSasl | undefined;
}

const systemClock: Clock = { now: () => Date.now() };

export function settingsOf(options: KafkaEventLogOptions): KafkaSettings {
  const { replication = 3, unavailableAfter = 30_000 } = options;
  return {
    clientId: 'maru',
    replication,
    minInsync: Math.max(1, replication - 1),
    tls: false,
    sasl: undefined,
    sessionTimeout: 3_000,
    unavailableAfter,
    openWithin: unavailableAfter,
    retryPauses: { first: 50, most: 5_000 },
    clock: systemClock,
    ...definedOf(options),
    brokers: options.brokers,
  };
}

/** Without what is there but undefined, which would hide a default. */
const definedOf = (options: KafkaEventLogOptions): Partial<KafkaEventLogOptions> =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
