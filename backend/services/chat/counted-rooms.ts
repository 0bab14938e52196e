import type { RoomStore } from '../../ports/index.ts';
import type { Metrics } from '../../runtime/index.ts';

/** The rooms, with each write of read positions counted: in a room of hundreds these are what could become too many. */
export function countReadWrites({ rooms, metrics }: { rooms: RoomStore; metrics: Metrics }): RoomStore {
  return {
    ...rooms,
    async advanceReadPositions(moves) {
      await rooms.advanceReadPositions(moves);
      metrics.readPositionsWritten.observe(moves.length);
    },
  };
}
