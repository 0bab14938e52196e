import type { Logger } from '../../runtime/index.ts';

interface Options {
  sweep(): Promise<void>;
  /** Milliseconds from the end of one sweep to the next. */
  interval: number;
  logger: Logger;
}

/** Sweeps again and again, one at a time; a sweep that fails is made up for by the next. */
export function startRemovalSweeper({ sweep, interval, logger }: Options): AsyncDisposable {
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();

  function plan(): void {
    if (stopped) return;
    timer = setTimeout(() => {
      running = sweep()
        .catch((error: unknown) => logger.warn({ error }, 'Removed rooms could not be cleared.'))
        .then(plan);
    }, interval).unref();
  }

  plan();
  return {
    async [Symbol.asyncDispose]() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
