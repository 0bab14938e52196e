import { isUtf8 } from 'node:buffer';
import { acknowledgementId } from './acknowledgement-id.ts';
import type { AckMode, OutgoingMessage } from './frame.ts';
import { assembleFrame, headerLine } from './frame-writer.ts';
import type { StompVersion } from './versions.ts';

/** All that makes the MESSAGE frame of one subscriber differ from another's. */
export interface FrameShape {
  readonly id: string | undefined;
  readonly version: StompVersion;
  readonly binary: boolean;
  readonly ack: AckMode;
}

const reserved: ReadonlySet<string> = new Set([
  'destination',
  'message-id',
  'subscription',
  'ack',
  'content-length',
]);

/** Writes one message for many subscribers: body encoded once, common headers once per version. */
export class MessageEncoder {
  readonly messageId: string;
  readonly #destination: string;
  readonly #message: OutgoingMessage;
  readonly #body: Uint8Array;
  readonly #binaryOnly: boolean;
  #commonLines: string | undefined;
  #commonVersion: StompVersion | undefined;

  constructor(destination: string, message: OutgoingMessage, messageId: string) {
    const { body } = message;
    this.messageId = messageId;
    this.#destination = destination;
    this.#message = message;
    this.#body = typeof body === 'string' ? Buffer.from(body) : body;
    // A text WebSocket message must be UTF-8, or the client fails the connection (RFC 6455, 8.1).
    this.#binaryOnly = typeof body !== 'string' && !isUtf8(body);
  }

  /** Command, headers and body as a whole WebSocket frame (STOMP 1.2, "MESSAGE"). */
  encode(shape: FrameShape): Buffer {
    const { id, version } = shape;
    let head = 'MESSAGE\n';
    if (id !== undefined) head += headerLine('subscription', id, version);
    if (version === '1.2' && shape.ack !== 'auto') {
      head += headerLine('ack', acknowledgementId(this.messageId, id ?? ''), version);
    }
    return assembleFrame(head + this.#common(version), this.#body, shape.binary || this.#binaryOnly);
  }

  #common(version: StompVersion): string {
    if (this.#commonLines === undefined || this.#commonVersion !== version) {
      this.#commonLines = this.#writeCommon(version);
      this.#commonVersion = version;
    }
    return this.#commonLines;
  }

  #writeCommon(version: StompVersion): string {
    const { headers } = this.#message;
    let lines =
      headerLine('message-id', this.messageId, version) +
      headerLine('destination', this.#destination, version);
    for (const name in headers) {
      if (!reserved.has(name)) lines += headerLine(name, headers[name] ?? '', version);
    }
    return `${lines}content-length:${this.#body.length}\n`;
  }
}
