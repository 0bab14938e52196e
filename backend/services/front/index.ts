import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { limits, stompPath } from '../../contract/index.ts';
import type { Clock, EventLog, IdGenerator } from '../../ports/index.ts';
import { createSealer, type Logger, listen, Requester } from '../../runtime/index.ts';
import { createStompServer, type StompServer } from '../../stomp/index.ts';
import { createAuthenticate } from './authenticator.ts';
import { startBroadcasts } from './broadcasts.ts';
import { EndedSessions } from './ended-sessions.ts';
import { createApplication } from './rest/application.ts';
import { type Ask, createHandlers } from './rest/handlers.ts';
import { createStompApplication } from './stomp/application.ts';
import { People } from './stomp/people.ts';
import { RoomDeliveries } from './stomp/room-deliveries.ts';
import { createTokens, type Principal } from './tokens.ts';

export interface FrontDependencies {
  log: EventLog;
  clock: Clock;
  ids: IdGenerator;
  logger: Logger;
  secret: string;
  host: string;
  port: number;
  publicUrl: string | undefined;
  /** Milliseconds a request may wait for its answer through the log. */
  requestTimeout: number;
}

export interface Front extends AsyncDisposable {
  /** The port it listens on; another than the one asked for when that was 0. */
  port: number;
}

/**
 * The front server: the only thing that clients talk to. It holds WebSockets, checks tokens, turns every request into a record
 * and every answer into a response, and never touches a database.
 */
export async function startFront(dependencies: FrontDependencies): Promise<Front> {
  const { log, clock, ids, logger, secret, publicUrl } = dependencies;
  const requester = await Requester.start({
    log,
    clock,
    logger,
    instanceId: randomUUID(),
    timeout: dependencies.requestTimeout,
  });
  const ask: Ask = (type, key, request) => requester.request(type, key, request);
  const tokens = createTokens({ secret, clock });
  const ended = new EndedSessions(clock);
  const authenticate = createAuthenticate(tokens, ended);

  const people = new People();
  const stomp: StompServer<Principal> = createStompServer<Principal>(
    createStompApplication({ ask, authenticate, ended, logger, people, deliveries: () => deliveries }),
    {
      serverName: 'maru',
      limits: { body: limits.requestBodyBytes, subscriptions: limits.subscriptionsPerSession },
    },
  );
  const deliveries = new RoomDeliveries(stomp);
  const broadcasts = await startBroadcasts({
    log,
    clock,
    logger,
    answers: requester.answers,
    deliveries,
    people,
    ended,
  });

  const handlers = createHandlers({ ask, tokens, ids, publicUrl, sealer: createSealer(secret) });
  const server = createServer(createApplication({ handlers, authenticate, logger }));
  stomp.attach(server, stompPath);
  refuseOtherUpgrades(server);
  const port = await listen(server, dependencies);
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.close();
      await stomp.close();
      server.closeAllConnections();
      await broadcasts[Symbol.asyncDispose]();
      await requester[Symbol.asyncDispose]();
    },
  };
}

/** Node leaves an upgrade that nobody takes open for ever. */
function refuseOtherUpgrades(server: Server): void {
  server.on('upgrade', ({ url = '' }, socket) => {
    // Not parsed as a URL: a request may name anything, and what throws here ends the process.
    const [path] = url.split('?', 1);
    if (path === stompPath) return;
    socket.on('error', () => socket.destroy());
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
}
