import { connect, type Socket } from 'node:net';
import { stompPath } from '../../../backend/contract/index.ts';
import { clientFrame, FrameReader, type OnPayload } from './web-socket-frames.ts';

export interface StompConnectionOptions {
  port: number;
  accessToken: string;
  /** Destinations by subscription id. All members use the same ids, as the desktop client does. */
  subscriptions: Readonly<Record<string, string>>;
  /** The `heart-beat` header; `0,0` is none. */
  heartBeat?: string;
  /** MESSAGE and ERROR frames, and the RECEIPTs of SENDs. */
  onFrame: OnPayload;
  onClose(): void;
}

/** Reads are handled at once and one after another, so that all sockets can share the memory they read into. */
const readBuffer = Buffer.allocUnsafeSlow(256 * 1024);
const endOfHead = Buffer.from('\r\n\r\n');

/**
 * A STOMP 1.2 client with as little between it and the socket as possible: a full one would measure itself.
 */
export class StompConnection {
  readonly #options: StompConnectionOptions;
  readonly #socket: Socket;
  readonly #opened = Promise.withResolvers<void>();
  #onBytes: (bytes: Buffer) => void;
  #handshake: Buffer = Buffer.alloc(0);
  #subscribing: number;

  private constructor(options: StompConnectionOptions) {
    this.#options = options;
    this.#subscribing = Object.keys(options.subscriptions).length;
    this.#onBytes = (bytes) => this.#upgrade(bytes);
    const onread = { buffer: readBuffer, callback: (length: number) => this.#read(length) };
    this.#socket = connect({ host: '127.0.0.1', port: options.port, noDelay: true, onread });
    this.#socket.on('error', (error) => this.#opened.reject(error));
    this.#socket.on('close', () => this.#closed());
    this.#socket.write(upgradeRequest);
  }

  /** Resolves once every subscription has its RECEIPT. */
  static async open(options: StompConnectionOptions): Promise<StompConnection> {
    const connection = new StompConnection(options);
    await connection.#opened.promise;
    return connection;
  }

  send(frame: Buffer): void {
    this.#socket.write(frame);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(length: number): boolean {
    this.#onBytes(readBuffer.subarray(0, length));
    return true;
  }

  #upgrade(bytes: Buffer): void {
    this.#handshake = Buffer.concat([this.#handshake, bytes]);
    const end = this.#handshake.indexOf(endOfHead);
    if (end === -1) return;
    const status = this.#handshake.toString('latin1', 9, 12);
    if (status !== '101') this.#opened.reject(new Error(`the upgrade was answered with ${status}`));
    const onPayload = (frame: Buffer, start: number, stop: number) => this.#frame(frame, start, stop);
    // The server waits for its word to be taken; a client takes it at once.
    const reader = new FrameReader(onPayload, () => this.close());
    this.#onBytes = (more) => reader.push(more);
    this.#introduce();
    reader.push(this.#handshake.subarray(end + endOfHead.length));
  }

  #introduce(): void {
    const { accessToken, subscriptions, heartBeat = '0,0' } = this.#options;
    this.send(
      clientFrame(
        `CONNECT\naccept-version:1.2\nhost:bench\nheart-beat:${heartBeat}\npasscode:${accessToken}\n\n\0`,
      ),
    );
    for (const [id, destination] of Object.entries(subscriptions))
      this.send(clientFrame(`SUBSCRIBE\nid:${id}\ndestination:${destination}\nreceipt:subscribed\n\n\0`));
  }

  #frame(bytes: Buffer, start: number, end: number): void {
    if (this.#subscribing === 0) this.#options.onFrame(bytes, start, end);
    else this.#answer(bytes, start, end);
  }

  #answer(bytes: Buffer, start: number, end: number): void {
    const command = bytes.toString('latin1', start, start + 7);
    if (command === 'RECEIPT') this.#subscribing -= 1;
    // What concerns a person may come as soon as the first subscription stands: that their room is new, for one.
    else if (command === 'MESSAGE') this.#options.onFrame(bytes, start, end);
    else if (command !== 'CONNECT')
      this.#opened.reject(new Error(`a member was refused: ${bytes.toString('utf8', start, end)}`));
    if (this.#subscribing === 0) this.#opened.resolve();
  }

  #closed(): void {
    this.#opened.reject(new Error('the connection was closed before it was subscribed'));
    this.#options.onClose();
  }
}

const upgradeRequest = [
  `GET ${stompPath} HTTP/1.1`,
  'Host: 127.0.0.1',
  'Upgrade: websocket',
  'Connection: Upgrade',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Protocol: v12.stomp',
  '\r\n',
].join('\r\n');
