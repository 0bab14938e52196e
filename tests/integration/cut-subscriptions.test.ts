import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { openEmbeddedEventLog } from '../../backend/adapters/embedded/index.ts';
import { type RoomId, sendTo, subscribeTo } from '../../backend/contract/index.ts';
import type { EventLog, RecordBatch } from '../../backend/ports/index.ts';
import type { Device } from '../support/maru-device.ts';
import { temporaryFolder } from '../support/maru-folder.ts';
import { startParts } from '../support/maru-parts.ts';
import type { Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';

const addresses = (roomId: RoomId) => [subscribeTo.room(roomId), subscribeTo.roomEvents(roomId)];
const leave = (person: Person, roomId: RoomId, who: Person | 'me' = 'me') =>
  person.call('leaveRoom', { params: { roomId, userId: who === 'me' ? who : who.userId } });
const hasLeft = (device: Device) => device.personal().some(({ type }) => type === 'room.left');

for (const way of ['leaves', 'is removed'] as const) {
  test(`who ${way} loses their subscriptions on every front; their sessions go on`, async () => {
    await using maru = await startParts();
    const [jimin, seojun] = [await maru.person(), await maru.person()];
    const { url } = await maru.startFront();
    const { roomId } = await jimin.groupRoom([seojun]);
    const other = await seojun.groupRoom([jimin]);
    await using here = await seojun.connect();
    await using there = await seojun.at(url).connect();
    await using inside = await jimin.at(url).connect();
    const ids = await Promise.all([here, there, inside].map((device) => subscribeToAll(device, roomId)));
    await there.subscribe(subscribeTo.room(other.roomId));
    await jimin.say(roomId, '함께');
    for (const device of [here, there])
      await until('the first message', () => device.messages(roomId).length === 1);
    await (way === 'leaves' ? leave(seojun, roomId) : leave(jimin, roomId, seojun));
    for (const device of [here, there]) await until('the end', () => hasLeft(device));
    const counts = [here, there].map((device) => device.messages(roomId).length);
    const last = await jimin.say(roomId, '우리끼리');
    await until('the message inside', () => inside.messages(roomId).at(-1)?.seq === last.seq);
    await jimin.say(other.roomId, '여기로');
    await until('the message elsewhere', () => there.messages(other.roomId).length === 1);
    assert.deepEqual(
      [here, there].map((device) => device.messages(roomId).length),
      counts,
    );
    assert.ok(
      ![...here.messages(roomId), ...there.messages(roomId)].some(({ message }) => message === '우리끼리'),
    );
    await there.unsubscribe(ids[1]?.[0] ?? '');
    assert.notEqual(await there.send(sendTo.enter, { roomId }), 'receipt');
    assert.equal(await there.send(sendTo.enter, { roomId: other.roomId }), 'receipt');
    await assert.rejects(there.subscribe(subscribeTo.room(roomId)), /closed/);
    assert.equal(await there.errorCode(), 'not_a_participant');
  });
}

async function subscribeToAll(device: Device, roomId: RoomId): Promise<string[]> {
  const ids: string[] = [];
  for (const address of addresses(roomId)) ids.push(await device.subscribe(address));
  return ids;
}

test('a subscription that was allowed before its participant went never becomes active', async () => {
  await using folder = await temporaryFolder();
  const held = holdPositions(await openEmbeddedEventLog({ directory: folder.path }));
  await using maru = await startParts({ directory: folder.path, log: held.log });
  const [jimin, seojun] = [await maru.person(), await maru.person()];
  const { url } = await maru.startFront();
  const { roomId } = await jimin.groupRoom([seojun]);
  await using device = await seojun.at(url).connect();
  held.hold();
  const subscribing = addresses(roomId).map((address) => device.subscribe(address));
  await until('the answers on their way', () => held.waiting() > 0);
  await leave(jimin, roomId, seojun);
  await until('the end', () => hasLeft(device));
  held.release();
  await Promise.all(subscribing);
  await using inside = await jimin.at(url).connect();
  await inside.subscribe(subscribeTo.room(roomId));
  await jimin.say(roomId, '우리끼리');
  await until('the message inside', () => inside.messages(roomId).length === 1);
  assert.deepEqual([device.messages(roomId), device.roomEvents(roomId)], [[], []]);
});

/** A log on which the answers to "may I subscribe" can be kept back. */
function holdPositions(log: EventLog) {
  let gate: PromiseWithResolvers<void> | undefined;
  let waiting = 0;
  const isPosition = ({ records }: RecordBatch) =>
    records.some(({ headers }) => headers.type === 'room.position');
  const wrapped: EventLog = {
    createTopics: (topics) => log.createTopics(topics),
    partitionOf: (topic, key) => log.partitionOf(topic, key),
    append: (records) => log.append(records),
    lag: (group, topic) => log.lag(group, topic),
    read: (options) =>
      log.read({
        ...options,
        async onBatch(batch) {
          if (options.group === 'front' && gate && isPosition(batch)) {
            waiting++;
            await gate.promise;
          }
          await options.onBatch(batch);
        },
      }),
    [Symbol.asyncDispose]: () => log[Symbol.asyncDispose](),
  };
  return {
    log: wrapped,
    hold: () => {
      gate = Promise.withResolvers();
    },
    release: () => gate?.resolve(),
    waiting: () => waiting,
  };
}
