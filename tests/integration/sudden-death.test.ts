import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { ChatMessage, RoomId } from '../../backend/contract/index.ts';
import { CallRefused } from '../support/maru-call.ts';
import { MaruChild } from '../support/maru-child.ts';
import { temporaryFolder } from '../support/maru-folder.ts';
import { newMessageId, Person } from '../support/maru-person.ts';
import { upTo } from '../support/maru-wait.ts';

const rounds = 8;
const senders = 8;

/** What clients know: messages that were acknowledged, and those whose answer never came. */
interface Known {
  acknowledged: Map<string, ChatMessage>;
  open: Map<string, RoomId>;
}

/** Sends one message after another until the server is gone. */
async function sendUntilDeath(
  child: MaruChild,
  person: Person,
  rooms: RoomId[],
  known: Known,
): Promise<void> {
  for (let n = 0; !child.over; n++) {
    const roomId = rooms[n % rooms.length] as RoomId;
    const id = newMessageId();
    known.open.set(id, roomId);
    await resend(person, known, id, roomId).catch(ignoreOutage);
  }
}

async function resend(
  person: Person,
  { acknowledged, open }: Known,
  id: string,
  roomId: RoomId,
): Promise<void> {
  acknowledged.set(id, await person.say(roomId, `글 ${id}`, id));
  open.delete(id);
}

/** A connection that broke, or an answer that asks to try again; anything else is a bug. */
function ignoreOutage(error: unknown): void {
  if (error instanceof CallRefused && !error.retryable) throw error;
}

/** Every acknowledged message is there once and as it was answered; places have no gap. */
function check(histories: Map<RoomId, ChatMessage[]>, { acknowledged }: Known): void {
  const stored = new Map<string, ChatMessage>();
  for (const history of histories.values()) {
    assert.deepEqual(
      history.map(({ seq }) => seq),
      upTo(history.length),
    );
    for (const message of history) {
      assert.ok(!stored.has(message.clientMessageId), 'stored once');
      stored.set(message.clientMessageId, message);
    }
  }
  for (const [id, message] of acknowledged) assert.deepEqual(stored.get(id), message);
}

test('whatever moment the process is killed at, an acknowledged message is neither lost nor doubled', async () => {
  await using folder = await temporaryFolder();
  const known: Known = { acknowledged: new Map(), open: new Map() };
  let person: Person | undefined;
  let rooms: RoomId[] = [];
  for (const round of upTo(rounds)) {
    await using child = await MaruChild.start(folder.path);
    const sender: Person = person?.at(child.url) ?? (await Person.join(child.url));
    if (!person) rooms = await openRooms(sender, await Person.join(child.url));
    person = sender;
    for (const [id, roomId] of known.open) await resend(sender, known, id, roomId);
    const histories = new Map<RoomId, ChatMessage[]>();
    for (const roomId of rooms) histories.set(roomId, await sender.history(roomId));
    check(histories, known);
    if (round === rounds) break;
    const sending = upTo(senders).map(() => sendUntilDeath(child, sender, rooms, known));
    await pause(20 + Math.random() * 150);
    await child.end('SIGKILL');
    await Promise.all(sending);
  }
  assert.ok(known.acknowledged.size > 100, `only ${known.acknowledged.size} messages were tried`);
});

async function openRooms(person: Person, other: Person): Promise<RoomId[]> {
  const rooms = await Promise.all(upTo(3).map(() => person.groupRoom([other])));
  return rooms.map(({ roomId }) => roomId);
}

test('SIGTERM under load ends cleanly, with code 0', async () => {
  await using folder = await temporaryFolder();
  await using child = await MaruChild.start(folder.path);
  const person = await Person.join(child.url);
  const rooms = await openRooms(person, await Person.join(child.url));
  await using device = await person.connect();
  const known: Known = { acknowledged: new Map(), open: new Map() };
  const sending = upTo(senders).map(() => sendUntilDeath(child, person, rooms, known));
  await pause(100);
  assert.equal(await child.end('SIGTERM'), 0);
  await Promise.all(sending);
  assert.equal(await device.socket.end(), 1012);
  assert.equal(child.errors, '');
});
