import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { UserId } from '../../backend/contract/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import { type PartsOptions, startParts } from '../support/maru-parts.ts';

/** Milliseconds by which the chat servers' copy of the profiles is behind. */
const lag = 400;

const lagging: PartsOptions['wrapStores'] = (stores) => ({
  ...stores,
  profiles: {
    ...stores.profiles,
    async put(profiles) {
      await pause(lag);
      await stores.profiles.put(profiles);
    },
  },
});

test('a room with somebody who signed up a moment ago opens, though the copy of the profiles is behind', async () => {
  await using maru = await startParts({ wrapStores: lagging });
  const jimin = await maru.person('지민');
  const seojun = await maru.person('서준');
  const began = performance.now();
  const { participants } = await jimin.directRoom(seojun);
  assert.ok(performance.now() - began > lag / 4, 'the copy was behind');
  assert.deepEqual(participants.map(({ userId }) => userId).sort(), [jimin.userId, seojun.userId].sort());
  assert.ok(participants.some(({ nickname }) => nickname === '서준'));
  const haru = await maru.person('하루');
  assert.equal((await jimin.groupRoom([seojun, haru])).participantCount, 3);
});

test('somebody who does not exist is refused at once', async () => {
  await using maru = await startParts({ wrapStores: lagging });
  const jimin = await maru.person('지민');
  const userIds = ['nobody.here' as UserId];
  const began = performance.now();
  const refusal = await refusalOf(jimin.call('createRoom', { body: { kind: 'group', userIds } }));
  assert.deepEqual([refusal.code, refusal.details], ['user_not_found', { userIds }]);
  const params = { userId: 'nobody.here' as UserId };
  assert.equal((await refusalOf(jimin.call('addFriend', { params }))).code, 'user_not_found');
  assert.ok(performance.now() - began < 4_000);
});
