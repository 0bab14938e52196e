import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { freshId, openStage, password, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: Stage;
let hana: Visitor;
let dul: Visitor;
let set: Visitor;

before(async () => {
  stage = await openStage();
  [hana, dul, set] = [await stage.visitor(), await stage.visitor(), await stage.visitor({ language: 'en' })];
  const [dulId, setId] = [freshId('dul'), freshId('set')];
  await hana.signUp(freshId('hana'), '김하나', password);
  await dul.signUp(dulId, '이두리', password);
  await set.signUp(setId, 'Seth', password);
  await Promise.all([hana.inside(), dul.inside(), set.inside()]);
  await hana.addFriend(dulId, '이두리');
  await hana.addFriend(setId, 'Seth');
});
after(() => stage?.[Symbol.asyncDispose]());

test('a group of three with a title', async () => {
  const { chats, people, action } = hana.words;
  await hana.open('chats');
  await hana.button(chats.newGroup).click();
  await hana.field(people.groupName).fill('산책 모임');
  for (const name of ['이두리', 'Seth']) await hana.page.getByText(name, { exact: true }).last().click();
  await hana.button(action.create).click();
  await hana.inRoom('산책 모임');
  await hana.say('모두 안녕하세요');
  for (const visitor of [dul, set]) {
    await visitor.openChat('산책 모임');
    await visitor.sees('모두 안녕하세요');
  }
});

test('everybody sees everybody', async () => {
  await dul.say('두리입니다');
  await set.say('Seth here');
  for (const visitor of [hana, dul, set]) {
    await visitor.sees('두리입니다');
    await visitor.sees('Seth here');
  }
  await hana.message('두리입니다').getByText('이두리').waitFor();
});

test('the number of people and their names are shown', async () => {
  await hana.button(hana.words.room.peopleCount_other.replace('{{count}}', '3')).click();
  const list = hana.page.getByRole('dialog').getByRole('listitem');
  await list.nth(2).waitFor();
  assert.equal(await list.count(), 3);
  await hana.page.keyboard.press('Escape');
  await hana.page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('muting and pinning show in the list', async () => {
  await hana.chooseInRoom(hana.words.room.mute);
  await hana.chooseInRoom(hana.words.room.pin);
  await hana.chat('산책 모임').getByText(hana.words.chats.muted).waitFor({ state: 'attached' });
  await hana.chat('산책 모임').getByText(hana.words.chats.pinned).waitFor({ state: 'attached' });
});

test('notes to oneself have a room of their own', async () => {
  await set.open('friends');
  await set.button('Seth', false).first().click();
  await set.button(set.words.profile.selfChat).click();
  await set.inRoom(set.words.chats.selfRoom);
  await set.say('milk, eggs');
  await set.sees('milk, eggs');
  await set.open('chats');
  await set.chat(set.words.chats.selfRoom).waitFor();
});

test('nothing broke the page or its content security policy', () => {
  assert.deepEqual([...hana.complaints, ...dul.complaints, ...set.complaints], []);
});
