import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unreadNumber } from '../../../desktop/client/index.ts';
import { ClientUser } from '../../support/client-user.ts';
import { startTestMaru, type TestMaru } from '../../support/maru-server.ts';
import { until, upTo } from '../../support/maru-wait.ts';

let maru: TestMaru;
before(async () => {
  maru = await startTestMaru({ services: ['user', 'friend', 'chat', 'front'] });
});
after(() => maru[Symbol.asyncDispose]());

/** Somebody with an open room, and the one who writes in it. */
async function listening() {
  const ann = await ClientUser.join(maru.url);
  const ben = await maru.person();
  const { roomId } = await ben.directRoom({ ...ben, userId: ann.userId } as typeof ben);
  await ann.open(roomId);
  return { ann, ben, roomId };
}

/** Every state of the window that the view could have shown. */
function watchSeqs(ann: ClientUser, roomId: Parameters<ClientUser['seqs']>[0]): number[][] {
  const shown: number[][] = [];
  ann.client.stores.messages.subscribe(() => shown.push(ann.seqs(roomId)));
  return shown;
}

test('a message that the connection lost is fetched before the one behind it is shown', async () => {
  const { ann, ben, roomId } = await listening();
  await using _ = ann;
  const shown = watchSeqs(ann, roomId);
  await ben.say(roomId, '하나');
  await ann.sees(roomId, '하나');
  ann.network.lose((frame) => frame.includes('둘') || frame.includes('셋'));
  await ben.say(roomId, '둘');
  await ben.say(roomId, '셋');
  await ben.say(roomId, '넷');
  await ann.sees(roomId, '넷');
  assert.deepEqual(ann.texts(roomId), ['하나', '둘', '셋', '넷']);
  for (const seqs of shown) assert.deepEqual(seqs, upTo(seqs.length));
});

test('what happened while away is caught up, in the open room and in the list', async () => {
  const { ann, ben, roomId } = await listening();
  await using _ = ann;
  const { roomId: other } = await ben.groupRoom([{ ...ben, userId: ann.userId } as typeof ben]);
  await until('the other room', () => ann.room(other));
  ann.network.cut();
  await until('being offline', () => ann.connection.status === 'offline');
  for (const number of upTo(260)) await ben.say(roomId, `${number}`);
  await ben.say(other, '여기도');
  ann.network.mend();
  ann.actions.reconnect();
  await ann.sees(roomId, '260');
  assert.deepEqual(ann.seqs(roomId), upTo(260));
  await until('the list', () => ann.room(other)?.unread === 1 && ann.room(roomId)?.unread === 260);
  await ben.say(roomId, '다시 바로');
  await ann.sees(roomId, '다시 바로');
});

test('a room made while away is live after coming back', async () => {
  await using ann = await ClientUser.join(maru.url);
  const ben = await maru.person();
  ann.network.cut();
  await until('being offline', () => ann.connection.status === 'offline');
  const { roomId } = await ben.directRoom({ ...ben, userId: ann.userId } as typeof ben);
  ann.network.mend();
  await until('the new room', () => ann.room(roomId));
  await ben.say(roomId, '안녕');
  await until('its message', () => ann.room(roomId)?.unread === 1);
});

test('a message that is delivered twice is shown once', async () => {
  const { ann, ben, roomId } = await listening();
  await using _ = ann;
  const clientMessageId = '01890000-0000-7000-8000-00000000abcd';
  await ben.say(roomId, '한 번', clientMessageId);
  await ann.sees(roomId, '한 번');
  await ben.say(roomId, '한 번', clientMessageId);
  ann.network.drop();
  await until('being away', () => ann.connection.status !== 'online');
  await ben.say(roomId, '끝');
  await ann.sees(roomId, '끝');
  assert.deepEqual(ann.texts(roomId), ['한 번', '끝']);
});

test('a closed room shows at once when it is opened again, and then what is new', async () => {
  const { ann, ben, roomId } = await listening();
  await using _ = ann;
  await ben.say(roomId, '전');
  await ann.sees(roomId, '전');
  ann.actions.closeRoom(roomId);
  ann.network.lose((frame) => frame.includes('후'));
  await ben.say(roomId, '후');
  const opening = ann.open(roomId);
  assert.deepEqual(ann.texts(roomId), ['전']);
  await opening;
  assert.deepEqual(ann.texts(roomId), ['전', '후']);
});

test('attempts to connect grow apart while the front is away', async () => {
  await using ann = await ClientUser.join(maru.url);
  const before = ann.network.connections;
  ann.network.cut();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  const tried = ann.network.connections - before;
  assert.ok(tried >= 2 && tried <= 7, `${tried} attempts`);
  assert.equal(ann.session.status, 'loggedIn', 'being offline logs nobody out');
  ann.network.mend();
  await ann.online();
});

test('whoever wrote a message that came only by catching up is not counted as unread', async () => {
  await using ann = await ClientUser.join(maru.url);
  const [ben, eve] = [await maru.person(), await maru.person()];
  const { roomId } = await ben.groupRoom([eve, { ...ben, userId: ann.userId } as typeof ben]);
  await ann.open(roomId);
  ann.network.lose((frame) => frame.includes('놓친 말'));
  await ben.say(roomId, '놓친 말');
  await eve.say(roomId, '온 말');
  await ann.sees(roomId, '놓친 말', '온 말');
  assert.equal(ann.marks(roomId)[ben.userId]?.readSeq, 1);
  assert.equal(unreadNumber(1, ann.marks(roomId)), 1, 'only the reader herself has not looked');
});
