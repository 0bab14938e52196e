import { StompError } from './errors.ts';
import type { StompVersion } from './versions.ts';

const encodings: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', ':': '\\c', '\r': '\\r' };
const decodings: Readonly<Record<string, string>> = { '\\': '\\', n: '\n', c: ':', r: '\r' };

/**
 * A header name or value for the wire (STOMP 1.2, "Value Encoding"). Version 1.0 knows no escapes, and 1.2
 * forbids them in CONNECTED: what would break out of the line becomes a space there, so that no value can add a
 * header or end a frame. NUL has no escape in any version.
 */
export function escapeHeader(text: string, version: StompVersion): string {
  if (version === '1.0') return replaceBreaks(text);
  const specials = version === '1.2' ? /[\\\n:\r]/g : /[\\\n:]/g;
  return text.replace(specials, encode).replaceAll('\0', ' ');
}

/** A header name where nothing can be escaped: it cannot hold a colon either. */
export function plainHeaderName(name: string): string {
  return replaceBreaks(name).replaceAll(':', ' ');
}

/** @throws StompError `undefined-escape`: fatal by the specification. */
export function unescapeHeader(text: string, version: StompVersion): string {
  if (version === '1.0' || !text.includes('\\')) return text;
  return text.replace(/\\([\s\S]?)/g, (sequence, letter: string) => {
    const decoded = letter === 'r' && version === '1.1' ? undefined : decodings[letter];
    if (decoded === undefined) throw new StompError('undefined-escape', `Undefined escape ${sequence}`);
    return decoded;
  });
}

function encode(special: string): string {
  return encodings[special] ?? special;
}

function replaceBreaks(text: string): string {
  return text.replace(/[\n\r\0]/g, ' ');
}
