import { type RoomId, sendTo } from '../../backend/contract/index.ts';
import type { Link } from './link.ts';
import type { Clock } from './ports.ts';

/** The read position is told at most this often per room. */
const interval = 300;

export interface ReadTrackerOptions {
  clock: Clock;
  link(): Link | undefined;
  /** The newest message that the user can see; undefined while the end of the room is not on the screen. */
  lastShown(roomId: RoomId): number | undefined;
  readSeq(roomId: RoomId): number;
  /** Shows the move at once; the server's word follows. */
  show(roomId: RoomId, seq: number): void;
}

/** Moves the own read position: only forward, and only in rooms that the user is looking at, unless they say that they have read. */
export interface ReadTracker {
  markVisible(roomId: RoomId, visible: boolean): void;
  /** The room shows something new. */
  look(roomId: RoomId): void;
  /** Everything up to `seq` counts as read without being looked at: the user says so. */
  markRead(roomId: RoomId, seq: number): void;
  /** The server knows the position now. */
  confirm(roomId: RoomId, seq: number): void;
  /** A new link: what was never confirmed is told again. */
  onOnline(): void;
}

export function createReadTracker({
  clock,
  link,
  lastShown,
  readSeq,
  show,
}: ReadTrackerOptions): ReadTracker {
  const visible = new Set<RoomId>();
  const unconfirmed = new Map<RoomId, number>();
  const told = new Map<RoomId, number>();
  const resting = new Set<RoomId>();

  function tell(roomId: RoomId): void {
    const seq = unconfirmed.get(roomId);
    const current = link();
    if (seq === undefined || !current || resting.has(roomId) || told.get(roomId) === seq) return;
    told.set(roomId, seq);
    current.tell(sendTo.read, { roomId, seq });
    resting.add(roomId);
    clock.after(interval, () => {
      resting.delete(roomId);
      tell(roomId);
    });
  }

  function look(roomId: RoomId): void {
    const seq = lastShown(roomId);
    if (visible.has(roomId) && seq !== undefined) markRead(roomId, seq);
  }

  function markRead(roomId: RoomId, seq: number): void {
    if (seq <= readSeq(roomId)) return;
    unconfirmed.set(roomId, seq);
    show(roomId, seq);
    tell(roomId);
  }

  return {
    look,
    markRead,
    markVisible: (roomId, isVisible) => {
      if (isVisible) visible.add(roomId);
      else visible.delete(roomId);
      look(roomId);
    },
    confirm: (roomId, seq) => {
      if (seq < (unconfirmed.get(roomId) ?? Number.POSITIVE_INFINITY)) return;
      unconfirmed.delete(roomId);
      told.delete(roomId);
    },
    onOnline: () => {
      told.clear();
      for (const roomId of unconfirmed.keys()) tell(roomId);
    },
  };
}
