import type { MaruClient, MaruClientOptions } from './maru-client.ts';

export function createMaruClient(_options: MaruClientOptions): MaruClient {
  throw new Error('not built yet');
}
