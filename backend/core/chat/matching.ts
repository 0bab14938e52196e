import type {
  MessageRecord,
  MessageStore,
  SearchIndex,
  SearchPlace,
  SearchQuery,
} from '../../ports/index.ts';

interface Dependencies {
  messages: MessageStore;
  search: SearchIndex;
}

export interface Match<T> {
  record: MessageRecord;
  /** What `look` said of it. */
  value: T;
}

export interface Matches<T> {
  matches: Match<T>[];
  /** Where to go on; absent when there is no more. */
  next?: SearchPlace;
}

/** Most messages that one page looks at; a query with few matches among many candidates goes on with the next page. */
const mostExamined = 1_000;
/** Candidates of one look at the index, at least, once not all of the first ones were what was meant. */
const leastAtOnce = 50;

export const placeOf = ({ roomId, seq, createdAt }: MessageRecord): SearchPlace => ({
  roomId,
  seq,
  at: Date.parse(createdAt),
});

/**
 * Messages of which `look` says something, newest first. The index says where to look; `look` is given the messages as they are
 * stored now, so that nothing is found by, or shown of, what they were before.
 */
export function createMatching({ messages, search }: Dependencies) {
  return async <T>(
    query: Omit<SearchQuery, 'limit'>,
    limit: number,
    look: (record: MessageRecord) => T | undefined,
  ): Promise<Matches<T>> => {
    const matches: Match<T>[] = [];
    let { before } = query;
    for (let [examined, atOnce] = [0, limit]; examined < mostExamined; examined += atOnce) {
      if (examined > 0) atOnce = Math.max(limit, leastAtOnce);
      const places = await search.find({ ...query, before, limit: atOnce });
      for (const record of await read(places)) {
        const value = look(record);
        if (value === undefined) continue;
        matches.push({ record, value });
        if (matches.length === limit) return { matches, next: placeOf(record) };
      }
      before = places.at(-1);
      if (places.length < atOnce) return { matches };
    }
    return { matches, ...(before ? { next: before } : {}) };
  };

  /** The messages at the places, in the order of the places; of those that are gone, none. */
  async function read(places: readonly SearchPlace[]): Promise<MessageRecord[]> {
    const rooms = Map.groupBy(places, ({ roomId }) => roomId);
    const found = await Promise.all(
      [...rooms].map(([roomId, group]) =>
        messages.findBySeq(
          roomId,
          group.map(({ seq }) => seq),
        ),
      ),
    );
    const byPlace = new Map(found.flat().map((record) => [`${record.seq} ${record.roomId}`, record]));
    return places
      .map(({ roomId, seq }) => byPlace.get(`${seq} ${roomId}`))
      .filter((record) => record !== undefined);
  }
}
