import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { MaruActions, MaruClient, MaruStores } from '../../client/index.ts';

export const ClientContext = createContext<MaruClient | undefined>(undefined);

/** The running messenger; app/ provides it. */
export function useClient(): MaruClient {
  const client = useContext(ClientContext);
  if (!client) throw new Error('ClientContext is missing');
  return client;
}

export const useActions = (): MaruActions => useClient().actions;

type StateOf<K extends keyof MaruStores> = ReturnType<MaruStores[K]['getState']>;

/** Reads a part of one store: `useMaru('rooms', (rooms) => rooms.ids)`. Renders again only when that part changes. */
export function useMaru<K extends keyof MaruStores, T>(name: K, select: (state: StateOf<K>) => T): T {
  const store = useClient().stores[name] as { getState(): StateOf<K> } & MaruStores[K];
  return useStore(store as never, select as never) as T;
}
