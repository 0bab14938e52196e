import { CheckpointThread } from './checkpoint-thread.ts';

/**
 * Copies a file's journal into it, in another thread. A checkpoint waits for the disk twice; on the event loop that was
 * the worst of all delays (p99 of a message at 5,000 a second on a busy disk: 73 ms with it, 5 ms without).
 */
export class Checkpointer {
  readonly #file: string;
  #closed = false;

  constructor(file: string) {
    this.#file = file;
  }

  /** Resolves with the number of frames (pages) in the journal, copied or not. */
  async checkpoint(): Promise<number> {
    if (this.#closed) throw new Error('the checkpoints of this file have ended');
    return CheckpointThread.current().ask(this.#file, 'checkpoint');
  }

  /** Lets go of the file. Safe to call twice. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await CheckpointThread.current().ask(this.#file, 'close');
  }
}
