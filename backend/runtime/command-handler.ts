import type { CommandRequest, CommandResult, CommandType, Handled } from '../contract/index.ts';

/**
 * Handles requests of one command; answers stand in the same order. It is idempotent: the same requests may come
 * again after a crash, and then it gives the same answers and events.
 */
export interface CommandHandler<Request, Result> {
  /** `key`: requests of one key come in order, keys side by side. `batch`: all requests of a batch come in one call. */
  lane: 'key' | 'batch';
  handle(requests: readonly Request[]): Promise<readonly Handled<Result>[]>;
}

export type CommandHandlers = {
  [T in CommandType]?: CommandHandler<CommandRequest<T>, CommandResult<T>>;
};

/** Lifts a handler of one request: requests of one key are handled one after another. */
export function each<Request, Result>(
  handleOne: (request: Request) => Promise<Handled<Result>>,
): CommandHandler<Request, Result> {
  return {
    lane: 'key',
    async handle(requests) {
      const handled: Handled<Result>[] = [];
      for (const request of requests) handled.push(await handleOne(request));
      return handled;
    },
  };
}

/** A handler that takes a whole batch at once, to store it in one write; it keeps the order of what matters itself. */
export function together<Request, Result>(
  handle: (requests: readonly Request[]) => Promise<readonly Handled<Result>[]>,
): CommandHandler<Request, Result> {
  return { lane: 'batch', handle };
}
