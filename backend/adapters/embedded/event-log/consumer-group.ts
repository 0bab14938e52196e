import type { Partition } from './partition.ts';
import type { PartitionCursor } from './partition-cursor.ts';

/** A reader as its group sees it. */
export interface GroupMember {
  readonly topics: readonly string[];
  /** Begins to read a partition for which nobody else is at work any more. */
  take(partition: Partition): PartitionCursor;
  /** Told that the partition is no longer its own and its last batch has ended. */
  released(partition: Partition): void;
}

interface Lease {
  partition: Partition;
  /** Who should have the partition. */
  wanted: GroupMember | undefined;
  /** Who has it. */
  owner: GroupMember | undefined;
  cursor: PartitionCursor | undefined;
  moving: Promise<void> | undefined;
}

/**
 * Shares the partitions of its topics among its members: partition p goes to the member p modulo their number, in the order
 * of joining. Topics with the same partition count are thus shared alike, so a room's requests of all kinds meet one owner.
 * A partition changes hands only when the batch at work has ended.
 */
export class ConsumerGroup {
  readonly #partitionsOf: (topic: string) => readonly Partition[];
  readonly #leases = new Map<Partition, Lease>();
  #members: GroupMember[] = [];

  constructor(partitionsOf: (topic: string) => readonly Partition[]) {
    this.#partitionsOf = partitionsOf;
  }

  get isEmpty(): boolean {
    return this.#members.length === 0;
  }

  /** Resolves when the member has all the partitions of its share. */
  async join(member: GroupMember): Promise<void> {
    this.#members.push(member);
    const leases = this.#share(member.topics);
    await Promise.all(leases.filter(({ wanted }) => wanted === member).map(({ moving }) => moving));
  }

  /** Resolves when the member has given all its partitions away. */
  async leave(member: GroupMember): Promise<void> {
    this.#members = this.#members.filter((other) => other !== member);
    const leases = this.#share(member.topics);
    await Promise.all(leases.filter(({ owner }) => owner === member).map(({ moving }) => moving));
  }

  #share(topics: readonly string[]): Lease[] {
    return topics.flatMap((topic) => {
      const members = this.#members.filter((member) => member.topics.includes(topic));
      return this.#partitionsOf(topic).map((partition) => {
        const lease = this.#lease(partition);
        lease.wanted = members[partition.number % members.length];
        this.#move(lease);
        return lease;
      });
    });
  }

  #lease(partition: Partition): Lease {
    let lease = this.#leases.get(partition);
    if (!lease) {
      lease = { partition, wanted: undefined, owner: undefined, cursor: undefined, moving: undefined };
      this.#leases.set(partition, lease);
    }
    return lease;
  }

  #move(lease: Lease): void {
    if (lease.wanted === lease.owner || lease.moving) return;
    lease.moving = this.#handOver(lease).finally(() => {
      lease.moving = undefined;
    });
  }

  async #handOver(lease: Lease): Promise<void> {
    // Members may come and go while the last batch ends, hence the loop.
    while (lease.wanted !== lease.owner) {
      await lease.cursor?.stop();
      lease.owner?.released(lease.partition);
      lease.owner = lease.wanted;
      lease.cursor = lease.owner?.take(lease.partition);
    }
  }
}
