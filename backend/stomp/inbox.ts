import type { Outcome } from './application.ts';
import { acknowledge, connectAgain, send, subscribe, unsubscribe } from './commands.ts';
import { connect } from './connect.ts';
import { type Refusal, StompError } from './errors.ts';
import type { ClientCommand, ClientFrame } from './frame.ts';
import { FrameParser } from './frame-parser.ts';
import { requireHeader } from './required-header.ts';
import type { Session } from './session.ts';
import { Transactions } from './transactions.ts';

/** A transaction that is being committed: its frames are handled like others, then COMMIT has its RECEIPT. */
interface Commit {
  readonly receipt: string | undefined;
  left: number;
  withheld: boolean;
}

interface Work {
  readonly frame: ClientFrame;
  readonly commit: Commit | undefined;
}

/** These wait for the SUBSCRIBEs in front of them: what a client sends to itself must not overtake its subscription. */
const afterSubscribes: ReadonlySet<ClientCommand> = new Set(['SEND', 'UNSUBSCRIBE', 'COMMIT']);
const transactional: ReadonlySet<ClientCommand> = new Set(['SEND', 'ACK', 'NACK']);
const withBody: ReadonlySet<ClientCommand> = new Set(['SEND']);

/**
 * Input of one session: starts frames in order of arrival and lets a limited number of them be unfinished at a
 * time. The first one that cannot start yet holds all behind it, and the socket is not read meanwhile.
 */
export class Inbox<Principal> {
  readonly #session: Session<Principal>;
  readonly #parser: FrameParser;
  #transactions: Transactions | undefined;
  #committing: Work[] = [];
  #held: Work | undefined;
  #inFlight = 0;
  #subscribing = 0;
  #authenticating = false;
  #pumping = false;

  constructor(session: Session<Principal>) {
    this.#session = session;
    this.#parser = new FrameParser(session.context.limits);
  }

  /** One WebSocket message: a frame, several, a part of one, or heart-beats. */
  receive(bytes: Buffer, binary: boolean): void {
    if (this.#session.state === 'ended') return;
    if (this.#parser.version === undefined) this.#session.binary = binary;
    this.#parser.push(bytes);
    this.#pump();
  }

  #pump(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    try {
      this.#startAll();
    } catch (error) {
      this.#session.fault(error, undefined);
    }
    this.#pumping = false;
  }

  #startAll(): void {
    for (let work = this.#next(); work !== undefined; work = this.#next()) {
      if (!this.#canStart(work.frame.command)) {
        this.#held = work;
        this.#setReading(false);
        return;
      }
      this.#start(work);
    }
    this.#setReading(true);
  }

  #next(): Work | undefined {
    if (this.#session.state === 'ended') return undefined;
    const held = this.#held ?? this.#committing.shift();
    this.#held = undefined;
    return held ?? this.#parse();
  }

  #parse(): Work | undefined {
    const frame = this.#parser.next();
    if (frame === undefined) return undefined;
    this.#session.context.counters.framesIn += 1;
    return { frame, commit: undefined };
  }

  #canStart(command: ClientCommand): boolean {
    if (this.#authenticating) return false;
    if (command === 'DISCONNECT') return this.#inFlight === 0;
    if (this.#subscribing > 0 && afterSubscribes.has(command)) return false;
    return this.#inFlight < this.#session.context.limits.inFlight;
  }

  #setReading(reading: boolean): void {
    const session = this.#session;
    if (session.reading === reading || session.state === 'ended') return;
    session.reading = reading;
    if (reading) session.connection.resume();
    else session.connection.pause();
  }

  #start(work: Work): void {
    const { frame } = work;
    const receipt = receiptOf(work);
    try {
      this.#check(frame);
      if (this.#session.state === 'connecting') this.#connect(frame);
      else if (frame.command === 'DISCONNECT') this.#session.disconnect(receipt);
      else if (frame.command === 'COMMIT') this.#commit(frame);
      else this.#settle(work, this.#run(work));
    } catch (error) {
      this.#session.fault(error, receipt);
    }
  }

  #check({ command, body }: ClientFrame): void {
    if (this.#session.state === 'connecting' && command !== 'CONNECT' && command !== 'STOMP') {
      throw new StompError('not-connected', 'The first frame must be CONNECT or STOMP');
    }
    if (body.length > 0 && !withBody.has(command)) {
      throw new StompError('unexpected-body', `${command} must not have a body`);
    }
  }

  #connect(frame: ClientFrame): void {
    this.#authenticating = true;
    const connecting = connect(this.#session, frame);
    this.#parser.version = this.#session.version;
    connecting
      .catch((error: unknown) => this.#session.fault(error, undefined))
      .then(() => {
        this.#authenticating = false;
        this.#pump();
      });
  }

  #run({ frame, commit }: Work): Outcome {
    const { transaction } = frame.headers;
    if (commit === undefined && transaction !== undefined && transactional.has(frame.command)) {
      return this.#open().buffer(transaction, frame);
    }
    switch (frame.command) {
      case 'SEND':
        return send(this.#session, frame);
      case 'SUBSCRIBE':
        return subscribe(this.#session, frame);
      case 'UNSUBSCRIBE':
        return unsubscribe(this.#session, frame);
      case 'ACK':
      case 'NACK':
        return acknowledge(this.#session, frame);
      case 'BEGIN':
        return this.#open().begin(requireHeader(frame.headers, 'transaction'));
      case 'ABORT':
        this.#open().end(requireHeader(frame.headers, 'transaction'));
        return undefined;
      default:
        return connectAgain();
    }
  }

  #open(): Transactions {
    this.#transactions ??= new Transactions(this.#session.context.limits);
    return this.#transactions;
  }

  #commit({ headers }: ClientFrame): void {
    const frames = this.#open().end(requireHeader(headers, 'transaction'));
    const commit = { receipt: headers.receipt, left: frames.length, withheld: false };
    this.#committing = frames.map((frame) => ({ frame, commit }));
    if (frames.length === 0) this.#session.receipt(headers.receipt);
  }

  #settle(work: Work, outcome: Outcome): void {
    if (outcome instanceof Promise) this.#await(work, outcome);
    else this.#finish(work, outcome);
  }

  #await(work: Work, outcome: Promise<Refusal | undefined>): void {
    const subscribing = work.frame.command === 'SUBSCRIBE' ? 1 : 0;
    this.#inFlight += 1;
    this.#subscribing += subscribing;
    outcome
      .then(
        (refusal) => this.#finish(work, refusal),
        (error: unknown) => this.#session.fault(error, receiptOf(work)),
      )
      .then(() => {
        this.#inFlight -= 1;
        this.#subscribing -= subscribing;
        this.#pump();
      });
  }

  #finish(work: Work, refusal: Refusal | undefined): void {
    const { commit } = work;
    if (refusal !== undefined && refusal.keepSession !== true) {
      this.#session.refuse(refusal, receiptOf(work));
    } else if (commit === undefined) {
      if (refusal === undefined) this.#session.receipt(work.frame.headers.receipt);
    } else {
      commit.left -= 1;
      commit.withheld ||= refusal !== undefined;
      if (commit.left === 0 && !commit.withheld) this.#session.receipt(commit.receipt);
    }
  }
}

/** The receipt that is still owed: inside a transaction the frame's own went out when it was buffered. */
function receiptOf({ frame, commit }: Work): string | undefined {
  return commit === undefined ? frame.headers.receipt : commit.receipt;
}
