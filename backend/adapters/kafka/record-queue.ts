import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { LogRecord, RecordHeaders } from '../../ports/index.ts';

/** What may wait in memory per partition before fetching pauses, beyond one fetch. */
const mostBytes = 262_144;

/** What one fetch brought of a partition. */
export interface FetchedBatch {
  topic: string;
  partition: number;
  /** The offset that was asked for. */
  from: bigint;
  /** The offset to ask for next. */
  next: bigint;
  messages: readonly KafkaMessage[];
}

/** Records of one partition that were fetched and wait for their turn. */
export class RecordQueue {
  #next: bigint;
  #messages: KafkaMessage[] = [];
  #bytes = 0;

  constructor(start: bigint) {
    this.#next = start;
  }

  /** The offset that has to be fetched next; beginning any later would leave a gap. */
  get next(): bigint {
    return this.#next;
  }

  get isEmpty(): boolean {
    return this.#messages.length === 0;
  }

  get isFull(): boolean {
    return this.#bytes > mostBytes;
  }

  /** False, and nothing is added, when records between these and the last ones would be missing. */
  add({ from, next, messages }: FetchedBatch): boolean {
    if (from > this.#next) return false;
    // Further back: the log lost its end, or the topic was made anew. From there everything comes again.
    if (from < this.#next) this.#clear();
    for (const message of messages) this.#messages.push(message);
    this.#bytes += sizeOf(messages);
    this.#next = next;
    return true;
  }

  /** Goes on at an offset, with nothing to read before it. */
  skipTo(next: bigint): void {
    this.#next = next;
  }

  take(most: number): LogRecord[] {
    const messages = this.#messages.splice(0, most);
    this.#bytes -= sizeOf(messages);
    return messages.map(toRecord);
  }

  #clear(): void {
    this.#messages = [];
    this.#bytes = 0;
  }
}

const sizeOf = (messages: readonly KafkaMessage[]): number =>
  messages.reduce((sum, { key, value }) => sum + 100 + (key?.length ?? 0) + (value?.length ?? 0), 0);

const toRecord = ({ offset, key, value, headers, timestamp }: KafkaMessage): LogRecord => ({
  offset: BigInt(offset),
  key: key?.toString() ?? '',
  value: value?.toString() ?? '',
  headers: toHeaders(headers),
  timestamp: Number(timestamp),
});

/** A header that is there several times counts with its last value. */
function toHeaders(headers: IHeaders = {}): RecordHeaders {
  const texts = Object.entries(headers).map(([name, value]) => {
    const last = Array.isArray(value) ? value.at(-1) : value;
    return [name, last?.toString() ?? ''];
  });
  return Object.fromEntries(texts);
}
