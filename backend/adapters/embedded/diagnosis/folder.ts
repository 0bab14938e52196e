import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Finding } from '../../../ports/index.ts';

/** Bytes below which there is soon no room, and below which SQLite may fail any moment. */
const [little, tooLittle] = [1_000_000_000, 100_000_000];

/** Whether the data folder, or the one in which it will be made, can be written, and the room on its disk. */
export function examineFolder(directory: string): Finding[] {
  const folder = nearest(resolve(directory));
  const subject = `data folder ${directory}`;
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    const advice = 'make it writable for the user who runs Maru, or choose another folder';
    return [{ verdict: 'problem', subject, seen: `${folder} cannot be written`, advice }];
  }
  const seen = folder === resolve(directory) ? 'can be written' : 'is made at the first start';
  return [{ verdict: 'ok', subject, seen }, examineRoom(folder)];
}

function examineRoom(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const seen = `${(free / 1e9).toFixed(1)} GB are free`;
  if (free >= little) return { verdict: 'ok', subject: 'disk', seen };
  return {
    verdict: free >= tooLittle ? 'warning' : 'problem',
    subject: 'disk',
    seen,
    advice: 'free some space: nothing can be stored on a full disk',
  };
}

/** The folder itself, or the first above it that is there. */
const nearest = (folder: string): string =>
  existsSync(folder) || dirname(folder) === folder ? folder : nearest(dirname(folder));
