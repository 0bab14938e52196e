import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';
import { befriend } from './pair.ts';
import { openStage, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: Stage;
let hana: Person;
let visitor: Visitor;

before(async () => {
  stage = await openStage();
  hana = await stage.person('김하나');
  for (const name of ['강미래', '김민수', '달기', '박수진', '최고운'])
    await befriend(hana, await stage.person(name));
  visitor = await stage.enter(hana);
});
after(() => stage?.[Symbol.asyncDispose]());

const rows = (at = visitor) =>
  at.page.getByRole('list', { name: at.words.friends.list }).getByRole('listitem');

async function choose(name: string, entry: string): Promise<void> {
  await visitor.friend(name).first().click({ button: 'right' });
  await visitor.page.getByRole('menuitem', { name: entry, exact: true }).click();
  await visitor.page.getByRole('menu').waitFor({ state: 'detached' });
}

const fold = (text: string, count: number) => visitor.button(text.replace('{{count}}', String(count)));

test('names are found by initials and while a syllable is being typed', async () => {
  await visitor.friend('강미래').waitFor();
  const search = visitor.field(visitor.words.friends.search);
  for (const [query, found] of [
    ['ㄱㅁ', ['강미래', '김민수']],
    ['기', ['김민수', '달기']],
    ['김ㅁ', ['김민수']],
    ['닭', ['달기']],
    ['ㅅㅈ', ['박수진']],
  ] as const) {
    await search.fill(query);
    for (const name of found) await visitor.friend(name).waitFor();
    await until(`only ${found} for ${query}`, async () => (await rows().count()) === found.length + 1);
  }
  await search.fill('');
  await visitor.friend('최고운').waitFor();
});

test('a row has a menu, by mouse and by keyboard', async () => {
  const { friends, profile } = visitor.words;
  await choose('강미래', profile.favourite);
  await visitor.page.getByRole('heading', { name: friends.favourites }).waitFor();
  await visitor.friend('달기').focus();
  await visitor.page.keyboard.press('Shift+F10');
  const menu = visitor.page.getByRole('menu', { name: friends.menu.replace('{{name}}', '달기') });
  await menu.waitFor();
  await visitor.page.keyboard.press('ArrowDown');
  await visitor.page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
});

test('a friend is called what one wants', async () => {
  const { profile, action } = visitor.words;
  await choose('달기', profile.rename);
  await visitor.field(profile.alias).fill('닭 친구');
  await visitor.button(action.save).click();
  await visitor.friend('닭 친구').waitFor();
});

test('hidden friends are folded away and can be shown again', async () => {
  const { friends, profile } = visitor.words;
  await choose('박수진', profile.hide);
  await fold(friends.hidden, 1).waitFor();
  assert.equal(await visitor.friend('박수진').count(), 0);
  await fold(friends.hidden, 1).click();
  await visitor.friend('박수진').waitFor();
  await choose('박수진', profile.unhide);
  await fold(friends.hidden, 1).waitFor({ state: 'detached' });
  await visitor.friend('박수진').waitFor();
});

test('a friend is blocked and welcome again, and removed for good', async () => {
  const { friends, profile, action } = visitor.words;
  await choose('최고운', profile.block);
  await fold(friends.blocked, 1).click();
  await visitor.friend('최고운').click();
  await visitor.button(profile.unblock).click();
  await visitor.button(profile.block).waitFor();
  await visitor.page.keyboard.press('Escape');
  await fold(friends.blocked, 1).waitFor({ state: 'detached' });
  await choose('최고운', profile.remove);
  await visitor.dialog().getByRole('button', { name: action.delete }).click();
  await visitor.friend('최고운').waitFor({ state: 'detached' });
});

test('a stranger can be blocked from their card, and is no friend by that', async () => {
  const { friends, profile } = visitor.words;
  const stranger = await stage.person('낯선이');
  const { roomId } = await stranger.directRoom(hana);
  await stranger.say(roomId, '안녕하세요');
  await visitor.openChat('낯선이');
  await visitor.button(profile.title.replace('{{name}}', '낯선이')).click();
  await visitor.button(profile.block).click();
  await visitor.button(profile.unblock).waitFor();
  await visitor.button(profile.addFriend).waitFor();
  await visitor.page.keyboard.press('Escape');
  await visitor.open('friends');
  await fold(friends.blocked, 1).click();
  await visitor.friend('낯선이').click();
  await visitor.button(profile.unblock).click();
  await visitor.button(profile.block).waitFor();
  await visitor.page.keyboard.press('Escape');
  await fold(friends.blocked, 1).waitFor({ state: 'detached' });
});

test('one sees that a friend is there, and when they were there last', async () => {
  const [one, two] = await Promise.all([stage.person('이두리'), stage.person('강미래')]);
  await befriend(one, two);
  const there = await stage.enter(two);
  const at = await stage.enter(one);
  const { presence } = at.words;
  await at.friend('강미래').getByText(presence.online, { exact: true }).waitFor({ state: 'attached' });
  await at.friend('강미래').click();
  await at.dialog().getByText(presence.online, { exact: true }).waitFor();
  await there.page.context().close();
  const [lastSeen = ''] = presence.lastSeen.split('{{');
  await at.dialog().getByText(lastSeen).waitFor();
  assert.deepEqual(at.complaints, []);
  await at.page.context().close();
});
