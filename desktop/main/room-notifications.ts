import type { RoomId } from '../../backend/contract/index.ts';
import type { RoomNotification } from '../ipc/index.ts';

/** A notification that the system shows. */
export interface ShownNotification {
  close(): void;
}

interface Options {
  show(
    content: { title: string; body: string; silent: boolean },
    onClick: () => void,
  ): ShownNotification | undefined;
  isFocused(roomId: RoomId): boolean;
  locked(): boolean;
  /** Instead of a message's words, while they are nobody's business. */
  lockedBody(): string;
  onClick(roomId: RoomId): void;
}

/** At most one notification a room: the newest takes the place of the one before. */
export class RoomNotifications {
  readonly #options: Options;
  readonly #shown = new Map<RoomId, ShownNotification>();

  constructor(options: Options) {
    this.#options = options;
  }

  /** Whether it is shown: not where the system has none, nor while the room's own window is looked at. */
  notify({ roomId, title, body, silent }: RoomNotification): boolean {
    const { show, isFocused, locked, lockedBody, onClick } = this.#options;
    // What a lock covers nobody looks at.
    if (isFocused(roomId) && !locked()) return false;
    this.close(roomId);
    const words = locked() ? { title: 'Maru', body: lockedBody() } : { title, body };
    const shown = show({ ...words, silent }, () => {
      this.#shown.delete(roomId);
      onClick(roomId);
    });
    if (shown) this.#shown.set(roomId, shown);
    return shown !== undefined;
  }

  close(roomId: RoomId): void {
    this.#shown.get(roomId)?.close();
    this.#shown.delete(roomId);
  }

  /** After a change of servers nobody can open what they speak of. */
  clear(): void {
    for (const roomId of [...this.#shown.keys()]) this.close(roomId);
  }
}
