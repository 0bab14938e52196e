import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import type { Person } from '../support/maru-person.ts';
import { enterDesktop } from './desktop-app.ts';
import { seatPair } from './pair.ts';
import { openSettings } from './settings-steps.ts';
import { openStage, type Stage } from './stage.ts';
import { Visitor } from './visitor.ts';

let stage: Stage;
let hana: Person;
let dul: Person;
let group: RoomId;

before(async () => {
  stage = await openStage();
  ({
    people: { hana, dul },
    group: { roomId: group },
  } = await seatPair(stage));
});
after(() => stage?.[Symbol.asyncDispose]());

/** The window of one room beside the main one. */
async function openRoomWindow({ page }: Visitor, roomId: RoomId): Promise<Visitor> {
  const window = new Visitor(await page.context().newPage(), 'ko');
  await window.page.clock.install();
  await window.page.goto(`${page.url()}#room=${roomId}`);
  await window.composer().waitFor();
  return window;
}

test('friends see who is there, who is away and nothing of who hides', async () => {
  const other = await stage.enter(dul);
  const visitor = await stage.enter(hana, {}, (page) => page.clock.install());
  const { presence } = other.words;
  const seenAs = (state: string) => other.friend('김하나').getByText(state, { exact: true });
  await seenAs(presence.online).waitFor({ state: 'attached' });
  await visitor.page.clock.fastForward('05:01');
  await seenAs(presence.away).waitFor({ state: 'attached' });
  await visitor.page.mouse.move(300, 300);
  await seenAs(presence.online).waitFor({ state: 'attached' });
  const page = await openSettings(visitor, 'presence');
  await page.getByText(visitor.words.settings.presence_hidden, { exact: true }).click();
  await seenAs(presence.online).waitFor({ state: 'detached' });
  await visitor.page.reload();
  await visitor.inside();
  await openSettings(visitor, 'presence');
  assert.equal(await seenAs(presence.online).count(), 0);
  await page.getByText(visitor.words.settings.presence_automatic, { exact: true }).click();
  await seenAs(presence.online).waitFor({ state: 'attached' });
  for (const one of [visitor, other]) await one.page.context().close();
});

test('whoever types in the window of a room is there, and whoever does nothing in any window is away', async () => {
  const other = await stage.enter(dul);
  const main = await enterDesktop(stage, hana);
  const room = await openRoomWindow(main, group);
  const { presence } = other.words;
  const seenAs = (state: string) => other.friend('김하나').getByText(state, { exact: true });
  await seenAs(presence.online).waitFor({ state: 'attached' });
  for (const { page } of [main, room]) await page.clock.fastForward('05:01');
  await seenAs(presence.away).waitFor({ state: 'attached' });
  await room.composer().press('a');
  await seenAs(presence.online).waitFor({ state: 'attached' });
  const page = await openSettings(main, 'presence');
  await page.getByText(main.words.settings.presence_hidden, { exact: true }).click();
  await seenAs(presence.online).waitFor({ state: 'detached' });
  await page.getByText(main.words.settings.presence_automatic, { exact: true }).click();
  for (const one of [main, other]) await one.page.context().close();
});
