import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { inRoom } from '../support/maru-conversation.ts';
import { startTestMaru } from '../support/maru-server.ts';
import { until, upTo } from '../support/maru-wait.ts';

test('answers and mentions count as messages; what the room says itself is nobody’s', async () => {
  await using maru = await startTestMaru({ services: ['user', 'friend', 'chat', 'front', 'abuse-detector'] });
  const [jimin, seojun] = [await maru.person('지민'), await maru.person('서준')];
  const { roomId } = await jimin.groupRoom([seojun]);
  for (const n of upTo(32))
    await jimin.call('changeRoom', { params: { roomId }, body: { title: `이름 ${n}` } });
  const history = await jimin.history(roomId);
  assert.equal(
    history.filter(({ kind, userId }) => kind === 'system' && userId === jimin.userId).length >= 32,
    true,
  );
  const noisy = inRoom(seojun, roomId);
  const { seq } = await noisy.say('처음');
  const mentions = [{ userId: jimin.userId, start: 0, length: 1 }];
  await Promise.all(upTo(29).map((n) => noisy.say(`답 ${n}`, { replyTo: seq, forwarded: true, mentions })));
  const alertsOf = async (person: typeof jimin) => (await person.call('alerts', { query: {} })).alerts;
  const alerts = await until('the alert', async () => {
    const found = await alertsOf(seojun);
    return found.length > 0 ? found : undefined;
  });
  assert.deepEqual(
    alerts.map(({ rule, evidence }) => [rule, evidence.count]),
    [['flooding', 30]],
  );
  assert.deepEqual(await alertsOf(jimin), []);
});
