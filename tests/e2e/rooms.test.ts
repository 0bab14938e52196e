import { strict as assert } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { Download } from 'playwright-core';
import type { Person } from '../support/maru-person.ts';
import { inParallel, upTo } from '../support/maru-wait.ts';
import { befriend, gather, names, openPair, type Pair } from './pair.ts';
import { openStage, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: Stage;
let pair: Pair;
let hana: Visitor;
let dul: Visitor;
/** Speaks English. */
let set: Visitor;
let setPerson: Person;

before(async () => {
  stage = await openStage();
  pair = await openPair(stage);
  ({ hana, dul } = pair);
  setPerson = await stage.person('Seth');
  await Promise.all([befriend(pair.people.hana, setPerson), befriend(pair.people.dul, setPerson)]);
  set = await stage.enter(setPerson, { language: 'en' });
  await set.open('chats');
  await hana.page.reload();
  await hana.inside();
  await gather(pair);
});
after(() => stage?.[Symbol.asyncDispose]());

const fill = (text: string, values: Record<string, string>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');

const line = (visitor: Visitor, text: string) => visitor.messages().getByText(text, { exact: true });

async function inviteSeth(visitor: Visitor): Promise<void> {
  await visitor.chooseInRoom(visitor.words.room.invite);
  await visitor.dialog().getByText('Seth', { exact: true }).click();
  await visitor.dialog().getByRole('button', { name: visitor.words.room.inviteAction, exact: true }).click();
  await visitor.dialog().waitFor({ state: 'detached' });
}

/** What the owner does with somebody in the list of people. */
async function inPeople(visitor: Visitor, name: string): Promise<void> {
  await visitor.chooseInRoom(visitor.words.room.people);
  await visitor.dialog().getByRole('button', { name, exact: true }).click();
}

test('who is invited has the room at once, and everybody is told', async () => {
  await inviteSeth(hana);
  const joined = { name: names.hana, people: 'Seth' };
  await line(dul, fill(dul.words.system.joined, joined)).waitFor();
  await set.openChat(names.group);
  await line(set, fill(set.words.system.joined, joined)).waitFor();
  await dul.button(fill(dul.words.room.peopleCount_other, { count: '3' })).waitFor();
});

test('a new name and a notice reach everybody', async () => {
  const { roomTitle, notice, action } = hana.words;
  await hana.chooseInRoom(roomTitle.title);
  await hana.field(roomTitle.label).fill('일요 산책');
  await hana.dialog().getByRole('button', { name: action.save }).click();
  for (const visitor of [hana, dul, set]) await visitor.inRoom('일요 산책');
  await set.chat('일요 산책').waitFor();

  await hana.chooseInRoom(notice.title);
  await hana.field(notice.label).fill('열 시에 공원 앞에서 만나요');
  await hana.dialog().getByRole('button', { name: action.save }).click();
  for (const visitor of [dul, set])
    await visitor.page
      .getByRole('region', { name: visitor.words.notice.label })
      .getByText('열 시에 공원 앞에서 만나요')
      .waitFor();
  await dul.button(dul.words.notice.hide).click();
  await dul.page.getByRole('region', { name: dul.words.notice.label }).waitFor({ state: 'detached' });
});

test('the chat list says what happened last', async () => {
  const text = fill(set.words.system.notice, { name: names.hana, text: '열 시에 공원 앞에서 만나요' });
  await set.chat('일요 산책').getByText(text).waitFor();
});

test('the owner hands over, and the new one can remove people', async () => {
  await inPeople(hana, fill(hana.words.room.handOver, { name: names.dul }));
  await hana
    .dialog()
    .getByRole('button', { name: fill(hana.words.room.handOver, { name: names.dul }) })
    .waitFor({
      state: 'detached',
    });
  await hana.page.keyboard.press('Escape');
  await line(set, fill(set.words.system.owner, { people: names.dul })).waitFor();

  await inPeople(dul, fill(dul.words.room.removePerson, { name: 'Seth' }));
  await set.chat('일요 산책').waitFor({ state: 'detached' });
  await set.page.getByText(set.words.room.none).waitFor();
  await dul.page.keyboard.press('Escape');
  await line(hana, fill(hana.words.system.removed, { name: names.dul, people: 'Seth' })).waitFor();
});

test('a conversation is saved as a text', async () => {
  await hana.say('저장할 말');
  await hana.sees('저장할 말');
  const saving = hana.page.waitForEvent('download');
  await hana.chooseInRoom(hana.words.room.saveText);
  const download = await saving;
  assert.equal(download.suggestedFilename(), '일요 산책.txt');
  const text = await readFile(await download.path(), 'utf8');
  assert.match(text, /^일요 산책\n/);
  assert.match(text, /\[김하나\] \[.+\] 저장할 말\n/);
  assert.ok(text.includes(fill(hana.words.system.removed, { name: names.dul, people: 'Seth' })));
});

test('a long conversation is saved as a whole, with its progress, and can be stopped', async () => {
  const count = 3_000;
  await inParallel(upTo(count), 16, (number) => pair.people.dul.say(pair.direct, `${number}번째 말`));
  await dul.openChat(names.hana);
  await dul.sees(`${count}번째 말`);
  const pages = Promise.withResolvers<void>();
  const later = (url: URL) => Number(url.searchParams.get('after')) > 600;
  await dul.page.route(later, async (route) => {
    await pages.promise;
    await route.continue().catch(() => undefined);
  });
  const downloads: Download[] = [];
  dul.page.on('download', (download) => downloads.push(download));
  const notice = dul.page.getByRole('region', {
    name: fill(dul.words.saveText.saving, { name: names.hana }),
  });
  const counts = notice.getByText('800 / 3,001 (27%)');

  await dul.chooseInRoom(dul.words.room.saveText);
  await counts.waitFor();
  await notice.getByRole('button', { name: dul.words.action.cancel }).click();
  await notice.waitFor({ state: 'detached' });

  await dul.chooseInRoom(dul.words.room.saveText);
  await counts.waitFor();
  // It goes on while one looks at something else.
  await dul.open('friends');
  const saving = dul.page.waitForEvent('download');
  pages.resolve();
  const text = await readFile(await (await saving).path(), 'utf8');
  await notice.waitFor({ state: 'detached' });
  assert.equal(downloads.length, 1);
  const numbers = [...text.matchAll(/^\[강미래\] \[.+\] (\d+)번째 말$/gm)].map(([, number]) =>
    Number(number),
  );
  assert.deepEqual(
    numbers.toSorted((one, other) => one - other),
    upTo(count),
  );
  await dul.page.unroute(later);
});

test('a conversation that cannot be read is not saved, and that is said', async () => {
  const refused = (url: URL) => url.searchParams.has('after');
  await dul.page.route(refused, (route) =>
    route.fulfill({
      status: 403,
      headers: { 'access-control-allow-origin': '*' },
      json: { error: { code: 'not_a_participant', message: 'no', retryable: false } },
    }),
  );
  await dul.openChat(names.hana);
  await dul.chooseInRoom(dul.words.room.saveText);
  const reason = dul.words.error.not_a_participant;
  await dul.page.getByText(fill(dul.words.saveText.failed, { reason })).waitFor();
  await dul.page.unroute(refused);
  await dul.openChat('일요 산책');
});

test('who leaves is out of the room, and the others see it', async () => {
  const { room } = hana.words;
  await hana.chooseInRoom(room.leave);
  await hana.dialog().getByRole('button', { name: room.leave, exact: true }).click();
  await hana.page.getByText(room.none).waitFor();
  await hana.chat('일요 산책').waitFor({ state: 'detached' });
  await line(dul, fill(dul.words.system.left, { people: names.hana })).waitFor();
});

test('a room that its owner deletes is gone for everybody at once', async () => {
  const { room } = dul.words;
  await inviteSeth(dul);
  await set.openChat('일요 산책');
  await dul.chooseInRoom(room.remove);
  await dul.dialog().getByRole('button', { name: room.remove, exact: true }).click();
  for (const visitor of [dul, set]) {
    await visitor.page.getByText(visitor.words.room.none).waitFor();
    await visitor.chat('일요 산책').waitFor({ state: 'detached' });
  }
});

for (const language of ['ko', 'en'] as const)
  test(`Ctrl+L locks writing and unlocks it, and a reload keeps a draft (${language})`, async () => {
    const visitor = await stage.enter(pair.people.hana, { language });
    await visitor.openChat(names.dul);
    await visitor.composer().fill('내일 다시 쓸 말');
    await visitor.keeps('내일 다시 쓸 말');
    await visitor.page.keyboard.press('Control+l');
    await visitor.page.getByText(visitor.words.room.locked).waitFor();
    await visitor.composer().waitFor({ state: 'detached' });
    await visitor.page.reload();
    await visitor.inside();
    await visitor.openChat(names.dul);
    await visitor.button(visitor.words.room.unlock).click();
    assert.equal(await visitor.composer().inputValue(), '내일 다시 쓸 말');
    await visitor.composer().fill('');
    assert.deepEqual(visitor.complaints, []);
    await visitor.page.context().close();
  });

test('what is typed right before the page goes away is there again', async () => {
  await dul.openChat(names.hana);
  for (const text of ['쓰다', '쓰다 만', '쓰다 만 말', '']) {
    await dul.composer().fill(text);
    await dul.page.reload();
    await dul.inside();
    await dul.openChat(names.hana);
    assert.equal(await dul.composer().inputValue(), text);
  }
});

test('others see who is there', async () => {
  await dul.openChat(names.hana);
  await dul.page.getByRole('main').getByText(dul.words.presence.online).waitFor();
  assert.deepEqual(hana.complaints, []);
  await hana.page.context().close();
  await dul.page.getByRole('main').getByText(dul.words.presence.online).waitFor({ state: 'detached' });
});

test('nothing broke the page or its content security policy', () => {
  assert.deepEqual([...dul.complaints, ...set.complaints], []);
});
