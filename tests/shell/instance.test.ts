import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/maru-wait.ts';
import type { ShellApp } from './shell-app.ts';
import { openStage } from './stage.ts';

const stage = await openStage();

/** Hears which rooms the page of the main window is asked for. */
const listen = (app: ShellApp) =>
  app.page(`void (window.wanted = [], window.maru.onRoomWanted((room) => window.wanted.push(room)))`);
const wanted = (app: ShellApp) => app.page('window.wanted') as Promise<string[]>;

test('a second start ends by itself and shows the first', async () => {
  const computer = await stage.computer();
  await using app = await computer.start();
  await app.system(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].hide());
  assert.equal(await computer.startAgain(), 0);
  await until('the first window is back', async () => (await app.windows())[0]?.visible);
  assert.equal((await app.windows()).length, 1);
});

test('a link in the arguments of a second start opens its room, once', async () => {
  const computer = await stage.computer();
  await using app = await computer.start();
  assert.equal(await computer.startAgain('maru://room/room-1'), 0);
  // Asked for before anybody listened.
  await listen(app);
  await until('the room', async () => (await wanted(app)).includes('room-1'));
  assert.equal(await computer.startAgain('maru://room/room-2'), 0);
  await until('the other room', async () => (await wanted(app)).includes('room-2'));
  assert.equal(await computer.startAgain('maru://room/../x', 'maru://evil/room-3'), 0);
  assert.deepEqual(await wanted(app), ['room-1', 'room-2']);
});

test('a link of the first start opens its room', async () => {
  await using app = await stage.start('maru://room/room-1');
  await listen(app);
  await until('the room', async () => (await wanted(app)).includes('room-1'));
});

test('another profile runs beside and shares nothing', async () => {
  const computer = await stage.computer();
  await using first = await computer.start();
  await using second = await computer.start('--profile=work');
  await first.page('window.maru.saveToken("abc")');
  await first.page('window.maru.setPin({ pin: "1234" })');
  assert.equal(await second.page('window.maru.loadToken()'), undefined);
  assert.deepEqual(await second.page('window.maru.lockState()'), {
    hasPin: false,
    locked: false,
    waitSeconds: 0,
  });
  assert.equal(
    ((await second.page('window.maru.applicationInfo()')) as { profile?: string }).profile,
    'work',
  );
  assert.equal(await computer.startAgain('--profile=work'), 0);
});
