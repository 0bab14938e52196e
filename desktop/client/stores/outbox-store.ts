import { createStore, type StoreApi } from 'zustand/vanilla';
import type { OutboxRecord } from '../ports.ts';

/** `pending` waits for the connection or its turn, `sending` for the answer; `stored` is shown until it arrives. */
export type OutboxStatus = 'pending' | 'sending' | 'stored' | 'failed';

export interface OutboxEntry extends OutboxRecord {
  status: OutboxStatus;
}

export interface OutboxState {
  /** By roomId, in the order they were written: shown after the room's stored messages. */
  byRoom: Readonly<Record<string, readonly OutboxEntry[]>>;
}

export type OutboxStore = StoreApi<OutboxState>;

export const createOutboxStore = (): OutboxStore =>
  createStore<OutboxState>()((): OutboxState => ({ byRoom: {} }));
