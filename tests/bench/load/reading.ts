import { type RoomId, sendTo, subscribeTo } from '../../../backend/contract/index.ts';
import type { Link } from '../../../desktop/client/link.ts';
import { createReadTracker, type ReadTracker } from '../../../desktop/client/read-tracker.ts';
import type { Habits, Member } from './member.ts';

const clock = {
  now: () => Date.now(),
  after(milliseconds: number, run: () => void) {
    const timer = setTimeout(run, milliseconds).unref();
    return () => clearTimeout(timer);
  },
};

/** Everybody looks at the room all the time, and their client says so as the app's does. */
export class Reading implements Habits {
  /** How often somebody told how far they have read. */
  told = 0;
  readonly #trackers = new Map<Member, ReadTracker>();

  subscriptions(roomId: string): Record<string, string> {
    return { events: subscribeTo.roomEvents(roomId), position: subscribeTo.readPosition };
  }

  onMessage(member: Member): void {
    const roomId = member.room.roomId as RoomId;
    const tracker = this.#trackers.get(member) ?? this.#track(member, roomId);
    tracker.look(roomId);
  }

  #track(member: Member, roomId: RoomId): ReadTracker {
    let shown = 0;
    const tell = (destination: string, body: unknown) => {
      if (destination === sendTo.read) this.told += 1;
      member.tell(destination, body);
    };
    const tracker = createReadTracker({
      clock,
      link: () => ({ tell }) as Link,
      lastShown: () => member.lastSeq,
      readSeq: () => shown,
      show: (_, seq) => {
        shown = seq;
      },
    });
    this.#trackers.set(member, tracker);
    tracker.markVisible(roomId, true);
    return tracker;
  }
}
