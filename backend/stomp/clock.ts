/** Time as the server sees it; injected so that heart-beats and time-outs can be tested without waiting. */
export interface Clock {
  /** Milliseconds that never run backwards. */
  now(): number;
  /** Runs `task` every so many milliseconds until the returned function is called; must not keep the process alive. */
  repeat(task: () => void, milliseconds: number): () => void;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  repeat(task, milliseconds) {
    const timer = setInterval(task, milliseconds).unref();
    return () => clearInterval(timer);
  },
};
