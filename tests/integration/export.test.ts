import { strict as assert } from 'node:assert';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import type { ChatMessage, Room } from '../../backend/contract/index.ts';
import type { Person } from '../support/maru-person.ts';
import { refusedCode } from '../support/maru-raw.ts';
import { startTestMaru, type TestMaru } from '../support/maru-server.ts';
import { inParallel, upTo } from '../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru();
});
after(() => maru[Symbol.asyncDispose]());

/** The files of a person's export, parsed. */
async function exported({ url, tokens }: Person): Promise<Map<string, unknown[]>> {
  const headers = { authorization: `Bearer ${tokens.accessToken}` };
  const response = await fetch(`${url}/users/me/export`, { headers });
  assert.equal(response.status, 200);
  assert.match(String(response.headers.get('content-type')), /^application\/zip/);
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const text = new TextDecoder('utf-8', { fatal: true });
  return new Map(Object.entries(files).map(([name, bytes]) => [name, JSON.parse(text.decode(bytes))]));
}

test('a new account has its profile, its session and empty lists', async () => {
  const person = await maru.person('새싹 🌱');
  const files = await exported(person);
  assert.deepEqual(
    [...files.keys()],
    ['profile.json', 'sessions.json', 'friends.json', 'alerts.json', 'bookmarks.json', 'rooms.json'],
  );
  assert.deepEqual(files.get('profile.json'), [await person.call('me')]);
  assert.equal(files.get('sessions.json')?.length, 1);
  for (const name of ['friends', 'alerts', 'bookmarks', 'rooms'])
    assert.deepEqual(files.get(`${name}.json`), []);
});

test('everything of one’s own is in it, page after page, and nothing that others wrote', async () => {
  const [person, friend] = [await maru.person(), await maru.person()];
  await person.call('addFriend', { params: { userId: friend.userId } });
  const busy = await person.groupRoom([friend]);
  const quiet = await person.directRoom(friend);
  await inParallel(upTo(450), 50, (number) =>
    (number % 9 === 0 ? friend : person).say(busy.roomId, `${number}번째 말`),
  );
  const { seq } = await friend.say(quiet.roomId, '남의 말');
  await person.call('keepBookmark', { params: { roomId: quiet.roomId, seq }, body: { note: '쪽지' } });
  const files = await exported(person);
  const own = files.get(`messages/${busy.roomId}.json`) as ChatMessage[];
  const history = (await person.history(busy.roomId)).filter(({ userId }) => userId === person.userId);
  assert.equal(own.length, 400);
  assert.deepEqual(own, history);
  assert.deepEqual(files.get(`messages/${quiet.roomId}.json`), []);
  const rooms = files.get('rooms.json') as Room[];
  assert.deepEqual(rooms.map(({ roomId }) => roomId).sort(), [busy.roomId, quiet.roomId].sort());
  assert.deepEqual(files.get('friends.json'), (await person.call('friends', { query: {} })).friends);
  assert.deepEqual(files.get('bookmarks.json'), (await person.call('bookmarks', { query: {} })).bookmarks);
});

test('more rooms than a page has are all there', async () => {
  const person = await maru.person();
  const friend = await maru.person();
  const made = await inParallel(upTo(205), 40, () => person.groupRoom([friend]));
  const files = await exported(person);
  assert.equal(files.get('rooms.json')?.length, 205);
  for (const { roomId } of made) assert.ok(files.has(`messages/${roomId}.json`));
});

test('nobody exports without a log-in', async () => {
  assert.equal(await refusedCode(maru.url, 'nonsense', { path: '/users/me/export' }), 'unauthenticated');
});
