import {
  createDexieLocalCache,
  createDexieOutboxStorage,
  createLocalTokenStorage,
} from '../../client/browser.ts';
import { createMaruClient, type MaruClient, type TokenStorage } from '../../client/index.ts';
import { bridge } from '../state/bridge.ts';
import { whenUnlocked } from '../state/lock.ts';
import { pageStorage } from '../state/page-storage.ts';

/** The messenger of this page. */
export function createClient(baseUrl: string): MaruClient {
  return createMaruClient({
    baseUrl,
    tokenStorage: createTokenStorage(baseUrl),
    outboxStorage: createDexieOutboxStorage(),
    localCache: createDexieLocalCache(`maru ${baseUrl}`),
  });
}

/** The desktop application keeps the token in the system's key store; a web page has only its own storage. */
function createTokenStorage(baseUrl: string): TokenStorage {
  if (!bridge) return createLocalTokenStorage(pageStorage, baseUrl);
  const { loadToken, saveToken, clearToken } = bridge;
  // It is handed out when the lock is open; a session that goes on under the lock waits with its next renewal.
  const load = () => whenUnlocked().then(loadToken);
  return { load, save: saveToken, clear: clearToken };
}
