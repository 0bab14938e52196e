import { setTimeout as wait } from 'node:timers/promises';
import type { Client, estypes } from '@elastic/elasticsearch';
import { EngineUnavailable, type LogEntry } from '../../ports/index.ts';
import { hostOf, isBusy, isBusyStatus, isRefusal } from './engine-errors.ts';
import { dataStreamOf, toDocument } from './log-documents.ts';

/** An entry that the server will never take, and why. */
export interface Rejection {
  id: string;
  reason: string;
}

export interface BulkWriterOptions {
  client: Client;
  url: string;
  namespace: string;
  /** Puts the template back, should the server have lost it. */
  installTemplate(): Promise<void>;
  onRejected(rejections: readonly Rejection[]): void;
}

const most = { entries: 500, characters: 4_000_000 };

/** Milliseconds before another try, when a server is busy. */
const pauses = [100, 200, 400, 800];

interface Line {
  id: string;
  stream: string;
  document: string;
}

/** Writes entries in bulks of bounded size; each under its id, so that one that comes again changes nothing. */
export class BulkWriter {
  readonly #options: BulkWriterOptions;

  constructor(options: BulkWriterOptions) {
    this.#options = options;
  }

  async write(entries: readonly LogEntry[]): Promise<void> {
    for (const bulk of bulksOf(entries.map((entry) => this.#toLine(entry)))) await this.#writeBulk(bulk);
  }

  #toLine(entry: LogEntry): Line {
    const stream = dataStreamOf(entry.service, this.#options.namespace);
    return { id: entry.id, stream, document: JSON.stringify(toDocument(entry)) };
  }

  async #writeBulk(bulk: readonly Line[]): Promise<void> {
    let open = await this.#tryOnce(bulk);
    for (const pause of pauses) {
      if (open.length === 0) return;
      await wait(pause);
      open = await this.#tryOnce(open);
    }
    if (open.length === 0) return;
    const host = hostOf(this.#options.url);
    throw new EngineUnavailable(
      `Elasticsearch at ${host} takes no more entries; check its load, disk and log.`,
    );
  }

  /** Gives those that another try may bring in. */
  async #tryOnce(lines: readonly Line[]): Promise<readonly Line[]> {
    try {
      const operations = lines.flatMap(({ id, stream, document }) => [
        { create: { _index: stream, _id: id } },
        document,
      ]);
      const { errors, items } = await this.#options.client.bulk({ operations, require_data_stream: true });
      return errors ? await this.#sort(lines, items) : [];
    } catch (error) {
      if (isBusy(error)) return lines;
      if (!isRefusal(error)) throw error;
      return this.#tryApart(lines, error);
    }
  }

  /** A request that is refused as a whole, because of one of its entries or for its size: halves find out which. */
  async #tryApart(lines: readonly Line[], error: Error): Promise<readonly Line[]> {
    const [only] = lines;
    if (only && lines.length === 1) {
      this.#options.onRejected([{ id: only.id, reason: error.message }]);
      return [];
    }
    const middle = Math.ceil(lines.length / 2);
    const first = await this.#tryOnce(lines.slice(0, middle));
    return [...first, ...(await this.#tryOnce(lines.slice(middle)))];
  }

  async #sort(lines: readonly Line[], items: estypes.BulkResponse['items']): Promise<Line[]> {
    const results = lines.map((line, at) => ({ line, result: items[at]?.create }));
    const noStream = results.some(({ result }) => result?.status === 404);
    if (noStream) await this.#options.installTemplate();
    const again = results.filter(
      ({ result }) => !result || isBusyStatus(result.status) || result.status === 404,
    );
    const rejected = results.flatMap(({ line, result }) =>
      result && isFinal(result.status) ? [{ id: line.id, reason: reasonOf(result) }] : [],
    );
    if (rejected.length > 0) this.#options.onRejected(rejected);
    return again.map(({ line }) => line);
  }
}

/** 409 is an entry that is there already, which is what was wanted. */
const isFinal = (status: number): boolean =>
  status >= 400 && ![404, 409].includes(status) && !isBusyStatus(status);

const reasonOf = ({ status, error }: estypes.BulkResponseItem): string =>
  `${status} ${error?.type ?? ''}: ${error?.reason ?? ''}`;

/** Slices of at most so many entries and characters; an entry that is too long for that goes alone. */
function* bulksOf(lines: readonly Line[]): Generator<Line[]> {
  let [bulk, characters]: [Line[], number] = [[], 0];
  for (const line of lines) {
    const isFull = bulk.length === most.entries || characters + line.document.length > most.characters;
    if (isFull && bulk.length > 0) {
      yield bulk;
      [bulk, characters] = [[], 0];
    }
    bulk.push(line);
    characters += line.document.length;
  }
  if (bulk.length > 0) yield bulk;
}
