import { type RoomId, sendTo, type UserId } from '../../backend/contract/index.ts';
import type { Link } from './link.ts';
import type { Clock } from './ports.ts';
import type { TypingStore } from './stores/index.ts';

/** The server takes one signal per room in this time, in milliseconds. */
const interval = 2_000;
/** Somebody who is not heard of again has stopped: two signals may have got lost. */
const forgetAfter = 5_000;

export interface TypingOptions {
  store: TypingStore;
  clock: Clock;
  me: UserId;
  link(): Link | undefined;
}

/** Who is writing: said while the user writes, and shown for a moment when others do. */
export interface Typing {
  /** The user changed the text of the composer. */
  tell(roomId: RoomId): void;
  onTyping(roomId: RoomId, userId: UserId): void;
  /** A message of theirs came: they are done. */
  onMessage(roomId: RoomId, userId: UserId): void;
}

export function createTyping({ store, clock, me, link }: TypingOptions): Typing {
  const toldAt = new Map<RoomId, number>();
  const timers = new Map<string, () => void>();

  const typing = (roomId: RoomId): readonly UserId[] => store.getState().byRoom[roomId] ?? [];

  function show(roomId: RoomId, userIds: readonly UserId[]): void {
    const { [roomId]: _, ...others } = store.getState().byRoom;
    store.setState({ byRoom: userIds.length === 0 ? others : { ...others, [roomId]: userIds } });
  }

  function stop(roomId: RoomId, userId: UserId): void {
    const key = `${roomId} ${userId}`;
    timers.get(key)?.();
    timers.delete(key);
    const now = typing(roomId);
    if (now.includes(userId)) {
      show(
        roomId,
        now.filter((id) => id !== userId),
      );
    }
  }

  return {
    tell: (roomId) => {
      if (clock.now() - (toldAt.get(roomId) ?? 0) < interval) return;
      toldAt.set(roomId, clock.now());
      link()?.tell(sendTo.typing, { roomId });
    },
    onTyping: (roomId, userId) => {
      if (userId === me) return;
      const key = `${roomId} ${userId}`;
      timers.get(key)?.();
      timers.set(
        key,
        clock.after(forgetAfter, () => stop(roomId, userId)),
      );
      if (!typing(roomId).includes(userId)) show(roomId, [...typing(roomId), userId]);
    },
    onMessage: stop,
  };
}
