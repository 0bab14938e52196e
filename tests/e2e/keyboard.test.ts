import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { until } from '../support/maru-wait.ts';
import { focus, walk } from './keys.ts';
import { meet, names, openPair, type Pair } from './pair.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let pair: Pair;

before(async () => {
  stage = await openStage();
  pair = await openPair(stage);
  for (const text of ['하나', '둘', '셋']) await pair.people.dul.say(pair.direct, text);
  await meet(pair);
  await pair.hana.sees('셋');
});
after(() => stage?.[Symbol.asyncDispose]());

test('the menu of a message is reached, used and left by keys alone', async () => {
  const { hana } = pair;
  const { message } = hana.words;
  await focus(hana.composer());
  const button = hana.message('셋').getByRole('button', { name: message.actions });
  await walk(hana, 'Shift+Tab', button);
  await hana.page.keyboard.press('Enter');
  await hana.page.getByRole('menu').waitFor();
  await hana.page.keyboard.press('Escape');
  await hana.page.getByRole('menu').waitFor({ state: 'detached' });
  await focus(button);

  await hana.page.keyboard.press('Enter');
  await walk(hana, 'ArrowDown', hana.page.getByRole('menuitem', { name: message.reply }));
  await hana.page.keyboard.press('Enter');
  await focus(hana.composer());
  await hana.page.getByText(message.replyTo.replace('{{name}}', names.dul)).waitFor();
  await hana.page.keyboard.press('Escape');
  await hana.page.getByText(message.replyTo.replace('{{name}}', names.dul)).waitFor({ state: 'detached' });
});

test('a question asked by a menu gives the focus back to where it came from', async () => {
  const { hana } = pair;
  const { room } = hana.words;
  await walk(hana, 'Shift+Tab', hana.button(room.menu));
  await hana.page.keyboard.press('Enter');
  await walk(hana, 'ArrowUp', hana.page.getByRole('menuitem', { name: room.leave }));
  await hana.page.keyboard.press('Enter');
  await hana.dialog().waitFor();
  await hana.page.keyboard.press('Escape');
  await hana.dialog().waitFor({ state: 'detached' });
  await focus(hana.button(room.menu));
});

test('the list of chats is walked by the arrows and a room opened by Enter', async () => {
  const { hana } = pair;
  await hana.chat(names.dul).focus();
  await walk(hana, 'ArrowDown', hana.chat(names.group));
  await hana.page.keyboard.press('Enter');
  await hana.inRoom(names.group);
  await focus(hana.composer());
  await hana.openChat(names.dul);
});

test('new messages of others are told to screen readers, one’s own and old ones are not', async () => {
  const { hana, dul } = pair;
  const told = hana.page.getByRole('log');
  await dul.say('들어 보세요');
  await told.getByText(`${names.dul}: 들어 보세요`).waitFor({ state: 'attached' });
  await hana.say('들었어요');
  await hana.sees('들었어요');
  assert.equal(await told.getByText('들었어요').count(), 0);
  assert.equal(await told.getByText('셋').count(), 0);
});

test('who wants less motion sees none', async () => {
  const { hana, dul } = pair;
  const typing = hana.page.getByText(hana.words.room.typing.replace('{{name}}', names.dul));
  await until('the line that says so', async () => {
    await dul.composer().pressSequentially('음');
    return typing.isVisible();
  });
  const moving = await hana.page.evaluate<string[]>(
    `document.getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().duration > 10)
      .map(({ animationName, transitionProperty }) => animationName ?? transitionProperty)`,
  );
  assert.deepEqual(moving, []);
});
