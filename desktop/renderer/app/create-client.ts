import { createDexieOutboxStorage, createLocalTokenStorage } from '../../client/browser.ts';
import { createMaruClient, type MaruClient } from '../../client/index.ts';
import { serverAddress } from '../state/server-address.ts';

/** The messenger of this page. */
export function createClient(): MaruClient {
  const baseUrl = serverAddress();
  return createMaruClient({
    baseUrl,
    tokenStorage: createLocalTokenStorage(localStorage, baseUrl),
    outboxStorage: createDexieOutboxStorage(),
  });
}
