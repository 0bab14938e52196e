import type { Notice, RoomId, RoomKind, UserId } from '../contract/index.ts';
import type { MessageRecord } from './message-store.ts';
import type { RoomRemovals } from './room-removals.ts';

export interface RoomRecord {
  roomId: RoomId;
  kind: RoomKind;
  title: string;
  /** Who made the room, until they hand it over. */
  owner: UserId;
  notice?: Notice;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** How often it was changed: tells a change that comes again from the next one. */
  changes: number;
}

/** What of a room may change; null takes the notice away. */
export interface RoomUpdate {
  title?: string;
  notice?: Notice | null;
  owner?: UserId;
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

/** A room that a participant has put away: it is in their list again as soon as there is a message after `seq`. */
export interface HiddenRoom extends MembershipKey {
  seq: number;
  /** The request that did it, by which it is known when it comes again. */
  requestId: string;
}

/** A room somebody is in, or was in once. */
export interface RoomEver {
  roomId: RoomId;
  left: boolean;
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

/**
 * Rooms, who is in them and how far everyone has read. Unique on roomId and on (roomId, userId); durable when resolved.
 * Whoever left stays known as left and is found by nothing but `findLeft` and `roomsEverOf`; a removed room and
 * everybody in it are found by nothing but RoomRemovals and `roomsEverOf`.
 */
export interface RoomStore extends RoomRemovals {
  /**
   * Adds the room with its participants; `exists` leaves all as it is, also a room that was removed. A room is visible only
   * together with its participants, or becomes whole when the same call is repeated. A call that comes to its end late
   * brings nobody back who has left meanwhile.
   */
  addRoom(room: RoomRecord, participants: readonly ParticipantRecord[]): Promise<'added' | 'exists'>;
  findRoom(roomId: RoomId): Promise<RoomRecord | undefined>;
  /** In the order of userId. */
  findParticipants(roomId: RoomId): Promise<ParticipantRecord[]>;
  findParticipant(roomId: RoomId, userId: UserId): Promise<ParticipantRecord | undefined>;
  /**
   * Adds people to a room that is visible. Who is in it stays as they are; who left comes back as given. When the call fails,
   * some may be in; repeating it adds the others.
   */
  addParticipants(roomId: RoomId, participants: readonly ParticipantRecord[]): Promise<void>;
  /** Somebody leaves, and stays known as left; safe to repeat. */
  removeParticipant(roomId: RoomId, userId: UserId): Promise<void>;
  /** Those of the people who left the room, as they were when they did. */
  findLeft(roomId: RoomId, userIds: readonly UserId[]): Promise<ParticipantRecord[]>;
  /** Changes what is given of a visible room and counts the change. */
  changeRoom(roomId: RoomId, update: RoomUpdate): Promise<void>;
  /** Rooms and memberships of a batch of requests in one look: those that exist, in no order. */
  findMemberships(
    keys: readonly MembershipKey[],
  ): Promise<{ rooms: Set<RoomId>; members: ParticipantRecord[] }>;
  /** A user's own places in all of their rooms, hidden ones too, in no order. */
  placesOf(userId: UserId): Promise<ParticipantRecord[]>;
  /** Ids of the visible rooms in their order, after `after`. */
  roomIds(after: RoomId | undefined, limit: number): Promise<RoomId[]>;
  /** The user's rooms but for those they have hidden, the latest activity first, strictly before `before`. */
  listRooms(userId: UserId, before: RoomListPlace | undefined, limit: number): Promise<RoomListEntry[]>;
  /** Moves read positions forward; one that would move back stays. All in one write where the engine allows. */
  advanceReadPositions(moves: readonly ReadMove[]): Promise<void>;
  changeParticipant(
    roomId: RoomId,
    userId: UserId,
    settings: ParticipantSettings,
  ): Promise<ParticipantRecord | undefined>;

  /**
   * Takes the room out of a participant's list until there is a message after the mark's `seq`; they see, and have to read,
   * nothing up to there any more. `textCount` is that of the message there. Never moves a place back; of two marks of one
   * participant the later stays.
   */
  hideRoom(mark: HiddenRoom, textCount: number): Promise<void>;
  /** Brings hidden rooms back, and forgets that they were hidden. */
  showRoom(roomId: RoomId, userIds: readonly UserId[]): Promise<void>;
  /** Who has hidden which of the rooms and has not opened it since. A new message alone leaves the mark. */
  findHidden(roomIds: readonly RoomId[]): Promise<HiddenRoom[]>;

  /** Rooms that somebody is or was in, removed ones that are not cleared yet among them; by id, after `after`. */
  roomsEverOf(userId: UserId, after: RoomId | undefined, limit: number): Promise<RoomEver[]>;
  /** Takes somebody out of a room without a trace, whether they were in it or had left. */
  forgetParticipant(roomId: RoomId, userId: UserId): Promise<void>;
}
