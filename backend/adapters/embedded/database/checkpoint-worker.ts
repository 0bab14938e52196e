import { DatabaseSync } from 'node:sqlite';
import { parentPort } from 'node:worker_threads';
import type { CheckpointAnswer, CheckpointRequest } from './checkpoint-thread.ts';

/** The thread that waits for the disk, so that the event loop need not; one for all files of the process. */
const open = new Map<string, DatabaseSync>();

parentPort?.on('message', ({ id, file, task }: CheckpointRequest) => {
  const answer: CheckpointAnswer = { id, ...(task === 'checkpoint' ? checkpoint(file) : close(file)) };
  parentPort?.postMessage(answer);
});

/** PASSIVE: it neither waits for a writer nor makes one wait. */
function checkpoint(file: string): { frames: number } | { error: string } {
  try {
    const sql = open.get(file) ?? new DatabaseSync(file, { timeout: 1_000 });
    open.set(file, sql);
    return { frames: Number(sql.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()?.log) };
  } catch (error) {
    return { error: String(error) };
  }
}

function close(file: string): { frames: number } {
  open.get(file)?.close();
  open.delete(file);
  return { frames: 0 };
}
