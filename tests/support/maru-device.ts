import { strict as assert } from 'node:assert';
import {
  type ChatMessage,
  chatMessage,
  type PersonalEvent,
  personalEvent,
  type ReadPosition,
  type RoomEvent,
  type RoomId,
  readPosition,
  roomEvent,
  sendTo,
  subscribeTo,
  type UserId,
} from '../../backend/contract/index.ts';
import { type Frame, StompSocket } from './maru-stomp.ts';
import { until } from './maru-wait.ts';

/** What the front says to a SEND: done, or the refusal that went to the sender alone. */
export type SendResult = 'receipt' | (PersonalEvent & { type: 'error' });

/** One connected device: subscribes, sends and keeps what arrived. */
export class Device implements AsyncDisposable {
  readonly socket: StompSocket;
  /** Destinations that were ever subscribed to. */
  readonly subscribed = new Set<string>();
  #count = 0;

  constructor(socket: StompSocket) {
    this.socket = socket;
  }

  static async connect(url: string, accessToken: string): Promise<Device> {
    const device = new Device(await StompSocket.open(url));
    const headers = { 'accept-version': '1.2', host: 'maru', Authorization: `Bearer ${accessToken}` };
    device.socket.send('CONNECT', headers);
    await device.socket.frame('CONNECTED');
    await device.subscribe(subscribeTo.personal);
    await device.subscribe(subscribeTo.readPosition);
    return device;
  }

  /** Resolves with the subscription's id once it is active. */
  async subscribe(destination: string): Promise<string> {
    const id = `s${this.#count++}`;
    this.socket.send('SUBSCRIBE', { id, destination, receipt: id });
    await this.#receipt(id);
    this.subscribed.add(destination);
    return id;
  }

  async unsubscribe(id: string): Promise<void> {
    this.socket.send('UNSUBSCRIBE', { id, receipt: `${id}-end` });
    await this.#receipt(`${id}-end`);
  }

  #receipt(id: string) {
    return this.socket.frame('RECEIPT', ({ headers }) => headers['receipt-id'] === id);
  }

  /** Sends and resolves with the answer. A refusal is told from others by its clientMessageId where it has one. */
  async send(destination: string, body: unknown): Promise<SendResult> {
    const receipt = `r${this.#count++}`;
    const since = this.socket.frames.length;
    this.socket.send(
      'SEND',
      { destination, receipt },
      typeof body === 'string' ? body : JSON.stringify(body),
    );
    const { clientMessageId } = Object(body) as { clientMessageId?: unknown };
    const isAnswer = (event: PersonalEvent): event is PersonalEvent & { type: 'error' } =>
      event.type === 'error' &&
      event.destination === destination &&
      (event.clientMessageId ?? clientMessageId) === clientMessageId;
    return until<SendResult | undefined>(`an answer to SEND ${destination}`, () => {
      if (this.socket.closed !== undefined) throw new Error('closed before the answer to a SEND');
      const frames = this.socket.frames.slice(since);
      if (frames.some(({ headers }) => headers['receipt-id'] === receipt)) return 'receipt';
      return bodiesOf(frames, subscribeTo.personal)
        .map((event) => personalEvent.parse(event))
        .find(isAnswer);
    });
  }

  say(roomId: RoomId, message: string, clientMessageId: string): Promise<SendResult> {
    return this.send(sendTo.room(roomId), { clientMessageId, message });
  }

  /** What arrived so far of a room, in the order of arrival. */
  messages(roomId: RoomId): ChatMessage[] {
    return bodiesOf(this.socket.frames, subscribeTo.room(roomId)).map((body) => chatMessage.parse(body));
  }

  roomEvents(roomId: RoomId): RoomEvent[] {
    return bodiesOf(this.socket.frames, subscribeTo.roomEvents(roomId)).map((body) => roomEvent.parse(body));
  }

  /** Who read how far, of the room's events. */
  reads(roomId: RoomId): { userId: UserId; seq: number }[] {
    return this.roomEvents(roomId).flatMap((event) => (event.type === 'read' ? event.reads : []));
  }

  personal(): PersonalEvent[] {
    return bodiesOf(this.socket.frames, subscribeTo.personal).map((body) => personalEvent.parse(body));
  }

  positions(): ReadPosition[] {
    return bodiesOf(this.socket.frames, subscribeTo.readPosition).map((body) => readPosition.parse(body));
  }

  /** The typed error with which the front ended this connection. */
  async errorCode(): Promise<string> {
    const { headers, body } = await this.socket.frame('ERROR');
    await this.socket.end();
    assert.equal(this.socket.frames.at(-1)?.command, 'ERROR', 'nothing comes after ERROR');
    if (body.startsWith('{')) assert.equal(JSON.parse(body).error.code, headers.code);
    return headers.code ?? '';
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.socket[Symbol.asyncDispose]();
  }
}

function bodiesOf(frames: readonly Frame[], destination: string): unknown[] {
  return frames
    .filter(({ command, headers }) => command === 'MESSAGE' && headers.destination === destination)
    .map(({ body }) => JSON.parse(body) as unknown);
}
