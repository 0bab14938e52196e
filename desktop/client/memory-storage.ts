import type { ChatMessage } from '../../backend/contract/index.ts';
import type {
  CachedKind,
  CachedLists,
  CachedUser,
  LocalCache,
  OutboxRecord,
  OutboxStorage,
  TokenStorage,
} from './ports.ts';

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

/** Forgets with the process, as above. */
export function createMemoryLocalCache(): LocalCache {
  let last: CachedUser | undefined;
  const lists = new Map<string, Map<string, CachedLists[CachedKind]>>();
  const messages = new Map<string, ChatMessage>();
  const listOf = (key: string) => {
    const list = lists.get(key) ?? new Map<string, CachedLists[CachedKind]>();
    lists.set(key, list);
    return list;
  };
  const forget = (prefix: string): void => {
    for (const key of messages.keys()) if (key.startsWith(prefix)) messages.delete(key);
  };
  return {
    lastUser: async () => last,
    rememberUser: async (user) => {
      last = user;
    },
    load: async <K extends CachedKind>(userId: string, kind: K) =>
      [...listOf(`${userId} ${kind}`).values()] as CachedLists[K][],
    save: async (userId, kind, { put, remove }) => {
      const list = listOf(`${userId} ${kind}`);
      for (const [id, value] of put) list.set(id, value);
      for (const id of remove) list.delete(id);
    },
    loadMessages: async (userId, roomId, before, limit) => {
      const ofRoom = [...messages].filter(([key]) => key.startsWith(`${userId} ${roomId} `));
      const earlier = ofRoom.map(([, message]) => message).filter(({ seq }) => seq < before);
      return earlier.sort((one, other) => one.seq - other.seq).slice(-limit);
    },
    saveMessages: async (userId, given) => {
      for (const message of given) messages.set(`${userId} ${message.roomId} ${message.seq}`, message);
    },
    forgetRoom: async (userId, roomId) => forget(`${userId} ${roomId} `),
    clear: async (userId) => {
      last = undefined;
      for (const key of lists.keys()) if (key.startsWith(`${userId} `)) lists.delete(key);
      forget(`${userId} `);
    },
  };
}
