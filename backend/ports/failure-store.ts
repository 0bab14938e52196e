/** Failed attempts that were counted under a key, such as an account or an address. */
export interface Failures {
  count: number;
  /** Milliseconds since 1970 of the last one. */
  lastAt: number;
}

/** Counts failures for all user servers together, so that more servers do not multiply what somebody may try. Durable. */
export interface FailureStore {
  /** Of the keys, those that have failures. */
  find(keys: readonly string[]): Promise<Map<string, Failures>>;
  /** Counts one more for each key; calls at the same time all count. */
  add(keys: readonly string[], at: number): Promise<void>;
  /** Safe to repeat. */
  clear(key: string): Promise<void>;
  /** Drops the counts of keys whose last failure was before a time, so that they do not pile up. */
  forget(before: number): Promise<void>;
}
