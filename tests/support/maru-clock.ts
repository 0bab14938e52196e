import type { Clock } from '../../backend/ports/index.ts';

/** The real time, which a test may set forward. */
export class MovableClock implements Clock {
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  forward(milliseconds: number): void {
    this.#ahead += milliseconds;
  }
}
