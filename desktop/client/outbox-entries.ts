import type { ClientMessageId, ErrorCode, RoomId } from '../../backend/contract/index.ts';
import type { OutboxRecord, OutboxStorage } from './ports.ts';
import type { OutboxEntry, OutboxStatus, OutboxStore } from './stores/index.ts';

/** The unsent messages: shown by the store, kept by the storage. */
export interface OutboxEntries {
  /** Shows the record at once; resolves when it would survive a reload. */
  add(record: OutboxRecord): Promise<void>;
  /** Shows what the storage still has. */
  restore(records: readonly OutboxRecord[]): void;
  find(clientMessageId: string): OutboxEntry | undefined;
  /** What the room sends next: nothing while the first one is still being written down. */
  nextOf(roomId: RoomId): OutboxEntry | undefined;
  rooms(): RoomId[];
  mark(clientMessageId: ClientMessageId, status: OutboxStatus): void;
  fail(clientMessageId: ClientMessageId, failure: ErrorCode): Promise<void>;
  revive(clientMessageId: ClientMessageId): Promise<void>;
  /** It is stored on the server: a reload must not send it again, but it stays on the screen until it arrives. */
  settle(clientMessageId: ClientMessageId): Promise<void>;
  remove(clientMessageId: ClientMessageId): Promise<void>;
}

export function createOutboxEntries(store: OutboxStore, storage: OutboxStorage): OutboxEntries {
  const kept = new Set<string>();

  const all = (): OutboxEntry[] => Object.values(store.getState().byRoom).flat();
  const entriesOf = (roomId: string): readonly OutboxEntry[] => store.getState().byRoom[roomId] ?? [];
  const find = (id: string) => all().find(({ clientMessageId }) => clientMessageId === id);

  function show(roomId: string, entries: readonly OutboxEntry[]): void {
    const { [roomId]: _, ...others } = store.getState().byRoom;
    store.setState({ byRoom: entries.length === 0 ? others : { ...others, [roomId]: entries } });
  }

  function replace(id: string, change: (entry: OutboxEntry) => OutboxEntry): OutboxEntry | undefined {
    const entry = find(id);
    if (!entry) return undefined;
    const changed = change(entry);
    show(
      entry.roomId,
      entriesOf(entry.roomId).map((other) => (other === entry ? changed : other)),
    );
    return changed;
  }

  /** A full disk costs the message its survival of a reload, not its sending. */
  async function keep(record: OutboxRecord): Promise<void> {
    await storage.put(record).catch(() => undefined);
    kept.add(record.clientMessageId);
  }

  async function drop(id: ClientMessageId): Promise<void> {
    kept.delete(id);
    await storage.remove(id).catch(() => undefined);
  }

  async function rewrite(id: ClientMessageId, change: (entry: OutboxEntry) => OutboxEntry): Promise<void> {
    const changed = replace(id, change);
    if (!changed) return;
    const { status: _, ...record } = changed;
    await keep(record);
  }

  return {
    find,
    add: (record) => {
      show(record.roomId, [...entriesOf(record.roomId), { ...record, status: 'pending' }]);
      return keep(record);
    },
    restore: (records) => {
      for (const record of records) {
        if (find(record.clientMessageId)) continue;
        kept.add(record.clientMessageId);
        const status = record.failure === undefined ? 'pending' : 'failed';
        show(record.roomId, [...entriesOf(record.roomId), { ...record, status } as const].sort(byId));
      }
    },
    nextOf: (roomId) => {
      const first = entriesOf(roomId).find(({ status }) => status === 'pending');
      return first && kept.has(first.clientMessageId) ? first : undefined;
    },
    rooms: () => Object.keys(store.getState().byRoom) as RoomId[],
    mark: (id, status) => void replace(id, (entry) => ({ ...entry, status })),
    fail: (id, failure) => rewrite(id, (entry) => ({ ...entry, status: 'failed', failure })),
    revive: (id) => rewrite(id, ({ failure: _, ...entry }) => ({ ...entry, status: 'pending' })),
    settle: async (id) => {
      replace(id, (entry) => ({ ...entry, status: 'stored' }));
      await drop(id);
    },
    remove: async (id) => {
      const entry = find(id);
      if (entry)
        show(
          entry.roomId,
          entriesOf(entry.roomId).filter((other) => other !== entry),
        );
      await drop(id);
    },
  };
}

/** UUIDv7: the order of the ids is the order of writing. */
const byId = (one: OutboxEntry, other: OutboxEntry): number =>
  one.clientMessageId < other.clientMessageId ? -1 : 1;
