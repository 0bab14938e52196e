import type { RoomId } from '../../contract/index.ts';
import type { MessageStore } from '../../ports/index.ts';

/** Messages looked at by one call of the store: it takes about as long as looking at one, and a million need five calls. */
const probes = 16;

/**
 * The seq of the first message at or after a time (milliseconds since 1970), of those from `first` to before `beyond`; `beyond`
 * when all are older. Times of a room rise with its seqs but for what the servers' clocks differ, and so exact is the answer.
 */
export async function findTime(
  messages: MessageStore,
  roomId: RoomId,
  time: number,
  first: number,
  beyond: number,
): Promise<number> {
  let [low, high] = [first, beyond];
  while (low < high) {
    const found = await messages.findBySeq(roomId, between(low, high));
    if (found.length === 0) return low;
    const isOlder = (createdAt: string) => Date.parse(createdAt) < time;
    const later = found.find(({ createdAt }) => !isOlder(createdAt));
    const older = found.filter(({ seq }) => seq < (later?.seq ?? high)).at(-1);
    if (later) high = later.seq;
    if (older) low = older.seq + 1;
  }
  return low;
}

/** Seqs from `low` to before `high`, evenly spread. */
function between(low: number, high: number): number[] {
  const step = Math.max(1, (high - low) / (probes + 1));
  const seqs = Array.from({ length: probes }, (_, at) => low + Math.floor(step * (at + 0.5)));
  return seqs.filter((seq) => seq < high);
}
