import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { until } from '../support/maru-wait.ts';
import { names, openPair, type Pair } from './pair.ts';
import { openStage, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: Stage;
let pair: Pair;
let hana: Visitor;

before(async () => {
  stage = await openStage();
  pair = await openPair(stage);
  ({ hana } = pair);
  await hana.open('chats');
  await hana.chat(names.group).waitFor();
});
after(() => stage?.[Symbol.asyncDispose]());

const filter = (name: keyof Visitor['words']['chats']['filters']) =>
  hana.page.getByRole('radio', { name: hana.words.chats.filters[name], exact: true });

/** The names of the chats that the list shows, from top to bottom. */
async function shows(...expected: string[]): Promise<void> {
  const list = hana.page.getByRole('list', { name: hana.words.chats.list });
  await until(`the chats ${expected}`, async () => {
    const rows = await list.getByRole('button').allTextContents();
    return rows.length === expected.length && rows.every((row, index) => row.includes(expected[index] ?? ''));
  });
}

async function choose(chat: string, entry: string): Promise<void> {
  await hana.chat(chat).click({ button: 'right' });
  await hana.page.getByRole('menuitem', { name: entry, exact: true }).click();
  await hana.page.getByRole('menu').waitFor({ state: 'detached' });
}

test('filters show some of the chats, and what they hide is not lost', async () => {
  await shows(names.group, names.dul);
  await filter('direct').check({ force: true });
  await shows(names.dul);
  await filter('group').check({ force: true });
  await shows(names.group);
  await filter('pinned').check({ force: true });
  await hana.page.getByText(hana.words.chats.none.pinned).waitFor();
  await hana.button(hana.words.chats.showAll).click();
  await shows(names.group, names.dul);
});

test('arrow keys go from filter to filter', async () => {
  await filter('all').focus();
  await hana.page.keyboard.press('ArrowRight');
  assert.equal(await filter('unread').isChecked(), true);
  await hana.page.keyboard.press('ArrowLeft');
  await shows(names.group, names.dul);
});

test('a chat is pinned and muted from the list', async () => {
  const { words } = hana;
  await choose(names.dul, words.room.pin);
  await shows(names.dul, names.group);
  await filter('pinned').check({ force: true });
  await shows(names.dul);
  await filter('all').check({ force: true });
  await choose(names.dul, words.room.mute);
  await hana.chat(names.dul).getByText(words.chats.muted).waitFor();
  await choose(names.dul, words.room.unmute);
  await choose(names.dul, words.room.unpin);
  await shows(names.group, names.dul);
});

test('a chat is marked as read without being opened, and all of them at once', async () => {
  const { dul } = pair.people;
  await dul.say(pair.direct, '안 읽은 글');
  const unread = hana.words.chats.unread_other.replace('{{count}}', '1');
  await hana.chat(names.dul).getByText(unread).waitFor();
  await choose(names.dul, hana.words.chats.markRead);
  await hana.chat(names.dul).getByText(unread).waitFor({ state: 'detached' });
  await dul.say(pair.direct, '하나 더');
  await dul.say(pair.group.roomId, '여기도 하나');
  await filter('unread').check({ force: true });
  await shows(names.group, names.dul);
  await hana.button(hana.words.chats.markAllRead).click();
  await hana.page.getByText(hana.words.chats.none.unread).waitFor();
  await filter('all').check({ force: true });
});

test('the list says where something was left unfinished', async () => {
  const row = hana.chat(names.dul);
  await hana.openChat(names.dul);
  await hana.composer().fill('쓰다 만 말');
  await row.getByText('하나 더').waitFor();
  await hana.openChat(names.group);
  await row.getByText('쓰다 만 말').waitFor();
  await row.getByText(hana.words.chats.draft, { exact: true }).waitFor();
  await hana.openChat(names.dul);
  await hana.composer().fill('');
  await hana.openChat(names.group);
  await row.getByText('하나 더').waitFor();
});

test('Alt and an arrow go to the chat above and below', async () => {
  await hana.openChat(names.group);
  await hana.page.keyboard.press('Alt+ArrowDown');
  await hana.inRoom(names.dul);
  await hana.page.keyboard.press('Alt+ArrowDown');
  await hana.inRoom(names.dul);
  await hana.page.keyboard.press('Alt+ArrowUp');
  await hana.inRoom(names.group);
});

test('the menu opens by the keyboard, and leaving a chat leaves the open one alone', async () => {
  const { words } = hana;
  await hana.inRoom(names.group);
  await hana.chat(names.dul).focus();
  await hana.page.keyboard.press('Shift+F10');
  await hana.page.getByRole('menuitem', { name: words.room.leave, exact: true }).click();
  await hana.dialog().getByRole('button', { name: words.room.leave, exact: true }).click();
  await shows(names.group);
  await hana.inRoom(names.group);
});
