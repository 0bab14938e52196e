import type { RoomId } from '../../backend/contract/index.ts';
import type { KeptValue } from './kept-value.ts';
import { type KeptLooks, plainLook, type WindowLook, withLook } from './window-state.ts';

/** How every window was left; the main one is of no room. Outlives the process. */
export class WindowLooks {
  readonly #kept: KeptValue<KeptLooks>;

  constructor(kept: KeptValue<KeptLooks>) {
    this.#kept = kept;
  }

  of(roomId: RoomId | undefined): WindowLook {
    return this.#kept.value.find(([name]) => name === nameOf(roomId))?.[1] ?? plainLook;
  }

  keep(roomId: RoomId | undefined, change: Partial<WindowLook>): void {
    const look = { ...this.of(roomId), ...change };
    // A full disk costs the place of a window, not the window.
    this.#kept.set(withLook(this.#kept.value, nameOf(roomId), look)).catch(() => undefined);
  }

  /** When it is on the disk. */
  settled(): Promise<void> {
    return this.#kept.settled();
  }
}

/** `main/` is no room's id. */
const nameOf = (roomId: RoomId | undefined): string => roomId ?? 'main/';
