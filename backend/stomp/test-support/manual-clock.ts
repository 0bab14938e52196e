import type { Clock } from '../index.ts';

/** Time that passes only when a test says so. */
export class ManualClock implements Clock {
  #now = 0;
  readonly #tasks = new Set<{ task: () => void; every: number; due: number }>();

  now(): number {
    return this.#now;
  }

  repeat(task: () => void, milliseconds: number): () => void {
    const entry = { task, every: milliseconds, due: this.#now + milliseconds };
    this.#tasks.add(entry);
    return () => this.#tasks.delete(entry);
  }

  get running(): number {
    return this.#tasks.size;
  }

  /** Lets time pass and runs what is due in order. */
  advance(milliseconds: number): void {
    const end = this.#now + milliseconds;
    for (let next = this.#earliest(end); next !== undefined; next = this.#earliest(end)) {
      this.#now = next.due;
      next.due += next.every;
      next.task();
    }
    this.#now = end;
  }

  #earliest(end: number) {
    return [...this.#tasks].filter(({ due }) => due <= end).sort((a, b) => a.due - b.due)[0];
  }
}
