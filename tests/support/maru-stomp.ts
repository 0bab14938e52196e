import { once } from 'node:events';
import { WebSocket } from 'ws';
import { stompPath } from '../../backend/contract/index.ts';
import { until } from './maru-wait.ts';

export interface Frame {
  command: string;
  headers: Record<string, string>;
  body: string;
}

/** A WebSocket that speaks STOMP 1.2 by hand, so that a test may also speak it wrongly. */
export class StompSocket implements AsyncDisposable {
  /** Everything that arrived, in order; heart-beats aside. */
  readonly frames: Frame[] = [];
  /** Close code, once it is closed. */
  closed: number | undefined;
  readonly #socket: WebSocket;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const frame = parseFrame(String(data));
      if (frame) this.frames.push(frame);
    });
    socket.on('close', (code) => {
      this.closed = code;
    });
    socket.on('error', () => {});
  }

  static async open(url: string): Promise<StompSocket> {
    const socket = new WebSocket(url.replace(/^http/, 'ws') + stompPath, ['v12.stomp']);
    const client = new StompSocket(socket);
    await once(socket, 'open');
    return client;
  }

  send(command: string, headers: Record<string, string> = {}, body = ''): void {
    const lines = Object.entries(headers).map(
      ([name, value]) => `${escapeHeader(name)}:${escapeHeader(value)}\n`,
    );
    this.sendRaw(`${command}\n${lines.join('')}\n${body}\0`);
  }

  /** Bytes as they are, whether they make a frame or not. */
  sendRaw(data: string | Buffer): void {
    this.#socket.send(data);
  }

  /** The first frame of this command, past or to come, for which `matches` holds. */
  async frame(command: string, matches: (frame: Frame) => boolean = () => true): Promise<Frame> {
    const find = () => this.frames.find((frame) => frame.command === command && matches(frame));
    return until(`a ${command} frame`, () => {
      const frame = find();
      if (!frame && this.closed !== undefined) throw new Error(`closed (${this.closed}) before ${command}`);
      return frame;
    });
  }

  /** Cuts the connection without a word. */
  terminate(): void {
    this.#socket.terminate();
  }

  /** The close code. */
  async end(): Promise<number> {
    await until('the end of the connection', () => this.closed !== undefined);
    return this.closed ?? 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await until('the connection to close', () => this.closed !== undefined);
  }
}

/** STOMP 1.2, "Value Encoding". */
function escapeHeader(text: string): string {
  return text.replace(/[\\\n\r:]/g, (letter) => escapes[letter] ?? letter);
}

const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', ':': '\\c' };

function unescapeHeader(text: string): string {
  return text.replace(/\\([\\nrc])/g, (_, letter: string) => ({ n: '\n', r: '\r', c: ':' })[letter] ?? '\\');
}

function parseFrame(text: string): Frame | undefined {
  const end = text.indexOf('\n\n');
  if (end < 0) return undefined;
  const [command = '', ...lines] = text.slice(0, end).split('\n');
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers[unescapeHeader(line.slice(0, colon))] ??= unescapeHeader(line.slice(colon + 1));
  }
  return { command, headers, body: text.slice(end + 2, text.lastIndexOf('\0')) };
}
