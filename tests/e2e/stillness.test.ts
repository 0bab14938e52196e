import { strict as assert } from 'node:assert';
import { after, before, type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { names, openPair, type Pair } from './pair.ts';
import { openStage, type Stage } from './stage.ts';
import type { Look, Visitor } from './visitor.ts';

/** What counts as good for people who read while a page loads (Core Web Vitals); the sum, not only its worst second. */
const most = 0.1;

/** Shifts after a click count as well: what one has clicked for may not jump either. */
const watching = `{
  window.shifts = [];
  new PerformanceObserver((list) => window.shifts.push(...list.getEntries())).observe({ type: 'layout-shift', buffered: true });
}`;

let stage: Stage;
let pair: Pair;

before(async () => {
  stage = await openStage();
  pair = await openPair(stage);
  for (let number = 1; number <= 30; number++) await pair.people.dul.say(pair.direct, `${number}번째 이야기`);
  const { roomId } = pair.group;
  await pair.people.hana.call('changeRoom', { params: { roomId }, body: { notice: '열 시에 만나요' } });
});
after(() => stage?.[Symbol.asyncDispose]());

/** How far everything has moved since it was asked last, and what did. */
async function moved(page: Page): Promise<{ sum: number; what: string[] }> {
  // Shifts are told after the frame in which they happened.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  return page.evaluate(`{
    const shifts = window.shifts.splice(0);
    ({
      sum: shifts.reduce((sum, { value }) => sum + value, 0),
      what: shifts.flatMap(({ sources }) => sources.map(({ node }) => (node?.outerHTML ?? '').slice(0, 90))),
    })
  }`);
}

async function staysStill(t: TestContext, when: string, { page }: Visitor): Promise<void> {
  await page.waitForLoadState('networkidle');
  const { sum, what } = await moved(page);
  t.diagnostic(`layout shift ${when}: ${sum.toFixed(4)}`);
  assert.ok(sum < most, `${when} everything moved by ${sum}: ${what.join('\n')}`);
}

for (const look of [{}, { language: 'en', theme: 'dark' }] satisfies Partial<Look>[])
  test(`nothing jumps while it loads (${JSON.stringify(look)})`, async (t) => {
    const visitor = await stage.visitor(look, (page) => page.addInitScript(watching));
    const { page, words } = visitor;
    await visitor.field(words.session.userId).waitFor();
    await staysStill(t, 'at the log-in', visitor);
    await visitor.logIn(pair.people.hana.userId, pair.people.hana.password);
    await visitor.friend(names.dul).first().waitFor();
    await staysStill(t, 'after the log-in', visitor);
    await visitor.openChat(names.dul);
    await visitor.sees('30번째 이야기');
    await staysStill(t, 'when a room is opened first', visitor);
    await visitor.keeps('30번째 이야기');

    await page.reload();
    await visitor.friend(names.dul).first().waitFor();
    await staysStill(t, 'at a start with a warm cache', visitor);
    await visitor.open('chats');
    await visitor.chat(names.dul).waitFor();
    await staysStill(t, 'when the chats are shown', visitor);
    await visitor.openChat(names.dul);
    await visitor.sees('30번째 이야기');
    await staysStill(t, 'when a known room is opened', visitor);
    await visitor.openChat(names.group);
    await visitor.sees('모두 모였어요');
    await staysStill(t, 'when one with a notice is opened', visitor);
    await visitor.say('저도요');
    await visitor.sees('저도요');
    await staysStill(t, 'when one sends', visitor);
    await page.context().close();
  });

test('the newest message stays in view while one writes several lines', async () => {
  const visitor = await stage.enter(pair.people.hana);
  await visitor.openChat(names.dul);
  await visitor.inView(visitor.message('30번째 이야기'));
  await visitor.composer().fill('하나\n둘\n셋\n넷\n');
  await visitor.composer().pressSequentially('다섯 여섯 일곱');
  await visitor.inView(visitor.message('30번째 이야기'));
  assert.equal(await visitor.button(visitor.words.room.toLatest).count(), 0);
  await visitor.page.context().close();
});
