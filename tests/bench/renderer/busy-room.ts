import { setTimeout as pause } from 'node:timers/promises';
import type { CDPSession } from 'playwright-core';
import { meet, openPair, type Pair } from '../../e2e/pair.ts';
import type { Stage } from '../../e2e/stage.ts';
import { newMessageId } from '../../support/maru-person.ts';
import type { Measurement } from '../measurement.ts';
import { median } from './median.ts';

const perSecond = 50;
/** Until the room's window is full; from then on nothing may grow. Seconds. */
const warmUp = 26;
const sampleEvery = 4_000;

/** What the page's heap does while an open room gets 50 messages a second. */
export const measureBusyRoom =
  (minutes: number) =>
  async (stage: Stage): Promise<Measurement[]> => {
    const pair = await openPair(stage);
    await meet(pair);
    await pair.dul.page.context().close();
    const heap = await pair.hana.page.context().newCDPSession(pair.hana.page);
    const end = performance.now() + minutes * 60_000;
    const talking = talk(pair, end);
    await pause(warmUp * 1_000);
    const samples: number[] = [];
    while (performance.now() < end) {
      samples.push(await usedHeap(heap));
      await pause(sampleEvery);
    }
    const sent = await talking;
    const [before, after] = [median(samples.slice(0, 3)), median(samples.slice(-3))];
    const scenario = 'busy room';
    return [
      { scenario, name: 'messages sent', value: sent, note: `${perSecond} a second, ${minutes} min` },
      { scenario, name: 'heap at the end, MB', value: after / 2 ** 20 },
      {
        scenario,
        name: 'change of the heap, %',
        value: Math.abs(after / before - 1) * 100,
        target: { most: 10 },
        note: `from ${warmUp} s on, garbage collected`,
      },
      { scenario, name: 'rows in the page', value: await rows(pair), target: { most: 250 } },
    ];
  };

/** Messages at an even pace until the time is over; gives how many there were. */
async function talk({ people, direct }: Pair, end: number): Promise<number> {
  await using device = await people.dul.connect();
  const start = performance.now();
  let sent = 0;
  while (performance.now() < end) {
    const due = ((performance.now() - start) / 1_000) * perSecond;
    const batch: Promise<unknown>[] = [];
    for (; sent < due; sent++) batch.push(device.say(direct, `${sent}번째로 하는 말입니다`, newMessageId()));
    await Promise.all(batch);
    await pause(20);
  }
  return sent;
}

async function usedHeap(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}

const rows = ({ hana }: Pair): Promise<number> => hana.messages().getByRole('listitem').count();
