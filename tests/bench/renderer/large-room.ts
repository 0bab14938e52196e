import { names, openPair, type Pair } from '../../e2e/pair.ts';
import type { Stage } from '../../e2e/stage.ts';
import type { Measurement } from '../measurement.ts';
import { fillDatabase } from './fill-database.ts';
import { longestTask } from './longest-task.ts';

const messages = 100_000;
const openings = 5;
const wheelTurns = 200;

/** A room of 100,000 messages in the browser's database, opened and scrolled while there is no server at all. */
export async function measureLargeRoom(stage: Stage): Promise<Measurement[]> {
  const pair = await openPair(stage);
  const { hana } = pair;
  await hana.friend(names.dul).first().waitFor();
  await hana.keeps('모두 모였어요');
  await stage.server.stop();
  await fillDatabase(pair, stage.server.frontUrl, messages);
  const times: number[] = [];
  for (let turn = 0; turn < openings; turn++) times.push(await open(pair));
  const { longest, most, passed } = await scroll(stage, pair);
  const scenario = 'room of 100,000';
  return [
    {
      scenario,
      name: 'click → messages drawn, ms (worst)',
      value: Math.max(...times),
      target: { most: 200 },
      note: `${openings} openings from the local database`,
    },
    {
      scenario,
      name: 'longest task while scrolling, ms',
      value: longest,
      target: { most: 50 },
      note: `${wheelTurns} turns of the wheel, past ${passed} messages`,
    },
    { scenario, name: 'rows in the page', value: most, target: { most: 250 } },
  ];
}

/** Milliseconds from a click on the chat to the frame that shows its messages, on a page that has just started. */
async function open({ hana }: Pair): Promise<number> {
  await hana.page.reload();
  await hana.inside();
  await hana.open('chats');
  await hana.chat(names.dul).waitFor();
  return hana.chat(names.dul).evaluate((chat) => {
    const { document, performance, requestAnimationFrame } = globalThis as unknown as PageScope;
    return new Promise<number>((resolve) => {
      const start = performance.now();
      (chat as unknown as { click(): void }).click();
      const look = () => {
        if (document.querySelector('main article')) resolve(performance.now() - start);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
  });
}

/** What the page has and Node has not. */
interface PageScope {
  document: { querySelector(selector: string): unknown };
  performance: { now(): number };
  requestAnimationFrame(run: () => void): void;
}

async function scroll(
  stage: Stage,
  { hana }: Pair,
): Promise<{ longest: number; most: number; passed: number }> {
  await hana.messages().hover();
  let most = 0;
  const longest = await longestTask(stage.browser, hana.page, async () => {
    for (let turn = 0; turn < wheelTurns; turn++) {
      await hana.page.mouse.wheel(0, -600);
      await hana.page.waitForTimeout(30);
      if (turn % 20 === 0) most = Math.max(most, await hana.messages().getByRole('listitem').count());
    }
  });
  const first = await hana.messages().getByRole('article').first().textContent();
  return { longest, most, passed: messages - Number(/(\d+)번째/.exec(first ?? '')?.[1]) };
}
