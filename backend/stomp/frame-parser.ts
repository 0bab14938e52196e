import { ByteQueue } from './byte-queue.ts';
import { StompError } from './errors.ts';
import { unescapeHeader } from './escapes.ts';
import { type ClientCommand, type ClientFrame, clientCommands } from './frame.ts';
import type { StompLimits } from './limits.ts';
import type { StompVersion } from './versions.ts';

const lineFeed = 10;
const carriageReturn = 13;
const commands: ReadonlySet<string> = new Set(clientCommands);

export type FrameLimits = Pick<StompLimits, 'headerLine' | 'headers' | 'body'>;

/**
 * Turns bytes into frames, however they are cut (STOMP 1.2, "STOMP Frames"). Pull it with `next` until it gives
 * `undefined`; what is not pulled stays here as bytes. After a throw it must not be used again.
 */
export class FrameParser {
  /** Set once CONNECT told it; until then lines may end in CRLF and nothing is unescaped. */
  version: StompVersion | undefined;
  readonly #limits: FrameLimits;
  readonly #bytes = new ByteQueue();
  #command: string | undefined;
  #headers: Record<string, string> | undefined;
  #headerCount = 0;
  #inBody = false;
  /** The first mistake in the head; thrown at its end, when a `receipt` further down is known as well. */
  #fault: StompError | undefined;
  /** So many bytes at the front hold no end yet and are not searched again. */
  #searched = 0;

  constructor(limits: FrameLimits) {
    this.#limits = limits;
  }

  push(chunk: Buffer): void {
    this.#bytes.push(chunk);
  }

  /** The next complete frame. @throws StompError with the frame's receipt if that was read before. */
  next(): ClientFrame | undefined {
    try {
      return this.#read();
    } catch (error) {
      if (error instanceof StompError) error.receipt ??= this.#headers?.receipt;
      throw error;
    }
  }

  #read(): ClientFrame | undefined {
    if (this.#command === undefined && !this.#readCommand()) return undefined;
    if (!this.#inBody && !this.#readHeaders()) return undefined;
    const body = this.#readBody();
    if (body === undefined) return undefined;
    const frame = { command: this.#command as ClientCommand, headers: this.#headers ?? {}, body };
    this.#reset();
    return frame;
  }

  #reset(): void {
    this.#command = undefined;
    this.#headers = undefined;
    this.#headerCount = 0;
    this.#inBody = false;
  }

  #readCommand(): boolean {
    this.#skipLineEnds();
    const line = this.#readLine();
    if (line === undefined) return false;
    this.#command = line;
    this.#headers = Object.create(null) as Record<string, string>;
    if (!commands.has(line)) this.#fault = new StompError('unknown-command', 'Unknown command');
    return true;
  }

  /** Ends of line between frames are heart-beats, or politeness. */
  #skipLineEnds(): void {
    let count = 0;
    for (let byte = this.#bytes.at(0); byte === lineFeed || byte === carriageReturn; )
      byte = this.#bytes.at(++count);
    if (count > 0) this.#bytes.skip(count);
  }

  #readHeaders(): boolean {
    for (let line = this.#readLine(); line !== undefined; line = this.#readLine()) {
      if (line === '') return this.#endHead();
      this.#addHeader(line);
    }
    return false;
  }

  #endHead(): true {
    if (this.#fault !== undefined) throw this.#fault;
    this.#inBody = true;
    return true;
  }

  #addHeader(line: string): void {
    this.#headerCount += 1;
    if (this.#headerCount > this.#limits.headers) {
      throw new StompError('too-many-headers', `More than ${this.#limits.headers} headers`);
    }
    try {
      this.#storeHeader(line);
    } catch (error) {
      if (!(error instanceof StompError)) throw error;
      this.#fault ??= error;
    }
  }

  #storeHeader(line: string): void {
    const colon = line.indexOf(':');
    if (colon <= 0 || line.includes('\0')) {
      throw new StompError('malformed-header', 'A header line is not name:value');
    }
    const name = this.#decode(line.slice(0, colon));
    const value = this.#decode(line.slice(colon + 1));
    const headers = this.#headers;
    // "Repeated Header Entries": the first one counts.
    if (headers !== undefined && headers[name] === undefined) headers[name] = value;
  }

  #decode(text: string): string {
    const { version } = this;
    if (version === undefined) return text;
    // Only 1.0 lets senders pad headers; from 1.1 on spaces belong to the value.
    return version === '1.0' ? text.trim() : unescapeHeader(text, version);
  }

  #readLine(): string | undefined {
    const end = this.#bytes.indexOf(lineFeed, this.#searched);
    this.#searched = end === -1 ? this.#bytes.length : 0;
    const length = end === -1 ? this.#bytes.length : end;
    if (length > this.#limits.headerLine) {
      throw new StompError('header-line-too-long', `A line of more than ${this.#limits.headerLine} bytes`);
    }
    if (end === -1) return undefined;
    const line = this.#bytes.text(this.#endsInCarriageReturn(end) ? end - 1 : end);
    this.#bytes.skip(end + 1);
    return line;
  }

  #endsInCarriageReturn(end: number): boolean {
    const allowed = this.version === undefined || this.version === '1.2';
    return allowed && end > 0 && this.#bytes.at(end - 1) === carriageReturn;
  }

  #readBody(): Buffer | undefined {
    const length = this.#contentLength() ?? this.#lengthToNul();
    if (length === undefined) return undefined;
    const end = this.#bytes.at(length);
    if (end === undefined) return undefined;
    if (end !== 0) throw new StompError('malformed-frame', 'No NUL after content-length bytes of body');
    const body = this.#bytes.take(length);
    this.#bytes.skip(1);
    this.#searched = 0;
    return body;
  }

  #contentLength(): number | undefined {
    const header = this.#headers?.['content-length'];
    if (header === undefined) return undefined;
    if (!/^\d{1,15}$/.test(header)) {
      throw new StompError('invalid-header', 'content-length is not a number of bytes');
    }
    return this.#withinLimit(Number(header));
  }

  #lengthToNul(): number | undefined {
    const end = this.#bytes.indexOf(0, this.#searched);
    this.#searched = end === -1 ? this.#bytes.length : 0;
    this.#withinLimit(end === -1 ? this.#bytes.length : end);
    return end === -1 ? undefined : end;
  }

  #withinLimit(length: number): number {
    if (length <= this.#limits.body) return length;
    throw new StompError('body-too-large', `A body of more than ${this.#limits.body} bytes`);
  }
}
