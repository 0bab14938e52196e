import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { limits, stompPath } from '../../contract/index.ts';
import {
  createSealer,
  listen,
  type Metrics,
  observeGauge,
  Requester,
  type ServerContext,
} from '../../runtime/index.ts';
import { createStompServer, type StompServer } from '../../stomp/index.ts';
import type { Ask } from './ask.ts';
import { createAuthenticate } from './authenticator.ts';
import { startBroadcasts } from './broadcasts.ts';
import { EndedSessions } from './ended-sessions.ts';
import { askAboutNewcomers } from './newcomers.ts';
import { createRateLimits } from './rate-limits.ts';
import { createReadMoves } from './read-moves.ts';
import { createApplication, type TrustProxy } from './rest/application.ts';
import { createHandlers } from './rest/handlers.ts';
import { currentTrace } from './rest/trace.ts';
import { Signals } from './signals/index.ts';
import { createStompApplication } from './stomp/application.ts';
import { People } from './stomp/people.ts';
import { RoomDeliveries } from './stomp/room-deliveries.ts';
import { createTokens, type Principal } from './tokens.ts';

export interface FrontDependencies extends ServerContext {
  host: string;
  port: number;
  publicUrl: string | undefined;
  /** Whose word counts for where a request comes from; nobody's unless given. */
  trustProxy?: TrustProxy;
  /** Folder with newer desktop apps, served under /updates; none unless given. */
  updatesDirectory?: string | undefined;
  /** How many times as generous as usual the limits on requests are; 0 is no limits. */
  rateLimits: number;
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
  const { clock, ids, logger, metrics, secret, publicUrl } = dependencies;
  const timeout = dependencies.requestTimeout;
  const instanceId = randomUUID();
  const requester = await Requester.start({ ...dependencies, instanceId, timeout });
  const ask: Ask = (type, key, request) => requester.request(type, key, request, currentTrace());
  const tokens = createTokens({ secret, clock });
  const ended = new EndedSessions(clock);
  const authenticate = createAuthenticate(tokens, ended);
  const admit = createRateLimits(dependencies.rateLimits);

  const moveReadPosition = createReadMoves(ask);
  const nextTrace = () => requester.nextCorrelationId();
  const people = new People();
  const stomp: StompServer<Principal> = createStompServer<Principal>(
    createStompApplication({
      nextTrace,
      ask,
      moveReadPosition,
      authenticate,
      admit,
      ended,
      logger,
      people,
      deliveries: () => deliveries,
      signals: () => signals,
    }),
    {
      serverName: 'maru',
      limits: { body: limits.requestBodyBytes, subscriptions: limits.subscriptionsPerSession },
    },
  );
  const deliveries = new RoomDeliveries(stomp);
  const signals = new Signals({
    ...dependencies,
    ask,
    front: instanceId,
    deliverEvent: (event) => deliveries.deliverEvent(event),
  });
  const broadcasts = await startBroadcasts({
    ...dependencies,
    answers: requester.answers,
    deliveries,
    people,
    ended,
    signals,
  });
  observeStomp(metrics, stomp);

  const handlers = createHandlers({
    ask: askAboutNewcomers(ask),
    moveReadPosition,
    tokens,
    ids,
    publicUrl,
    sealer: createSealer(secret),
  });
  const server = createServer(
    createApplication({
      handlers,
      authenticate,
      admit,
      trustProxy: dependencies.trustProxy,
      updatesDirectory: dependencies.updatesDirectory,
      logger,
      metrics,
      nextTrace,
    }),
  );
  stomp.attach(server, stompPath);
  refuseOtherUpgrades(server);
  const port = await listen(server, dependencies);
  return {
    port,
    async [Symbol.asyncDispose]() {
      server.close();
      await stomp.close();
      await signals[Symbol.asyncDispose]();
      server.closeAllConnections();
      await broadcasts[Symbol.asyncDispose]();
      await requester[Symbol.asyncDispose]();
    },
  };
}

function observeStomp(metrics: Metrics, { counters }: StompServer<Principal>): void {
  const gauges = {
    connections: 'WebSocket connections that are open now',
    subscriptions: 'Active subscriptions now',
    framesIn: 'Frames received since the start',
    deliveriesOut: 'Messages handed to sockets since the start',
    slowSubscribers: 'Subscribers cut off since the start because they did not read',
    errorsOut: 'ERROR frames since the start',
  } as const;
  for (const [counter, help] of Object.entries(gauges)) {
    const name = `maru_stomp_${counter.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
    observeGauge(metrics, name, help, () => counters[counter as keyof typeof gauges]);
  }
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
