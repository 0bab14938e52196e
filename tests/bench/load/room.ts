import type { ChatMessage } from '../../../backend/contract/index.ts';
import type { Member, RoomOfMember } from './member.ts';
import type { SentMessages } from './sent-messages.ts';

interface FirstDelivery {
  frame: Buffer;
  index: number;
  /** Deliveries that are still to come. */
  missing: number;
}

/** What the rooms of a stage share. */
export interface Watch {
  readonly sent: SentMessages;
  readonly problems: string[];
  /** Members that the server cut off. */
  lost: number;
}

/**
 * A room as its members see it. The first delivery of a seq is read as JSON and led back to what was sent; the others only
 * have to be the same bytes, so that checking all of them costs the generator little.
 */
export class Room implements RoomOfMember {
  readonly roomId: string;
  readonly members: Member[] = [];
  /** The highest seq that anybody has got. */
  lastSeq = 0;
  readonly #watch: Watch;
  readonly #open = new Map<number, FirstDelivery>();

  constructor(roomId: string, watch: Watch) {
    this.roomId = roomId;
    this.#watch = watch;
  }

  get sent(): SentMessages {
    return this.#watch.sent;
  }

  /** The server ended a member's connection. */
  lost(): void {
    this.#watch.lost += 1;
  }

  /** Everybody goes on from here; what was under way is given up. */
  startAgainAt(seq: number): void {
    this.lastSeq = seq;
    this.#open.clear();
  }

  /** One member got one frame; the bytes are only lent. */
  deliver(member: Member, seq: number, bytes: Buffer, start: number, end: number): void {
    if (seq !== member.lastSeq + 1)
      this.#complain(`${member.person.userId} got seq ${seq} after ${member.lastSeq}`);
    member.lastSeq = seq;
    const known = this.#open.get(seq);
    const first = known ?? this.#first(seq, bytes, start, end);
    if (known && bytes.compare(known.frame, 0, known.frame.length, start, end) !== 0)
      this.#complain(`seq ${seq} is not the same for everyone`);
    first.missing -= 1;
    if (first.missing === 0) this.#open.delete(seq);
    this.sent.receive(first.index, member.person.userId, this.members.length);
  }

  /** What is wrong once everything has arrived that is to come. */
  complainAboutGaps(): void {
    for (const { person, lastSeq, connected } of this.members)
      if (connected && lastSeq !== this.lastSeq)
        this.#complain(`${person.userId} stands at seq ${lastSeq}, others at ${this.lastSeq}`);
  }

  #first(seq: number, bytes: Buffer, start: number, end: number): FirstDelivery {
    if (seq <= this.lastSeq) this.#complain(`seq ${seq} came again after everybody had it`);
    this.lastSeq = Math.max(this.lastSeq, seq);
    const message = readMessage(bytes, start, end);
    const index = this.sent.indexOf(message.clientMessageId);
    if (index === undefined || message.roomId !== this.roomId || message.seq !== seq)
      throw new Error(`${this.roomId} got a message of somewhere else: ${JSON.stringify(message)}`);
    const first = { frame: Buffer.from(bytes.subarray(start, end)), index, missing: this.members.length };
    this.#open.set(seq, first);
    return first;
  }

  #complain(problem: string): void {
    const { problems } = this.#watch;
    if (problems.length < 100) problems.push(`room ${this.roomId}: ${problem}`);
  }
}

/** The JSON body of a MESSAGE frame: between the blank line and the closing NUL. */
function readMessage(bytes: Buffer, start: number, end: number): ChatMessage {
  const body = bytes.indexOf('\n\n', start) + 2;
  return JSON.parse(bytes.toString('utf8', body, end - 1));
}
