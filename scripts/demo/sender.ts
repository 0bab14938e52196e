import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { v7 } from 'uuid';
import { WebSocket } from 'ws';
import { personalEvent, type RoomId, sendTo, stompPath, subscribeTo } from '../../backend/contract/index.ts';
import { type Account, retryAfter } from './account.ts';

/** `stored`, the seconds after which to try again, or why it never will be. */
type Answer = 'stored' | number | Error;

/** Somebody's STOMP connection, which has many messages on their way at once. */
export class Sender implements AsyncDisposable {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  #connected = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('close', () => {
      for (const settle of this.#waiting.values()) settle(new Error('The server ended the connection.'));
    });
  }

  static async connect({ server, accessToken }: Account): Promise<Sender> {
    const socket = new WebSocket(server.replace(/^http/, 'ws') + stompPath, ['v12.stomp']);
    const sender = new Sender(socket);
    await once(socket, 'open');
    const connected = new Promise<void>((resolve) => {
      sender.#connected = resolve;
    });
    socket.send(`CONNECT\naccept-version:1.2\nhost:maru\nAuthorization:Bearer ${accessToken}\n\n\0`);
    await connected;
    socket.send(`SUBSCRIBE\nid:own\ndestination:${subscribeTo.personal}\n\n\0`);
    return sender;
  }

  /** Resolves when the message is stored, however often it had to be sent. */
  async say(roomId: RoomId, message: string): Promise<void> {
    const clientMessageId = v7();
    for (;;) {
      const answer = await this.#send(roomId, clientMessageId, message);
      if (answer === 'stored') return;
      if (answer instanceof Error) throw answer;
      await pause(answer * 1_000);
    }
  }

  #send(roomId: RoomId, clientMessageId: string, message: string): Promise<Answer> {
    const answer = new Promise<Answer>((resolve) => this.#waiting.set(clientMessageId, resolve));
    const body = JSON.stringify({ clientMessageId, message });
    this.#socket.send(`SEND\ndestination:${sendTo.room(roomId)}\nreceipt:${clientMessageId}\n\n${body}\0`);
    return answer;
  }

  #hear(frame: string): void {
    if (frame.startsWith('CONNECTED')) this.#connected();
    const receipt = /^RECEIPT\n(?:.*\n)*?receipt-id:(.*)\n/.exec(frame)?.[1];
    if (receipt) this.#settle(receipt, 'stored');
    if (!frame.startsWith('MESSAGE')) return;
    const body = frame.slice(frame.indexOf('\n\n') + 2, frame.lastIndexOf('\0'));
    const event = personalEvent.safeParse(JSON.parse(body)).data;
    if (event?.type !== 'error' || !event.clientMessageId) return;
    const { retryable, message, details } = event.error;
    this.#settle(event.clientMessageId, retryable ? retryAfter(details) : new Error(message));
  }

  #settle(id: string, answer: Answer): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }
}
