import { escapeHeader, plainHeaderName } from './escapes.ts';
import type { StompHeaders } from './frame.ts';
import type { StompVersion } from './versions.ts';
import { allocateWebSocketFrame, headerLength } from './web-socket-frame.ts';

export const emptyBody = Buffer.alloc(0);

/** `name:value` lines, escaped by the rules of the version. */
export function headerLines(headers: StompHeaders, version: StompVersion): string {
  let lines = '';
  for (const name in headers) lines += headerLine(name, headers[name] ?? '', version);
  return lines;
}

export function headerLine(name: string, value: string, version: StompVersion): string {
  const escapedName = version === '1.0' ? plainHeaderName(name) : escapeHeader(name, version);
  return `${escapedName}:${escapeHeader(value, version)}\n`;
}

/** The WebSocket frame that holds one STOMP frame: `head` is command and header lines, without the blank line. */
export function assembleFrame(head: string, body: Uint8Array, binary: boolean): Buffer {
  const headBytes = Buffer.byteLength(head);
  const payloadLength = headBytes + 1 + body.length + 1;
  const frame = allocateWebSocketFrame(payloadLength, binary);
  let position = headerLength(payloadLength);
  position += frame.write(head, position);
  frame[position] = 10;
  frame.set(body, position + 1);
  frame[position + 1 + body.length] = 0;
  return frame;
}

/** A frame for one client only: CONNECTED, RECEIPT, ERROR. */
export function writeFrame(
  command: string,
  headers: StompHeaders,
  version: StompVersion,
  binary: boolean,
  body: string | undefined = undefined,
): Buffer {
  const bytes = body === undefined ? emptyBody : Buffer.from(body);
  const length = body === undefined ? '' : `content-length:${bytes.length}\n`;
  return assembleFrame(`${command}\n${headerLines(headers, version)}${length}`, bytes, binary);
}

const endOfLine = { text: Buffer.from([0x81, 1, 10]), binary: Buffer.from([0x82, 1, 10]) };

/** A heart-beat: one end of line (STOMP 1.2, "Heart-beating"). */
export function heartBeatFrame(binary: boolean): Buffer {
  return binary ? endOfLine.binary : endOfLine.text;
}
