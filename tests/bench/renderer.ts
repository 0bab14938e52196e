/**
 * How fast the page is, measured in Chromium against a real server: opening and scrolling a room of 100,000 messages from the
 * local database, memory while a room is busy, the start and the first load. Prints a table; missed targets are printed, not punished.
 */
import { parseArgs } from 'node:util';
import { openStage } from '../e2e/stage.ts';
import type { Measurement } from './measurement.ts';
import { measureBusyRoom } from './renderer/busy-room.ts';
import { measureFirstLoad } from './renderer/first-load.ts';
import { measureLargeRoom } from './renderer/large-room.ts';
import { measureStart } from './renderer/start.ts';
import { formatTable } from './table.ts';

const usage =
  'Usage: npm run bench:renderer -- [--minutes N]\n  --minutes N  how long the busy room is watched, default 1';

function readMinutes(): number {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '1' } } });
  const minutes = Number(values.minutes);
  if (!(minutes >= 1)) throw new Error(usage);
  return minutes;
}

async function main(): Promise<void> {
  const minutes = readMinutes();
  const measurements: Measurement[] = [];
  const parts = [measureFirstLoad, measureStart, measureBusyRoom(minutes), measureLargeRoom];
  for (const measure of parts) {
    await using stage = await openStage({ ownPage: true });
    measurements.push(...(await measure(stage)));
  }
  process.stdout.write(`${formatTable(measurements)}\n`);
}

await main();
