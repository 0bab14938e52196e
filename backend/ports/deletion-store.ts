import type { DeletingService, DeletionId, UserId } from '../contract/index.ts';

/** How far the deletion of an account has come. */
export interface DeletionRecord {
  deletionId: DeletionId;
  /** Whose account it is; gone once the deletion is complete, so that the record names nobody. */
  userId?: UserId;
  /** Milliseconds since 1970. */
  requestedAt: number;
  /** Services that have nothing of the user any more, in no order. */
  done: readonly DeletingService[];
  completedAt?: number;
}

/** Deletions of accounts. Unique on deletionId, and on userId among those that are open; durable when resolved. */
export interface DeletionStore {
  /** Adds it, or leaves the one that is open for the same user; gives the one that is stored. */
  start(
    deletion: Required<Pick<DeletionRecord, 'deletionId' | 'userId' | 'requestedAt'>>,
  ): Promise<DeletionRecord>;
  find(deletionId: DeletionId): Promise<DeletionRecord | undefined>;
  /** The open one of a user. */
  findOpen(userId: UserId): Promise<DeletionRecord | undefined>;
  /** Those that are open and were asked for before a time. */
  listOpen(before: number): Promise<DeletionRecord[]>;
  /** The record after it; undefined when there is none. Safe to repeat. */
  tickOff(deletionId: DeletionId, service: DeletingService): Promise<DeletionRecord | undefined>;
  /** Forgets whose it was but for a digest of the id. Safe to repeat: the first time stays. */
  complete(deletionId: DeletionId, completedAt: number, idDigest: string): Promise<void>;
  /** Whether an id with this digest belonged to an account whose deletion is complete. */
  isRetired(idDigest: string): Promise<boolean>;
}
