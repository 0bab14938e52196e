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

test('the app starts with one window that shows the log-in', async () => {
  await using app = await stage.start();
  const [window, ...others] = await app.windows();
  assert.deepEqual([window?.url, window?.visible, others.length], ['app://maru/index.html', true, 0]);
  assert.ok(await until('the log-in', () => app.page('document.querySelector("form input") !== null')));
});

test('a page has the bridge, and of the system nothing else', async () => {
  await using app = await stage.start();
  const known = [
    'applicationInfo',
    'changeSettings',
    'chooseServer',
    'clearToken',
    'closeNotification',
    'forgetPin',
  ]
    .concat([
      'loadToken',
      'lockNow',
      'lockState',
      'notify',
      'onLockChanged',
      'onRoomWanted',
      'openLink',
      'openRoom',
    ])
    .concat(['removePin', 'saveToken', 'setAlwaysOnTop', 'setBadge', 'setOpacity', 'setPin', 'settings'])
    .concat(['unlock', 'windowState']);
  assert.deepEqual(await app.page('Object.keys(window.maru).sort()'), known.sort());
  const names = ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer', '__dirname'];
  const types = await app.page(`${JSON.stringify(names)}.map((name) => typeof window[name])`);
  assert.deepEqual(
    types,
    names.map(() => 'undefined'),
  );
});

test('every window is sandboxed and isolated', async () => {
  await using app = await stage.start();
  await logIn(app, await maru.person());
  await app.page(`window.maru.openRoom('room-1')`);
  await until('the room window', () => app.windowOf('#room=room-1'));
  const preferences = await app.system(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window: { webContents: never }) => {
      const { webContents } = window as { webContents: { getLastWebPreferences(): object } };
      return webContents.getLastWebPreferences();
    }),
  );
  assert.equal(preferences.length, 2);
  for (const { sandbox, contextIsolation, nodeIntegration, webSecurity } of preferences)
    assert.deepEqual([sandbox, contextIsolation, nodeIntegration, webSecurity], [true, true, false, true]);
});

test('the page may load and call nothing but its own files and its server', async () => {
  await using app = await stage.start();
  const get = (url: string) =>
    app.page(`new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (effectiveDirective === 'connect-src') resolve('forbidden');
      });
      fetch(${JSON.stringify(url)}).then(() => resolve('answered'), () => setTimeout(() => resolve('failed'), 500));
    })`);
  assert.equal(await get('http://localhost:1/elsewhere'), 'forbidden');
  assert.equal(await get('./index.html'), 'answered');
  await assert.rejects(app.page(`eval('1')`), /EvalError/);
});
