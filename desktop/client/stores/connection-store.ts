import { createStore, type StoreApi } from 'zustand/vanilla';

export type ConnectionStatus = 'connecting' | 'online' | 'offline';

export interface ConnectionState {
  /** `offline` waits before it tries again (or nobody is logged in); `connecting` is trying now. */
  status: ConnectionStatus;
  /** Since when, in milliseconds since 1970. */
  since: number;
  /** When the next attempt starts, while offline with a session. */
  retryAt?: number;
}

export type ConnectionStore = StoreApi<ConnectionState>;

export const createConnectionStore = (now: number): ConnectionStore =>
  createStore<ConnectionState>()((): ConnectionState => ({ status: 'offline', since: now }));
