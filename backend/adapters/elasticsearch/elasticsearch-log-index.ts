import { Client } from '@elastic/elasticsearch';
import type { LogEntry, LogIndex, LogQuery } from '../../ports/index.ts';
import { BulkWriter, type Rejection } from './bulk-writer.ts';
import { toEngineError } from './engine-errors.ts';
import { type LogDocument, toEntry } from './log-documents.ts';
import { toSearch } from './log-search.ts';
import { installTemplate } from './log-template.ts';

const twoWeeks = 14 * 24 * 60 * 60 * 1_000;

export interface ElasticsearchLogIndexOptions {
  /** `http://host:9200`, `https://user:password@host:9200` */
  url: string;
  /** Instead of user and password in the URL. */
  apiKey?: string;
  /** Last part of the data streams' names, for several Marus on one server; default `default`. */
  namespace?: string;
  /** Milliseconds that entries are kept, in whole days; default two weeks. */
  retention?: number;
  /** Milliseconds until a request that is not answered counts as an engine that is away; default 10 seconds. */
  timeout?: number;
  /** Told of entries that the server will never take; the others are stored. Default: a line on standard error. */
  onRejected?(rejections: readonly Rejection[]): void;
}

/** The log index in data streams of an Elasticsearch server. */
export class ElasticsearchLogIndex implements LogIndex {
  readonly #client: Client;
  readonly #url: string;
  readonly #streams: string;
  readonly #retention: number;
  readonly #writer: BulkWriter;

  private constructor(options: ElasticsearchLogIndexOptions) {
    const { url, apiKey, namespace = 'default', timeout = 10_000, onRejected = reportRejections } = options;
    this.#client = new Client({
      node: url,
      ...(apiKey === undefined ? {} : { auth: { apiKey } }),
      requestTimeout: timeout,
      // Whoever reads the log tries again by itself; here only a busy server is asked again.
      maxRetries: 0,
    });
    this.#url = url;
    this.#streams = `logs-maru.*-${namespace}`;
    this.#retention = options.retention ?? twoWeeks;
    this.#writer = new BulkWriter({
      client: this.#client,
      url,
      namespace,
      installTemplate: () => this.#install(),
      onRejected,
    });
  }

  static async open(options: ElasticsearchLogIndexOptions): Promise<ElasticsearchLogIndex> {
    const index = new ElasticsearchLogIndex(options);
    try {
      await index.#reach(() => index.#install());
      return index;
    } catch (error) {
      await index[Symbol.asyncDispose]();
      throw error;
    }
  }

  add(entries: readonly LogEntry[]): Promise<void> {
    return this.#reach(() => this.#writer.write(entries));
  }

  search(query: LogQuery): Promise<LogEntry[]> {
    return this.#reach(async () => {
      const { hits } = await this.#client.search<LogDocument>(toSearch(query, this.#streams));
      return hits.hits.flatMap(({ _source }) => (_source ? [toEntry(_source)] : []));
    });
  }

  /** Also what was added a moment ago: a query of this kind sees only what is found already. */
  async forgetUser(userId: string): Promise<void> {
    await this.refresh();
    await this.#reach(() =>
      this.#client.deleteByQuery({
        index: this.#streams,
        ignore_unavailable: true,
        allow_no_indices: true,
        // An entry that goes meanwhile for its age is no conflict.
        conflicts: 'proceed',
        query: { term: { 'user.id': userId } },
        refresh: true,
      }),
    );
  }

  async refresh(): Promise<void> {
    await this.#reach(() => this.#client.indices.refresh({ index: this.#streams, allow_no_indices: true }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.close();
  }

  #install(): Promise<void> {
    return installTemplate(this.#client, this.#streams, this.#retention);
  }

  async #reach<T>(request: () => Promise<T>): Promise<T> {
    try {
      return await request();
    } catch (error) {
      throw toEngineError(this.#url, error);
    }
  }
}

function reportRejections(rejections: readonly Rejection[]): void {
  const [first] = rejections;
  console.error(
    `Elasticsearch refused ${rejections.length} log entries, such as ${first?.id}: ${first?.reason}`,
  );
}
