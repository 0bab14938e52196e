import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';
import { logIn } from './log-in.ts';
import { openStage } from './stage.ts';

// A room's window closes by itself where nobody is logged in.
const maru = await startTestMaru();
after(() => maru[Symbol.asyncDispose]());
const stage = await openStage({ serverUrl: maru.url });

test('a lock covers every window and keeps the token', async () => {
  await using app = await stage.start();
  await logIn(app, await maru.person());

  await app.page('window.maru.openRoom("room-1")');
  const room = await until('the room window', () => app.windowOf('#room=room-1'));
  await app.page('void window.maru.onLockChanged((state) => { window.seen = state })', room);
  assert.equal(await app.page('window.maru.setPin({ pin: "1234" })'), 'done');
  await app.page('window.maru.lockNow()');
  await until('the room window hears of it', () => app.page('window.seen?.locked', room));
  for (const call of [
    'loadToken()',
    'openRoom("room-2")',
    'changeSettings({})',
    'chooseServer("https://x.example")',
  ])
    await assert.rejects(app.page(`window.maru.${call}`), /Maru is locked/);
  assert.equal(await app.page('window.maru.unlock("4321")'), 'wrong');
  assert.equal(await app.page('window.maru.unlock("1234")'), 'done');
  assert.match(String(await app.page('window.maru.loadToken()')), /^eyJ/);
});

test('after a start it is locked, and wrong tries are not forgotten', async () => {
  const computer = await stage.computer();
  {
    await using app = await computer.start();
    await app.page('window.maru.setPin({ pin: "1234" })');
    for (let wrong = 1; wrong <= 5; wrong++) await app.page('window.maru.unlock("0000")');
    await app.quit();
  }
  await using app = await computer.start();
  const state = (await app.page('window.maru.lockState()')) as { locked: boolean; waitSeconds: number };
  assert.equal(state.locked, true);
  assert.ok(state.waitSeconds > 0);
  assert.equal(await app.page('window.maru.unlock("1234")'), 'wait');
});
