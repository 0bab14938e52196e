import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestMaru } from '../support/maru-server.ts';
import { until, upTo } from '../support/maru-wait.ts';
import { logIn } from './log-in.ts';
import type { ShellApp, WindowSeen } from './shell-app.ts';
import { openStage } from './stage.ts';

const maru = await startTestMaru();
after(() => maru[Symbol.asyncDispose]());
const stage = await openStage({ serverUrl: maru.url });

test('a log-in comes back with the token, a room fills a window of its own, a lock covers both', async () => {
  const person = await maru.person('하루');
  const { roomId } = await person.call('createRoom', { body: { kind: 'self' } });
  await using app = await stage.start();
  await logIn(app, person);
  await app.page(`window.maru.openRoom(${JSON.stringify(roomId)})`);
  const room = await until('the room window', () => app.windowOf(`#room=${roomId}`));
  await until('the composer', () =>
    app.page(`document.querySelector('textarea') !== null`, room).catch(() => false),
  );
  assert.equal(await app.page(`document.querySelector('nav')`, room), null);

  await app.page('window.maru.setPin({ pin: "1234" })');
  await app.page('window.maru.lockNow()');
  const main = await app.windowOf('index.html');
  for (const window of [main, room])
    await until('the cover', () => app.page(`document.querySelector('dialog[open] input') !== null`, window));
});

/** Looks for a message in all chats of the main window and clicks on the one that is found. */
async function goToHit(app: ShellApp, main: WindowSeen, query: string): Promise<void> {
  await app.page(`document.querySelector('nav button:nth-of-type(2)').click()`, main);
  const field = `document.querySelector('input[type=search]')`;
  await until('the search', () => app.page(`${field} !== null`, main));
  await app.page(
    `(${field}.focus(), ${field}.select(), document.execCommand('insertText', false, '${query}'))`,
    main,
  );
  const hit = `[...document.querySelectorAll('section li button')].find(({ textContent }) => textContent.includes('${query}'))`;
  await until('the hit', () => app.page(`${hit} !== undefined`, main), 30_000);
  await app.page(`${hit}.click()`, main);
}

/** The message with this text stands in the middle of its room, marked for whoever was led there. */
const isMarked = (app: ShellApp, room: WindowSeen, text: string) =>
  app.page(
    `[...document.querySelectorAll('[class*="_target_"]')].some((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return row.textContent.includes('${text}') && top > 0 && bottom < innerHeight;
    })`,
    room,
  );

test('a hit in the main window leads to the message in the window of its room, fresh or open already', async () => {
  const person = await maru.person('하루');
  const { roomId } = await person.call('createRoom', { body: { kind: 'self' } });
  await person.say(roomId, '첫날의 고래');
  for (const number of upTo(60)) await person.say(roomId, `${number}번째 이야기`);
  await person.say(roomId, '오늘의 거북');
  for (const number of upTo(60)) await person.say(roomId, `${number}번째 소식`);
  await using app = await stage.start();
  await app.page(`localStorage.setItem('maru.preferences', '{"roomWindows":true}')`);
  await logIn(app, person);

  const main = await until('the main window', () => app.windowOf('index.html'));
  await goToHit(app, main, '고래');
  const room = await until('the room window', () => app.windowOf(`#room=${roomId}`));
  await until('the message in a fresh window', () => isMarked(app, room, '고래').catch(() => false));
  await goToHit(app, main, '거북');
  await until('the message in the open window', () => isMarked(app, room, '거북'));
  assert.equal((await app.windows()).length, 2);
  assert.equal(await app.page(`document.querySelector('main textarea')`, main), null);
});

test('a sound of a message is fetched from the app itself and plays to its end', async () => {
  const [person, other] = [await maru.person('하루'), await maru.person('보라')];
  const { roomId } = await other.directRoom(person);
  await using app = await stage.start();
  await logIn(app, person);
  // The system of this test may have no notifications; that is not what is asked here.
  await app.page(`void (window.heard = [], ((start) => {
    AudioBufferSourceNode.prototype.start = function () {
      this.addEventListener('ended', () => window.heard.push(this.buffer.duration.toFixed(2)));
      start.call(this);
    };
  })(AudioBufferSourceNode.prototype.start))`);
  await app.system(({ Notification }) => {
    Notification.isSupported = () => true;
  });
  await other.say(roomId, '들려요?');
  await until('the sound', async () => String(await app.page('window.heard')) === '0.31');
});
