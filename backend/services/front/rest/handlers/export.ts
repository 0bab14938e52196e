import { limits, MaruError, type Room, type RoomId, type UserId } from '../../../../contract/index.ts';
import type { Ask } from '../../ask.ts';
import { type ZipEntry, zipOf } from '../zip.ts';

const limit = limits.pageMost;

/**
 * All data of an account as a zip of JSON files: profile, sessions, friends, alerts, rooms, bookmarks, and what they wrote, a
 * file for each room that they are in. Page by page as the client reads it, so that it takes little memory whatever there
 * is. Rejects before the first byte for who is no user; what fails later ends the answer in the middle.
 */
export async function exportData(ask: Ask, userId: UserId): Promise<AsyncIterable<Uint8Array>> {
  const profile = await ask('user.profile', userId, { userId });
  return zipOf(entries());

  async function* entries(): AsyncGenerator<ZipEntry> {
    yield entry('profile', [profile]);
    yield entry('sessions', (await ask('user.sessions', userId, { userId })).sessions);
    yield entry('friends', friends());
    yield entry('alerts', (await ask('user.alerts', userId, { userId, limit })).alerts);
    yield entry('bookmarks', bookmarks());
    yield entry('rooms', rooms());
    for await (const roomId of everyRoom()) yield entry(`messages/${roomId}`, ownMessages(roomId));
  }

  async function* friends() {
    for (let after: string | undefined; ; ) {
      const page = (await ask('friend.list', userId, { userId, after, limit })).friends;
      yield* page;
      after = page.at(-1)?.userId;
      if (page.length < limit) return;
    }
  }

  async function* bookmarks() {
    for (let before: string | undefined; ; ) {
      const page = await ask('bookmark.list', userId, { userId, before, limit });
      yield* page.bookmarks;
      before = page.next;
      if (before === undefined) return;
    }
  }

  async function* rooms(): AsyncGenerator<Room> {
    for (let before: string | undefined; ; ) {
      const page = await ask('room.list', userId, { userId, before, limit });
      yield* page.rooms;
      before = page.next;
      if (before === undefined) return;
    }
  }

  /** A room in which something is said while the pages go by moves to the first of them: so it is looked again. */
  async function* everyRoom(): AsyncGenerator<RoomId> {
    const seen = new Set<RoomId>();
    for (let known = -1; known < seen.size; ) {
      known = seen.size;
      for await (const { roomId } of rooms()) {
        if (!seen.has(roomId)) yield roomId;
        seen.add(roomId);
      }
    }
  }

  async function* ownMessages(roomId: RoomId) {
    for (let after = 0; ; ) {
      const page = await messagesAfter(roomId, after);
      yield* page.filter((message) => message.userId === userId && message.kind === 'text');
      const last = page.at(-1);
      if (!last) return;
      after = last.seq;
    }
  }

  /** Nothing when the user has left the room meanwhile. */
  async function messagesAfter(roomId: RoomId, after: number) {
    try {
      const request = { roomId, userId, endpoint: '', after, limit };
      return (await ask('chatRoom.enter', roomId, request)).chatRecord.chatMessage;
    } catch (error) {
      if (error instanceof MaruError && error.status < 500) return [];
      throw error;
    }
  }
}

/** A file with a JSON list; the pieces are as large as what came at once. */
function entry(name: string, items: Iterable<unknown> | AsyncIterable<unknown>): ZipEntry {
  return { name: `${name}.json`, texts: listOf(items) };
}

async function* listOf(items: Iterable<unknown> | AsyncIterable<unknown>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const item of items) {
    yield `${separator}${JSON.stringify(item)}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}
