import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** Grows when a bookmark was changed or dropped on this device: what is shown of them is asked for again. */
const changesStore = createStore<{ count: number }>(() => ({ count: 0 }));

export const drawerChanged = (): void => changesStore.setState(({ count }) => ({ count: count + 1 }));
export const useDrawerChanges = (): number => useStore(changesStore, ({ count }) => count);
