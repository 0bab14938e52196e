import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { openEmbeddedChatStores, openEmbeddedFriendStores } from '../../backend/adapters/embedded/index.ts';
import type { RoomId, UserId } from '../../backend/contract/index.ts';
import { rebuild } from '../../backend/rebuild.ts';
import { rebuildBlocks } from '../../backend/rebuilding/blocks.ts';
import { rebuildProfiles } from '../../backend/rebuilding/profiles.ts';
import { createLogger, createMetrics } from '../../backend/runtime/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import { temporaryFolder } from '../support/maru-folder.ts';
import { startParts } from '../support/maru-parts.ts';
import { quietSettings, startTestMaru } from '../support/maru-server.ts';
import { until } from '../support/maru-wait.ts';

const ghost = { userId: 'ghost' as UserId, nickname: '유령', statusMessage: '', avatar: '' };

test('with Maru stopped, the copies of the profiles and blocks are made anew from the log', async () => {
  await using folder = await temporaryFolder();
  const directory = folder.path;
  const told = await tellStory(directory);
  {
    await using chat = await openEmbeddedChatStores({ directory });
    await chat.profiles.put([{ ...ghost, userId: told.jimin, nickname: '틀린 이름' }, ghost]);
    await chat.profiles.remove([told.seojun]);
    await chat.blocks.replace(told.jimin, []);
    const wrong = { userId: told.seojun, blockedUserId: told.haru, roomId: 'wrong' as RoomId };
    await chat.blocks.put([{ ...wrong, blocked: true }]);
    await using friend = await openEmbeddedFriendStores({ directory });
    await friend.profiles.put([ghost]);
    await friend.profiles.remove([told.jimin, told.seojun]);
  }
  const settings = quietSettings(directory);
  assert.match(await rebuild(['friend'], settings), /3 profiles are there, 1 were dropped/);
  assert.match(await rebuild(['chat'], settings), /3 profiles .* 1 were dropped/);
  assert.match(await rebuild(['search'], settings), /1 messages of 1 rooms/);
  await using chat = await openEmbeddedChatStores({ directory });
  const found = await chat.profiles.find([told.jimin, told.seojun, ghost.userId]);
  assert.deepEqual(
    [...found.values()].map(({ nickname }) => nickname),
    ['지민', '서준'],
  );
  const pairs = [
    { userId: told.jimin, blockedUserId: told.seojun },
    { userId: told.seojun, blockedUserId: told.haru },
  ];
  assert.deepEqual(await chat.blocks.find(pairs), [{ ...pairs[0], roomId: told.roomId }]);
  await using friend = await openEmbeddedFriendStores({ directory });
  const names = await friend.profiles.find([told.jimin, told.seojun, ghost.userId]);
  assert.deepEqual([...names.keys()].sort(), [told.jimin, told.seojun].sort());
});

/** Three people, a message, and a block. */
async function tellStory(directory: string) {
  await using maru = await startTestMaru({ directory });
  const [jimin, seojun, haru] = [
    await maru.person('옛 이름'),
    await maru.person('서준'),
    await maru.person('하루'),
  ];
  const { roomId } = await jimin.directRoom(seojun);
  await jimin.say(roomId, '안녕');
  await jimin.call('changeProfile', { body: { nickname: '지민' } });
  await jimin.call('changeFriend', { params: { userId: seojun.userId }, body: { blocked: true } });
  return { roomId, jimin: jimin.userId, seojun: seojun.userId, haru: haru.userId };
}

test('beside running servers: a lost block and a lost name come back, and nobody new is dropped', async () => {
  await using maru = await startParts();
  const [jimin, seojun] = [await maru.person('지민'), await maru.person('서준')];
  const { roomId } = await jimin.directRoom(seojun);
  await jimin.call('changeFriend', { params: { userId: seojun.userId }, body: { blocked: true } });
  await until('the block', () =>
    seojun.say(roomId, '들려?').then(
      () => false,
      () => true,
    ),
  );
  await maru.stores.blocks.replace(jimin.userId, []);
  await maru.stores.profiles.remove([seojun.userId]);
  const logger = createLogger({ level: 'silent', service: 'test' });
  const context = { log: maru.log, logger, metrics: createMetrics(), clock: Date, ids: { next: () => 'id' } };
  const joining = [maru.person('새 사람'), maru.person('더 새 사람')];
  const { userIds } = await rebuildProfiles(context, maru.stores.profiles);
  await rebuildBlocks(context, [...userIds]);
  assert.equal((await refusalOf(seojun.say(roomId, '이젠?'))).code, 'not_reachable');
  const { participants } = await jimin.call('room', { params: { roomId } });
  assert.deepEqual(participants.map(({ nickname }) => nickname).sort(), ['서준', '지민']);
  const newcomers = await Promise.all(joining);
  assert.equal((await jimin.groupRoom(newcomers)).participantCount, 3);
});

test('what cannot be rebuilt is said in one line', async () => {
  for (const names of [[], ['everything'], ['friend', 'chat'], ['toString']])
    await assert.rejects(rebuild(names, {}), { name: 'StartError', message: /Usage: npm run rebuild/ });
  await using maru = await startTestMaru();
  await assert.rejects(rebuild(['chat'], quietSettings(maru.directory)), { name: 'StartError' });
});
