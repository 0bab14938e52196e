import { type Alert, accept, type CommandRequest, type Handled } from '../../contract/index.ts';
import type { AlertStore, UserStore } from '../../ports/index.ts';

interface Dependencies {
  alerts: AlertStore;
  store: UserStore;
}

/** Alerts of the abuse detector, kept for the next time their user looks. */
export function createAlerts({ alerts: kept, store }: Dependencies) {
  return {
    /** Not of who is gone: the detector may be late, and nobody would take them away again. */
    async keep(alerts: readonly Alert[]): Promise<void> {
      const accounts = await Promise.all(alerts.map(({ userId }) => store.findAccount(userId)));
      await kept.addAlerts(alerts.filter((_, at) => accounts[at] !== undefined));
    },

    async list({ userId, limit }: CommandRequest<'user.alerts'>): Promise<Handled<{ alerts: Alert[] }>> {
      return { outcome: accept({ alerts: await kept.listAlerts(userId, limit) }) };
    },
  };
}
