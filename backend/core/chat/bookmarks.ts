import {
  accept,
  type Bookmark,
  type BookmarkMarks,
  type CommandRequest,
  type CommandResult,
  type Handled,
  type Outcome,
  refuse,
} from '../../contract/index.ts';
import type {
  BookmarkKey,
  BookmarkRecord,
  BookmarkStore,
  Clock,
  MessageRecord,
  MessageStore,
  ProfileStore,
  RoomStore,
} from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { formatMessagePlace, parseMessagePlace } from './message-place.ts';
import { fittingJson } from './page-size.ts';
import { queryForm, searchForm } from './search-terms.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  profiles: ProfileStore;
  bookmarks: BookmarkStore;
  clock: Clock;
}

/** Most names in the title of a room that has none of its own. */
const mostNames = 5;

/**
 * The drawer (톡서랍). Keeping takes a picture of the message and its room, which stays whatever becomes of them; only who is
 * in the room may keep, but what is kept is its keeper's to change and to drop. A user's commands come one after another.
 */
export function createBookmarks({ rooms, messages, profiles, bookmarks, clock }: Dependencies) {
  return { keep, drop, list };

  async function keep(request: CommandRequest<'bookmark.keep'>): Promise<Handled<Bookmark>> {
    const { userId: keeperId, roomId, seq, ...marks } = request;
    const key = { keeperId, roomId, seq };
    const kept = await bookmarks.find(key);
    const bookmark = kept ? accept(kept) : await picture(key);
    if (!bookmark.ok) return { outcome: bookmark };
    const marked = withMarks(bookmark.value, marks);
    await bookmarks.put(marked);
    return { outcome: accept(viewBookmark(marked)) };
  }

  async function drop({ userId: keeperId, roomId, seq }: CommandRequest<'bookmark.drop'>) {
    await bookmarks.drop({ keeperId, roomId, seq });
    return { outcome: accept({}) };
  }

  async function list(
    request: CommandRequest<'bookmark.list'>,
  ): Promise<Handled<CommandResult<'bookmark.list'>>> {
    const { userId: keeperId, label, limit } = request;
    const part = request.query === undefined ? undefined : queryForm(request.query);
    if (part === '') return { outcome: refuse('invalid_request', [{ path: 'query' }]) };
    const place = request.before === undefined ? undefined : parseMessagePlace(request.before);
    if (request.before !== undefined && !place)
      return { outcome: refuse('invalid_request', [{ path: 'before' }]) };
    const before = place && { ...place, keptAt: new Date(place.at).toISOString() };
    const found = await bookmarks.list({ keeperId, part, label, before, limit });
    const page = fittingJson(found.map(viewBookmark), 'first');
    const last = page.length === limit || page.length < found.length ? page.at(-1) : undefined;
    return { outcome: accept({ bookmarks: [...page], ...(last ? { next: placeAfter(last) } : {}) }) };
  }

  async function picture(key: BookmarkKey): Promise<Outcome<BookmarkRecord>> {
    const { roomId, seq, keeperId } = key;
    const place = await findOwnPlace(rooms, roomId, keeperId);
    if (!place.ok) return place;
    const [message] = await messages.findBySeq(roomId, [seq]);
    if (message?.kind !== 'text' || seq <= place.value.joinedSeq) return refuse('message_not_found');
    if (message.unsentAt !== undefined) return refuse('message_unsent');
    const keptAt = new Date(clock.now()).toISOString();
    return accept({ ...key, ...sent(message), ...(await titleFor(key)), keptAt, ...nothingAdded });
  }

  /** The room's name as its keeper sees it: the one that it has, or else those of the others. */
  async function titleFor({
    roomId,
    keeperId,
  }: BookmarkKey): Promise<{ roomTitle: string; titleOf: BookmarkRecord['titleOf'] }> {
    const title = (await rooms.findRoom(roomId))?.title ?? '';
    if (title !== '') return { roomTitle: title, titleOf: [] };
    const participants = await rooms.findParticipants(roomId);
    const others = participants.map(({ userId }) => userId).filter((userId) => userId !== keeperId);
    const titleOf = others.slice(0, mostNames);
    const known = await profiles.find(titleOf);
    return { roomTitle: titleOf.map((userId) => known.get(userId)?.nickname ?? userId).join(', '), titleOf };
  }
}

const nothingAdded = { labels: [], note: '', folded: { message: '', title: '', marks: '' } };

const sent = ({ userId, nickname, message, createdAt }: MessageRecord) => ({
  userId,
  nickname,
  message,
  createdAt,
});

function withMarks(bookmark: BookmarkRecord, { labels, note }: BookmarkMarks): BookmarkRecord {
  const marked = { ...bookmark, labels: labels ?? bookmark.labels, note: note ?? bookmark.note };
  const folded = {
    message: foldedOf(marked.message, marked.nickname),
    title: foldedOf(marked.roomTitle),
    marks: foldedOf(marked.note, ...marked.labels),
  };
  return { ...marked, folded };
}

/** A line each, and no query has a line break: what is found stands in one of them. */
const foldedOf = (...texts: readonly string[]): string => texts.map(searchForm).join('\n');

function viewBookmark(record: BookmarkRecord): Bookmark {
  const { keeperId: _, titleOf: __, folded: ___, ...bookmark } = record;
  return bookmark;
}

const placeAfter = ({ keptAt, roomId, seq }: Bookmark): string =>
  formatMessagePlace({ at: Date.parse(keptAt), roomId, seq });
