import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import type { RoomId } from '../../backend/contract/index.ts';
import type { Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';
import { enterDesktop } from './desktop-app.ts';
import { listen } from './notebooks.ts';
import { seatPair } from './pair.ts';
import { openStage, type Stage } from './stage.ts';

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

test('a message that the system does not tell of makes no sound', async () => {
  const visitor = await enterDesktop(stage, hana);
  const { page } = visitor;
  await page.evaluate('window.refuses = true');
  await dul.say(direct, '눈앞의 창에서');
  await until('the refusal', () => page.evaluate(`notified.some(({ body }) => body.includes('눈앞의'))`));
  await page.evaluate('window.refuses = false');
  assert.deepEqual(await listen(visitor, 1, () => dul.say(direct, '다른 창에서')), ['0.31']);
  await page.context().close();
});

test('a notification of the desktop ends when its room is read elsewhere, when it is left, and with the log-out', async () => {
  const visitor = await enterDesktop(stage, hana);
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
