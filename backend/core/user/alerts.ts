import { type Alert, accept, type CommandRequest, type Handled } from '../../contract/index.ts';
import type { AlertStore } from '../../ports/index.ts';

/** Alerts of the abuse detector, kept for the next time their user looks. */
export function createAlerts(store: AlertStore) {
  return {
    keep: (alerts: readonly Alert[]): Promise<void> => store.addAlerts(alerts),

    async list({ userId, limit }: CommandRequest<'user.alerts'>): Promise<Handled<{ alerts: Alert[] }>> {
      return { outcome: accept({ alerts: await store.listAlerts(userId, limit) }) };
    },
  };
}
