import { type Alert, endpoints } from '../../backend/contract/index.ts';
import type { Rest } from './rest.ts';
import type { AlertsStore } from './stores/index.ts';

/** What the abuse detector and administrators told the user, the newest first, each once. */
export interface AlertKeeper {
  load(): Promise<void>;
  onAlert(alert: Alert): void;
}

export function createAlertKeeper({ rest, store }: { rest: Rest; store: AlertsStore }): AlertKeeper {
  function show(alerts: readonly Alert[]): void {
    const once = new Map(alerts.map((alert) => [alert.alertId, alert]));
    store.setState({ alerts: [...once.values()] });
  }

  return {
    load: async () => show((await rest.call(endpoints.alerts, { query: {} })).alerts),
    onAlert: (alert) => show([alert, ...store.getState().alerts]),
  };
}
