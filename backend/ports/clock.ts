/** Time and ids as the core sees them, so that tests decide both. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
}

export interface IdGenerator {
  /** A UUIDv7: ids made later sort later. */
  next(): string;
}
