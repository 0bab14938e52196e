import {
  type CommandRequest,
  type CommandResult,
  type CommandType,
  commands,
  MaruError,
  type RequestTopic,
  responseTopic,
} from '../contract/index.ts';
import type { Clock, EventLog, Reader } from '../ports/index.ts';
import { type BatchHandler, startConsumer } from './consumer.ts';
import type { Logger } from './logging.ts';
import { PendingAnswers } from './pending-answers.ts';

/** REQUEST topics whose answers are addressed to one partition; the answers to chat messages go to every front instead. */
const addressed = [
  'kakao.chat.chatRoom.REQUEST',
  'kakao.chat.room.REQUEST',
  'kakao.user.user.REQUEST',
  'kakao.friend.friend.REQUEST',
] as const satisfies RequestTopic[];

interface RequesterOptions {
  log: EventLog;
  clock: Clock;
  logger: Logger;
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
    const { log, logger } = options;
    const reader = await startConsumer({ log, group: 'front', from: 'latest', routes, logger });
    return new Requester(options, answers, reader);
  }

  /** Asks and waits. `key` keeps order and picks the owner. Rejects with a MaruError: the refusal, `timeout` or `unavailable`. */
  request<T extends CommandType>(
    type: T,
    key: string,
    request: CommandRequest<T>,
  ): Promise<CommandResult<T>> {
    const correlationId = `${this.#options.instanceId}-${++this.#count}`;
    const deadline = this.#options.clock.now() + this.#options.timeout;
    const answer = this.answers.expect(type, correlationId, deadline);
    this.#ask(type, key, request, { type, correlationId, deadline: String(deadline) }).catch(
      (cause: unknown) =>
        this.answers.fail(
          correlationId,
          cause instanceof MaruError ? cause : new MaruError('unavailable', { cause }),
        ),
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
