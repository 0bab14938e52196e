import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Clock } from '../../../ports/index.ts';

/** Where a group stands in a partition, by the partition's slot. */
export interface Positions {
  get(slot: number): number | undefined;
  commit(slot: number, next: number): void;
}

/** A reader without a group remembers nothing. */
export const noPositions: Positions = { get: () => undefined, commit: () => {} };

/**
 * The committed offsets of all groups: in memory at once, in the file with one of the next groups of writes. What a crash
 * takes from it is read again, which at-least-once allows; it is never ahead of what was handled.
 */
export class GroupOffsets {
  readonly #clock: Clock;
  readonly #upsert: StatementSync;
  readonly #groups = new Map<string, Map<number, number>>();
  readonly #dirty = new Map<string, Set<number>>();
  /** Called when there is something to write where there was nothing. */
  readonly #onDirty: () => void;

  constructor(sql: DatabaseSync, clock: Clock, onDirty: () => void) {
    this.#clock = clock;
    this.#onDirty = onDirty;
    this.#upsert = sql.prepare('INSERT OR REPLACE INTO offsets VALUES (?, ?, ?, ?)');
    for (const row of sql.prepare('SELECT * FROM offsets').all()) {
      this.#positions(row.group as string).set(Number(row.slot), Number(row.next_offset));
    }
  }

  of(group: string): Positions {
    const positions = this.#positions(group);
    return {
      get: (slot) => positions.get(slot),
      commit: (slot, next) => {
        positions.set(slot, next);
        this.#mark(group, slot);
      },
    };
  }

  /** Writes what changed, within a transaction; `clean` forgets it once that is committed. */
  write(): void {
    const now = this.#clock.now();
    for (const [group, slots] of this.#dirty) {
      const positions = this.#positions(group);
      for (const slot of slots) this.#upsert.run(group, slot, positions.get(slot) ?? 0, now);
    }
  }

  clean(): void {
    this.#dirty.clear();
  }

  get isDirty(): boolean {
    return this.#dirty.size > 0;
  }

  #positions(group: string): Map<number, number> {
    let positions = this.#groups.get(group);
    if (!positions) {
      positions = new Map();
      this.#groups.set(group, positions);
    }
    return positions;
  }

  #mark(group: string, slot: number): void {
    const slots = this.#dirty.get(group);
    if (slots) slots.add(slot);
    else {
      this.#dirty.set(group, new Set([slot]));
      if (this.#dirty.size === 1) this.#onDirty();
    }
  }
}
