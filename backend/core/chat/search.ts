import {
  accept,
  type ChatMessage,
  type CommandRequest,
  type CommandResult,
  type Handled,
  type Outcome,
  type RoomId,
  refuse,
  type UserId,
} from '../../contract/index.ts';
import type { MessageRecord, MessageStore, RoomStore, SearchIndex, SearchQuery } from '../../ports/index.ts';
import { findOwnPlace } from './access.ts';
import { highlightsOf } from './highlights.ts';
import { createMatching, type Matches, placeOf } from './matching.ts';
import { formatMessagePlace, parseMessagePlace } from './message-place.ts';
import { viewMessages } from './message-view.ts';
import { fitting } from './page-size.ts';
import { hasLink, linkTerm, queryForm, queryTerms, senderTerm } from './search-terms.ts';

interface Dependencies {
  rooms: RoomStore;
  messages: MessageStore;
  search: SearchIndex;
}

type Scope = SearchQuery['rooms'];

/** Messages that are found, in one's own rooms and from where one joined on. */
export function createSearch({ rooms, messages, search }: Dependencies) {
  const findMatches = createMatching({ messages, search });
  return { find, links };

  async function find(
    request: CommandRequest<'message.search'>,
  ): Promise<Handled<CommandResult<'message.search'>>> {
    const { userId, roomId, sender, from, until, limit } = request;
    const query = queryForm(request.query);
    if (query === '') return { outcome: refuse('invalid_request', [{ path: 'query' }]) };
    const before = placeFrom(request.before);
    if (!before.ok) return { outcome: before };
    const scope = await scopeOf(userId, roomId);
    if (!scope.ok) return { outcome: scope };
    const terms = [...queryTerms(query), ...(sender === undefined ? [] : [senderTerm(sender)])];
    const times = { from: timeOf(from), until: timeOf(until) };
    const found = await findMatches(
      { rooms: scope.value, terms, ...times, before: before.value },
      limit,
      look,
    );
    const { page, next } = await show(found, (message, highlights) => ({ ...message, highlights }));
    return { outcome: accept({ hits: page, ...next }) };

    function look(record: MessageRecord) {
      if (!isFound(record) || (sender !== undefined && record.userId !== sender)) return undefined;
      const highlights = highlightsOf(record.message, query);
      return highlights.length > 0 ? highlights : undefined;
    }
  }

  async function links(
    request: CommandRequest<'message.links'>,
  ): Promise<Handled<CommandResult<'message.links'>>> {
    const before = placeFrom(request.before);
    if (!before.ok) return { outcome: before };
    const query = { rooms: await everywhere(request.userId), terms: [linkTerm], before: before.value };
    const isLink = (record: MessageRecord) => (isFound(record) && hasLink(record.message)) || undefined;
    const found = await findMatches(query, request.limit, isLink);
    const { page, next } = await show(found, (message) => message);
    return { outcome: accept({ messages: page, ...next }) };
  }

  async function scopeOf(userId: UserId, roomId: RoomId | undefined): Promise<Outcome<Scope>> {
    if (roomId === undefined) return accept(await everywhere(userId));
    const place = await findOwnPlace(rooms, roomId, userId);
    return place.ok ? accept([{ roomId, after: place.value.joinedSeq }]) : place;
  }

  async function everywhere(userId: UserId): Promise<Scope> {
    const places = await rooms.placesOf(userId);
    return places.map(({ roomId, joinedSeq }) => ({ roomId, after: joinedSeq }));
  }

  /** As many as fit into one answer; the next page goes on after the last of them. */
  async function show<T, M extends ChatMessage>(
    { matches, next }: Matches<T>,
    withValue: (message: ChatMessage, value: T) => M,
  ): Promise<{ page: M[]; next: { next?: string } }> {
    const views = await viewMessages(
      matches.map(({ record }) => record),
      messages,
    );
    const all = views.map((view, at) => withValue(view, matches[at]?.value as T));
    const page = [...fitting(all, 'first')];
    const last = matches[page.length - 1]?.record;
    const place = page.length < all.length && last ? placeOf(last) : next;
    return { page, next: place ? { next: formatMessagePlace(place) } : {} };
  }
}

/** System messages and unsent ones have no text that could be found. */
const isFound = ({ kind, unsentAt }: MessageRecord): boolean => kind === 'text' && unsentAt === undefined;

const timeOf = (timestamp: string | undefined): number | undefined =>
  timestamp === undefined ? undefined : Date.parse(timestamp);

function placeFrom(before: string | undefined): Outcome<SearchQuery['before']> {
  if (before === undefined) return accept(undefined);
  const place = parseMessagePlace(before);
  return place ? accept(place) : refuse('invalid_request', [{ path: 'before' }]);
}
