import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Updater, Updates } from './updates.ts';

/** An updater without a network, and everything that it was asked for. */
function createUpdates({ installed = true } = {}) {
  const asked: string[] = [];
  const setting = { enabled: true, serverUrl: 'https://chat.example.org', online: true };
  let downloaded = () => {};
  const updater: Updater = {
    setFeedURL: ({ url }) => void asked.push(url),
    async checkForUpdates() {
      if (!setting.online) throw new Error('no network');
      asked.push('check');
    },
    quitAndInstall: () => void asked.push('restart'),
    on(event: string, listener: (error: Error) => void) {
      if (event === 'update-downloaded') downloaded = listener as () => void;
    },
  };
  const updates = new Updates({
    load: async () => (installed ? updater : undefined),
    serverUrl: () => setting.serverUrl,
    enabled: () => setting.enabled,
    every: () => {},
    onReady: () => asked.push('ready'),
  });
  return { updates, asked, setting, download: () => downloaded() };
}

test('newer versions come from the server in use, whichever that is', async () => {
  const { updates, asked, setting } = createUpdates();
  await updates.look();
  setting.serverUrl = 'https://other.example';
  await updates.look();
  const [one, other] = ['https://chat.example.org/updates', 'https://other.example/updates'];
  assert.deepEqual(asked, [one, 'check', other, 'check']);
});

test('switched off, or in an app that is not installed, nobody is asked', async () => {
  const { updates, asked, setting } = createUpdates();
  setting.enabled = false;
  await updates.look();
  await createUpdates({ installed: false }).updates.look();
  assert.deepEqual(asked, []);
});

test('a server that cannot be asked is asked again later', async () => {
  const { updates, asked, setting } = createUpdates();
  setting.online = false;
  await updates.look();
  setting.online = true;
  await updates.look();
  assert.equal(asked.at(-1), 'check');
});

test('what was fetched waits for a restart', async () => {
  const { updates, asked, download } = createUpdates();
  updates.restart();
  await updates.look();
  download();
  assert.equal(updates.ready, true);
  await updates.look();
  updates.restart();
  assert.deepEqual(asked.slice(1), ['check', 'ready', 'restart']);
});
