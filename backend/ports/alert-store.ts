import type { Alert, UserId } from '../contract/index.ts';

/** Alerts kept for their user's next look. Unique on alertId; durable when resolved. */
export interface AlertStore {
  /** Safe to repeat: an alert that is there stays as it is. */
  addAlerts(alerts: readonly Alert[]): Promise<void>;
  /** The newest first. */
  listAlerts(userId: UserId, limit: number): Promise<Alert[]>;
  /** Removes all alerts of a user. Safe to repeat. */
  forgetUser(userId: UserId): Promise<void>;
}
