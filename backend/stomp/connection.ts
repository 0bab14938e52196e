import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { closeReason } from './web-socket-frame.ts';

/** So much is written at once even before the turn of the event loop is over. */
const eagerFlush = 64 * 1024;

/**
 * Connections with something to write, written together once per turn of the event loop: after the reads of the
 * turn (`setImmediate`), so that frames that many senders cause at a time share a write. A microtask was measured
 * to be no faster for a single message.
 */
export class Flusher {
  #waiting: Connection[] = [];

  add(connection: Connection): void {
    if (this.#waiting.length === 0) setImmediate(() => this.#flush());
    this.#waiting.push(connection);
  }

  #flush(): void {
    const connections = this.#waiting;
    this.#waiting = [];
    for (const connection of connections) connection.flush();
  }
}

/**
 * Output of one WebSocket. Whole frames go to the raw socket of the upgrade, past `ws`, which only ever writes
 * whole frames too (pong, close); nothing is compressed or fragmented, so they cannot get mixed up.
 */
export class Connection {
  readonly webSocket: WebSocket;
  readonly socket: Socket;
  readonly #flusher: Flusher;
  #frames: Buffer[] = [];
  #pendingBytes = 0;
  #waiting = false;

  constructor(webSocket: WebSocket, socket: Socket, flusher: Flusher) {
    this.webSocket = webSocket;
    this.socket = socket;
    this.#flusher = flusher;
  }

  /** Bytes that the operating system has not taken yet. */
  get backlog(): number {
    return this.#pendingBytes + this.socket.writableLength;
  }

  write(frame: Buffer): void {
    this.#frames.push(frame);
    this.#pendingBytes += frame.length;
    if (this.#pendingBytes > eagerFlush) this.flush();
    else if (!this.#waiting) {
      this.#waiting = true;
      this.#flusher.add(this);
    }
  }

  flush(): void {
    this.#waiting = false;
    const frames = this.#frames;
    if (frames.length === 0) return;
    this.#frames = [];
    this.#pendingBytes = 0;
    if (this.webSocket.readyState === WebSocket.OPEN) this.#writeAll(frames);
  }

  /** One `writev` for all of them: measured to be cheaper than a copy, and it keeps the Buffers shared. */
  #writeAll(frames: readonly Buffer[]): void {
    if (frames.length > 1) this.socket.cork();
    for (const frame of frames) this.socket.write(frame);
    if (frames.length > 1) this.socket.uncork();
  }

  /** Stops reading; what was read already may still arrive. */
  pause(): void {
    if (this.webSocket.readyState === WebSocket.OPEN) this.webSocket.pause();
  }

  resume(): void {
    this.webSocket.resume();
  }

  /** Writes what is queued, then closes with the WebSocket handshake. */
  close(code: number, reason: string): void {
    this.flush();
    this.resume();
    this.webSocket.close(code, closeReason(reason));
  }

  /** At once, without a word: for a peer that does not read. */
  terminate(): void {
    this.#frames = [];
    this.#pendingBytes = 0;
    this.webSocket.terminate();
  }
}
