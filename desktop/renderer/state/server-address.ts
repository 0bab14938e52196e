import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

const key = 'maru.server';

/** `https://talk.example.com/` → `https://talk.example.com`; undefined when it is no web address. */
export function parseServerAddress(text: string): string | undefined {
  const url = URL.parse(text.trim());
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return url.origin + url.pathname.replace(/\/+$/, '');
}

export interface Server {
  /** The front this page talks to. */
  address: string;
  /** Whether the user may choose another; a page from a web server belongs to that server. */
  choosable: boolean;
}

/** Set once, before anything is shown. */
export const serverStore = createStore<Server>(() => ({ address: '', choosable: false }));

export const useServer = (): Server => useStore(serverStore);

/** An address without its protocol, for people. */
export const shortAddress = (address: string): string => address.replace(/^https?:\/\//, '');

export const chosenServer = (): string | undefined => parseServerAddress(localStorage.getItem(key) ?? '');

/** Keeps the address and starts the page again with it. */
export function chooseServer(address: string): void {
  localStorage.setItem(key, address);
  window.location.reload();
}
