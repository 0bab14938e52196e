import type { Profile, SessionId, UserId } from '../contract/index.ts';
import type { AlertStore } from './alert-store.ts';
import type { DeletionStore } from './deletion-store.ts';
import type { FailureStore } from './failure-store.ts';

export interface Account {
  userId: UserId;
  nickname: string;
  statusMessage: string;
  avatar: string;
  /** PHC string of the argon2id hash. */
  passwordHash: string;
  /** Milliseconds since 1970. */
  createdAt: number;
}

export interface SessionRecord {
  sessionId: SessionId;
  userId: UserId;
  device: string;
  /** The refresh generation that is good at the moment; starts at 1. */
  generation: number;
  /** Milliseconds since 1970. */
  createdAt: number;
  rotatedAt: number;
  /** Set once the session has ended; it stays known, so that a repeated log-out tells everybody again. */
  endedAt?: number;
}

export type ProfileChange = Partial<Pick<Profile, 'nickname' | 'statusMessage' | 'avatar'>>;

/**
 * Accounts and sessions: the user servers' own database. What resolved is durable. Each call is atomic for itself;
 * correctness rests on unique userId and sessionId and on compare-and-set of the generation.
 */
export interface UserStore {
  /** `exists` when the id is taken; the stored account stays as it is. */
  addAccount(account: Account): Promise<'added' | 'exists'>;
  findAccount(userId: UserId): Promise<Account | undefined>;
  /** The account after the change; undefined when there is none. */
  changeProfile(userId: UserId, change: ProfileChange): Promise<Account | undefined>;
  /**
   * Accounts whose id starts with, or whose nickname contains, `query`; neither letter case nor how letters are
   * composed (NFC, NFD) matters, and nothing in `query` is a wildcard. Exact ids first, then by nickname and id.
   */
  searchAccounts(query: string, limit: number): Promise<Account[]>;
  /** False when there is no such account. */
  changePassword(userId: UserId, passwordHash: string): Promise<boolean>;
  /** From here on nobody finds or changes the account, and its id stays taken. Safe to repeat. */
  markDeleted(userId: UserId): Promise<void>;
  /** Removes an account that is marked as deleted, and its sessions; any other stays. The id is free then. Safe to repeat. */
  removeDeleted(userId: UserId): Promise<void>;

  /** Safe to repeat: an existing session stays as it is. */
  addSession(session: SessionRecord): Promise<void>;
  findSession(sessionId: SessionId): Promise<SessionRecord | undefined>;
  /** Moves the generation from `generation` to the next, in one step; false when it is another by now or has ended. */
  rotateSession(sessionId: SessionId, generation: number, rotatedAt: number): Promise<boolean>;
  /** Safe to repeat: the first time stays. False when there is no such session. */
  endSession(sessionId: SessionId, endedAt: number): Promise<boolean>;
  /** Ends all open sessions of a user, or all but one. Safe to repeat. */
  endSessions(userId: UserId, kept: SessionId | undefined, endedAt: number): Promise<void>;
  /** A user's sessions that have not ended, the newest first. */
  listSessions(userId: UserId): Promise<SessionRecord[]>;
  /** A user's sessions that ended at or after a time, in no order. */
  listEndedSessions(userId: UserId, since: number): Promise<SessionRecord[]>;
}

/** What lies in the database of the user servers. */
export interface UserStores {
  users: UserStore;
  alerts: AlertStore;
  failures: FailureStore;
  deletions: DeletionStore;
}
