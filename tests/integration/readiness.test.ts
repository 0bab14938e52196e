/** /readyz and /metrics of a server whose engines come and go. */
import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { readConfiguration } from '../../backend/runtime/index.ts';
import { startMaru } from '../../backend/start-maru.ts';
import { type Impostor, upAfter } from '../support/impostors.ts';
import { temporaryFolder } from '../support/maru-folder.ts';
import { quietSettings } from '../support/maru-server.ts';

const ask = async (port: number | undefined, path: string) => {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`);
  return { status: answer.status, text: await answer.text() };
};

async function logShipper(engine: Impostor, directory: string) {
  const settings = { ...quietSettings(directory), MARU_HEALTH_PORT: '0' };
  const configuration = readConfiguration({ ...settings, MARU_LOG_INDEX: `http://${engine.address}` });
  return startMaru(['log-shipper'], configuration);
}

test('a server is ready while its own engines answer, and names the one that does not', async () => {
  let isUp = true;
  await using engine = await upAfter(() => isUp);
  await using folder = await temporaryFolder();
  await using maru = await logShipper(engine, folder.path);
  const ready = { status: 200, text: '{"status":"ready"}' };
  assert.deepEqual(await ask(maru.ports.health, '/readyz'), ready);
  isUp = false;
  assert.deepEqual(await ask(maru.ports.health, '/readyz'), {
    status: 503,
    text: '{"failing":["log-index"]}',
  });
  assert.equal((await ask(maru.ports.health, '/healthz')).status, 200);
  isUp = true;
  assert.deepEqual(await ask(maru.ports.health, '/readyz'), ready);
});

test('every server asks its own store, and lag is told by group and topic', async () => {
  await using folder = await temporaryFolder();
  await using maru = await startMaru(
    ['user', 'friend', 'chat', 'abuse-detector'],
    readConfiguration({ ...quietSettings(folder.path), MARU_HEALTH_PORT: '0' }),
  );
  assert.equal((await ask(maru.ports.health, '/readyz')).status, 200);
  const { text } = await ask(maru.ports.health, '/metrics');
  assert.match(text, /^# TYPE maru_consumer_lag_records gauge$/m);
  for (const [group, topic] of [
    ['user', 'kakao.user.user.REQUEST'],
    ['friend', 'kakao.friend.friend.REQUEST'],
    ['chat', 'kakao.chat.chatMessage.REQUEST'],
    ['abuse-detector', 'kakao.chat.chatMessage.RESPONSE'],
  ])
    assert.ok(text.includes(`maru_consumer_lag_records{group="${group}",topic="${topic}"} 0\n`), text);
});
