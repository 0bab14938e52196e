import { connect as connectPlain, isIP, Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';
import type { ISocketFactory } from 'kafkajs';

const keepAlive = 60_000;

/** Milliseconds for which a broker that did not answer is left alone. */
const suspicion = 3_000;

/**
 * All connections of a log to its brokers. A broker that hangs keeps its connections, and kafkajs would wait for it request by
 * request, each until its timeout; so the first timeout cuts all of them, as if the broker had died.
 */
export class Sockets {
  readonly #open = new Map<string, Set<Socket>>();
  readonly #suspects = new Map<string, number>();

  /** Opens connections for kafkajs. */
  readonly factory: ISocketFactory = ({ host, port, ssl, onConnect }) => {
    const address = `${host}:${port}`;
    if ((this.#suspects.get(address) ?? 0) > performance.now()) return refused(address);
    const socket = ssl
      ? connectSecure({ host, port, ...(isIP(host) ? {} : { servername: host }), ...ssl }, onConnect)
      : connectPlain({ host, port }, onConnect);
    socket.setNoDelay(true);
    socket.setKeepAlive(true, keepAlive);
    this.#track(address, socket);
    return socket;
  };

  /** A request to this broker was not answered in time. */
  suspect(address: string): void {
    this.#suspects.set(address, performance.now() + suspicion);
    for (const socket of this.#open.get(address) ?? []) socket.destroy(unanswered(address));
  }

  /** Cuts what is still open. */
  close(): void {
    for (const sockets of this.#open.values()) for (const socket of sockets) socket.destroy();
  }

  #track(address: string, socket: Socket): void {
    const sockets = this.#open.get(address) ?? new Set();
    this.#open.set(address, sockets.add(socket));
    socket.once('close', () => sockets.delete(socket));
  }
}

const unanswered = (address: string): Error => new Error(`${address} does not answer`);

/** A connection that fails at once, in the turn after its maker has begun to listen. */
function refused(address: string): Socket {
  const socket = new Socket();
  process.nextTick(() => socket.destroy(unanswered(address)));
  return socket;
}
