import { Client, type IFrame, type StompSubscription } from '@stomp/stompjs';
import { v7 } from 'uuid';
import { WebSocket } from 'ws';
import {
  type ChatMessage,
  type ClientMessageId,
  type RoomId,
  sendTo,
  stompPath,
  subscribeTo,
} from '../../backend/contract/index.ts';
import type { Acknowledgements } from './chaos-acknowledgements.ts';
import type { Person } from './maru-person.ts';

/** Milliseconds after which a message without an answer is sent again, and a failed catching-up is tried again. */
const resendAfter = 3_000;
const retryAfter = 300;

interface Unacknowledged {
  roomId: RoomId;
  message: string;
  /** performance.now() of the first and of the last time. */
  firstSentAt: number;
  sentAt: number;
}

interface ChaosClientOptions {
  person: Person;
  roomIds: readonly RoomId[];
  /** Addresses of the fronts that may be tried, now. */
  fronts: () => readonly string[];
  /** Which of them first, so that people are spread over them. */
  firstFront: number;
  acknowledged: Acknowledgements;
}

/**
 * Somebody who behaves as clients should: reconnects to any front, sends again under the same clientMessageId what was not
 * acknowledged, and asks for what it missed by `after=seq` when seqs have a gap or the connection is new.
 */
export class ChaosClient implements AsyncDisposable {
  readonly person: Person;
  /** What arrived of each room, by seq. */
  readonly seen = new Map<RoomId, ChatMessage[]>();
  readonly unacknowledged = new Map<ClientMessageId, Unacknowledged>();
  /** What no server may do: refusals for good, seqs out of order in one subscription, two messages with one seq. */
  readonly wrongs: string[] = [];
  resends = 0;
  reconnects = -1;
  catchUps = 0;
  readonly #options: ChaosClientOptions;
  readonly #stomp: Client;
  readonly #catchingUp = new Set<RoomId>();
  readonly #timer: NodeJS.Timeout;
  #tries: number;
  #url = '';
  #isOver = false;

  constructor(options: ChaosClientOptions) {
    this.#options = options;
    this.person = options.person;
    this.#tries = options.firstFront;
    for (const roomId of options.roomIds) this.seen.set(roomId, []);
    this.#stomp = new Client({
      webSocketFactory: () => this.#socket(),
      connectHeaders: { Authorization: `Bearer ${options.person.tokens.accessToken}` },
      reconnectDelay: retryAfter,
      connectionTimeout: 2_000,
      heartbeatIncoming: 1_000,
      heartbeatOutgoing: 1_000,
      onConnect: () => this.#onConnect(),
      onUnhandledReceipt: () => {},
    });
    this.#stomp.activate();
    this.#timer = setInterval(() => this.#resend(resendAfter), 250);
  }

  get isConnected(): boolean {
    return this.#stomp.connected;
  }

  send(roomId: RoomId, message: string): void {
    const clientMessageId = v7() as ClientMessageId;
    const now = performance.now();
    const unacknowledged = { roomId, message, firstSentAt: now, sentAt: now };
    this.unacknowledged.set(clientMessageId, unacknowledged);
    this.#publish(clientMessageId, unacknowledged);
  }

  /** The last seq up to which nothing is missing. */
  lastSeq(roomId: RoomId): number {
    return this.seen.get(roomId)?.length ?? 0;
  }

  #socket() {
    const fronts = this.#options.fronts();
    this.#url = fronts[this.#tries++ % fronts.length] ?? this.person.url;
    return new WebSocket(this.#url.replace(/^http/, 'ws') + stompPath, ['v12.stomp']) as never;
  }

  #onConnect(): void {
    this.reconnects++;
    this.#stomp.subscribe(subscribeTo.personal, (frame) => this.#onPersonal(frame));
    for (const roomId of this.#options.roomIds) this.#subscribe(roomId);
    this.#resend(0);
  }

  #subscribe(roomId: RoomId): void {
    const receipt = v7();
    let last = 0;
    let subscription: StompSubscription | undefined;
    this.#stomp.watchForReceipt(receipt, () => void this.#catchUp(roomId));
    const onMessage = ({ body }: IFrame) => {
      const message = JSON.parse(body) as ChatMessage;
      if (message.seq <= last)
        this.wrongs.push(`seq ${message.seq} after ${last} in subscription ${subscription?.id}`);
      last = message.seq;
      this.#take(message);
    };
    subscription = this.#stomp.subscribe(subscribeTo.room(roomId), onMessage, { receipt });
  }

  /** The next in order is kept; a gap is asked for; what is known must be the same. */
  #take(message: ChatMessage): void {
    const seen = this.seen.get(message.roomId) ?? [];
    if (message.seq === seen.length + 1) seen.push(message);
    else if (message.seq > seen.length) void this.#catchUp(message.roomId);
    else if (seen[message.seq - 1]?.messageId !== message.messageId)
      this.wrongs.push(`two messages with seq ${message.seq} in room ${message.roomId}`);
  }

  async #catchUp(roomId: RoomId): Promise<void> {
    if (this.#catchingUp.has(roomId)) return;
    this.#catchingUp.add(roomId);
    while (!this.#isOver && !(await this.#readOn(roomId)))
      await new Promise((go) => setTimeout(go, retryAfter));
    this.#catchingUp.delete(roomId);
  }

  /** Reads to the end; false when that failed. */
  async #readOn(roomId: RoomId): Promise<boolean> {
    this.catchUps++;
    try {
      const at = this.person.at(this.#url);
      for (;;) {
        const query = { after: this.lastSeq(roomId), limit: 200 };
        const { chatRecord } = await at.call('enterRoom', { params: { roomId }, query });
        for (const message of chatRecord.chatMessage) this.#take(message);
        if (this.lastSeq(roomId) >= chatRecord.lastSeq) return true;
      }
    } catch {
      return false;
    }
  }

  #resend(olderThan: number): void {
    if (!this.#stomp.connected) return;
    const now = performance.now();
    for (const [clientMessageId, message] of this.unacknowledged) {
      if (now - message.sentAt < olderThan) continue;
      this.resends++;
      message.sentAt = now;
      this.#publish(clientMessageId, message);
    }
  }

  #publish(clientMessageId: ClientMessageId, { roomId, message, firstSentAt }: Unacknowledged): void {
    if (!this.#stomp.connected) return;
    const receipt = v7();
    this.#stomp.watchForReceipt(receipt, () => {
      if (!this.unacknowledged.delete(clientMessageId)) return;
      const at = performance.now();
      this.#options.acknowledged.add({ roomId, clientMessageId, at, took: at - firstSentAt });
    });
    const body = JSON.stringify({ clientMessageId, message });
    this.#stomp.publish({ destination: sendTo.room(roomId), body, headers: { receipt } });
  }

  /** A refusal that may be tried again is: by the timer. */
  #onPersonal({ body }: IFrame): void {
    const event = JSON.parse(body) as { type: string; error?: { code: string; retryable: boolean } };
    if (event.type === 'error' && !event.error?.retryable) this.wrongs.push(`refused: ${event.error?.code}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    clearInterval(this.#timer);
    await this.#stomp.deactivate({ force: true });
  }
}
