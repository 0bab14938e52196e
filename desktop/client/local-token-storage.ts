import type { TokenStorage } from './ports.ts';

/** The part of the browser's Storage that is needed. */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * For the web client. One key per server, so that a token is never shown to another server. Tabs share the
 * token: it is read again before each refresh.
 */
export function createLocalTokenStorage(storage: KeyValueStorage, baseUrl: string): TokenStorage {
  const key = `maru.refreshToken ${baseUrl}`;
  return {
    load: async () => storage.getItem(key) ?? undefined,
    save: async (refreshToken) => storage.setItem(key, refreshToken),
    clear: async () => storage.removeItem(key),
  };
}
