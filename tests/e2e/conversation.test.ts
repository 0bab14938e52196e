import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { freshId, openStage, password, type Stage } from './stage.ts';
import type { Visitor } from './visitor.ts';

let stage: Stage;
let hana: Visitor;
let dul: Visitor;

before(async () => {
  stage = await openStage();
  hana = await stage.visitor();
  dul = await stage.visitor();
  const [hanaId, dulId] = [freshId('hana'), freshId('dul')];
  await hana.signUp(hanaId, '김하나', password);
  await dul.signUp(dulId, '이두리', password);
  await Promise.all([hana.inside(), dul.inside()]);
  await hana.addFriend(dulId, '이두리');
  await dul.addFriend(hanaId, '김하나');
});
after(() => stage?.[Symbol.asyncDispose]());

const unread = (visitor: Visitor, text: string) =>
  visitor.message(text).getByText(visitor.words.room.unreadBy_other.replace('{{count}}', '1'));

test('two people talk, and each sees the other at once', async () => {
  await hana.openDirect('이두리');
  await hana.say('안녕하세요, 두리 님!');
  await hana.sees('안녕하세요, 두리 님!');
  await dul.openChat('김하나');
  await dul.sees('안녕하세요, 두리 님!');
  const sent = Date.now();
  await dul.say('반가워요 👋');
  await hana.sees('반가워요 👋');
  assert.ok(Date.now() - sent < 2_000, `arrived after ${Date.now() - sent} ms`);
});

test('the unread number goes away when the other reads', async () => {
  await dul.open('more');
  await dul.page.reload();
  await dul.inside();
  await hana.say('아직 안 읽은 말');
  await unread(hana, '아직 안 읽은 말').waitFor({ state: 'attached' });
  await dul.open('chats');
  await dul.chat('김하나').getByText('읽지 않은 메시지 1개').waitFor({ state: 'attached' });
  await dul.chat('김하나').click();
  await dul.sees('아직 안 읽은 말');
  await unread(hana, '아직 안 읽은 말').waitFor({ state: 'detached' });
  await dul.chat('김하나').getByText('읽지 않은 메시지').waitFor({ state: 'detached' });
});

test('Shift+Enter starts a line, and a text that looks like markup stays text', async () => {
  await hana.composer().fill('<b>굵게</b>');
  await hana.composer().press('Shift+Enter');
  await hana.composer().pressSequentially('둘째 줄');
  await hana.composer().press('Enter');
  await dul.sees('<b>굵게</b>');
  await dul.sees('둘째 줄');
  assert.equal(await dul.page.locator('article b').count(), 0);
});

test('an Enter that ends an input method’s syllable sends nothing', async () => {
  await hana.composer().fill('쓰는 중');
  await hana.composer().dispatchEvent('keydown', { key: 'Enter', keyCode: 229, isComposing: true });
  assert.equal(await hana.composer().inputValue(), '쓰는 중');
  assert.equal(await hana.message('쓰는 중').count(), 0);
  await hana.composer().fill('');
});

test('a text over the limit is told before it is sent, and the newest message stays in view', async () => {
  await hana.composer().fill('가'.repeat(10_003));
  await hana.page.getByText(hana.words.room.tooLong.replace('{{count}}', '3')).waitFor();
  assert.ok(await hana.button(hana.words.room.send).isDisabled());
  await hana.button(hana.words.room.toLatest).waitFor({ state: 'detached' });
  await hana.composer().fill('');
});

test('after a reload the history is there, in order and at its end', async () => {
  for (let number = 1; number <= 80; number++) await hana.say(`${number}번째 말입니다`);
  await dul.sees('80번째 말입니다');
  await Promise.all([hana.page.reload(), dul.page.reload()]);
  for (const visitor of [hana, dul]) {
    await visitor.inside();
    await visitor.openChat(visitor === hana ? '이두리' : '김하나');
    await visitor.sees('80번째 말입니다');
    assert.ok(await visitor.message('80번째 말입니다').isVisible());
  }
});

test('scrolling up pages back to the beginning', async () => {
  const scroller = hana.page.getByRole('region', { name: hana.words.room.messages, exact: true });
  await scroller.hover();
  for (let turn = 0; turn < 60 && (await hana.message('안녕하세요, 두리 님!').count()) === 0; turn++) {
    await hana.page.mouse.wheel(0, -1_200);
    await hana.page.waitForTimeout(50);
  }
  await hana.sees('안녕하세요, 두리 님!');
  await dul.say('맨 아래에 온 새 말');
  await hana.button(hana.words.room.newMessages, false).click();
  await hana.sees('맨 아래에 온 새 말');
});

test('nothing broke the page or its content security policy', () => {
  assert.deepEqual([...hana.complaints, ...dul.complaints], []);
});
