import { names, openPair } from '../../e2e/pair.ts';
import type { Stage } from '../../e2e/stage.ts';
import { until } from '../../support/maru-wait.ts';
import type { Measurement } from '../measurement.ts';
import { median } from './median.ts';

const starts = 7;

/** Runs in the page, before anything of it: notes when the first row of a list is drawn and can be clicked. */
const noteUsable = `(() => {
  const watcher = new MutationObserver(() => {
    if (!document.querySelector('nav') || !document.querySelector('ul button')) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.usableAt = performance.now(); }));
  });
  watcher.observe(document, { childList: true, subtree: true });
})()`;

/** Milliseconds from opening the page again to a list that can be used. */
export async function measureStart(stage: Stage): Promise<Measurement[]> {
  const { hana } = await openPair(stage);
  await hana.friend(names.dul).first().waitFor();
  await hana.keeps(names.dul);
  await hana.page.addInitScript(noteUsable);
  const times: number[] = [];
  for (let turn = 0; turn < starts; turn++) {
    await hana.page.reload();
    times.push(await until('a usable page', () => hana.page.evaluate<number>('window.usableAt')));
  }
  const note = `${starts} starts with a warm cache`;
  return [
    {
      scenario: 'start',
      name: 'page → usable, ms (median)',
      value: median(times),
      target: { most: 1_000 },
      note,
    },
    { scenario: 'start', name: 'page → usable, ms (worst)', value: Math.max(...times) },
  ];
}
