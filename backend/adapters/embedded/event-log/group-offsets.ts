import type { StatementSync } from 'node:sqlite';
import type { Clock } from '../../../ports/index.ts';
import type { EmbeddedDatabase } from '../database/embedded-database.ts';

/** Where a group stands in the partitions, by their slots. */
export interface Positions {
  get(slot: number): number | undefined;
  commit(slot: number, next: number): void;
}

/** A reader without a group remembers nothing. */
export const noPositions: Positions = { get: () => undefined, commit: () => {} };

type Slots = Map<number, number>;

/**
 * The committed offsets of all groups: in memory at once, in the file within `delay` milliseconds. What a crash takes from
 * it is read again, which at-least-once allows; it is never ahead of what was handled.
 */
export class GroupOffsets {
  readonly #database: EmbeddedDatabase;
  readonly #clock: Clock;
  readonly #delay: number;
  readonly #upsert: StatementSync;
  readonly #groups = new Map<string, Slots>();
  #changed = new Map<string, Set<number>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(database: EmbeddedDatabase, clock: Clock, delay: number) {
    this.#database = database;
    this.#clock = clock;
    this.#delay = delay;
    this.#upsert = database.sql.prepare('INSERT OR REPLACE INTO offsets VALUES (?, ?, ?, ?)');
    for (const row of database.sql.prepare('SELECT * FROM offsets').all())
      this.#slots(row.group as string).set(Number(row.slot), Number(row.next_offset));
  }

  of(group: string): Positions {
    return {
      get: (slot) => this.#groups.get(group)?.get(slot),
      commit: (slot, next) => {
        this.#slots(group).set(slot, next);
        this.#mark(group, slot);
      },
    };
  }

  /** Resolves when everything committed so far is in the file. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const changed = this.#changed;
    this.#changed = new Map();
    try {
      await this.#database.write(() => this.#write(changed));
    } catch (error) {
      for (const [group, slots] of changed) for (const slot of slots) this.#mark(group, slot);
      throw error;
    }
  }

  /** Forgets groups that are not in use and have committed nothing since a time, within a transaction. */
  forget(before: number, inUse: (group: string) => boolean): void {
    const stale = this.#database.sql
      .prepare('SELECT "group" FROM offsets GROUP BY "group" HAVING max(committed_at) < ?')
      .all(before);
    for (const { group } of stale) {
      if (inUse(group as string)) continue;
      this.#groups.delete(group as string);
      this.#database.sql.prepare('DELETE FROM offsets WHERE "group" = ?').run(group as string);
    }
  }

  #write(changed: ReadonlyMap<string, ReadonlySet<number>>): void {
    const now = this.#clock.now();
    for (const [group, slots] of changed) {
      for (const slot of slots) this.#upsert.run(group, slot, this.#slots(group).get(slot) ?? 0, now);
    }
  }

  #slots(group: string): Slots {
    return getOrAdd(this.#groups, group, () => new Map<number, number>());
  }

  #mark(group: string, slot: number): void {
    getOrAdd(this.#changed, group, () => new Set<number>()).add(slot);
    // A failed flush (a full disk) marks its offsets again, so the next one tries again.
    this.#timer ??= setTimeout(() => this.flush().catch(() => {}), this.#delay).unref();
  }
}

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
