import type { ChatMessage, ClientMessageId, Mention, RoomId, UserId } from '../contract/index.ts';

/** A message as it is stored. What it answers is looked up when it is shown, so that edits and unsends are seen there too. */
export interface MessageRecord extends Omit<ChatMessage, 'replyTo' | 'reactions'> {
  /** How many messages of the room up to this one count as unread: all but system messages. */
  textCount: number;
  /** The seq of the message that is answered. */
  replySeq?: number;
  /** In the order of their coming; each person has each emoji once. */
  reactions?: StoredReaction[];
}

export interface StoredReaction {
  emoji: string;
  userId: UserId;
}

/** What an edit leaves in place of what was there; without mentions there are none any more. */
export interface MessageEdit {
  message: string;
  mentions?: Mention[];
  editedAt: string;
}

/** A reaction that comes, or one that is taken back. */
export interface ReactionChange extends StoredReaction {
  on: boolean;
}

/** Where a room ends; zeros for a room without messages. */
export interface RoomEnd {
  seq: number;
  textCount: number;
}

export interface SentMessageKey {
  roomId: RoomId;
  userId: UserId;
  clientMessageId: ClientMessageId;
}

export interface MessagePageQuery {
  roomId: RoomId;
  /** Only messages after this seq; also the reader's joinedSeq. */
  after: number;
  /** Only messages before this seq. */
  before?: number;
  /** `first`: the lowest seqs of the range; `last`: the highest. The answer is in ascending order in both cases. */
  take: 'first' | 'last';
  limit: number;
}

/**
 * The messages of all rooms. Unique on (roomId, seq) — the fence that keeps a writer out that lost its partition — and on
 * (roomId, userId, clientMessageId), which makes sending again harmless. What resolved is journaled.
 */
export interface MessageStore {
  /** The end of each room that is asked for. */
  ends(roomIds: readonly RoomId[]): Promise<Map<RoomId, RoomEnd>>;
  /** Those of the keys that are stored already. */
  findSent(keys: readonly SentMessageKey[]): Promise<MessageRecord[]>;
  /**
   * Inserts in the given order, which is ascending in seq per room. A conflict with either unique index stops the rest
   * of that room's messages and of no other room's, so that no gap can appear.
   * Gives the rooms that stopped; what came before the conflict in them is stored.
   */
  insert(messages: readonly MessageRecord[]): Promise<{ conflicts: Set<RoomId> }>;
  page(query: MessagePageQuery): Promise<MessageRecord[]>;
  /** Those of the seqs that exist, in ascending order. */
  findBySeq(roomId: RoomId, seqs: readonly number[]): Promise<MessageRecord[]>;
  /**
   * Changes a message in one step, and gives it as it is then; undefined when it does not exist or was unsent. Of an edit and
   * an unsend at the same time, the unsend remains.
   */
  edit(roomId: RoomId, seq: number, edit: MessageEdit): Promise<MessageRecord | undefined>;
  /**
   * Leaves of a message only who sent it and when: its text and everything that was added to it are gone. The first `unsentAt`
   * stays. Undefined when the message does not exist.
   */
  unsend(roomId: RoomId, seq: number, unsentAt: string): Promise<MessageRecord | undefined>;
  /**
   * Adds a reaction or takes it back in one step; one that is there, or is not, is no change. `full` when the message has `most`
   * already, however many come at once. Undefined when it does not exist or was unsent.
   */
  react(
    roomId: RoomId,
    seq: number,
    change: ReactionChange,
    most: number,
  ): Promise<MessageRecord | 'full' | undefined>;
  /**
   * Takes a person, who can send in the room no more, out of its messages: their own are from `nobody` and unsent (those that
   * were not yet, at `unsentAt`), mentions of them and their reactions are gone, and in system messages they are `nobody`. Seqs
   * and messageIds stay; the clientMessageId, which was the sender's, becomes the messageId. Works through the room in slices, so
   * that others go on meanwhile; when it fails half way, calling it again does the rest. Messages that come in meanwhile may be
   * left out.
   */
  anonymise(roomId: RoomId, userId: UserId, unsentAt: string): Promise<void>;
  /** Deletes up to `limit` messages of the room with a seq of `last` at most, the lowest first; gives how many. */
  removeUpTo(roomId: RoomId, last: number, limit: number): Promise<number>;
}
