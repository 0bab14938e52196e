import assert from 'node:assert/strict';
import { test } from 'node:test';
import { until } from '../support/maru-wait.ts';
import type { ShellApp } from './shell-app.ts';
import { openStage } from './stage.ts';

const stage = await openStage();

test('a call of another form is refused with one sentence', async () => {
  await using app = await stage.start();
  const wrong = [
    'setBadge(-1)',
    'saveToken("")',
    'openRoom("../x")',
    'unlock("12")',
    'setOpacity(0)',
    'notify({})',
  ].concat([
    'openLink("file:///etc/passwd")',
    'chooseServer("ftp://x")',
    'changeSettings({ startAtLogin: 1 })',
  ]);
  for (const call of wrong)
    await assert.rejects(
      app.page(`window.maru.${call}`),
      /: (the argument is not of the documented form|only web)/,
      call,
    );
  assert.equal((await app.windows()).length, 1);
});

test('the page has its token, and may call nothing that is not served', async () => {
  await using app = await stage.start();
  await app.page('window.maru.saveToken("abc")');
  assert.equal(await app.page('window.maru.loadToken()'), 'abc');
  const info = (await app.page('window.maru.applicationInfo()')) as {
    serverUrl: string;
    tokenProtection: string;
  };
  assert.equal(info.serverUrl, 'http://localhost:8081');
});

/** Another page in a window that has Maru's own bridge, as if something had got it there. */
function openForeign(app: ShellApp, url: string): Promise<void> {
  return app.system(async ({ BrowserWindow }, url) => {
    const [own] = BrowserWindow.getAllWindows();
    const { preload } = own.webContents.getLastWebPreferences();
    const webPreferences = { preload, contextIsolation: true, sandbox: true };
    await new BrowserWindow({ show: false, webPreferences }).loadURL(url);
  }, url);
}

test('a foreign page is refused, even with the bridge in its hands', async () => {
  await using app = await stage.start();
  await app.page('window.maru.saveToken("abc")');
  await openForeign(app, 'data:text/html,<title>foreign</title>');
  const foreign = await until('the foreign window', () => app.windowOf('data:'));
  for (const call of ['loadToken()', 'openRoom("room-1")', 'settings()', 'lockNow()'])
    await assert.rejects(app.page(`window.maru.${call}`, foreign), /this page may not call the system/);
});

test('a page cannot go elsewhere or open windows', async () => {
  await using app = await stage.start();
  // Nothing is to leave for a browser that is not there.
  await app.system(({ shell }) => {
    shell.openExternal = async () => undefined;
  });
  await app.page('void (location.href = "https://example.org/")');
  await app.page('void (location.href = "data:text/html,hello")');
  await app.page('void window.open("https://example.org/")');
  await app.page('void window.open("app://maru/index.html")');
  assert.deepEqual(
    (await app.windows()).map(({ url }) => url),
    ['app://maru/index.html'],
  );
});

test('a page gets no camera, no place and no notifications by itself', async () => {
  await using app = await stage.start();
  assert.equal(await app.page('Notification.requestPermission()'), 'denied');
  const place = `new Promise((resolve) => navigator.geolocation.getCurrentPosition(() => resolve('told'), () => resolve('denied')))`;
  assert.equal(await app.page(place), 'denied');
});

test('files outside of the built page are not served', async () => {
  await using app = await stage.start();
  const status = (url: string) => app.page(`fetch(${JSON.stringify(url)}).then(({ status }) => status)`);
  assert.equal(await status('app://maru/index.html'), 200);
  for (const url of [
    'app://maru/..%2fpackage.json',
    'app://maru/none.js',
    'app://maru/..%2f..%2f..%2fetc/passwd',
  ])
    assert.equal(await status(url), 404, url);
});
