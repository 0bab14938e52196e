/** Whom one can choose for a group or a message: hidden friends only by searching for them, blocked people never. */
import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { Person } from '../support/maru-person.ts';
import { befriend } from './pair.ts';
import { openStage, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: Stage;
let visitor: Visitor;

const people = { shown: '강미래', hidden: '김민수', blocked: '박수진' } as const;

before(async () => {
  stage = await openStage();
  const me = await stage.person('김하나');
  const others = await Promise.all(Object.values(people).map((name) => stage.person(name)));
  const userIds = others.slice(0, 2).map(({ userId }) => userId);
  await me.call('createRoom', { body: { kind: 'group', userIds, title: '주말 산책' } });
  for (const [index, other] of others.entries()) await meet(me, other, Object.values(people)[index]);
  visitor = await stage.enter(me);
  await visitor.openChat('주말 산책');
});
after(() => stage?.[Symbol.asyncDispose]());

async function meet(me: Person, other: Person, name: string | undefined): Promise<void> {
  await befriend(me, other);
  const { roomId } = await me.directRoom(other);
  await other.say(roomId, '안녕하세요');
  const settings = { hidden: name === people.hidden, blocked: name === people.blocked };
  await me.call('changeFriend', { params: { userId: other.userId }, body: settings });
}

/** A name in the open dialog, as a whole. */
const offered = (name: string) => visitor.dialog().getByText(name, { exact: true });

/** What the open dialog offers at once, and what a search in it finds. */
async function offersOnlyWhomItShould(field: string): Promise<void> {
  await offered(people.shown).first().waitFor();
  assert.equal(await offered(people.hidden).count(), 0);
  assert.equal(await offered(people.blocked).count(), 0);
  await visitor.dialog().getByRole('searchbox', { name: field }).fill(people.hidden);
  await offered(people.hidden).first().waitFor();
  await visitor.dialog().getByRole('searchbox', { name: field }).fill(people.blocked);
  await offered(people.hidden).first().waitFor({ state: 'detached' });
  assert.equal(await offered(people.blocked).count(), 0);
}

test('for a new group, and who was searched for and chosen stays chosen', async () => {
  const { people: words, friends } = visitor.words;
  await visitor.page.keyboard.press('Control+n');
  await offersOnlyWhomItShould(friends.search);
  const search = visitor.dialog().getByRole('searchbox', { name: friends.search });
  await search.fill(people.hidden);
  await visitor
    .dialog()
    .getByLabel(words.choosePerson.replace('{{name}}', people.hidden))
    .check({ force: true });
  await search.fill('');
  await offered(people.shown).first().waitFor();
  assert.equal(await offered(people.hidden).count(), 2, 'above the list and in it');
  await visitor.page.keyboard.press('Escape');
});

test('for a message that is passed on', async () => {
  await visitor.say('전할 말');
  await visitor.chooseForMessage('전할 말', visitor.words.message.forward);
  await offersOnlyWhomItShould(visitor.words.switcher.search);
  await visitor.page.keyboard.press('Escape');
});

test('for going to a chat', async () => {
  await visitor.page.keyboard.press('Control+k');
  await offersOnlyWhomItShould(visitor.words.switcher.search);
  await visitor.page.keyboard.press('Escape');
  assert.deepEqual(visitor.complaints, []);
});

test('the chat list goes on showing all chats', async () => {
  await visitor.open('chats');
  for (const name of Object.values(people)) await visitor.chat(name).first().waitFor();
});
