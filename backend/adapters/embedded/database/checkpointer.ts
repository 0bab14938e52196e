import { Worker } from 'node:worker_threads';

export type CheckpointAnswer = { frames: number } | { error: string };

/**
 * Copies a file's journal into it, in a thread of its own. A checkpoint waits for the disk twice; on the event loop that was
 * the worst of all delays (p99 of a message at 5,000 a second on a busy disk: 73 ms with it, 5 ms without).
 */
export class Checkpointer {
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  #isOver = false;
  #answer: PromiseWithResolvers<CheckpointAnswer> | undefined;

  constructor(file: string) {
    this.#worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      workerData: file,
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
    });
    this.#worker.on('message', (answer: CheckpointAnswer) => this.#answer?.resolve(answer));
    // A thread that dies must not take the process along: `exit` tells whoever waits, and SQLite checkpoints by itself.
    this.#worker.on('error', () => {});
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#isOver = true;
        this.#giveUp();
        resolve();
      });
    });
    this.#worker.unref();
  }

  /** Resolves with the number of frames (pages) in the journal, copied or not. One call at a time. */
  async checkpoint(): Promise<number> {
    const waiting = Promise.withResolvers<CheckpointAnswer>();
    this.#answer = waiting;
    if (this.#isOver) this.#giveUp();
    this.#ask('checkpoint');
    const answer = await waiting.promise;
    this.#worker.unref();
    if ('error' in answer) throw new Error(answer.error);
    return answer.frames;
  }

  /** Lets go of the file. */
  async close(): Promise<void> {
    this.#ask('close');
    await this.#ended;
  }

  #giveUp(): void {
    this.#answer?.resolve({ error: 'the checkpoint thread has ended' });
  }

  #ask(request: 'checkpoint' | 'close'): void {
    // Who waits for an answer wants the process to live until it comes.
    this.#worker.ref();
    this.#worker.postMessage(request);
  }
}
