/**
 * Headers as plain name → value; those that arrive have no prototype, so any name is safe to look up.
 * Already unescaped on the way in, escaped by the library on the way out.
 */
export type StompHeaders = Readonly<Record<string, string>>;

/** One frame that a client sent (STOMP 1.2, "STOMP Frames"). */
export interface ClientFrame {
  readonly command: ClientCommand;
  readonly headers: StompHeaders;
  /** Bytes between the blank line and the NUL; a view on what was received, not a copy. */
  readonly body: Buffer;
}

export const clientCommands = [
  'CONNECT',
  'STOMP',
  'SEND',
  'SUBSCRIBE',
  'UNSUBSCRIBE',
  'ACK',
  'NACK',
  'BEGIN',
  'COMMIT',
  'ABORT',
  'DISCONNECT',
] as const;

export type ClientCommand = (typeof clientCommands)[number];

export type AckMode = 'auto' | 'client' | 'client-individual';

/** What the application sends to a destination; the library adds destination, message-id, subscription, ack, content-length. */
export interface OutgoingMessage {
  /** A string is sent as UTF-8. Bytes that are not UTF-8 go out in binary WebSocket frames to everybody. */
  readonly body: string | Uint8Array;
  /** User headers such as `content-type`; those that the library sets itself are ignored here. */
  readonly headers?: StompHeaders;
  /** `message-id`; unique per server start when absent. Give one to recognise acknowledgements by it. */
  readonly messageId?: string;
}
