import type { estypes } from '@elastic/elasticsearch';
import type { LogQuery } from '../../ports/index.ts';

/** The most that Elasticsearch gives in one answer, unless it is told otherwise. */
const mostHits = 10_000;

/** The search of a query over some data streams; nothing in the query is an operator. */
export function toSearch(query: LogQuery, streams: string): estypes.SearchRequest {
  return {
    index: streams,
    // There is no stream before the first entry.
    ignore_unavailable: true,
    allow_no_indices: true,
    size: Math.min(query.limit, mostHits),
    track_total_hits: false,
    query: { bool: { filter: conditions(query) } },
    sort: [
      { '@timestamp': { order: 'desc', unmapped_type: 'date' } },
      { 'event.id': { order: 'desc', unmapped_type: 'keyword' } },
    ],
    // An id is unique in each index behind a stream; an entry that came again after a rollover is there twice.
    collapse: { field: 'event.id' },
  };
}

function conditions(query: LogQuery): estypes.QueryDslQueryContainer[] {
  const { text, service, levels, correlationId, userId, from, until } = query;
  const words = text?.split(/\s+/).filter((word) => word !== '') ?? [];
  return [
    // A phrase, because a word such as `room-1` is two of the index's.
    ...words.map((word) => ({ match_phrase: { message: word } })),
    ...exactly('service.name', service),
    ...exactly('trace.id', correlationId),
    ...exactly('user.id', userId),
    ...(levels === undefined ? [] : [{ terms: { 'log.level': [...levels] } }]),
    ...(from === undefined ? [] : [span({ gte: iso(from) })]),
    ...(until === undefined ? [] : [span({ lt: iso(until) })]),
  ];
}

const exactly = (field: string, value: string | undefined) =>
  value === undefined ? [] : [{ term: { [field]: value } }];

const span = (range: { gte: string } | { lt: string }) => ({ range: { '@timestamp': range } });

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
