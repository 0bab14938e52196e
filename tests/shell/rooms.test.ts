import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startTestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';
import { logIn } from './log-in.ts';
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
