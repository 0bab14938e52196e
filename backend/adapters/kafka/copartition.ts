/** A member of a group as the one that shares out the partitions sees it. */
export interface Member {
  id: string;
  topics: readonly string[];
  /** Partition numbers that it had until now. */
  owned: readonly number[];
}

/** Which partitions of which topics each member gets, by member id. */
export type Shares = Map<string, Record<string, number[]>>;

/**
 * Shares out partition numbers rather than partitions: whoever gets number 3 gets it of every topic, so that all requests
 * about a room meet one owner. Evenly, and members keep what they had as far as that allows, so that few rooms move.
 */
export function copartition(members: readonly Member[], partitionsOf: (topic: string) => number): Shares {
  const shares: Shares = new Map(members.map(({ id }) => [id, {}]));
  const topics = [...new Set(members.flatMap((member) => member.topics))].sort();
  const readersOf = (topic: string): Member[] => members.filter((member) => member.topics.includes(topic));
  // Members may read different topics; those with the same readers are shared out alike.
  const alike = Map.groupBy(topics, (topic) =>
    readersOf(topic)
      .map(({ id }) => id)
      .sort()
      .join(),
  );
  for (const group of alike.values()) {
    const numbers = Math.max(...group.map(partitionsOf));
    for (const [id, own] of shareNumbers(readersOf(group[0] ?? ''), numbers)) {
      const share = shares.get(id) ?? {};
      for (const topic of group) share[topic] = own.filter((number) => number < partitionsOf(topic));
    }
  }
  return shares;
}

function shareNumbers(members: readonly Member[], numbers: number): Map<string, number[]> {
  const kept = keepOwned(members, numbers);
  const taken = new Set([...kept.values()].flat());
  const free = Array.from({ length: numbers }, (_, number) => number).filter((number) => !taken.has(number));
  for (const number of free) {
    const smallest = [...kept.values()].reduce((least, own) => (own.length < least.length ? own : least));
    smallest.push(number);
  }
  for (const own of kept.values()) own.sort((a, b) => a - b);
  return kept;
}

/** What each member keeps of what it had: its even share at most. Members with more are served first. */
function keepOwned(members: readonly Member[], numbers: number): Map<string, number[]> {
  const sorted = members.toSorted((a, b) => b.owned.length - a.owned.length || (a.id < b.id ? -1 : 1));
  const taken = new Set<number>();
  let larger = numbers % members.length;
  return new Map(
    sorted.map(({ id, owned }) => {
      const valid = [...new Set(owned)].filter((number) => number < numbers && !taken.has(number));
      const even = Math.floor(numbers / members.length);
      const share = valid.length > even && larger > 0 ? even + 1 : even;
      if (share > even) larger--;
      const own = valid.slice(0, share);
      for (const number of own) taken.add(number);
      return [id, own];
    }),
  );
}
