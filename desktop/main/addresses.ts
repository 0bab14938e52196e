import { join, normalize, sep } from 'node:path';
import type { RoomId } from '../../backend/contract/index.ts';

/** The page's own origin; a scheme of our own, so that no web page shares it. */
export const pageOrigin = 'app://maru';
export const pageUrl = `${pageOrigin}/index.html`;

/** The page, or the page that shows one room only. */
export const pageUrlOf = (roomId: RoomId | undefined): string =>
  roomId === undefined ? pageUrl : `${pageUrl}#room=${roomId}`;

/**
 * A front's address without a trailing slash; the one of this computer when there is none. Throws a sentence for anything but
 * http(s) without credentials.
 */
export function parseServerUrl(text: string | undefined): string {
  const url = URL.parse(text ?? 'http://localhost:8081');
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new Error(`the server (MARU_SERVER_URL) is not an http(s) address: ${text}`);
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

/** Whether a frame shows Maru's own page: only that may navigate or call the system. */
export function isOwnPage(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'app:' && parsed.host === 'maru';
}

/** Whether a link may be handed to the system's browser. */
export function isExternalLink(url: string): boolean {
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return false;
  return parsed.username === '' && parsed.password === '';
}

/** The file of the built renderer for an `app://maru/…` address; undefined for anything outside of its folder. */
export function rendererFile(directory: string, url: string): string | undefined {
  if (!isOwnPage(url)) return undefined;
  const pathname = decode(new URL(url).pathname);
  if (pathname === undefined || pathname.includes('\0')) return undefined;
  const file = normalize(join(directory, pathname === '/' ? 'index.html' : pathname));
  return file.startsWith(normalize(directory) + sep) ? file : undefined;
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
