import type { Participant } from '../../backend/contract/index.ts';
import type { ReadMark, ReadMarks, ReadPositionsStore } from './stores/index.ts';

export const marksOf = (participants: readonly Participant[]): ReadMarks =>
  Object.fromEntries(participants.map(({ userId, joinedSeq, readSeq }) => [userId, { joinedSeq, readSeq }]));

/** A mark only moves forward; a participant who is not known yet is left to the next look at the room. */
export function moved(marks: ReadMarks, userId: string, seq: number): ReadMarks {
  const mark = marks[userId];
  return mark && mark.readSeq < seq ? { ...marks, [userId]: { ...mark, readSeq: seq } } : marks;
}

/** Read marks of open rooms. */
export interface ReadMarkKeeper {
  /** Takes the room's participants as the server lists them; marks that went on meanwhile stay ahead. */
  replace(roomId: string, participants: readonly Participant[]): void;
  move(roomId: string, userId: string, seq: number): void;
  knows(roomId: string, userId: string): boolean;
  forget(roomId: string): void;
}

export function createReadMarkKeeper(store: ReadPositionsStore): ReadMarkKeeper {
  const marksIn = (roomId: string): ReadMarks | undefined => store.getState().byRoom[roomId];

  function put(roomId: string, marks: ReadMarks): void {
    const { byRoom } = store.getState();
    if (byRoom[roomId] !== marks) store.setState({ byRoom: { ...byRoom, [roomId]: marks } });
  }

  return {
    replace: (roomId, participants) => {
      const known = marksIn(roomId) ?? {};
      put(
        roomId,
        mapMarks(marksOf(participants), (userId, mark) => ahead(mark, known[userId])),
      );
    },
    move: (roomId, userId, seq) => {
      const marks = marksIn(roomId);
      if (marks) put(roomId, moved(marks, userId, seq));
    },
    knows: (roomId, userId) => marksIn(roomId)?.[userId] !== undefined,
    forget: (roomId) => {
      const { [roomId]: _, ...byRoom } = store.getState().byRoom;
      store.setState({ byRoom });
    },
  };
}

const ahead = (mark: ReadMark, known: ReadMark | undefined): ReadMark =>
  known && known.readSeq > mark.readSeq ? { ...mark, readSeq: known.readSeq } : mark;

const mapMarks = (marks: ReadMarks, change: (userId: string, mark: ReadMark) => ReadMark): ReadMarks =>
  Object.fromEntries(Object.entries(marks).map(([userId, mark]) => [userId, change(userId, mark)]));
