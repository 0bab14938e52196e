import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** The way to a MongoDB server, on which inserts can be held up as long as one likes; everything else passes. */
export class HoldingProxy implements AsyncDisposable {
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #held: (() => void)[] = [];
  #collection: string | undefined;

  private constructor(server: Server, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async to(url: string): Promise<HoldingProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port is free');
    const proxy = new HoldingProxy(server, `mongodb://127.0.0.1:${address.port}`);
    server.on('connection', (client) => proxy.#join(client, connect(Number(new URL(url).port), '127.0.0.1')));
    return proxy;
  }

  /** Holds inserts into this collection from now on. */
  hold(collection: string): void {
    this.#collection = collection;
  }

  get held(): number {
    return this.#held.length;
  }

  /** Lets everything through that was held, and everything to come. */
  release(): void {
    this.#collection = undefined;
    for (const pass of this.#held.splice(0)) pass();
  }

  #join(client: Socket, server: Socket): void {
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(one);
      one.on('error', () => {});
      one.on('close', () => {
        this.#sockets.delete(one);
        other.end();
      });
    }
    server.pipe(client);
    client.on('data', (data) => {
      if (this.#holds(data)) this.#held.push(() => server.write(data));
      else server.write(data);
    });
  }

  /** A driver has one command on a connection at a time, and begins it with its name and collection. */
  #holds(data: Buffer): boolean {
    return (
      this.#collection !== undefined && data.includes('insert\0') && data.includes(`${this.#collection}\0`)
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
