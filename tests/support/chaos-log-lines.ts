import assert from 'node:assert/strict';
import type { Topic } from '../../backend/contract/index.ts';
import { longPatience } from './chaos-patience.ts';
import type { Stack } from './chaos-stack.ts';
import { endsOf, type PartitionEnd } from './chaos-topic-ends.ts';
import { until } from './maru-wait.ts';

const topic: Topic = 'kakao.log.RECORD';
const dropped = 'maru_log_lines_dropped_total';
/** Ids that Elasticsearch is asked for at once. */
const slice = 5_000;

/** The log lines that servers write from a moment on. */
export class LogLines {
  readonly #stack: Stack;
  readonly #begins: readonly PartitionEnd[];
  readonly #droppedBefore: number;

  private constructor(stack: Stack, begins: readonly PartitionEnd[], droppedBefore: number) {
    this.#stack = stack;
    this.#begins = begins;
    this.#droppedBefore = droppedBefore;
  }

  static async from(stack: Stack): Promise<LogLines> {
    return new LogLines(stack, await endsIn(stack), await stack.count(dropped));
  }

  /** Resolves with their number when Elasticsearch has every line that was written by now; rejects when one is missing for long. */
  async arrive(): Promise<number> {
    assert.equal(await this.#stack.count(dropped), this.#droppedBefore, 'log lines were dropped');
    const ids = this.#idsBefore(await endsIn(this.#stack));
    assert.ok(ids.length > 0, 'nothing was logged');
    await until(
      `${ids.length} log lines to arrive`,
      async () => (await this.#found(ids)) === ids.length,
      longPatience,
    );
    return ids.length;
  }

  /** A line's id is its place in the topic. */
  #idsBefore(ends: readonly PartitionEnd[]): string[] {
    return ends.flatMap(({ partition, end }) => {
      const begin = this.#begins.find((each) => each.partition === partition)?.end ?? 0;
      return Array.from({ length: end - begin }, (_, at) => `${topic}-${partition}-${begin + at}`);
    });
  }

  async #found(ids: readonly string[]): Promise<number> {
    let found = 0;
    for (let at = 0; at < ids.length; at += slice) found += await this.#count(ids.slice(at, at + slice));
    return found;
  }

  async #count(values: readonly string[]): Promise<number> {
    const answer = await fetch(`${this.#stack.elasticsearch.url}/logs-maru.*/_count`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: { ids: { values } } }),
    });
    return ((await answer.json()) as { count?: number }).count ?? 0;
  }
}

const endsIn = (stack: Stack): Promise<PartitionEnd[]> => endsOf(stack.kafka, (name) => name === topic);
