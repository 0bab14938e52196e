import { MaruError } from '../../backend/contract/index.ts';
import type { Clock } from './ports.ts';

/** The life of one logged-in session: what belongs to it stops when it ends. */
export interface Scope {
  active(): boolean;
  /** Timers that die with the session. */
  clock: Clock;
  /** Resolves after a time; sooner when the session ends or the signal says so. */
  pause(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** The promise's result, or `session_ended` when the session ended meanwhile. */
  guard<T>(promise: Promise<T>): Promise<T>;
  /** Runs when the session ends. */
  onEnd(stop: () => void): void;
  end(): void;
}

export function createScope(clock: Clock): Scope {
  const cancels = new Set<() => void>();
  let active = true;

  function after(milliseconds: number, run: () => void): () => void {
    if (!active) return () => undefined;
    const stop = clock.after(milliseconds, () => {
      cancels.delete(cancel);
      run();
    });
    const cancel = () => {
      cancels.delete(cancel);
      stop();
    };
    cancels.add(cancel);
    return cancel;
  }

  function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    if (!active || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        cancels.delete(done);
        signal.removeEventListener('abort', done);
        stop();
        resolve();
      };
      const stop = clock.after(milliseconds, done);
      cancels.add(done);
      signal.addEventListener('abort', done);
    });
  }

  return {
    active: () => active,
    clock: { now: () => clock.now(), after },
    pause,
    guard: async (promise) => {
      const value = await promise;
      if (!active) throw new MaruError('session_ended');
      return value;
    },
    onEnd: (stop) => void cancels.add(stop),
    end: () => {
      active = false;
      for (const cancel of [...cancels]) cancel();
    },
  };
}
