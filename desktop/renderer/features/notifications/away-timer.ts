import type { Clock } from '../../../client/index.ts';

/** Without input for so long somebody is away. */
export const awayAfter = 5 * 60_000;

export interface AwayTimer {
  /** Somebody typed, clicked or moved; as often as it happens. */
  touch(): void;
  stop(): void;
}

/** Tells when somebody has been without input for a while and when they are back. Begins with them there. */
export function createAwayTimer(clock: Clock, tell: (state: 'online' | 'away') => void): AwayTimer {
  let touchedAt = clock.now();
  let away = false;
  let cancel = clock.after(awayAfter, look);

  /** Input only notes its time, so that a moving mouse costs nothing; the timer looks again when it runs out. */
  function look(): void {
    const left = touchedAt + awayAfter - clock.now();
    if (left > 0) {
      cancel = clock.after(left, look);
      return;
    }
    away = true;
    tell('away');
  }

  return {
    touch: () => {
      touchedAt = clock.now();
      if (!away) return;
      away = false;
      cancel = clock.after(awayAfter, look);
      tell('online');
    },
    stop: () => cancel(),
  };
}
