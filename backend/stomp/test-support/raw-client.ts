import { once } from 'node:events';
import { WebSocket } from 'ws';

/** A frame as the server wrote it: nothing is unescaped. */
export interface ServerFrame {
  readonly command: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** It came in a binary WebSocket message. */
  readonly binary: boolean;
  readonly raw: Buffer;
}

/** A client that writes the bytes it is told to, so that tests can break every rule. */
export class RawClient implements AsyncDisposable {
  readonly socket: WebSocket;
  /** Resolves with code and reason when the WebSocket is closed. */
  readonly closed: Promise<{ code: number; reason: string }>;
  heartBeats = 0;
  readonly #received: ServerFrame[] = [];
  #arrived: (() => void) | undefined;

  private constructor(socket: WebSocket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
    socket.on('message', (data: Buffer, binary: boolean) => this.#receive(data, binary));
    socket.on('error', () => undefined);
  }

  static async open(port: number, protocols: string[] = [], path = '/ws'): Promise<RawClient> {
    const client = new RawClient(new WebSocket(`ws://127.0.0.1:${port}${path}`, protocols));
    await once(client.socket, 'open');
    return client;
  }

  /** Open and through CONNECT. */
  static async connected(port: number, version = '1.2', headers = ''): Promise<RawClient> {
    const client = await RawClient.open(port);
    client.write(`CONNECT\naccept-version:${version}\nhost:test\nlogin:mina\n${headers}\n\0`);
    const frame = await client.next();
    if (frame.command !== 'CONNECTED') throw new Error(`${frame.command} ${frame.headers.message}`);
    return client;
  }

  #receive(data: Buffer, binary: boolean): void {
    if (data.equals(Buffer.from('\n'))) this.heartBeats += 1;
    else this.#received.push(parse(data, binary));
    this.#arrived?.();
  }

  /** One WebSocket message: a string as text, bytes as binary. */
  write(data: string | Buffer): void {
    this.socket.send(data);
  }

  /** The next frame; fails after two seconds without one. */
  async next(): Promise<ServerFrame> {
    const deadline = AbortSignal.timeout(2_000);
    for (;;) {
      const frame = this.#received.shift();
      if (frame !== undefined) return frame;
      if (deadline.aborted) throw new Error('No frame came');
      await this.#arrival(deadline);
    }
  }

  #arrival(deadline: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#arrived = resolve;
      deadline.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** Frames that arrived and were not taken. */
  get waiting(): readonly ServerFrame[] {
    return this.#received;
  }

  /** Writes and waits for the RECEIPT of it: all that the server did before has arrived then as well. */
  async settled(frame: string): Promise<void> {
    this.write(frame);
    const { command, headers } = await this.next();
    if (command !== 'RECEIPT') throw new Error(`${command} instead of RECEIPT: ${headers.message}`);
  }

  subscribe(id: string, destination: string, headers = ''): Promise<void> {
    return this.settled(`SUBSCRIBE\nid:${id}\ndestination:${destination}\nreceipt:sub-${id}\n${headers}\n\0`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}

function parse(raw: Buffer, binary: boolean): ServerFrame {
  const end = raw.indexOf('\n\n');
  const [command = '', ...lines] = raw.toString('utf8', 0, end).split('\n');
  const headers: Record<string, string> = {};
  for (const line of lines) headers[line.slice(0, line.indexOf(':'))] = line.slice(line.indexOf(':') + 1);
  return { command, headers, body: raw.toString('utf8', end + 2, raw.length - 1), binary, raw };
}
