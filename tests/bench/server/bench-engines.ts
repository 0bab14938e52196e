import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KafkaCluster } from '../../engines/kafka/kafka-cluster.ts';
import { startMongoServer } from '../../engines/mongo/mongo-server.ts';

export const engineKinds = ['embedded', 'real'] as const;
export type EngineKind = (typeof engineKinds)[number];

/** Empty engines of a scenario's own; their data goes with it. */
export interface BenchEngines extends AsyncDisposable {
  readonly kind: EngineKind;
  /** The environment in which servers find them. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Base of the server's keys, so that the bench can make tokens for people it put into the store. */
export const benchSecret = 'bench-secret-bench-secret-bench-secret-0123';

export const startEngines = (kind: EngineKind): Promise<BenchEngines> => starters[kind]();

const starters: Record<EngineKind, () => Promise<BenchEngines>> = {
  async embedded() {
    const directory = mkdtempSync(join(tmpdir(), 'maru-bench-'));
    const url = `embedded:${directory}`;
    return {
      kind: 'embedded',
      settings: { MARU_STORE: url, MARU_EVENT_LOG: url, MARU_LOG_INDEX: url, MARU_SECRET: benchSecret },
      [Symbol.asyncDispose]: async () => rmSync(directory, { recursive: true, force: true }),
    };
  },

  /** One broker and the server that speaks MongoDB's protocol: more would measure how they share two cores. */
  async real() {
    await using starting = new AsyncDisposableStack();
    const [kafka, mongo] = await Promise.all([
      KafkaCluster.start({ size: 1 }).then((engine) => starting.use(engine)),
      startMongoServer().then((engine) => starting.use(engine)),
    ]);
    const settings = {
      MARU_EVENT_LOG: `${kafka.url}?replication=1`,
      MARU_STORE: mongo.url,
      MARU_SECRET: benchSecret,
    };
    const started = starting.move();
    return { kind: 'real', settings, [Symbol.asyncDispose]: () => started.disposeAsync() };
  },
};
