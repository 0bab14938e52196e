import { randomBytes } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { CloseReason, StompApplication, StompSession, StompSubscription } from './application.ts';
import { systemClock } from './clock.ts';
import { Connection, Flusher } from './connection.ts';
import type { ServerContext } from './context.ts';
import { createCounters } from './counters.ts';
import type { OutgoingMessage } from './frame.ts';
import { sweepInterval } from './heart-beat.ts';
import { Hub } from './hub.ts';
import { Inbox } from './inbox.ts';
import { resolveLimits, type StompLimits } from './limits.ts';
import type {
  HeartBeatOptions,
  StompCounters,
  StompServer,
  StompServerOptions,
  Subscriber,
} from './server-types.ts';
import { Session } from './session.ts';
import type { Subscription } from './subscription.ts';
import { refuseUpgrade } from './upgrade.ts';
import { selectSubprotocol } from './versions.ts';

const defaultHeartBeat: HeartBeatOptions = { send: 10_000, receive: 10_000, tolerance: 2 };
const goodbye: CloseReason = { closeCode: 1012, hint: 'The server is restarting' };

/** Makes a server that is not attached to anything yet. */
export function createStompServer<Principal>(
  application: StompApplication<Principal>,
  options: StompServerOptions = {},
): StompServer<Principal> {
  return new WebSocketStompServer(createContext(application, options), options);
}

function createContext<Principal>(
  application: StompApplication<Principal>,
  options: StompServerOptions,
): ServerContext<Principal> {
  const limits = resolveLimits(options.limits);
  const heartBeat = { ...defaultHeartBeat, ...options.heartBeat };
  return {
    application,
    limits,
    heartBeat,
    serverName: options.serverName,
    clock: options.clock ?? systemClock,
    hub: new Hub(randomBytes(6).toString('base64url')),
    counters: createCounters(),
    flusher: new Flusher(),
    sweepInterval: sweepInterval([limits.connectTimeout, heartBeat.send, heartBeat.receive]),
  };
}

/** `closeTimeout` (milliseconds for the peer's half of the closing handshake) is not in the types of `ws` yet. */
function webSocketOptions({ webSocketMessage }: StompLimits) {
  return {
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: webSocketMessage,
    handleProtocols: selectSubprotocol,
    closeTimeout: 5_000,
  };
}

class WebSocketStompServer<Principal> implements StompServer<Principal> {
  readonly #context: ServerContext<Principal>;
  readonly #acceptUpgrade: StompServerOptions['acceptUpgrade'];
  readonly #webSockets: WebSocketServer;
  /** All WebSocket connections, before CONNECT as well. */
  readonly #sessions = new Set<Session<Principal>>();
  #stopSweep: (() => void) | undefined;
  #closing = false;
  #whenEmpty: (() => void) | undefined;

  constructor(context: ServerContext<Principal>, options: StompServerOptions) {
    this.#context = context;
    this.#acceptUpgrade = options.acceptUpgrade;
    this.#webSockets = new WebSocketServer(webSocketOptions(context.limits));
  }

  get counters(): StompCounters {
    return this.#context.counters;
  }

  attach(server: Server | SecureServer, path: string): () => void {
    const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const [requested] = (request.url ?? '').split('?', 1);
      if (requested === path) this.handleUpgrade(request, socket, head);
    };
    server.on('upgrade', onUpgrade);
    return () => server.off('upgrade', onUpgrade);
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const status = this.#closing ? 503 : this.#acceptUpgrade?.(request);
    if (status === undefined) this.#upgrade(request, socket, head);
    else refuseUpgrade(socket, status);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // An upgrade hands out the connection's own net.Socket (or TLSSocket, which is one).
    this.#webSockets.handleUpgrade(request, socket, head, (webSocket) =>
      this.#open(webSocket, request, socket as Socket),
    );
  }

  #open(webSocket: WebSocket, request: IncomingMessage, socket: Socket): void {
    const context = this.#context;
    const session = new Session(context, new Connection(webSocket, socket, context.flusher), request);
    const inbox = new Inbox(session);
    this.#sessions.add(session);
    context.counters.connections += 1;
    this.#stopSweep ??= context.clock.repeat(() => this.#sweep(), context.sweepInterval);
    webSocket.on('message', (data, binary) => inbox.receive(data as Buffer, binary));
    webSocket.on('error', (error) =>
      session.end({ by: 'network', code: 'connection-lost', message: error.message }),
    );
    webSocket.on('close', (code, reason) => this.#gone(session, code, reason.toString()));
  }

  #gone(session: Session<Principal>, code: number, message: string): void {
    const lost = code === 1006;
    session.end({ by: lost ? 'network' : 'client', code: lost ? 'connection-lost' : 'closed', message });
    this.#sessions.delete(session);
    this.#context.counters.connections -= 1;
    if (this.#sessions.size > 0) return;
    this.#stopSweep?.();
    this.#stopSweep = undefined;
    this.#whenEmpty?.();
  }

  #sweep(): void {
    const now = this.#context.clock.now();
    for (const session of this.#sessions) session.sweep(now);
  }

  publish(
    destination: string,
    message: OutgoingMessage,
    reaches?: (subscription: StompSubscription) => boolean,
  ): number {
    return this.#context.hub.publish(destination, message, reaches);
  }

  *sessions(): Generator<StompSession<Principal>> {
    for (const session of this.#sessions) if (session.open) yield session;
  }

  *subscribers(destination: string): Generator<Subscriber<Principal>> {
    for (const subscription of this.#context.hub.subscriptions(destination)) {
      if (subscription.active) yield { session: this.#sessionOf(subscription), subscription };
    }
  }

  endSubscriptions(
    destination: string,
    matches: (session: StompSession<Principal>) => boolean = () => true,
  ): number {
    let ended = 0;
    for (const subscription of [...this.#context.hub.subscriptions(destination)]) {
      const session = this.#sessionOf(subscription);
      if (matches(session) && session.endSubscription(subscription)) ended += 1;
    }
    return ended;
  }

  /** Only sessions of this server make subscriptions in its hub. */
  #sessionOf(subscription: Subscription): Session<Principal> {
    return subscription.receiver as Session<Principal>;
  }

  async close(reason: CloseReason = goodbye, milliseconds = 5_000): Promise<void> {
    this.#closing = true;
    const sessions = this.#sessions;
    if (sessions.size === 0) return;
    const empty = new Promise<void>((resolve) => {
      this.#whenEmpty = resolve;
    });
    for (const session of [...sessions]) session.close(reason);
    const timer = setTimeout(() => {
      for (const session of sessions) session.connection.terminate();
    }, milliseconds);
    await empty;
    clearTimeout(timer);
  }
}
