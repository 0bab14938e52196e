import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { type DeletionId, nobody, subscribeTo } from '../../backend/contract/index.ts';
import { refusalOf } from '../support/maru-call.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';

/** Tells every service that the account of this person is deleted, as the user servers do. */
const forget = ({ log }: MaruParts, { userId }: Person) =>
  log.append([
    {
      topic: 'kakao.user.EVENT',
      key: userId,
      value: JSON.stringify({
        type: 'deleted',
        userId,
        deletionId: newMessageId() as string as DeletionId,
        at: new Date().toISOString(),
      }),
    },
  ]);

test('who deletes their account is out of every room, and nothing there names them any more', async () => {
  await using maru = await startParts({ requestTimeout: 1_000 });
  const people = await Promise.all(['지민', '서준', '하루'].map((name) => maru.person(name)));
  const [jimin, seojun, haru] = people as [Person, Person, Person];
  const group = await jimin.groupRoom([seojun, haru]);
  const direct = await jimin.directRoom(seojun);
  const { roomId: selfId } = await jimin.call('createRoom', { body: { kind: 'self' } });
  const formerly = await seojun.groupRoom([jimin, haru]);
  const params = { roomId: group.roomId };
  await jimin.call('changeRoom', { params, body: { notice: '내 공지' } });
  for (const { roomId } of [group, direct, formerly, { roomId: selfId }]) await jimin.say(roomId, '내 말');
  await jimin.call('leaveRoom', { params: { roomId: formerly.roomId, userId: 'me' } });
  await using device = await jimin.connect();
  await device.subscribe(subscribeTo.room(direct.roomId));

  await forget(maru, jimin);
  const { rooms, messages } = maru.stores;
  await until('the last trace to go', async () => {
    const ever = await rooms.roomsEverOf(jimin.userId, undefined, 10);
    return ever.length === 0 && (await rooms.findRoom(selfId)) === undefined;
  });
  for (const { roomId } of [group, direct, formerly]) {
    const seen = JSON.stringify([
      await seojun.call('room', { params: { roomId } }),
      await seojun.history(roomId),
    ]);
    assert.ok(!seen.includes(jimin.userId) && !seen.includes('지민') && !seen.includes('내 말'), seen);
  }
  assert.deepEqual((await messages.ends([selfId])).get(selfId), { seq: 0, textCount: 0 });

  const left = (await haru.history(group.roomId)).find(({ system }) => system?.type === 'left');
  assert.deepEqual([left?.userId, left?.system?.people], [nobody.userId, [nobody]]);
  const now = await haru.call('room', { params });
  assert.deepEqual([now.notice?.userId, now.participantCount], [nobody.userId, 2]);
  assert.equal(now.participants.filter(({ owner }) => owner).length, 1);

  const theirs = await seojun.call('room', { params: { roomId: direct.roomId } });
  assert.deepEqual(
    theirs.participants.map(({ nickname }) => nickname).sort(),
    ['서준', nobody.nickname].sort(),
  );
  await seojun.say(direct.roomId, '거기 있어요?');
  assert.equal(await device.errorCode(), 'session_ended');
  assert.equal(device.messages(direct.roomId).length, 0);
  assert.equal((await refusalOf(seojun.directRoom(jimin))).code, 'user_not_found');
  assert.equal((await refusalOf(haru.groupRoom([jimin]))).code, 'user_not_found');
});

test('when the last one of a direct room has gone too, the room goes', async () => {
  await using maru = await startParts({ requestTimeout: 1_000 });
  const [jimin, seojun] = [await maru.person(), await maru.person()];
  const { roomId } = await jimin.directRoom(seojun);
  await jimin.say(roomId, '안녕');
  for (const person of [jimin, seojun]) await forget(maru, person);
  const { rooms, messages } = maru.stores;
  await until('the room to go', async () => {
    const ends = await messages.ends([roomId]);
    return (await rooms.findRoom(roomId)) === undefined && ends.get(roomId)?.seq === 0;
  });
  await until('nobody to be named', async () => (await rooms.findRemoval(roomId))?.userIds.length === 0);
});
