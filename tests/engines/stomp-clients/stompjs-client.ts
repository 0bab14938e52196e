import { Client, type IFrame, type IMessage, ReconnectionTimeMode, Versions } from '@stomp/stompjs';
import { WebSocket as WsWebSocket } from 'ws';

export interface Dialect {
  readonly version: '1.0' | '1.1' | '1.2';
  /** All WebSocket messages binary, over the `ws` client; otherwise text over Node's own WebSocket. */
  readonly binary: boolean;
}

export const dialects: readonly Dialect[] = (['1.0', '1.1', '1.2'] as const).flatMap((version) => [
  { version, binary: false },
  { version, binary: true },
]);

/** Messages of a subscription, to be awaited one by one. */
export class Inbox {
  readonly #messages: IMessage[] = [];
  readonly #waiting: ((message: IMessage) => void)[] = [];

  readonly receive = (message: IMessage): void => {
    const resolve = this.#waiting.shift();
    if (resolve === undefined) this.#messages.push(message);
    else resolve(message);
  };

  get size(): number {
    return this.#messages.length;
  }

  async next(): Promise<IMessage> {
    const message = this.#messages.shift();
    if (message !== undefined) return message;
    const { promise, resolve, reject } = Promise.withResolvers<IMessage>();
    this.#waiting.push(resolve);
    const timer = setTimeout(() => reject(new Error('No message came')), 5_000);
    return promise.finally(() => clearTimeout(timer));
  }
}

/** @stomp/stompjs with promises around its callbacks. */
export class StompJs implements AsyncDisposable {
  readonly client: Client;
  readonly connected: Promise<IFrame>;
  readonly failed: Promise<IFrame>;
  readonly closed: Promise<void>;

  constructor(url: string, { version, binary }: Dialect, given: Partial<Client> = {}) {
    const connected = Promise.withResolvers<IFrame>();
    const failed = Promise.withResolvers<IFrame>();
    const closed = Promise.withResolvers<void>();
    const versions = new Versions([version]);
    this.client = new Client({
      connectHeaders: { login: 'guest', passcode: 'guest', host: 'localhost' },
      stompVersions: versions,
      forceBinaryWSFrames: binary,
      reconnectDelay: 0,
      reconnectTimeMode: ReconnectionTimeMode.LINEAR,
      heartbeatIncoming: 0,
      heartbeatOutgoing: 0,
      webSocketFactory: () => open(url, versions.protocolVersions(), binary),
      onConnect: connected.resolve,
      onStompError: failed.resolve,
      onWebSocketClose: () => closed.resolve(),
      ...given,
    });
    this.connected = connected.promise;
    this.failed = failed.promise;
    this.closed = closed.promise;
    this.client.activate();
  }

  static async connect(url: string, dialect: Dialect, given: Partial<Client> = {}): Promise<StompJs> {
    const client = new StompJs(url, dialect, given);
    await client.connected;
    return client;
  }

  /** Does something with a receipt and waits for it. */
  settled(act: (headers: { receipt: string }) => void): Promise<IFrame> {
    const { promise, resolve, reject } = Promise.withResolvers<IFrame>();
    const receipt = crypto.randomUUID();
    this.client.watchForReceipt(receipt, resolve);
    act({ receipt });
    const timer = setTimeout(() => reject(new Error('No receipt came')), 5_000);
    return promise.finally(() => clearTimeout(timer));
  }

  async subscribe(destination: string, headers: Record<string, string> = {}): Promise<Inbox> {
    const inbox = new Inbox();
    await this.settled((receipt) =>
      this.client.subscribe(destination, inbox.receive, { ...headers, ...receipt }),
    );
    return inbox;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.deactivate();
  }
}

function open(url: string, protocols: string[], binary: boolean): WebSocket {
  return binary ? (new WsWebSocket(url, protocols) as unknown as WebSocket) : new WebSocket(url, protocols);
}
