import { MaruError } from '../../backend/contract/index.ts';

/** How long a RECEIPT may take. The server itself answers a slow SEND with `timeout` earlier. */
export const receiptPatience = 15_000;

/** One STOMP connection, from CONNECTED until it is lost; it never comes back, the next one is another link. */
export interface Link {
  /** Resolves on the RECEIPT. The id is stable, so that the server can share frames between subscribers. */
  subscribe(destination: string, id: string, onBody: (body: unknown) => void): Promise<void>;
  unsubscribe(id: string): void;
  /** Resolves on the RECEIPT named by `receipt`; rejects when refused, unanswered (`timeout`) or cut off (`unavailable`). */
  send(destination: string, body: unknown, receipt: string): Promise<void>;
  /** Without a receipt: for what may be lost. */
  tell(destination: string, body: unknown): void;
  /** The answer to a receipt came by another way: a refusal event, or the stored message itself. */
  answer(receipt: string, refusal?: MaruError): void;
  close(): Promise<void>;
}

export const subscriptionReceipt = (destination: string): string => `subscribed ${destination}`;
export const messageReceipt = (clientMessageId: string): string => `message ${clientMessageId}`;

/** Promises that wait for a receipt, each answered exactly once. */
export interface ReceiptBook {
  expect(receipt: string): Promise<void>;
  answer(receipt: string, refusal?: MaruError): void;
  /** The connection is gone: nothing will be answered any more. */
  abandon(): void;
}

interface Waiting {
  resolve(): void;
  reject(error: MaruError): void;
  cancel(): void;
}

export function createReceiptBook(after: (milliseconds: number, run: () => void) => () => void): ReceiptBook {
  const waiting = new Map<string, Waiting>();

  function answer(receipt: string, refusal?: MaruError): void {
    const entry = waiting.get(receipt);
    if (!entry) return;
    waiting.delete(receipt);
    entry.cancel();
    if (refusal) entry.reject(refusal);
    else entry.resolve();
  }

  return {
    expect: (receipt) =>
      new Promise((resolve, reject) => {
        const cancel = after(receiptPatience, () => answer(receipt, new MaruError('timeout')));
        waiting.set(receipt, { resolve, reject, cancel });
      }),
    answer,
    abandon: () => {
      for (const receipt of [...waiting.keys()]) answer(receipt, new MaruError('unavailable'));
    },
  };
}
