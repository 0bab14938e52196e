import type { ChatMessage } from '../../backend/contract/index.ts';
import type { MessageWindow } from './stores/index.ts';

/** Messages of one room kept in memory at most, and what stays of a room that was closed. */
export const windowLimit = 1_000;
export const closedWindowLimit = 100;

type Messages = readonly ChatMessage[];

/** The room's newest messages. A page may be cut short: only an empty one says that there is nothing before. */
export function latestWindow(page: Messages, roomLastSeq: number): MessageWindow {
  return {
    messages: page,
    hasMoreBefore: page.length > 0 && page[0]?.seq !== 1,
    hasMoreAfter: false,
    lastSeq: page.at(-1)?.seq ?? roomLastSeq,
  };
}

/** Where the stretch without a gap begins that ends with the last of these messages. */
export function firstWithoutGap(messages: Messages): number {
  let first = messages.length - 1;
  while (first > 0 && messages[first - 1]?.seq === (messages[first]?.seq ?? 0) - 1) first--;
  return Math.max(0, first);
}

/** Adds what follows the window without a gap; what it has already, and what lies beyond a gap, is left out. */
export function extended<W extends MessageWindow>(window: W, arrived: Messages, limit = windowLimit): W {
  let lastSeq = window.lastSeq;
  const following = arrived.filter(({ seq }) => seq === lastSeq + 1 && ++lastSeq > 0);
  if (following.length === 0) return window;
  return newest({ ...window, messages: [...window.messages, ...following], lastSeq }, limit);
}

/** Keeps the newest `limit` messages. */
export function newest<W extends MessageWindow>(window: W, limit: number): W {
  if (window.messages.length <= limit) return window;
  return { ...window, messages: window.messages.slice(-limit), hasMoreBefore: true };
}

/** Adds an older page in front; beyond the limit the newest are dropped, since the user looks at the oldest. */
export function preceded<W extends MessageWindow>(window: W, page: Messages, limit = windowLimit): W {
  const first = window.messages[0]?.seq ?? window.lastSeq + 1;
  const older = page.filter(({ seq }) => seq < first);
  const messages = [...older, ...window.messages];
  const kept = messages.slice(0, limit);
  return {
    ...window,
    messages: kept,
    hasMoreBefore: page.length > 0 && kept[0]?.seq !== 1,
    hasMoreAfter: window.hasMoreAfter || kept.length < messages.length,
    lastSeq: kept.at(-1)?.seq ?? window.lastSeq,
  };
}
