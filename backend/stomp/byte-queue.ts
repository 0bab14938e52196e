const nothing = Buffer.alloc(0);

/**
 * Bytes that were received and not parsed yet. One chunk is used where it lies; only when a second one
 * arrives before the first is used up are they copied together, into a buffer that grows by doubling, so that a
 * frame in n pieces costs O(n). Bytes handed out are never overwritten.
 */
export class ByteQueue {
  #bytes: Buffer = nothing;
  #owned = false;
  #start = 0;
  #end = 0;

  get length(): number {
    return this.#end - this.#start;
  }

  push(chunk: Buffer): void {
    if (this.length === 0) this.#adopt(chunk);
    else this.#append(chunk);
  }

  /** Distance from the front to the first such byte at or after `from`; -1 when there is none yet. */
  indexOf(byte: number, from: number): number {
    const index = this.#bytes.indexOf(byte, this.#start + from);
    return index === -1 || index >= this.#end ? -1 : index - this.#start;
  }

  at(index: number): number | undefined {
    return index < this.length ? this.#bytes[this.#start + index] : undefined;
  }

  /** The first bytes as UTF-8 text; leaves them in the queue. */
  text(length: number): string {
    return this.#bytes.toString('utf8', this.#start, this.#start + length);
  }

  take(length: number): Buffer {
    const taken = length === 0 ? nothing : this.#bytes.subarray(this.#start, this.#start + length);
    this.skip(length);
    return taken;
  }

  skip(length: number): void {
    this.#start += length;
    if (this.#start === this.#end) this.#adopt(nothing);
  }

  #adopt(chunk: Buffer): void {
    this.#bytes = chunk;
    this.#owned = false;
    this.#start = 0;
    this.#end = chunk.length;
  }

  #append(chunk: Buffer): void {
    if (!this.#owned || this.#end + chunk.length > this.#bytes.length) this.#grow(chunk.length);
    chunk.copy(this.#bytes, this.#end);
    this.#end += chunk.length;
  }

  #grow(by: number): void {
    const grown = Buffer.allocUnsafeSlow(Math.max(256, 2 * (this.length + by)));
    this.#bytes.copy(grown, 0, this.#start, this.#end);
    this.#end = this.length;
    this.#start = 0;
    this.#bytes = grown;
    this.#owned = true;
  }
}
