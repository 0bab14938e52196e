/**
 * Elasticsearch: Maru's logs in data streams, `logs-maru.<service>-<namespace>`, in the fields of the Elastic Common Schema, so
 * that Kibana shows them as it shows others. Losing the index loses no message.
 *
 * main.ts: `isElasticsearchUrl(url)` says whether MARU_LOG_INDEX means this engine. A server that is away is an
 * EngineUnavailable, and the next call tries again by itself. What is opened is closed with `await using` or
 * `[Symbol.asyncDispose]()`.
 */
import type { LogIndex } from '../../ports/index.ts';
import { ElasticsearchLogIndex, type ElasticsearchLogIndexOptions } from './elasticsearch-log-index.ts';

export type { Rejection } from './bulk-writer.ts';
export { examineElasticsearch } from './diagnosis.ts';
export type { ElasticsearchLogIndexOptions } from './elasticsearch-log-index.ts';

/** Whether a URL names this engine. */
export const isElasticsearchUrl = (url: string): boolean => /^https?:\/\//.test(url);

/** Opens the index; its template and how long its entries are kept stand on the server when this resolves. */
export function openElasticsearchLogIndex(options: ElasticsearchLogIndexOptions): Promise<LogIndex> {
  return ElasticsearchLogIndex.open(options);
}
