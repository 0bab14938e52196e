/** Server-side WebSocket frames are not masked (RFC 6455, 5.1), so one Buffer can serve many sockets. */
const finalText = 0x81;
const finalBinary = 0x82;

/** Bytes in front of a payload of that length (RFC 6455, 5.2). */
export function headerLength(payloadLength: number): number {
  if (payloadLength < 126) return 2;
  return payloadLength < 65_536 ? 4 : 10;
}

/** A whole unfragmented frame with its header written and room for the payload behind it. */
export function allocateWebSocketFrame(payloadLength: number, binary: boolean): Buffer {
  const length = headerLength(payloadLength);
  const frame = Buffer.allocUnsafe(length + payloadLength);
  frame[0] = binary ? finalBinary : finalText;
  if (length === 2) {
    frame[1] = payloadLength;
  } else if (length === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(payloadLength, 2);
  } else {
    frame[1] = 127;
    frame.writeUIntBE(0, 2, 2);
    frame.writeUIntBE(payloadLength, 4, 6);
  }
  return frame;
}

const maximumReasonBytes = 123;

/** A close reason cut, between characters, to what fits a control frame (RFC 6455, 5.5). */
export function closeReason(text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(maximumReasonBytes));
  return text.slice(0, read);
}
