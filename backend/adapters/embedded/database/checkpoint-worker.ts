import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { CheckpointAnswer } from './checkpointer.ts';

/** The thread of a Checkpointer: waits for the disk, so that the event loop need not. */
const sql = new DatabaseSync(workerData, { timeout: 1_000 });

/** PASSIVE: it neither waits for a writer nor makes one wait. */
function checkpoint(): CheckpointAnswer {
  try {
    return { frames: Number(sql.prepare('PRAGMA wal_checkpoint(PASSIVE)').get()?.log) };
  } catch (error) {
    return { error: String(error) };
  }
}

parentPort?.on('message', (request: 'checkpoint' | 'close') => {
  if (request === 'checkpoint') return parentPort?.postMessage(checkpoint());
  sql.close();
  parentPort?.close();
});
