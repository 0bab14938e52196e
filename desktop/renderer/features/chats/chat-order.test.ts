import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RoomId } from '../../../../backend/contract/index.ts';
import { chatOrder, filteredChats } from './chat-order.ts';

const room = (
  roomId: string,
  {
    kind = 'group',
    unread = 0,
    favourite = false,
  }: Partial<Parameters<typeof filteredChats>[0][number]> = {},
) => ({ roomId: roomId as RoomId, kind, unread, favourite });

const idsOf = (rooms: readonly { roomId: string }[]) => rooms.map(({ roomId }) => roomId);

test('pinned chats stand first, otherwise the order stays', () => {
  const byId = {
    a: room('a'),
    b: room('b', { favourite: true }),
    c: room('c'),
    d: room('d', { favourite: true }),
  };
  assert.deepEqual(idsOf(chatOrder(['a', 'b', 'gone', 'c', 'd'], byId)), ['b', 'd', 'a', 'c']);
});

test('a filter shows its chats only, and the open one stays among the unread', () => {
  const rooms = [
    room('self', { kind: 'self' }),
    room('direct', { kind: 'direct', unread: 2 }),
    room('group', { favourite: true }),
    room('other', { unread: 1 }),
  ];
  const shown = (filter: Parameters<typeof filteredChats>[1], open?: string) =>
    idsOf(filteredChats(rooms, filter, open)).join(' ');
  assert.equal(shown('all'), 'self direct group other');
  assert.equal(shown('unread'), 'direct other');
  assert.equal(shown('unread', 'group'), 'direct group other');
  assert.equal(shown('direct', 'group'), 'self direct');
  assert.equal(shown('group'), 'group other');
  assert.equal(shown('pinned'), 'group');
});
