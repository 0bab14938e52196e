import { Checkpointer } from './checkpointer.ts';

/** Milliseconds from a write to its checkpoint: about what a power cut can take in the mode `normal`. */
const delay = 1_000;

/** 128 MB of pages. Under load the journal only starts over in a moment without writes, so at this length one is made. */
const mostFrames = 32_000;

export interface Pausable {
  pause(): void;
  resume(): void;
}

/** Has one file checkpointed about once a second for as long as it is written to. */
export class BackgroundCheckpoints {
  readonly #file: string;
  readonly #writes: Pausable;
  #checkpointer: Checkpointer | undefined;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(file: string, writes: Pausable) {
    this.#file = file;
    this.#writes = writes;
  }

  /** Something was written; safe to call as often as that happens. */
  wrote(): void {
    if (this.#timer || this.#stopped) return;
    this.#timer = setTimeout(() => this.#begin(), delay).unref();
  }

  /** Resolves when no checkpoint is at work any more and the file is free. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#checkpointer?.close().catch(() => {});
  }

  #begin(): void {
    this.#checkpointer ??= new Checkpointer(this.#file);
    // What fails (a full disk) is tried again after the next write; SQLite itself checkpoints a journal that grows too long.
    this.#running = this.#run(this.#checkpointer)
      .catch(() => {})
      .finally(() => {
        this.#timer = undefined;
      });
  }

  async #run(checkpointer: Checkpointer): Promise<void> {
    if ((await checkpointer.checkpoint()) < mostFrames || this.#stopped) return;
    // Once more, so that little is left to copy while writes wait.
    await checkpointer.checkpoint();
    this.#writes.pause();
    try {
      // Once all is copied, the next write starts the journal over.
      await checkpointer.checkpoint();
    } finally {
      this.#writes.resume();
    }
  }
}
