import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

/** `https://talk.example.com/` → `https://talk.example.com`; undefined when it is no web address. */
export function parseServerAddress(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/** The front this page talks to; set once, before anything is shown. */
export const serverStore = createStore<{ address: string }>(() => ({ address: '' }));

/** An address without its protocol, for people. */
export const shortAddress = (address: string): string => address.replace(/^https?:\/\//, '');

export const useServerAddress = (): string => useStore(serverStore, (server) => server.address);

export const useServerName = (): string => useStore(serverStore, (server) => shortAddress(server.address));
