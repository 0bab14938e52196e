import type { Engine } from './engine.ts';
import type { GroupSession } from './group-session.ts';
import type { Position } from './offset-commits.ts';
import { committedPositions, type KnownPositions } from './start-positions.ts';

/** Where a reader's progress is kept. */
export interface ReaderMemory {
  /** Milliseconds that have to lie between two calls of `remember`, because of what one costs. */
  pause: number;
  known(topics: readonly string[]): Promise<KnownPositions>;
  remember(positions: readonly Position[], session: GroupSession): Promise<void>;
}

/** Without it, a group that is busy commits with every batch: a quarter of all requests to the brokers. */
const commitPause = 200;

/** A group's progress is on the brokers, for whoever gets the partition next. */
export const groupMemory = (engine: Engine, group: string): ReaderMemory => ({
  pause: commitPause,
  known: (topics) => committedPositions(engine, group, topics),
  remember: (positions, session) => session.commit(positions),
});

/** A reader without a group keeps its progress to itself, for when it has to connect anew. */
export function ownMemory(): ReaderMemory {
  const positions = new Map<string, bigint>();
  return {
    pause: 0,
    known: async () => (topic, partition) => positions.get(`${topic}/${partition}`),
    async remember(handled) {
      for (const { topic, partition, next } of handled) positions.set(`${topic}/${partition}`, next);
    },
  };
}
