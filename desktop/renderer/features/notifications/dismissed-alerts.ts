import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const key = 'maru.dismissed-alerts';
/** More than a server tells at once; older ones are forgotten. */
const most = 200;

function stored(): string[] {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(parsed) ? parsed.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

const dismissedStore = createStore<{ ids: readonly string[] }>(() => ({ ids: stored() }));

/** The alerts that were read and put away on this device. */
export const useDismissed = (): readonly string[] => useStore(dismissedStore, ({ ids }) => ids);

export function dismissAlert(alertId: string): void {
  const ids = [...dismissedStore.getState().ids.filter((id) => id !== alertId), alertId].slice(-most);
  localStorage.setItem(key, JSON.stringify(ids));
  dismissedStore.setState({ ids });
}
