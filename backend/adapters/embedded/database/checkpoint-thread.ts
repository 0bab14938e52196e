import { Worker } from 'node:worker_threads';

export interface CheckpointRequest {
  id: number;
  file: string;
  task: 'checkpoint' | 'close';
}

export type CheckpointAnswer = { id: number } & ({ frames: number } | { error: string });

/** One thread for all files of the process: each would cost some 15 MB, and there is one disk to wait for. */
export class CheckpointThread {
  static #shared: CheckpointThread | undefined;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, PromiseWithResolvers<CheckpointAnswer>>();
  #lastId = 0;

  private constructor() {
    this.#worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 32, maxYoungGenerationSizeMb: 2 },
    });
    this.#worker.on('message', (answer: CheckpointAnswer) => this.#take(answer.id)?.resolve(answer));
    // A thread that dies must not take the process along: `exit` tells whoever waits, and SQLite checkpoints by itself.
    this.#worker.on('error', () => {});
    this.#worker.on('exit', () => this.#over());
    this.#worker.unref();
  }

  /** The running thread; a new one where there is none, or the last one died. */
  static current(): CheckpointThread {
    CheckpointThread.#shared ??= new CheckpointThread();
    return CheckpointThread.#shared;
  }

  /** Rejects when the file cannot be opened or the thread ends before it answers. */
  async ask(file: string, task: CheckpointRequest['task']): Promise<number> {
    const id = ++this.#lastId;
    const waiting = Promise.withResolvers<CheckpointAnswer>();
    this.#waiting.set(id, waiting);
    // Who waits for an answer wants the process to live until it comes.
    this.#worker.ref();
    this.#worker.postMessage({ id, file, task } satisfies CheckpointRequest);
    const answer = await waiting.promise;
    if ('error' in answer) throw new Error(answer.error);
    return answer.frames;
  }

  #take(id: number): PromiseWithResolvers<CheckpointAnswer> | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    return waiting;
  }

  #over(): void {
    if (CheckpointThread.#shared === this) CheckpointThread.#shared = undefined;
    for (const id of [...this.#waiting.keys()])
      this.#take(id)?.resolve({ id, error: 'the checkpoint thread has ended' });
  }
}
