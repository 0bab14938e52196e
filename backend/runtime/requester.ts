import {
  type CommandRequest,
  type CommandResult,
  type CommandType,
  commands,
  MaruError,
  type RequestTopic,
  responseTopic,
  toMaruError,
} from '../contract/index.ts';
import { type Reader, RecordTooLarge } from '../ports/index.ts';
import { type BatchHandler, startConsumer } from './consumer.ts';
import { PendingAnswers } from './pending-answers.ts';
import type { ServerContext } from './server-context.ts';

/** REQUEST topics whose answers are addressed to one partition; the answers to chat messages go to every front instead. */
const addressed = [
  'kakao.chat.chatRoom.REQUEST',
  'kakao.chat.room.REQUEST',
  'kakao.user.user.REQUEST',
  'kakao.friend.friend.REQUEST',
] as const satisfies RequestTopic[];

interface RequesterOptions extends Pick<ServerContext, 'log' | 'clock' | 'logger' | 'metrics'> {
  /** Unique among all fronts, so that correlation ids are. */
  instanceId: string;
  /** Milliseconds to wait for an answer. */
  timeout: number;
}

/**
 * Request/reply over the log (design section 3). All fronts are one group on the RESPONSE topics; each request names a
 * partition that this front owns at the moment, so the reply reaches it alone. A reply lost in a rebalance is a `timeout`.
 */
export class Requester implements AsyncDisposable {
  readonly answers: PendingAnswers;
  readonly #options: RequesterOptions;
  readonly #reader: Reader;
  #count = 0;

  private constructor(options: RequesterOptions, answers: PendingAnswers, reader: Reader) {
    this.#options = options;
    this.answers = answers;
    this.#reader = reader;
  }

  static async start(options: RequesterOptions): Promise<Requester> {
    const answers = new PendingAnswers(options.clock);
    const settle: BatchHandler = async ({ records }) => {
      for (const record of records) answers.settle(record);
    };
    const routes = Object.fromEntries(addressed.map((topic) => [responseTopic(topic), settle]));
    const { log, logger, metrics } = options;
    const reader = await startConsumer({ log, group: 'front', from: 'latest', routes, logger, metrics });
    return new Requester(options, answers, reader);
  }

  /** An id for one request: it goes with it through the log and into every line about it. */
  nextCorrelationId(): string {
    return `${this.#options.instanceId}-${++this.#count}`;
  }

  /** Asks and waits. `key` keeps order and picks the owner. Rejects with a MaruError: the refusal, `timeout` or `unavailable`. */
  request<T extends CommandType>(
    type: T,
    key: string,
    request: CommandRequest<T>,
    correlationId = this.nextCorrelationId(),
  ): Promise<CommandResult<T>> {
    const deadline = this.#options.clock.now() + this.#options.timeout;
    const answer = this.#measured(type, this.answers.expect(type, correlationId, deadline));
    this.#ask(type, key, request, { type, correlationId, deadline: String(deadline) }).catch(
      (cause: unknown) => this.answers.fail(correlationId, notAsked(cause)),
    );
    return answer;
  }

  #measured<Result>(type: CommandType, answer: Promise<Result>): Promise<Result> {
    const stop = this.#options.metrics.requestSeconds.startTimer({ type });
    answer.then(
      () => stop({ outcome: 'accepted' }),
      (error: unknown) => stop({ outcome: toMaruError(error).code }),
    );
    return answer;
  }

  async #ask(
    type: CommandType,
    key: string,
    request: unknown,
    headers: Record<string, string>,
  ): Promise<void> {
    const { topic } = commands[type];
    const value = JSON.stringify(request);
    await this.#options.log.append([{ topic, key, value, headers: { ...headers, ...this.#replyTo(topic) } }]);
  }

  #replyTo(topic: RequestTopic): { replyPartition?: string } {
    if (!addressed.includes(topic as (typeof addressed)[number])) return {};
    const owned = this.#reader.assigned(responseTopic(topic));
    const partition = owned[this.#count % owned.length];
    if (partition === undefined) throw new MaruError('unavailable');
    return { replyPartition: String(partition) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reader.stop();
    this.answers[Symbol.dispose]();
  }
}

function notAsked(cause: unknown): MaruError {
  if (cause instanceof MaruError) return cause;
  return new MaruError(cause instanceof RecordTooLarge ? 'body_too_large' : 'unavailable', { cause });
}
