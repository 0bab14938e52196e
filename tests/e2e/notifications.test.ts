import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';
import { listen, notebook, soundBook, toldOf, toldTo } from './notebooks.ts';
import { seatPair } from './pair.ts';
import { closeSettings, openSettings, turnSwitch } from './settings-steps.ts';
import { openStage, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: Stage;
let hana: Person;
let dul: Person;
let direct: RoomId;
let group: RoomId;

before(async () => {
  stage = await openStage();
  ({
    people: { hana, dul },
    direct,
    group: { roomId: group },
  } = await seatPair(stage));
});
after(() => stage?.[Symbol.asyncDispose]());

const enter = (): Promise<Visitor> => stage.enter(hana, {}, (page) => page.addInitScript(notebook));

/** Somebody who has said yes to notifications. */
async function listening(): Promise<Visitor> {
  const visitor = await enter();
  await turnSwitch(await openSettings(visitor, 'notifications'), visitor.words.settings.notify, true);
  await closeSettings(visitor);
  await visitor.open('chats');
  await visitor.chat('주말 산책').waitFor();
  return visitor;
}

/** What comes after something else shows that the first was decided on before. */
async function silently(visitor: Visitor, quiet: () => Promise<unknown>, loud: () => Promise<unknown>) {
  const before = (await toldTo(visitor)).length;
  await quiet();
  await loud();
  await until('the notification that comes', async () => (await toldTo(visitor)).length > before);
  assert.equal((await toldTo(visitor)).length, before + 1);
}

test('nobody is asked until they want it; then messages notify, one for each room', async () => {
  const visitor = await enter();
  const { settings } = visitor.words;
  assert.equal(await visitor.page.evaluate('Notification.asked'), 0);
  const page = await openSettings(visitor, 'notifications');
  assert.equal(await page.getByRole('switch', { name: settings.notify }).isChecked(), false);
  await turnSwitch(page, settings.notify, true);
  assert.equal(await visitor.page.evaluate('Notification.asked'), 1);
  await closeSettings(visitor);

  await dul.say(direct, '저녁 먹을까요?');
  assert.deepEqual(await toldOf(visitor, '저녁'), {
    title: '강미래',
    body: '저녁 먹을까요?',
    tag: `maru.${direct}`,
    closed: false,
  });
  await dul.say(direct, '일곱 시요');
  const second = await toldOf(visitor, '일곱 시요');
  assert.deepEqual([second.title, second.tag], ['강미래 (2)', `maru.${direct}`]);
  await dul.say(group, '모두 와요');
  assert.equal((await toldOf(visitor, '모두 와요')).body, '강미래: 모두 와요');

  await visitor.page.evaluate('window.lastNotification.onclick()');
  await visitor.inRoom('주말 산책');
  await visitor.openChat('강미래');
  await until('the read room to be quiet', async () =>
    (await toldTo(visitor)).slice(1).every(({ closed }) => closed),
  );
  await silently(
    visitor,
    () => dul.say(direct, '보고 있는 방'),
    () => dul.say(group, '다른 방'),
  );
  assert.deepEqual(visitor.complaints, []);
  await visitor.page.context().close();
});

test('a window that nobody looks at tells of the open room as well', async () => {
  const visitor = await listening();
  await visitor.openChat('강미래');
  await visitor.page.evaluate('(document.hasFocus = () => false, window.dispatchEvent(new Event("blur")))');
  await dul.say(direct, '자리에 없나요?');
  await toldOf(visitor, '자리에 없나요?');
  await visitor.page.context().close();
});

test('a muted room tells of mentions and keywords only', async () => {
  const visitor = await listening();
  const { settings, action } = visitor.words;
  await hana.call('changeRoomSettings', { params: { roomId: group }, body: { muted: true } });
  await visitor.chat('주말 산책').getByText(visitor.words.chats.muted).waitFor({ state: 'attached' });
  const page = await openSettings(visitor, 'notifications');
  await visitor.field(settings.keyword).fill('우산');
  await page.getByRole('button', { name: action.add, exact: true }).click();
  await page.getByRole('list', { name: settings.keywords }).getByText('우산').waitFor();
  await closeSettings(visitor);
  const mention = (userId: Person['userId'] | 'all', message: string) =>
    dul.call('sendMessage', {
      params: { roomId: group },
      body: { clientMessageId: newMessageId(), message, mentions: [{ userId, start: 0, length: 3 }] },
    });
  await silently(
    visitor,
    () => dul.say(group, '조용한 말'),
    () => mention(hana.userId, '@하나 있어요?'),
  );
  await silently(
    visitor,
    () => dul.say(group, '또 조용한 말'),
    () => mention('all', '@모두 봐요'),
  );
  await silently(
    visitor,
    () => dul.say(group, '비가 와요'),
    () => dul.say(group, '우산 챙겨요'),
  );
  await turnSwitch(await openSettings(visitor, 'notifications'), settings.mutedMentions, false);
  await page.getByRole('button', { name: settings.keywordDrop.replace('{{word}}', '우산') }).click();
  await closeSettings(visitor);
  await silently(
    visitor,
    () => mention(hana.userId, '@하나 우산'),
    () => dul.say(direct, '여기는 들려요'),
  );
  await hana.call('changeRoomSettings', { params: { roomId: group }, body: { muted: false } });
  await visitor.page.context().close();
});

/** Where the visitors are; `14:05` */
const timeIn = (minutes: number): string =>
  new Date(Date.now() + minutes * 60_000).toLocaleTimeString('en-GB', {
    timeZone: 'Asia/Seoul',
    hour: '2-digit',
    minute: '2-digit',
  });

test('without a preview nobody reads the words over a shoulder; quiet hours tell nothing', async () => {
  const visitor = await listening();
  const { settings, notifications } = visitor.words;
  const page = await openSettings(visitor, 'notifications');
  await turnSwitch(page, settings.preview, false);
  await closeSettings(visitor);
  await visitor.openChat('주말 산책');
  await dul.say(direct, '비밀이에요');
  await dul.say(direct, '둘만 알아요');
  const several = new RegExp(notifications.newMessages_other.replace('{{count}}', '\\d+'));
  const told = await until('the second', async () =>
    (await toldTo(visitor)).find(({ body }) => several.test(body)),
  );
  assert.equal(told.title, '강미래');
  assert.ok((await toldTo(visitor)).every(({ title, body }) => !/비밀|둘만/.test(title + body)));
  await openSettings(visitor, 'notifications');
  await turnSwitch(page, settings.quiet, true);
  await visitor.field(settings.quietFrom).fill(timeIn(-60));
  await visitor.field(settings.quietTo).fill(timeIn(60));
  await closeSettings(visitor);
  const before = (await toldTo(visitor)).length;
  await dul.say(direct, '조용한 시간');
  await visitor.open('chats');
  await visitor.chat('강미래').getByText('조용한 시간').waitFor();
  assert.equal((await toldTo(visitor)).length, before);
  await visitor.page.context().close();
});

test('each sound is fetched when it is first heard, and plays; messages sound as chosen', async () => {
  const fetched: string[] = [];
  const visitor = await stage.enter(hana, {}, async (page) => {
    for (const script of [soundBook, notebook]) await page.addInitScript(script);
    page.on('request', (request) => {
      const [name] = /\w+(?=-[^/]*\.wav)/.exec(request.url()) ?? [];
      if (name) fetched.push(name);
    });
  });
  const { settings } = visitor.words;
  const page = await openSettings(visitor, 'notifications');
  await turnSwitch(page, settings.notify, true);
  assert.deepEqual(fetched, []);
  const choose = (sound: 'none' | 'drop' | 'bell' | 'wood') => () =>
    page.getByText(settings[`sound_${sound}`], { exact: true }).click();
  assert.deepEqual(await listen(visitor, 1, choose('bell')), ['0.94']);
  assert.deepEqual(await listen(visitor, 1, choose('wood')), ['0.22']);
  assert.deepEqual(await listen(visitor, 1, choose('drop')), ['0.31']);
  await choose('none')();
  await dul.say(group, '소리 없이');
  await toldOf(visitor, '소리 없이');
  assert.deepEqual(await listen(visitor, 1, choose('wood')), ['0.22']);
  await closeSettings(visitor);
  assert.deepEqual(await listen(visitor, 1, () => dul.say(group, '똑똑')), ['0.22']);
  assert.deepEqual(fetched, ['bell', 'wood', 'drop']);
  assert.deepEqual(visitor.complaints, []);
  await visitor.page.context().close();
});
