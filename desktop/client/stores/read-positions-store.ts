import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where one participant stands: they see what comes after `joinedSeq` and have read up to `readSeq`. */
export interface ReadMark {
  joinedSeq: number;
  readSeq: number;
}

/** The marks of a room's participants, by userId. */
export type ReadMarks = Readonly<Record<string, ReadMark>>;

export interface ReadPositionsState {
  /** Open rooms only, by roomId. */
  byRoom: Readonly<Record<string, ReadMarks>>;
}

export type ReadPositionsStore = StoreApi<ReadPositionsState>;

export const createReadPositionsStore = (): ReadPositionsStore =>
  createStore<ReadPositionsState>()((): ReadPositionsState => ({ byRoom: {} }));
