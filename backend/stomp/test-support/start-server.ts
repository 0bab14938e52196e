import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  accept,
  createStompServer,
  type StompApplication,
  type StompServer,
  type StompServerOptions,
} from '../index.ts';

export interface StartedServer extends AsyncDisposable {
  readonly server: StompServer<string>;
  readonly port: number;
  /** What `onError` got. */
  readonly bugs: unknown[];
}

/** A server on a port of its own whose principal is the login; lets everything pass unless told otherwise. */
export async function startServer(
  application: Partial<StompApplication<string>> = {},
  options: StompServerOptions = {},
): Promise<StartedServer> {
  const bugs: unknown[] = [];
  const server = createStompServer<string>(
    {
      authenticate: ({ login }) => accept(login ?? 'nobody'),
      onSend: (_session, { destination, body }) => {
        server.publish(destination, { body });
        return undefined;
      },
      onError: (error) => bugs.push(error),
      ...application,
    },
    options,
  );
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  server.attach(http, '/ws');
  const { port } = http.address() as AddressInfo;
  return {
    server,
    port,
    bugs,
    async [Symbol.asyncDispose]() {
      await server.close(undefined, 100);
      http.close();
      http.closeAllConnections();
    },
  };
}

/** A promise with its ends outside: for handlers that a test lets finish when it likes. */
export function deferred<Value>() {
  return Promise.withResolvers<Value>();
}

/** Lets everything that is on its way between the two ends of a socket arrive. */
export function quiet(milliseconds = 30): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
