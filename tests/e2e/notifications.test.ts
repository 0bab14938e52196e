import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';
import { desktopApp } from './desktop-app.ts';
import { befriend } from './pair.ts';
import { closeSettings, openSettings, turnSwitch } from './settings-steps.ts';
import { openStage, type Stage } from './stage.ts';
import { type Look, Visitor } from './visitor.ts';

let stage: Stage;
let hana: Person;
let dul: Person;
let direct: RoomId;
let group: RoomId;

before(async () => {
  stage = await openStage();
  [hana, dul] = await Promise.all([stage.person('김하나'), stage.person('강미래')]);
  await Promise.all([befriend(hana, dul), befriend(dul, hana)]);
  direct = (await hana.directRoom(dul)).roomId;
  const body = { kind: 'group' as const, userIds: [dul.userId], title: '주말 산책' };
  group = (await hana.call('createRoom', { body })).roomId;
});
after(() => stage?.[Symbol.asyncDispose]());

interface Told {
  title: string;
  body: string;
  tag: string;
  closed: boolean;
}

/** A browser whose notifications can be read and clicked by a test, and which asks nobody but counts the questions. */
const notebook = `{
  const told = [];
  class Notification {
    static permission = localStorage.getItem('granted') ?? 'default';
    static asked = 0;
    static async requestPermission() {
      Notification.asked++;
      localStorage.setItem('granted', 'granted');
      return (Notification.permission = 'granted');
    }
    constructor(title, { body, tag }) {
      this.note = { title, body, tag, closed: false };
      told.push(this.note);
      window.lastNotification = this;
    }
    close() { this.note.closed = true; }
  }
  window.Notification = Notification;
  window.told = told;
}`;

async function enter(look?: Partial<Look>): Promise<Visitor> {
  const visitor = await stage.visitor(look);
  await visitor.page.addInitScript(notebook);
  await visitor.page.reload();
  await visitor.logIn(hana.userId, hana.password);
  await visitor.inside();
  return visitor;
}

/** Somebody who has said yes to notifications. */
async function listening(): Promise<Visitor> {
  const visitor = await enter();
  await turnSwitch(await openSettings(visitor, 'notifications'), visitor.words.settings.notify, true);
  await closeSettings(visitor);
  await visitor.open('chats');
  await visitor.chat('주말 산책').waitFor();
  return visitor;
}

const toldTo = ({ page }: Visitor): Promise<Told[]> => page.evaluate<Told[]>('window.told');

const toldOf = (visitor: Visitor, text: string): Promise<Told> =>
  until(`a notification of ${text}`, async () =>
    (await toldTo(visitor)).find(({ title, body }) => `${title} ${body}`.includes(text)),
  );

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

test('friends see who is there, who is away and nothing of who hides', async () => {
  const other = await stage.enter(dul);
  const visitor = await stage.visitor();
  await visitor.page.clock.install();
  await visitor.page.reload();
  await visitor.logIn(hana.userId, hana.password);
  await visitor.inside();
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

/** Writes down which sounds were played to their end: how long each is, in seconds. */
const soundBook = `{
  window.heard = [];
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function () {
    this.addEventListener('ended', () => window.heard.push(this.buffer.duration.toFixed(2)));
    start.call(this);
  };
}`;

/** The lengths of the sounds that are heard from here on, once there are so many. */
async function listen({ page }: Visitor, count: number, make: () => Promise<unknown>): Promise<string[]> {
  const before = await page.evaluate<number>('heard.length');
  await make();
  const heard = () => page.evaluate<string[]>(`heard.slice(${before})`);
  await until('the sounds', async () => (await heard()).length >= count);
  return heard();
}

test('each sound is fetched when it is first heard, and plays; messages sound as chosen', async () => {
  const visitor = await stage.visitor();
  await visitor.page.addInitScript(soundBook);
  const fetched: string[] = [];
  visitor.page.on('request', (request) => {
    const [name] = /\w+(?=-[^/]*\.wav)/.exec(request.url()) ?? [];
    if (name) fetched.push(name);
  });
  await visitor.page.addInitScript(notebook);
  await visitor.page.reload();
  await visitor.logIn(hana.userId, hana.password);
  await visitor.inside();
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

/** The desktop app's system writes down what it is told of notifications; it shows none while `refuses` is set. */
const systemNotebook = `{
  window.notified = [];
  window.closedFor = [];
  Object.assign(window.maru, {
    notify: async (notification) => (window.notified.push(notification), !window.refuses),
    closeNotification: async (roomId) => void window.closedFor.push(roomId),
  });
}`;

/** Somebody with the desktop app, whose time a test turns. */
async function enterDesktop(): Promise<Visitor> {
  const visitor = await stage.visitor();
  const context = visitor.page.context();
  await context.addInitScript(desktopApp(stage.server.frontUrl));
  await context.addInitScript(systemNotebook);
  await context.addInitScript(soundBook);
  await visitor.page.clock.install();
  await visitor.page.reload();
  await visitor.logIn(hana.userId, hana.password);
  await visitor.inside();
  return visitor;
}

/** The window of one room beside the main one. */
async function openRoomWindow({ page }: Visitor, roomId: RoomId): Promise<Visitor> {
  const window = new Visitor(await page.context().newPage(), 'ko');
  await window.page.clock.install();
  await window.page.goto(`${page.url()}#room=${roomId}`);
  await window.composer().waitFor();
  return window;
}

test('whoever types in the window of a room is there, and whoever does nothing in any window is away', async () => {
  const other = await stage.enter(dul);
  const main = await enterDesktop();
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

test('a message that the system does not tell of makes no sound', async () => {
  const visitor = await enterDesktop();
  const { page } = visitor;
  await page.evaluate('window.refuses = true');
  await dul.say(direct, '눈앞의 창에서');
  await until('the refusal', () => page.evaluate(`notified.some(({ body }) => body.includes('눈앞의'))`));
  await page.evaluate('window.refuses = false');
  assert.deepEqual(await listen(visitor, 1, () => dul.say(direct, '다른 창에서')), ['0.31']);
  await page.context().close();
});

test('a notification of the desktop ends when its room is read elsewhere, when it is left, and with the log-out', async () => {
  const visitor = await enterDesktop();
  const elsewhere = await stage.enter(hana);
  const { page, words } = visitor;
  const notified = (text: string) =>
    until('the notification', () => page.evaluate(`notified.some(({ body }) => body.includes('${text}'))`));
  const ended = (roomId: RoomId) => page.evaluate(`closedFor.includes('${roomId}')`);
  await page.evaluate('closedFor.length = 0');
  await dul.say(direct, '책상 위에');
  await notified('책상 위에');
  assert.equal(await ended(direct), false);
  await elsewhere.openChat('강미래');
  await until('the end of the read one', () => ended(direct));
  const body = { kind: 'group' as const, userIds: [hana.userId], title: '잠깐만' };
  const { roomId } = await dul.call('createRoom', { body });
  await visitor.open('chats');
  await visitor.chat('잠깐만').waitFor();
  await dul.say(roomId, '잠깐 들러요');
  await notified('잠깐 들러요');
  await hana.call('leaveRoom', { params: { roomId, userId: hana.userId } });
  await until('the end of the left one', () => ended(roomId));
  await elsewhere.page.context().close();

  await page.evaluate('closedFor.length = 0');
  await dul.say(group, '나가기 전에');
  await notified('나가기 전에');
  await visitor.open('more');
  await visitor.button(words.more.logOut).click();
  await visitor.dialog().getByRole('button', { name: words.more.logOut, exact: true }).click();
  await visitor.field(words.session.userId).waitFor();
  await until('the end of all', () => ended(group));
  await page.context().close();
});

for (const language of ['ko', 'en'] as const)
  test(`an alert says why it came and how to object (${language})`, async () => {
    const loud = await stage.person('시끄');
    const { roomId } = await loud.directRoom(dul);
    const visitor = await stage.enter(loud, { language });
    const { alerts } = visitor.words;
    for (let count = 0; count < 8; count++) await loud.say(roomId, '같은 말');
    await visitor.page.getByText(alerts.repetition).waitFor();
    await visitor.button(alerts.why).click();
    const dialog = visitor.dialog();
    await dialog.getByText('강미래').waitFor();
    await dialog.getByText(alerts.object).click();
    await dialog.getByRole('button', { name: alerts.copy }).waitFor();
    const id = await dialog.locator('code').textContent();
    assert.ok((await loud.call('alerts', { query: {} })).alerts.some(({ alertId }) => alertId === id));
    await dialog.getByRole('button', { name: alerts.understood }).click();
    await dialog.waitFor({ state: 'detached' });
    await visitor.page.reload();
    await visitor.inside();
    await visitor.open('chats');
    await visitor.chat('강미래').waitFor();
    assert.equal(await visitor.page.getByText(alerts.repetition).count(), 0);
    assert.deepEqual(visitor.complaints, []);
    await visitor.page.context().close();
  });
