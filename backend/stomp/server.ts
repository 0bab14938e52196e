import type { StompApplication } from './application.ts';
import type { StompServer, StompServerOptions } from './server-types.ts';

/** Makes a server that is not attached to anything yet. */
export function createStompServer<Principal>(
  _application: StompApplication<Principal>,
  _options: StompServerOptions = {},
): StompServer<Principal> {
  throw new Error('The implementation follows.');
}
