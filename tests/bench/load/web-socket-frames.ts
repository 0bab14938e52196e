const text = 0x81;
const closing = 8;

/** The mask of every frame: fixed, so that it costs the generator little, but not zero, which would spare the server its work. */
const mask = [0x5a, 0xc3, 0x17, 0x9e] as const;

/** A masked text frame, as a client must send it (RFC 6455, 5.3). */
export function clientFrame(payload: string): Buffer {
  const length = Buffer.byteLength(payload);
  const start = length < 126 ? 6 : 8;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = text;
  frame[1] = 0x80 | (start === 6 ? length : 126);
  if (start === 8) frame.writeUInt16BE(length, 2);
  frame.set(mask, start - 4);
  frame.write(payload, start);
  for (let index = 0; index < length; index++)
    frame[start + index] = (frame[start + index] as number) ^ (mask[index & 3] as number);
  return frame;
}

/** Told of the payload's place; the bytes are only lent. */
export type OnPayload = (bytes: Buffer, start: number, end: number) => void;

/**
 * Cuts what a server sends into payloads. Servers neither mask nor, ours, fragment; of control frames only the one that asks to
 * close matters.
 */
export class FrameReader {
  readonly #onPayload: OnPayload;
  readonly #onClosing: () => void;
  #rest: Buffer | undefined;

  constructor(onPayload: OnPayload, onClosing: () => void) {
    this.#onPayload = onPayload;
    this.#onClosing = onClosing;
  }

  /** Takes a chunk that may be reused afterwards: an unfinished frame is copied. */
  push(chunk: Buffer): void {
    const bytes = this.#rest === undefined ? chunk : Buffer.concat([this.#rest, chunk]);
    const read = this.#readAll(bytes);
    this.#rest = read === bytes.length ? undefined : Buffer.from(bytes.subarray(read));
  }

  /** Gives where the first unfinished frame starts. */
  #readAll(bytes: Buffer): number {
    let position = 0;
    while (bytes.length - position >= 2) {
      const start = position + headerLength(bytes, position);
      if (start > bytes.length) break;
      const end = start + payloadLength(bytes, position);
      if (end > bytes.length) break;
      const kind = (bytes[position] as number) & 15;
      if (kind < closing) this.#onPayload(bytes, start, end);
      else if (kind === closing) this.#onClosing();
      position = end;
    }
    return position;
  }
}

function headerLength(bytes: Buffer, position: number): number {
  const short = (bytes[position + 1] as number) & 127;
  if (short < 126) return 2;
  return short === 126 ? 4 : 10;
}

function payloadLength(bytes: Buffer, position: number): number {
  const short = (bytes[position + 1] as number) & 127;
  if (short < 126) return short;
  return short === 126 ? bytes.readUInt16BE(position + 2) : Number(bytes.readBigUInt64BE(position + 2));
}
