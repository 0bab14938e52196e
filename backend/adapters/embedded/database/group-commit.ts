/** The transaction that a group runs in, and who wants to know how it ended. */
export interface GroupTransaction {
  begin(): void;
  commit(): void;
  rollback(): void;
  /** Runs after COMMIT, once the promises of the group are settled. */
  committed?(): void;
  /** Runs after a rollback: what the writes noted in memory is void. */
  rolledBack?(): void;
}

interface Job {
  work(): unknown;
  result: unknown;
  resolve(result: never): void;
  reject(error: unknown): void;
}

/** Bounds how long one group may hold the event loop. */
const mostJobsPerGroup = 1_000;

/**
 * Group commit: writes asked for within one turn of the event loop run in one transaction, in the order asked.
 * A write's promise settles after COMMIT. A write that throws fails alone; a COMMIT that fails rejects its whole group.
 *
 * setImmediate runs right after the sockets that are ready have been read, so under load a group holds what one poll
 * brought (a larger group the busier it is), and an idle server pays no waiting time.
 */
export class GroupCommit {
  readonly #transaction: GroupTransaction;
  #queue: Job[] = [];
  #scheduled = false;
  #paused = false;

  constructor(transaction: GroupTransaction) {
    this.#transaction = transaction;
  }

  /** Runs `work` in the next group. It is synchronous, and may run a second time when a neighbour failed. */
  run<T>(work: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ work, result: undefined, resolve, reject });
      this.#schedule();
    });
  }

  /** Commits what is waiting, now. */
  flush(): void {
    while (this.#queue.length > 0) this.#runGroup(this.#queue.splice(0, mostJobsPerGroup));
  }

  /** Lets writes wait until `resume`. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#scheduled || this.#paused) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#paused) return;
      const jobs =
        this.#queue.length <= mostJobsPerGroup ? this.#queue : this.#queue.slice(0, mostJobsPerGroup);
      this.#queue = this.#queue.slice(jobs.length);
      if (this.#queue.length > 0) this.#schedule();
      if (jobs.length > 0) this.#runGroup(jobs);
    });
  }

  #runGroup(jobs: readonly Job[]): void {
    try {
      this.#transaction.begin();
      for (const job of jobs) job.result = job.work();
    } catch (error) {
      this.#undo();
      if (jobs.length === 1) jobs[0]?.reject(error);
      // Savepoints would cost every write for the sake of the rare one that throws; running apart costs only then.
      else for (const job of jobs) this.#runGroup([job]);
      return;
    }
    this.#commit(jobs);
  }

  #commit(jobs: readonly Job[]): void {
    try {
      this.#transaction.commit();
    } catch (error) {
      this.#undo();
      for (const job of jobs) job.reject(error);
      return;
    }
    for (const job of jobs) job.resolve(job.result as never);
    this.#transaction.committed?.();
  }

  #undo(): void {
    this.#transaction.rollback();
    this.#transaction.rolledBack?.();
  }
}
