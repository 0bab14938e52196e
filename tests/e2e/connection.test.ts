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
  const dulId = freshId('dul');
  await hana.signUp(freshId('hana'), '김하나', password);
  await dul.signUp(dulId, '이두리', password);
  await hana.inside();
  await hana.addFriend(dulId, '이두리');
  await hana.openDirect('이두리');
  await hana.say('처음');
  await hana.sees('처음');
  await dul.openChat('김하나');
  await dul.sees('처음');
});
after(() => stage?.[Symbol.asyncDispose]());

const away = (visitor: Visitor) => visitor.page.getByText(visitor.words.connection.retry);

test('what is written while the server is away goes out once, and both catch up', async () => {
  await stage.server.stop();
  await away(hana).waitFor();
  await hana.say('서버가 없을 때 쓴 말');
  await hana
    .message('서버가 없을 때 쓴 말')
    .getByText(hana.words.room.waiting)
    .waitFor({ state: 'attached' });
  await stage.server.start();
  await dul.sees('서버가 없을 때 쓴 말');
  await away(hana).waitFor({ state: 'detached' });
  await hana.say('다시 연결된 뒤의 말');
  await dul.sees('다시 연결된 뒤의 말');
  for (const visitor of [hana, dul]) assert.equal(await visitor.message('서버가 없을 때 쓴 말').count(), 1);
});

test('what is written while the network is away survives a closed page and goes out once', async () => {
  await stage.server.stop();
  await away(hana).waitFor();
  await hana.say('닫기 전에 쓴 말');
  await hana.sees('닫기 전에 쓴 말');
  await stage.server.start();
  await hana.page.reload();
  await hana.inside();
  await dul.sees('닫기 전에 쓴 말');
  await hana.openChat('이두리');
  await hana.sees('닫기 전에 쓴 말');
  assert.equal(await hana.message('닫기 전에 쓴 말').count(), 1);
  assert.equal(await dul.message('닫기 전에 쓴 말').count(), 1);
});

test('who was offline gets what was said meanwhile', async () => {
  await dul.page.context().setOffline(true);
  await hana.say('두리가 없는 동안');
  await hana.sees('두리가 없는 동안');
  await dul.page.waitForTimeout(1_000);
  assert.equal(await dul.message('두리가 없는 동안').count(), 0);
  await dul.page.context().setOffline(false);
  await dul.sees('두리가 없는 동안');
  assert.equal(await dul.message('두리가 없는 동안').count(), 1);
});
