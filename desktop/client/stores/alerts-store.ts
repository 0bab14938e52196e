import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Alert } from '../../../backend/contract/index.ts';

/** Alerts of the abuse detector to this user, the newest first. */
export interface AlertsState {
  alerts: readonly Alert[];
}

export type AlertsStore = StoreApi<AlertsState>;

export const createAlertsStore = (): AlertsStore =>
  createStore<AlertsState>()((): AlertsState => ({ alerts: [] }));
