import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { type Presence, presence, sendTo, subscribeTo } from '../../backend/contract/index.ts';
import type { LogRecord } from '../../backend/ports/index.ts';
import { MovableClock } from '../support/maru-clock.ts';
import type { Device } from '../support/maru-device.ts';
import { record } from '../support/maru-log.ts';
import { type MaruParts, startParts } from '../support/maru-parts.ts';
import type { Person } from '../support/maru-person.ts';
import { until, upTo } from '../support/maru-wait.ts';

/** What a device was told of somebody, in order. */
const told = (device: Device, { userId }: Person): Presence[] =>
  device.socket.frames
    .filter(({ headers }) => headers.destination === subscribeTo.presence(userId))
    .map(({ body }) => presence.parse(JSON.parse(body)));

const states = (device: Device, person: Person) => told(device, person).map(({ state }) => state);

const shows = (device: Device, person: Person, ...expected: Presence['state'][]) =>
  until(`presence ${expected}`, () => `${states(device, person)}` === `${expected}`);

const say = async (device: Device, state: string) =>
  assert.equal(await device.send(sendTo.presence, { state }), 'receipt');

const watch = (device: Device, person: Person) => device.subscribe(subscribeTo.presence(person.userId));

/** Two people at two fronts. */
async function twoFronts(options: { clock?: MovableClock } = {}) {
  const maru: MaruParts = await startParts(options);
  const [jimin, seojun] = [await maru.person('지민'), await maru.person('서준')];
  const second = await maru.startFront();
  return { maru, jimin, seojun: seojun.at(second.url), second };
}

test('presence crosses fronts: the state at once, then every change, and offline at the end', async () => {
  const { maru, jimin, seojun } = await twoFronts();
  await using _maru = maru;
  await using watcher = await jimin.connect();
  await watch(watcher, seojun);
  await shows(watcher, seojun, 'offline');
  assert.equal(told(watcher, seojun)[0]?.at, undefined);
  const device = await seojun.connect();
  await shows(watcher, seojun, 'offline', 'online');
  await say(device, 'away');
  await shows(watcher, seojun, 'offline', 'online', 'away');
  await using late = await jimin.connect();
  await watch(late, seojun);
  await shows(late, seojun, 'away');
  await device[Symbol.asyncDispose]();
  await shows(watcher, seojun, 'offline', 'online', 'away', 'offline');
  assert.equal(typeof told(watcher, seojun).at(-1)?.at, 'string');
});

test('a person is as present as their most present device, and hidden ones do not count', async () => {
  const { maru, jimin, seojun, second } = await twoFronts();
  await using _maru = maru;
  await using watcher = await jimin.connect();
  await watch(watcher, seojun);
  await using phone = await seojun.connect();
  await say(phone, 'away');
  await shows(watcher, seojun, 'offline', 'away');
  const laptop = await (await seojun.at(maru.url).onAnotherDevice()).connect();
  await say(laptop, 'online');
  await shows(watcher, seojun, 'offline', 'away', 'online');
  await say(laptop, 'hidden');
  await shows(watcher, seojun, 'offline', 'away', 'online', 'away');
  await say(phone, 'hidden');
  await shows(watcher, seojun, 'offline', 'away', 'online', 'away', 'offline');
  await laptop[Symbol.asyncDispose]();
  await using another = await (await seojun.at(second.url).onAnotherDevice()).connect();
  await say(another, 'online');
  await shows(watcher, seojun, 'offline', 'away', 'online', 'away', 'offline', 'online');
});

test('a front that starts knows who is there; one that died leaves no ghosts', async () => {
  const clock = new MovableClock();
  const { maru, jimin, seojun } = await twoFronts({ clock });
  await using _maru = maru;
  await using watcher = await jimin.connect();
  await watch(watcher, seojun);
  await using device = await seojun.connect();
  await say(device, 'online');
  await shows(watcher, seojun, 'offline', 'online');
  const third = await maru.startFront();
  await using late = await jimin.at(third.url).connect();
  await watch(late, seojun);
  await shows(late, seojun, 'online');

  // Somebody whose front says nothing any more.
  const ghost = await maru.person();
  await watch(watcher, ghost);
  await shows(watcher, ghost, 'offline');
  const at = new Date(clock.now()).toISOString();
  const connections = [{ userId: ghost.userId, connectionId: 'ghost', state: 'online', at }];
  const value = JSON.stringify({ type: 'presence', connections });
  await maru.log.append([{ topic: 'kakao.front.SIGNAL', key: 'dead front', value }]);
  await shows(watcher, ghost, 'offline', 'online');
  await using signals = await record(maru.log, 'kakao.front.SIGNAL');
  for (const _ of upTo(3)) {
    clock.forward(35_000);
    const now = clock.now();
    const isRepeated = ({ value, timestamp }: LogRecord) => timestamp >= now && value.includes(seojun.userId);
    await until('the living front to repeat itself', () => signals.records.some(isRepeated));
  }
  await shows(watcher, ghost, 'offline', 'online', 'offline');
  assert.deepEqual(states(watcher, seojun), ['offline', 'online'], 'who is there stays');
});

test('whoever is blocked sees the blocker offline, from before or from now on', async () => {
  const { maru, jimin, seojun } = await twoFronts();
  await using _maru = maru;
  await using watcher = await jimin.connect();
  await using device = await seojun.connect();
  await say(device, 'online');
  await watch(watcher, seojun);
  await until('online', () => states(watcher, seojun).at(-1) === 'online');
  const block = (blocked: boolean) =>
    seojun.call('changeFriend', { params: { userId: jimin.userId }, body: { blocked } });
  await block(true);
  await until('offline', () => states(watcher, seojun).at(-1) === 'offline');
  assert.equal(told(watcher, seojun).at(-1)?.at, undefined);
  const before = states(watcher, seojun).length;
  await using late = await jimin.connect();
  await watch(late, seojun);
  await shows(late, seojun, 'offline');
  const third = await maru.person();
  await using other = await third.connect();
  await watch(other, seojun);
  await until('others to see on', () => states(other, seojun).at(-1) === 'online');
  await say(device, 'away');
  await until('others to see the change', () => states(other, seojun).at(-1) === 'away');
  assert.equal(states(watcher, seojun).length, before);
  await block(false);
  await until(
    'away',
    () => states(watcher, seojun).at(-1) === 'away' && states(late, seojun).at(-1) === 'away',
  );
});

test('bad presence is refused to its sender alone', async () => {
  const { maru, jimin } = await twoFronts();
  await using _maru = maru;
  await using device = await jimin.connect();
  const answer = await device.send(sendTo.presence, { state: 'asleep' });
  assert.equal(answer === 'receipt' ? answer : answer.error.code, 'invalid_request');
  await say(device, 'online');
});
