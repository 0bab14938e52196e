import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { keepValue, keptTexts } from '../../state/page-storage.ts';

const key = 'maru.dismissed-alerts';
/** More than a server tells at once; older ones are forgotten. */
const most = 200;

const dismissedStore = createStore<{ ids: readonly string[] }>(() => ({ ids: keptTexts(key) }));

/** The alerts that were read and put away on this device. */
export const useDismissed = (): readonly string[] => useStore(dismissedStore, ({ ids }) => ids);

export function dismissAlert(alertId: string): void {
  const ids = [...dismissedStore.getState().ids.filter((id) => id !== alertId), alertId].slice(-most);
  keepValue(key, ids);
  dismissedStore.setState({ ids });
}
