import { connect, type Socket } from 'node:net';

export interface Answer {
  status: number;
  body: Buffer;
}

interface Waiting {
  request: string;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

interface Owner {
  free(connection: HttpConnection): void;
  gone(connection: HttpConnection): void;
}

/** Milliseconds; the front closes what was idle for five seconds. */
const mostIdle = 2_000;
const endOfHead = Buffer.from('\r\n\r\n');

/** One keep-alive connection with one request at a time; just enough of HTTP for what the front answers. */
class HttpConnection {
  readonly #socket: Socket;
  readonly #owner: Owner;
  #waiting: Waiting | undefined;
  #bytes: Buffer = Buffer.alloc(0);
  #freeSince = 0;

  constructor(port: number, owner: Owner) {
    this.#owner = owner;
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true });
    this.#socket.on('data', (bytes: Buffer) => this.#read(bytes));
    this.#socket.on('error', (error) => this.#fail(error));
    this.#socket.on('close', () => {
      this.#fail(new Error('the front closed an HTTP connection'));
      owner.gone(this);
    });
  }

  /** The front may be about to close it. */
  get stale(): boolean {
    return performance.now() - this.#freeSince > mostIdle;
  }

  start(waiting: Waiting): void {
    this.#waiting = waiting;
    this.#socket.write(waiting.request);
  }

  close(): void {
    this.#socket.destroy();
  }

  #read(bytes: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? bytes : Buffer.concat([this.#bytes, bytes]);
    const headEnd = this.#bytes.indexOf(endOfHead);
    if (headEnd === -1) return;
    const head = this.#bytes.toString('latin1', 0, headEnd);
    const start = headEnd + endOfHead.length;
    const end = start + Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    if (this.#bytes.length < end) return;
    this.#finish({ status: Number(head.slice(9, 12)), body: this.#bytes.subarray(start, end) });
  }

  #finish(answer: Answer): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    this.#bytes = Buffer.alloc(0);
    this.#freeSince = performance.now();
    waiting?.resolve(answer);
    this.#owner.free(this);
  }

  #fail(error: Error): void {
    this.#waiting?.reject(error);
    this.#waiting = undefined;
  }
}

/** A bounded number of connections to the front; what has to wait for one waits in order. */
export class HttpClient implements Disposable {
  readonly #port: number;
  readonly #most: number;
  #open = new Set<HttpConnection>();
  #free: HttpConnection[] = [];
  readonly #queue: Waiting[] = [];

  constructor(port: number, connections: number) {
    this.#port = port;
    this.#most = connections;
  }

  request(method: string, path: string, token?: string, body?: string): Promise<Answer> {
    const authorization = token === undefined ? '' : `Authorization: Bearer ${token}\r\n`;
    const content =
      body === undefined
        ? '\r\n'
        : `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    const request = `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${this.#port}\r\n${authorization}${content}`;
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, resolve, reject });
      this.#startNext();
    });
  }

  /** JSON in, JSON out; any status but a 2xx rejects. */
  async call<T>(method: string, path: string, token?: string, body?: object): Promise<T> {
    const answer = await this.request(method, path, token, body && JSON.stringify(body));
    const text = answer.body.toString('utf8');
    if (answer.status >= 300)
      throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`);
    return JSON.parse(text) as T;
  }

  /** The connections tell their state; not for others. */
  free(connection: HttpConnection): void {
    this.#free.push(connection);
    this.#startNext();
  }

  gone(connection: HttpConnection): void {
    this.#open.delete(connection);
    this.#free = this.#free.filter((other) => other !== connection);
    this.#startNext();
  }

  #startNext(): void {
    if (this.#queue.length === 0) return;
    const connection = this.#takeFree() ?? this.#openOne();
    const waiting = connection && this.#queue.shift();
    if (waiting) connection.start(waiting);
  }

  #takeFree(): HttpConnection | undefined {
    for (let free = this.#free.pop(); free !== undefined; free = this.#free.pop()) {
      if (!free.stale) return free;
      this.#open.delete(free);
      free.close();
    }
    return undefined;
  }

  #openOne(): HttpConnection | undefined {
    if (this.#open.size === this.#most) return undefined;
    const connection = new HttpConnection(this.#port, this);
    this.#open.add(connection);
    return connection;
  }

  [Symbol.dispose](): void {
    for (const connection of this.#open) connection.close();
  }
}
