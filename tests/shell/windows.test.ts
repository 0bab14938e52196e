import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';
import { logIn } from './log-in.ts';
import type { ShellApp } from './shell-app.ts';
import { type Computer, openStage } from './stage.ts';

// A room's window closes by itself where nobody is logged in.
const maru = await startTestMaru();
after(() => maru[Symbol.asyncDispose]());
const stage = await openStage({ serverUrl: maru.url });

async function startLoggedIn(computer?: Computer): Promise<ShellApp> {
  const app = await (computer ?? (await stage.computer())).start();
  await logIn(app, await maru.person());
  return app;
}

async function openRoom(app: ShellApp, roomId: string) {
  await app.page(`window.maru.openRoom(${JSON.stringify(roomId)})`);
  return until('the window of the room', async () => {
    const window = await app.windowOf(`index.html#room=${roomId}`);
    return window?.visible ? window : undefined;
  });
}

/** Like a click on the cross of the window. */
const close = (app: ShellApp, id: number) =>
  app.system(({ BrowserWindow }, id) => void BrowserWindow.fromId(id).close(), id);

test('a room opens in one window of its own', async () => {
  await using app = await startLoggedIn();
  const room = await openRoom(app, 'room-1');
  await openRoom(app, 'room-1');
  await openRoom(app, 'room-2');
  assert.equal((await app.windows()).length, 3);
  assert.deepEqual(await app.page('window.maru.windowState()', room), {
    roomId: 'room-1',
    alwaysOnTop: false,
    opacity: 1,
  });
});

test('a room window is remembered with its place, on top and see-through', async () => {
  const computer = await stage.computer();
  const place = { x: 60, y: 40, width: 500, height: 600 };
  {
    await using app = await startLoggedIn(computer);
    const room = await openRoom(app, 'room-1');
    await app.page('window.maru.setAlwaysOnTop(true)', room);
    await app.page('window.maru.setOpacity(0.5)', room);
    await app.system(
      ({ BrowserWindow }, id, place) => BrowserWindow.fromId(id).setBounds(place),
      room.id,
      place,
    );
    await until('the window is there', async () => {
      const bounds = await app.system(
        ({ BrowserWindow }, id) => BrowserWindow.fromId(id).getNormalBounds(),
        room.id,
      );
      return bounds.x === place.x && bounds.width === place.width;
    });
    await app.quit();
  }
  await using app = await startLoggedIn(computer);
  const room = await openRoom(app, 'room-1');
  const now = await app.system(({ BrowserWindow }, id) => {
    const window = BrowserWindow.fromId(id);
    return { bounds: window.getNormalBounds(), onTop: window.isAlwaysOnTop() };
  }, room.id);
  assert.deepEqual(now, { bounds: place, onTop: true });
  assert.equal(((await app.page('window.maru.windowState()', room)) as { opacity: number }).opacity, 0.5);
});

test('the main window closes to the tray where that is set, and comes back', async () => {
  const computer = await stage.computer();
  await using app = await computer.start();
  await app.page('window.maru.changeSettings({ closeToTray: true })');
  const [main] = await app.windows();
  await close(app, main?.id ?? 0);
  await until('the window hides', async () => (await app.windows())[0]?.visible === false);
  assert.equal(await computer.startAgain(), 0);
  await until('the window is back', async () => (await app.windows())[0]?.visible);
});

test('otherwise the app ends with its main window, room windows and all', async () => {
  await using app = await startLoggedIn();
  await app.page('window.maru.changeSettings({ closeToTray: false })');
  const main = await app.windowOf('index.html');
  await openRoom(app, 'room-1');
  await close(app, main?.id ?? 0);
  assert.equal(await app.ended(), 0);
});

test('quitting ends it, tray or not', async () => {
  await using app = await stage.start();
  await app.page('window.maru.changeSettings({ closeToTray: true })');
  await app.quit();
});

test('another server loads the page anew, with a policy and a log-in of its own', async () => {
  await using app = await startLoggedIn();
  await openRoom(app, 'room-1');
  // The page is gone before its call is answered.
  await app.page('void window.maru.chooseServer("https://chat.example.org/")');
  await until('the room windows close', async () => (await app.windows()).length === 1);
  const policy = () =>
    app.page(`fetch('./index.html').then(({ headers }) => headers.get('content-security-policy'))`);
  await until('the new policy', async () => String(await policy()).includes('wss://chat.example.org'));
  assert.ok(!String(await policy()).includes('127.0.0.1'));
  assert.equal(await app.page('window.maru.loadToken()'), undefined);
});

test('the pictures that tell of unread messages are there, for sharp screens as well', async () => {
  await using app = await stage.start();
  const sizes = await app.system(({ app, nativeImage }) => {
    const folder = `${app.getAppPath()}/resources/icons/unread`;
    const overlay = nativeImage.createFromPath(`${folder}/overlay.png`);
    const pixels = (scaleFactor: number) => overlay.toBitmap({ scaleFactor }).length / 4;
    const tray = nativeImage.createFromPath(`${folder}/tray-32.png`).getSize();
    return { overlay: overlay.getSize(), pixels: [pixels(1), pixels(2)], tray };
  });
  assert.deepEqual(sizes, {
    overlay: { width: 16, height: 16 },
    pixels: [16 * 16, 32 * 32],
    tray: { width: 32, height: 32 },
  });
});
