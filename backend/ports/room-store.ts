import type { Notice, RoomId, RoomKind, UserId } from '../contract/index.ts';
import type { MessageRecord } from './message-store.ts';

export interface RoomRecord {
  roomId: RoomId;
  kind: RoomKind;
  title: string;
  /** Who made the room, until they hand it over. */
  owner: UserId;
  notice?: Notice;
  /** Milliseconds since 1970. */
  createdAt: number;
}

export interface ParticipantRecord {
  roomId: RoomId;
  userId: UserId;
  /** Sees messages after this seq. */
  joinedSeq: number;
  /** `textCount` of the message at joinedSeq, and of the one at readSeq. */
  joinedTextCount: number;
  readSeq: number;
  readTextCount: number;
  muted: boolean;
  favourite: boolean;
}

export interface MembershipKey {
  roomId: RoomId;
  userId: UserId;
}

export interface RoomListEntry {
  room: RoomRecord;
  /** The reader's own place in the room. */
  own: ParticipantRecord;
  participantCount: number;
  /** The first few participants in the order of their ids, at most five, the reader among them or not. */
  firstParticipants: ParticipantRecord[];
  /** Undefined in a room without messages. */
  lastMessage: MessageRecord | undefined;
}

/** A place in the chat list: of rooms of the same millisecond, the higher id comes first. */
export interface RoomListPlace {
  /** Milliseconds since 1970 of the last message, or of the creation of a room without any. */
  activity: number;
  roomId: RoomId;
}

export interface ReadMove {
  roomId: RoomId;
  userId: UserId;
  seq: number;
  /** Of the message at `seq`. */
  textCount: number;
}

export type ParticipantSettings = Partial<Pick<ParticipantRecord, 'muted' | 'favourite'>>;

/** Rooms, who is in them and how far everyone has read. Unique on roomId and on (roomId, userId); durable when resolved. */
export interface RoomStore {
  /**
   * Adds the room with its participants; `exists` leaves all as it is. A room is visible only together with
   * its participants, or becomes whole when the same call is repeated.
   */
  addRoom(room: RoomRecord, participants: readonly ParticipantRecord[]): Promise<'added' | 'exists'>;
  findRoom(roomId: RoomId): Promise<RoomRecord | undefined>;
  /** In the order of userId. */
  findParticipants(roomId: RoomId): Promise<ParticipantRecord[]>;
  findParticipant(roomId: RoomId, userId: UserId): Promise<ParticipantRecord | undefined>;
  /** Rooms and memberships of a batch of requests in one look: those that exist, in no order. */
  findMemberships(
    keys: readonly MembershipKey[],
  ): Promise<{ rooms: Set<RoomId>; members: ParticipantRecord[] }>;
  /** The user's rooms, the latest activity first, strictly before `before`. */
  listRooms(userId: UserId, before: RoomListPlace | undefined, limit: number): Promise<RoomListEntry[]>;
  /** Moves read positions forward; one that would move back stays. All in one write where the engine allows. */
  advanceReadPositions(moves: readonly ReadMove[]): Promise<void>;
  changeParticipant(
    roomId: RoomId,
    userId: UserId,
    settings: ParticipantSettings,
  ): Promise<ParticipantRecord | undefined>;
}
