/** How often idleness is looked at. */
export const lookEvery = 10_000;

interface Options {
  /** Minutes; 0 is never. */
  minutes(): number;
  /** Seconds since the last key or movement anywhere in the system. */
  idleSeconds(): number;
  /** Runs again and again, each time after so many milliseconds. */
  every(milliseconds: number, run: () => void): void;
  /** When the system's own lock closes or it goes to sleep. */
  onSystemLocked(run: () => void): void;
  lock(): void;
}

/** Locks when nobody has been there for a while, and with the system itself. */
export function lockWhenAway({ minutes, idleSeconds, every, onSystemLocked, lock }: Options): void {
  every(lookEvery, () => {
    if (minutes() > 0 && idleSeconds() >= minutes() * 60) lock();
  });
  onSystemLocked(() => {
    if (minutes() > 0) lock();
  });
}
