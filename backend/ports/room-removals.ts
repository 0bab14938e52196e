import type { RoomId, UserId } from '../contract/index.ts';

/** What stays of a removed room until everything in it is gone for certain. */
export interface RoomRemoval {
  roomId: RoomId;
  /** Milliseconds since 1970. */
  at: number;
  owner: UserId;
  /** Who was in it. */
  userIds: UserId[];
}

/**
 * Rooms that go. The first step decides and is one write; the rest is cleared in slices and may be repeated by anybody, until
 * the removal ends. The id stays taken for ever, so that nothing that comes late brings the room back.
 */
export interface RoomRemovals {
  /** Nobody sees the room from here on. Repeated, it gives the first removal; undefined without such a room, or after its end. */
  removeRoom(roomId: RoomId, at: number): Promise<RoomRemoval | undefined>;
  findRemoval(roomId: RoomId): Promise<RoomRemoval | undefined>;
  /** Removals that have not ended, the oldest first. */
  listRemovals(limit: number): Promise<RoomRemoval[]>;
  /** Deletes up to `limit` participants, and marks of people who left, of a removed room; gives how many. */
  clearParticipants(roomId: RoomId, limit: number): Promise<number>;
  /** Ends a removal: what named people is dropped. */
  endRemoval(roomId: RoomId): Promise<void>;
  /** Takes a user out of every removal that has not ended. */
  forgetRemovalsOf(userId: UserId): Promise<void>;
}
