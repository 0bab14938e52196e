import { StompError } from './errors.ts';
import type { ClientFrame } from './frame.ts';
import type { StompLimits } from './limits.ts';

/** Frames of the open transactions of one session (STOMP 1.2, "BEGIN", "COMMIT", "ABORT"). */
export class Transactions {
  readonly #limits: StompLimits;
  readonly #open = new Map<string, ClientFrame[]>();
  #frames = 0;
  #bytes = 0;

  constructor(limits: StompLimits) {
    this.#limits = limits;
  }

  begin(id: string): undefined {
    if (this.#open.has(id)) throw new StompError('duplicate-transaction', 'The transaction is open already');
    if (this.#open.size >= this.#limits.transactions) {
      throw new StompError('too-many-transactions', `More than ${this.#limits.transactions} transactions`);
    }
    this.#open.set(id, []);
  }

  /** Keeps SEND, ACK or NACK until the end of its transaction. */
  buffer(id: string, frame: ClientFrame): undefined {
    const frames = this.#frames + 1;
    const bytes = this.#bytes + frame.body.length;
    const opened = this.#find(id);
    if (frames > this.#limits.transactionFrames || bytes > this.#limits.transactionBytes) {
      throw new StompError('transaction-too-large', 'Too many frames or bytes in open transactions');
    }
    // A copy: the received bytes may be a small part of a large buffer, and this can stay for long.
    opened.push({ ...frame, body: Buffer.from(frame.body) });
    this.#frames = frames;
    this.#bytes = bytes;
  }

  /** Ends the transaction, for COMMIT or ABORT, and gives its frames in order of arrival. */
  end(id: string): readonly ClientFrame[] {
    const frames = this.#find(id);
    this.#open.delete(id);
    this.#frames -= frames.length;
    for (const frame of frames) this.#bytes -= frame.body.length;
    return frames;
  }

  #find(id: string): ClientFrame[] {
    const frames = this.#open.get(id);
    if (frames === undefined) throw new StompError('unknown-transaction', 'There is no such transaction');
    return frames;
  }
}
