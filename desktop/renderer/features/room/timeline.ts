import type { ChatMessage, RoomId } from '../../../../backend/contract/index.ts';
import type { OutboxEntry } from '../../../client/index.ts';
import { sameDay, sameMinute } from '../../i18n/times.ts';

/** One message as shown: stored on the server (`seq`) or still on its way (`entry`). */
export interface Line {
  key: string;
  roomId: RoomId;
  userId: string;
  nickname: string;
  text: string;
  createdAt: string;
  system: boolean;
  seq?: number;
  stored?: ChatMessage;
  entry?: OutboxEntry;
}

/** What a room shows, top to bottom. Lines are made when asked for, so a new message costs nothing per old one. */
export interface Timeline {
  count: number;
  at(index: number): Line | undefined;
  keyAt(index: number): string;
  /** Length of the text, without making a line. */
  lettersAt(index: number): number;
}

const storedLines = new WeakMap<ChatMessage, Line>();
const waitingLines = new WeakMap<OutboxEntry, Line>();

export function timelineOf(messages: readonly ChatMessage[], outbox: readonly OutboxEntry[]): Timeline {
  const waiting = withoutArrived(outbox, messages);
  return {
    count: messages.length + waiting.length,
    at: (index) => lineAt(messages, waiting, index),
    lettersAt: (index) => (messages[index] ?? waiting[index - messages.length])?.message.length ?? 0,
    keyAt: (index) => (messages[index] ?? waiting[index - messages.length])?.clientMessageId ?? String(index),
  };
}

function lineAt(messages: readonly ChatMessage[], waiting: readonly OutboxEntry[], index: number) {
  const message = messages[index];
  if (message) return cached(storedLines, message, storedLine);
  const entry = waiting[index - messages.length];
  return entry && cached(waitingLines, entry, waitingLine);
}

function cached<T extends object>(cache: WeakMap<T, Line>, from: T, make: (from: T) => Line): Line {
  const known = cache.get(from);
  if (known) return known;
  const line = make(from);
  cache.set(from, line);
  return line;
}

const storedLine = (message: ChatMessage): Line => ({
  key: message.clientMessageId,
  roomId: message.roomId,
  userId: message.userId,
  nickname: message.nickname,
  text: message.message,
  createdAt: message.createdAt,
  system: message.kind === 'system',
  seq: message.seq,
  stored: message,
});

const waitingLine = (entry: OutboxEntry): Line => ({
  key: entry.clientMessageId,
  roomId: entry.roomId,
  userId: entry.userId,
  nickname: '',
  text: entry.message,
  createdAt: entry.createdAt,
  system: false,
  entry,
});

/** How far back a message can have arrived while its outbox entry is still there. */
const recent = 200;

function withoutArrived(
  outbox: readonly OutboxEntry[],
  messages: readonly ChatMessage[],
): readonly OutboxEntry[] {
  if (outbox.length === 0) return outbox;
  const arrived = new Set<string>(messages.slice(-recent).map((message) => message.clientMessageId));
  return outbox.filter((entry) => !arrived.has(entry.clientMessageId));
}

/** How a line stands among its neighbours. */
export interface LinePlace {
  /** A new day starts here. */
  day: boolean;
  /** First of a group (sender and minute): shows who. */
  first: boolean;
  /** Last of a group: shows when. */
  last: boolean;
}

const together = (a: Line | undefined, b: Line | undefined): boolean =>
  a !== undefined &&
  b !== undefined &&
  a.userId === b.userId &&
  !a.system &&
  !b.system &&
  sameMinute(a.createdAt, b.createdAt);

export function placeOf(timeline: Timeline, index: number): LinePlace {
  const before = timeline.at(index - 1);
  const line = timeline.at(index);
  return {
    day: !before || !line || !sameDay(before.createdAt, line.createdAt),
    first: !together(before, line),
    last: !together(line, timeline.at(index + 1)),
  };
}
