import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { inParallel, until, upTo } from '../support/maru-wait.ts';
import { names, openPair, type Pair } from './pair.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
let pair: Pair;

before(async () => {
  stage = await openStage();
  pair = await openPair(stage);
  await history(pair);
});
after(() => stage?.[Symbol.asyncDispose]());

/** A long direct room in which whales are seen three times. */
async function history({ people, direct }: Pair): Promise<void> {
  const talk = (count: number) =>
    inParallel(upTo(count), 16, (number) => people.dul.say(direct, `${number}번째로 나눈 이야기`));
  await people.dul.say(direct, '첫날의 고래');
  await talk(500);
  await people.dul.say(direct, '오늘도 고래를 봤어요');
  await talk(600);
  await people.dul.say(direct, '고래가 또 왔어요');
  await talk(60);
  await people.dul.say(direct, '마지막으로 나눈 말');
}

test('who comes back is led to where they had read', async () => {
  const { hana } = pair;
  const { room } = hana.words;
  await hana.openChat(names.dul);
  await hana.inView(hana.message('마지막으로 나눈 말'));
  await hana.button(room.toUnread).click();
  await hana.inView(hana.page.getByText(room.readUpToHere));
  await hana.sees('첫날의 고래');
  await hana.button(room.toLatest).click();
  await hana.inView(hana.message('마지막으로 나눈 말'));
});

test('a room of more than a thousand messages is scrolled to its beginning with few rows in the page', async () => {
  const { dul } = pair;
  await dul.openChat(names.hana);
  await dul.inView(dul.message('마지막으로 나눈 말'));
  await dul.scrollUpTo('첫날의 고래');
  assert.ok((await dul.messages().getByRole('listitem').count()) < 250);
  await dul.button(dul.words.room.toLatest).click();
  await dul.inView(dul.message('마지막으로 나눈 말'));
});

test('a search in the room goes from hit to hit', async () => {
  const { hana } = pair;
  const { room } = hana.words;
  await hana.page.keyboard.press('Control+f');
  const field = hana.page.getByRole('main').getByRole('searchbox', { name: room.search });
  await field.fill('고래');
  await hana.page.getByText('1/3', { exact: true }).waitFor();
  await hana.inView(hana.message('고래가 또 왔어요'));
  await field.press('Enter');
  await hana.page.getByText('2/3', { exact: true }).waitFor();
  await hana.inView(hana.message('오늘도 고래를 봤어요'));
  await hana.button(room.olderHit).click();
  await hana.inView(hana.message('첫날의 고래'));
  assert.ok(await hana.button(room.olderHit).isDisabled());
  await hana.button(room.newerHit).click();
  await hana.inView(hana.message('오늘도 고래를 봤어요'));
  await field.press('Escape');
  await field.waitFor({ state: 'detached' });
  await hana.button(room.toLatest).click();
  await hana.inView(hana.message('마지막으로 나눈 말'));
});

test('a day is gone to by its date', async () => {
  const { hana, group } = pair;
  const { room } = hana.words;
  const day = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Seoul' }).format(new Date(group.createdAt));
  await hana.button(room.search).click();
  await hana.field(room.goToDay).fill(day);
  await hana.inView(hana.message('처음').first());
  await hana.button(room.search).click();
  await hana.button(room.toLatest).click();
});

test('one syllable finds messages in all chats, and leads to them', async () => {
  const { hana } = pair;
  const { chats } = hana.words;
  await hana.openChat(names.group);
  await hana.page.keyboard.press('Control+Shift+f');
  const field = hana.page.getByRole('searchbox', { name: chats.search });
  await until('the focus in the search field', () =>
    field.evaluate((element) => element === element.ownerDocument.activeElement),
  );
  await hana.page.keyboard.insertText('래');
  const found = hana.page.getByRole('region', { name: chats.foundMessages });
  await found.getByRole('button').nth(2).waitFor();
  await found.getByRole('button', { name: '오늘도 고래를 봤어요' }).click();
  await hana.inRoom(names.dul);
  await hana.inView(hana.message('오늘도 고래를 봤어요'));
  await field.fill('');
});

test('chats are found by initial consonants of their names', async () => {
  const { hana } = pair;
  const { chats } = hana.words;
  const field = hana.page.getByRole('searchbox', { name: chats.search });
  await field.fill('ㅈㅁㅅㅊ');
  await hana.chat(names.group).waitFor();
  await hana.chat(names.dul).waitFor({ state: 'detached' });
  await field.fill('');
});

for (const language of ['ko', 'en'] as const)
  test(`the keyboard goes everywhere: switcher, sections and the sheet of shortcuts (${language})`, async () => {
    const { people } = pair;
    const visitor = await stage.enter(people.hana, { language });
    const { switcher, help, rail } = visitor.words;
    await visitor.page.keyboard.press('Control+2');
    await visitor.chat(names.group).waitFor();
    await visitor.page.keyboard.press('Control+k');
    await visitor.field(switcher.search).fill('ㄱㅁㄹ');
    await visitor.dialog().getByRole('button', { name: names.dul }).waitFor();
    await visitor.page.keyboard.press('Enter');
    await visitor.inRoom(names.dul);
    await visitor.page.keyboard.press('Control+k');
    await visitor.dialog().getByRole('button', { name: names.group }).waitFor();
    const active = visitor.dialog().locator('[aria-current]');
    await until('the group being chosen', async () => {
      if ((await active.textContent())?.includes(names.group)) return true;
      await visitor.page.keyboard.press('ArrowDown');
      return false;
    });
    await visitor.page.keyboard.press('Enter');
    await visitor.inRoom(names.group);

    await visitor.page.keyboard.press('Control+/');
    await visitor.dialog().getByRole('heading', { name: help.title }).waitFor();
    await visitor.dialog().getByText('Ctrl + K', { exact: true }).waitFor();
    await visitor.page.keyboard.press('Escape');
    await visitor.dialog().waitFor({ state: 'detached' });
    for (const [keys, section] of [
      ['Control+3', rail.drawer],
      ['Control+1', rail.friends],
      ['Control+4', rail.more],
    ] as const) {
      await visitor.page.keyboard.press(keys);
      await visitor.page.getByRole('heading', { name: section, exact: true }).waitFor();
    }
    assert.deepEqual(visitor.complaints, []);
    await visitor.page.context().close();
  });

test('nothing broke the page or its content security policy', () => {
  assert.deepEqual([...pair.hana.complaints, ...pair.dul.complaints], []);
});
