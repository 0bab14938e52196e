import type { Engine } from './engine.ts';
import type { GroupSession } from './group-session.ts';
import type { Position } from './offset-commits.ts';
import { committedPositions, type KnownPositions } from './start-positions.ts';

/** Where a reader's progress is kept. */
export interface ReaderMemory {
  known(topics: readonly string[]): Promise<KnownPositions>;
  remember(positions: readonly Position[], session: GroupSession): Promise<void>;
}

/** A group's progress is on the brokers, for whoever gets the partition next. */
export const groupMemory = (engine: Engine, group: string): ReaderMemory => ({
  known: (topics) => committedPositions(engine, group, topics),
  remember: (positions, session) => session.commit(positions),
});

/** A reader without a group keeps its progress to itself, for when it has to connect anew. */
export function ownMemory(): ReaderMemory {
  const positions = new Map<string, bigint>();
  return {
    known: async () => (topic, partition) => positions.get(`${topic}/${partition}`),
    async remember(handled) {
      for (const { topic, partition, next } of handled) positions.set(`${topic}/${partition}`, next);
    },
  };
}
