import { subscribeTo } from '../../../backend/contract/index.ts';
import type { Person } from '../server/people.ts';
import type { SentMessages } from './sent-messages.ts';
import { StompConnection } from './stomp-connection.ts';
import { clientFrame } from './web-socket-frames.ts';

const [M, R] = [77, 82];
const zero = 48;
const seqKey = Buffer.from('"seq":');
/** The first header of a MESSAGE; all members use the same ids, of which the room's alone begins like this. */
const roomHeader = Buffer.from('subscription:room\n');
const refusalKey = Buffer.from('"type":"error"');

/** Their room as a member knows it. */
export interface RoomOfMember {
  readonly roomId: string;
  readonly lastSeq: number;
  readonly sent: SentMessages;
  /** The bytes of the frame are only lent. */
  deliver(member: Member, seq: number, bytes: Buffer, start: number, end: number): void;
  /** The server ended a member's connection. */
  lost(): void;
}

/** What members do besides getting messages and sending them. */
export interface Habits {
  /** Other subscriptions than to the room and to what concerns them, by id. */
  subscriptions(roomId: string): Readonly<Record<string, string>>;
  /** A message of the room has come. */
  onMessage(member: Member): void;
}

/** Somebody in a room, connected and subscribed to it and to what concerns them. */
export class Member {
  readonly person: Person;
  readonly room: RoomOfMember;
  /** The last seq that came here. */
  lastSeq: number;
  connected = false;
  readonly #habits: Habits | undefined;
  #connection: StompConnection | undefined;

  constructor(person: Person, room: RoomOfMember, habits?: Habits) {
    this.#habits = habits;
    this.person = person;
    this.room = room;
    this.lastSeq = room.lastSeq;
  }

  async connect(port: number): Promise<void> {
    const { roomId, lastSeq } = this.room;
    this.lastSeq = lastSeq;
    this.#connection = await StompConnection.open({
      port,
      accessToken: this.person.accessToken,
      subscriptions: {
        room: subscribeTo.room(roomId),
        personal: subscribeTo.personal,
        ...this.#habits?.subscriptions(roomId),
      },
      onFrame: (bytes, start, end) => this.#frame(bytes, start, end),
      onClose: () => this.#closed(),
    });
    this.connected = true;
  }

  /** Sends by STOMP; the receipt carries the number of the message. */
  send(index: number, body: string): void {
    const { roomId } = this.room;
    const headers = `destination:/pub/chat/room/${roomId}\ncontent-type:application/json\nreceipt:${index}`;
    this.#connection?.send(clientFrame(`SEND\n${headers}\n\n${body}\0`));
  }

  /** Sends something else than a message, without a receipt. */
  tell(destination: string, body: unknown): void {
    const head = `SEND\ndestination:${destination}\ncontent-type:application/json`;
    if (this.connected) this.#connection?.send(clientFrame(`${head}\n\n${JSON.stringify(body)}\0`));
  }

  disconnect(): void {
    this.connected = false;
    this.#connection?.close();
  }

  #closed(): void {
    if (this.connected) this.room.lost();
    this.connected = false;
  }

  #frame(bytes: Buffer, start: number, end: number): void {
    if (bytes[start] === R) this.#receipt(bytes, start, end);
    else if (bytes[start] === M) this.#message(bytes, start, end);
    else if (end - start > 1) this.room.sent.refuse(bytes.toString('utf8', start, end));
  }

  #receipt(bytes: Buffer, start: number, end: number): void {
    const text = bytes.toString('latin1', start, end);
    this.room.sent.acknowledge(Number.parseInt(text.slice(text.indexOf('receipt-id:') + 11), 10));
  }

  /** Of what is on the personal queue, refusals count and alerts do not. */
  #message(bytes: Buffer, start: number, end: number): void {
    const header = start + 'MESSAGE\n'.length;
    if (bytes.compare(roomHeader, 0, roomHeader.length, header, header + roomHeader.length) === 0) {
      const key = bytes.indexOf(seqKey, header);
      this.room.deliver(this, numberAt(bytes, key + seqKey.length), bytes, start, end);
      this.#habits?.onMessage(this);
    } else if (placeOf(refusalKey, bytes, start, end) !== -1)
      this.room.sent.refuse(bytes.toString('utf8', start, end));
  }
}

function placeOf(key: Buffer, bytes: Buffer, start: number, end: number): number {
  const place = bytes.indexOf(key, start);
  return place < end ? place : -1;
}

function numberAt(bytes: Buffer, start: number): number {
  let value = 0;
  for (let at = start; ; at++) {
    const digit = (bytes[at] as number) - zero;
    if (!(digit >= 0 && digit <= 9)) return value;
    value = value * 10 + digit;
  }
}
