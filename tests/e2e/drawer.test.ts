import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import type { Bookmark } from '../../backend/contract/index.ts';
import { meet, names, openPair, type Pair } from './pair.ts';
import { openStage, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const languages = ['ko', 'en'] as const;
let stage: Stage;
const pairs = {} as Record<(typeof languages)[number], Pair>;

before(async () => {
  stage = await openStage();
  for (const language of languages) {
    const pair = await openPair(stage, { language });
    const { people, direct } = pair;
    await people.dul.say(direct, '회의는 목요일 세 시예요');
    await people.dul.say(direct, '사진은 여기에 있어요 https://example.com/album/7');
    for (let number = 1; number <= 40; number++) await people.dul.say(direct, `${number}번째 잡담`);
    await meet(pair);
    pairs[language] = pair;
  }
});
after(() => stage?.[Symbol.asyncDispose]());

const card = (visitor: Visitor, text: string): Locator =>
  visitor.page
    .getByRole('region', { name: visitor.words.drawer.title, exact: true })
    .getByRole('article')
    .filter({ hasText: text });

async function shelf(visitor: Visitor, name: 'bookmarks' | 'links' | 'memos'): Promise<void> {
  await visitor.open('drawer');
  await visitor.page.getByRole('tab', { name: visitor.words.drawer[name] }).click();
}

test('arrow keys go from shelf to shelf', async () => {
  const { hana } = pairs.ko;
  const tab = (name: 'bookmarks' | 'links') =>
    hana.page.getByRole('tab', { name: hana.words.drawer[name], exact: true });
  await hana.open('drawer');
  await tab('bookmarks').focus();
  await hana.page.keyboard.press('ArrowRight');
  await hana.page.getByRole('tab', { name: hana.words.drawer.links, selected: true }).waitFor();
  await hana.page.keyboard.press('ArrowLeft');
  await hana.page.getByRole('tab', { name: hana.words.drawer.bookmarks, selected: true }).waitFor();
});

for (const language of languages) {
  const here = (): Pair => pairs[language];

  test(`a message is kept, labelled, annotated and found again (${language})`, async () => {
    const { hana } = here();
    const { drawer, message, action } = hana.words;
    await hana.scrollUpTo('회의는 목요일 세 시예요');
    await hana.chooseForMessage('회의는 목요일 세 시예요', message.bookmark);
    await hana.page.getByText(message.kept).waitFor();
    await hana.chooseForMessage('사진은 여기에 있어요', message.bookmark);
    await hana.open('drawer');
    const shelf = hana.page.getByRole('list', { name: drawer.bookmarks });
    await shelf.getByRole('article').nth(1).waitFor();

    const kept = shelf.getByRole('article').filter({ hasText: '회의는 목요일' });
    await kept.getByRole('button', { name: drawer.edit }).click();
    await hana.field(drawer.labels).fill('일, 약속');
    await hana.field(drawer.note).fill('회의실 예약하기');
    await hana.dialog().getByRole('button', { name: action.save }).click();
    await hana.dialog().waitFor({ state: 'detached' });
    await kept.getByText('회의실 예약하기').waitFor();

    await kept.getByRole('button', { name: '#약속' }).click();
    await shelf.getByText('사진은 여기에 있어요').waitFor({ state: 'detached' });
    await kept.waitFor();
    await hana.button(drawer.allLabels, false).click();
    await shelf.getByText('사진은 여기에 있어요').waitFor();
    await hana.field(drawer.search).fill('사진');
    await kept.waitFor({ state: 'detached' });
    await hana.field(drawer.search).fill('');
    await kept.waitFor();
  });

  test(`a kept message leads to where it was said (${language})`, async () => {
    const { hana } = here();
    await hana.openChat(names.group);
    await shelf(hana, 'bookmarks');
    await card(hana, '회의는 목요일').getByRole('button', { name: '회의는 목요일' }).click();
    await hana.inRoom(names.dul);
    await hana.inView(hana.page.getByRole('main').getByRole('article').filter({ hasText: '회의는 목요일' }));
  });

  test(`the drawer is saved as a file, and what is dropped is gone (${language})`, async () => {
    const { hana } = here();
    const { drawer } = hana.words;
    const saving = hana.page.waitForEvent('download');
    await hana.button(drawer.export).click();
    const saved = JSON.parse(await readFile(await (await saving).path(), 'utf8')) as Bookmark[];
    assert.deepEqual(saved.map(({ note }) => note).sort(), ['', '회의실 예약하기']);
    await card(hana, '회의는 목요일').getByRole('button', { name: drawer.edit }).click();
    await hana.dialog().getByRole('button', { name: drawer.drop }).click();
    await hana.page.getByText(drawer.dropped).waitFor();
    await card(hana, '회의는 목요일').waitFor({ state: 'detached' });
    await card(hana, '사진은 여기에 있어요').waitFor();
  });

  test(`links and memos have shelves of their own (${language})`, async () => {
    const { hana } = here();
    await shelf(hana, 'links');
    await card(hana, '사진은 여기에').getByRole('link', { name: 'https://example.com/album/7' }).waitFor();
    await shelf(hana, 'memos');
    await hana.page.getByText(hana.words.drawer.emptyMemos).waitFor();
    await hana.open('friends');
    await hana.friend(names.hana).first().click();
    await hana.button(hana.words.profile.selfChat).click();
    await hana.inRoom(hana.words.chats.selfRoom);
    await hana.say('우유 두 팩');
    await hana.sees('우유 두 팩');
    await shelf(hana, 'memos');
    await card(hana, '우유 두 팩').waitFor();
  });

  test(`nothing broke the page or its content security policy (${language})`, () => {
    assert.deepEqual([...here().hana.complaints, ...here().dul.complaints], []);
  });
}
