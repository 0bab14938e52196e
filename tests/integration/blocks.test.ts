import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { type RoomId, sendTo, subscribeTo, type UserId } from '../../backend/contract/index.ts';
import { CallRefused, refusalOf } from '../support/maru-call.ts';
import { startParts } from '../support/maru-parts.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { until, upTo } from '../support/maru-wait.ts';

const setBlock = (person: Person, { userId }: Person, blocked: boolean) =>
  person.call('changeFriend', { params: { userId }, body: { blocked } });

/** The refusal of the first message that comes too late; the chat servers hear of a block a moment after it was made. */
const refusedSay = (person: Person, roomId: RoomId): Promise<CallRefused> =>
  until('a message to be refused', () =>
    person.say(roomId, '들려요?').then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof CallRefused) return error;
        throw error;
      },
    ),
  );

test('whoever is blocked writes no direct messages, and nor does who blocks, until it is taken back', async () => {
  await using maru = await startParts();
  const [jimin, seojun] = [await maru.person('지민'), await maru.person('서준')];
  const { roomId } = await jimin.directRoom(seojun);
  const kept = newMessageId();
  const first = await seojun.say(roomId, '안녕', kept);
  await using device = await jimin.connect();
  await device.subscribe(subscribeTo.room(roomId));

  await setBlock(jimin, seojun, true);
  const refusal = await refusedSay(seojun, roomId);
  assert.deepEqual([refusal.code, refusal.status, refusal.retryable], ['not_reachable', 403, false]);
  assert.deepEqual(refusal.details, { userIds: [jimin.userId], blocked: [] });
  const own = await refusalOf(jimin.say(roomId, '나도 못 보내'));
  assert.deepEqual(
    [own.code, own.details],
    ['not_reachable', { userIds: [seojun.userId], blocked: [seojun.userId] }],
  );
  await using sender = await seojun.connect();
  const answer = await sender.send(sendTo.room(roomId), {
    clientMessageId: newMessageId(),
    message: '소켓으로',
  });
  assert.equal(answer === 'receipt' ? answer : answer.error.code, 'not_reachable');
  assert.deepEqual(await seojun.say(roomId, '안녕', kept), first, 'what was stored before is told again');

  const before = await jimin.history(roomId);
  await setBlock(jimin, seojun, false);
  const after = await until('a message to go through', () =>
    seojun.say(roomId, '다시 안녕').catch(() => undefined),
  );
  assert.equal(after.seq, before.length + 1, 'refused messages took no seq');
  await until('the delivery', () => device.messages(roomId).at(-1)?.seq === after.seq);
  assert.deepEqual(
    device.messages(roomId).map(({ seq }) => seq),
    upTo(after.seq).slice(1),
  );
});

test('a block in the middle of a stream of messages: all before it arrive, none after the first refusal', async () => {
  await using maru = await startParts();
  const [jimin, seojun] = [await maru.person(), await maru.person()];
  const { roomId } = await jimin.directRoom(seojun);
  const outcomes: Promise<boolean>[] = [];
  let blocking: Promise<unknown> | undefined;
  for (const n of upTo(400)) {
    if (n === 100) blocking = setBlock(jimin, seojun, true);
    outcomes.push(
      seojun.say(roomId, `${n}`).then(
        () => true,
        () => false,
      ),
    );
    if (n % 8 === 0) await outcomes.at(-1);
  }
  await blocking;
  const accepted = (await Promise.all(outcomes)).filter(Boolean).length;
  await refusedSay(seojun, roomId);
  const stored = await jimin.history(roomId);
  assert.ok(accepted >= 96 && accepted < 400, `${accepted} were accepted`);
  assert.deepEqual(
    stored.map(({ seq }) => seq),
    upTo(stored.length),
  );
  for (const _ of upTo(10)) assert.equal((await refusalOf(seojun.say(roomId, '또'))).code, 'not_reachable');
  assert.equal((await jimin.history(roomId)).length, stored.length);
});

test('nobody opens a direct room with, or a group with, who blocks them; groups that are there go on', async () => {
  await using maru = await startParts();
  const [jimin, seojun, haru] = [await maru.person(), await maru.person(), await maru.person()];
  const { roomId } = await seojun.groupRoom([jimin, haru]);
  await setBlock(jimin, seojun, true);
  const refusal = await until('rooms to be refused', () =>
    seojun.groupRoom([haru, jimin]).then(
      () => undefined,
      (error: CallRefused) => error,
    ),
  );
  const details = { userIds: [jimin.userId], blocked: [] as UserId[] };
  assert.deepEqual([refusal.code, refusal.details], ['not_reachable', details]);
  assert.deepEqual((await refusalOf(seojun.directRoom(jimin))).details, details);
  assert.equal((await refusalOf(jimin.directRoom(seojun))).code, 'not_reachable');
  await seojun.groupRoom([haru]);
  assert.deepEqual((await seojun.say(roomId, '다 같이')).seq, (await jimin.history(roomId)).length);
  assert.ok((await jimin.say(roomId, '그래')).seq > 0);
});

test('a friend event that comes again, or late for another pair, changes nothing else', async () => {
  await using maru = await startParts();
  const [jimin, seojun, haru] = [await maru.person(), await maru.person(), await maru.person()];
  const { roomId } = await jimin.directRoom(seojun);
  await setBlock(jimin, seojun, true);
  await refusedSay(seojun, roomId);
  const event = (friendUserId: UserId, blocked: boolean) => ({
    topic: 'kakao.friend.EVENT',
    key: jimin.userId,
    value: JSON.stringify({
      type: 'friend.changed',
      userId: jimin.userId,
      friendUserId,
      blocked,
      at: new Date().toISOString(),
    }),
  });
  const pair = { userId: jimin.userId, blockedUserId: haru.userId };
  await maru.log.append([event(seojun.userId, true), event(haru.userId, true)]);
  await until(
    'the copy to have the other block',
    async () => (await maru.stores.blocks.find([pair])).length === 1,
  );
  assert.equal((await refusalOf(seojun.say(roomId, '아직'))).code, 'not_reachable');
  await maru.log.append([event(haru.userId, false)]);
  await until('the other block to go', async () => (await maru.stores.blocks.find([pair])).length === 0);
  assert.equal((await refusalOf(seojun.say(roomId, '아직도'))).code, 'not_reachable');
});
