import type { Refusal, StompError } from './errors.ts';
import type { StompHeaders } from './frame.ts';
import { supportedVersions } from './versions.ts';

/** An ERROR frame (STOMP 1.2, "ERROR") and the WebSocket close code behind it. */
export interface ErrorDescription {
  readonly code: string;
  readonly message: string;
  readonly headers: StompHeaders;
  readonly body: string | undefined;
  readonly closeCode: number;
}

export function describeError(error: StompError): ErrorDescription {
  const { code, message, closeCode, receipt } = error;
  const version: StompHeaders = code === 'unsupported-version' ? { version: supportedVersions } : {};
  const headers = { ...version, message, code, ...receiptId(receipt) };
  return { code, message, headers, body: undefined, closeCode };
}

export function describeRefusal(refusal: Refusal, receipt: string | undefined): ErrorDescription {
  const { body, code, closeCode = 1008, message } = refusal;
  const type: StompHeaders = body === undefined ? {} : { 'content-type': 'text/plain' };
  const headers = { ...type, ...refusal.headers, message, code, ...receiptId(receipt) };
  return { code, message, headers, body, closeCode };
}

function receiptId(receipt: string | undefined): StompHeaders {
  return receipt === undefined ? {} : { 'receipt-id': receipt };
}
