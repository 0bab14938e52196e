import type { WebSocketFactory } from '../../desktop/client/index.ts';

type Matches = (text: string) => boolean;
type Answer = () => Response | Promise<Response>;

/** The network between one client and the front, which a test can break. */
export class ClientNetwork {
  readonly #sockets = new Set<WebSocket>();
  readonly #answers: { method: string; path: string; answer: Answer }[] = [];
  #lost: Matches | undefined;
  #swallowed: Matches | undefined;
  #down = false;
  /** Method and path of every call, in order. */
  readonly calls: string[] = [];
  /** STOMP connections that were tried. */
  connections = 0;

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const method = init?.method ?? 'GET';
    const { pathname } = new URL(String(input));
    this.calls.push(`${method} ${pathname}`);
    if (this.#down) throw new TypeError('the test cut the network');
    const planned = this.#answers.findIndex((answer) => answer.method === method && answer.path === pathname);
    if (planned >= 0) return (this.#answers.splice(planned, 1)[0] as { answer: Answer }).answer();
    return globalThis.fetch(input, init);
  };

  readonly webSocketFactory: WebSocketFactory = (url, protocols) => {
    this.connections++;
    const socket = this.#faulty(this.#down ? 'ws://127.0.0.1:1/' : url, protocols);
    this.#sockets.add(socket);
    socket.addEventListener('close', () => this.#sockets.delete(socket));
    return socket;
  };

  /** Ends all connections; new ones fail until `mend`. */
  cut(): void {
    this.#down = true;
    this.drop();
  }

  mend(): void {
    this.#down = false;
  }

  /** Ends the connections that are open; new ones succeed. */
  drop(): void {
    for (const socket of this.#sockets) socket.close();
  }

  /** Frames from the server that match never arrive. */
  lose(matches: Matches | undefined): void {
    this.#lost = matches;
  }

  /** Frames to the server that match never arrive. */
  swallow(matches: Matches | undefined): void {
    this.#swallowed = matches;
  }

  /** The next such call gets this answer instead of the front's. */
  answerOnce(method: string, path: string, answer: Answer): void {
    this.#answers.push({ method, path, answer });
  }

  #faulty(url: string, protocols: string[]): WebSocket {
    const isLost = (text: string) => this.#lost?.(text) === true;
    const isSwallowed = (text: string) => this.#swallowed?.(text) === true;
    return new (class extends WebSocket {
      override set onmessage(listen: (event: MessageEvent) => void) {
        super.onmessage = (event: MessageEvent) => isLost(textOf(event.data)) || listen(event);
      }

      override send(data: string): void {
        if (!isSwallowed(textOf(data))) super.send(data);
      }
    })(url, protocols);
  }
}

const textOf = (data: unknown): string =>
  typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer);

/** A refusal in the front's own form. */
export const refusal =
  (status: number, code: string): Answer =>
  () =>
    Response.json({ error: { code, message: code, retryable: false } }, { status });
