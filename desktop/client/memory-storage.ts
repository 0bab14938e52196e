import type { OutboxRecord, OutboxStorage, TokenStorage } from './ports.ts';

/** Forgets with the process: for tests, and for a browser that keeps nothing. */
export function createMemoryTokenStorage(): TokenStorage {
  let kept: string | undefined;
  return {
    load: async () => kept,
    save: async (refreshToken) => {
      kept = refreshToken;
    },
    clear: async () => {
      kept = undefined;
    },
  };
}

/** Forgets with the process, as above. */
export function createMemoryOutboxStorage(): OutboxStorage {
  const records = new Map<string, OutboxRecord>();
  const ofUser = (userId: string) => [...records.values()].filter((record) => record.userId === userId);
  return {
    load: async (userId) => ofUser(userId).sort(byId),
    put: async (record) => void records.set(record.clientMessageId, record),
    remove: async (clientMessageId) => void records.delete(clientMessageId),
    clear: async (userId) => {
      for (const { clientMessageId } of ofUser(userId)) records.delete(clientMessageId);
    },
  };
}

const byId = (one: OutboxRecord, other: OutboxRecord): number =>
  one.clientMessageId < other.clientMessageId ? -1 : 1;
