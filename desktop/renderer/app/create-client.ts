import { createDexieOutboxStorage, createLocalTokenStorage } from '../../client/browser.ts';
import { createMaruClient, type MaruClient } from '../../client/index.ts';

/** The messenger of this page. */
export function createClient(baseUrl: string): MaruClient {
  return createMaruClient({
    baseUrl,
    tokenStorage: createLocalTokenStorage(localStorage, baseUrl),
    outboxStorage: createDexieOutboxStorage(),
  });
}
