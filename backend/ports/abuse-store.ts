import type { AbuseRule, Alert, MessageId, UserId } from '../contract/index.ts';

/** One message as the abuse rules see it: never its text. */
export interface SeenMessage {
  messageId: MessageId;
  /** Milliseconds since 1970 at which it was stored. */
  at: number;
  /** Digest of the folded text: equal for texts that people would call the same. */
  digest: string;
}

/** What the rules remember of a user: a bounded window of messages, the oldest first. */
export interface Suspect {
  userId: UserId;
  seen: readonly SeenMessage[];
  /** The last alert of each rule: it is quiet for a window after it, and tells it again if the same batch comes again. */
  last: Readonly<Partial<Record<AbuseRule, Alert>>>;
  /** Grows by one with every change: the fence between two detectors. */
  version: number;
}

/** The abuse detector's own memory; it survives a restart. Unique on userId; durable when resolved. */
export interface AbuseStore {
  find(userIds: readonly UserId[]): Promise<Suspect[]>;
  /**
   * Stores each suspect if the stored version is one less than its own (none counts as 0). Gives the users for whom it
   * was not: another detector was faster, and they are to be looked at afresh.
   */
  save(suspects: readonly Suspect[]): Promise<Set<UserId>>;
  /** Forgets users without a message since `before` (milliseconds since 1970). */
  forget(before: number): Promise<void>;
  /** Forgets one user. Safe to repeat. */
  forgetUser(userId: UserId): Promise<void>;
}
