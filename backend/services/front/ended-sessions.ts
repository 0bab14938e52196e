import { lifetimes, type SessionId } from '../../contract/index.ts';
import type { Clock } from '../../ports/index.ts';

/**
 * Sessions that ended within the last access-token lifetime: their tokens are still unexpired but no longer good (design
 * rule 8). Fed from kakao.user.EVENT, which a starting front reads that far back; older ones are forgotten.
 */
export class EndedSessions {
  readonly #clock: Clock;
  readonly #endedAt = new Map<SessionId, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** `at` is in milliseconds since 1970. */
  add(sessionId: SessionId, at: number): void {
    this.#endedAt.set(sessionId, at);
    this.#forgetExpired();
  }

  has(sessionId: SessionId): boolean {
    return this.#endedAt.has(sessionId);
  }

  #forgetExpired(): void {
    const horizon = this.#clock.now() - lifetimes.accessToken * 1_000;
    for (const [sessionId, at] of this.#endedAt) {
      if (at > horizon) return;
      this.#endedAt.delete(sessionId);
    }
  }
}
