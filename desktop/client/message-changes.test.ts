import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatMessage, RoomId, UserId } from '../../backend/contract/index.ts';
import { changedBy } from './message-changes.ts';

const [maru, haru] = ['maru', 'haru'] as UserId[] as [UserId, UserId];
const place = { roomId: 'room' as RoomId, seq: 3 };
const message = { ...place, userId: maru, nickname: '마루', message: '안녕', kind: 'text' } as ChatMessage;
const answer = { ...message, seq: 4, replyTo: { seq: 3, userId: maru, nickname: '마루', message: '안녕' } };
const react = (userId: UserId, emoji: string, on: boolean) =>
  changedBy({ type: 'reacted', ...place, userId, emoji, on });

test('an edit changes the message and the quotes of it, and nothing else', () => {
  const edit = changedBy({ type: 'edited', ...place, message: '안녕히', editedAt: '2' });
  assert.equal(edit(message).message, '안녕히');
  assert.equal(edit(answer).replyTo?.message, '안녕히');
  const other = { ...message, seq: 9 };
  assert.equal(edit(other), other);
});

test('an older edit that arrives late changes nothing, and unsent stays unsent', () => {
  const late = changedBy({ type: 'edited', ...place, message: '처음', editedAt: '1' });
  const newer = { ...message, message: '나중', editedAt: '2' };
  assert.equal(late(newer), newer);
  const unsent = { ...message, message: '', unsentAt: '2' };
  assert.equal(late(unsent), unsent);
});

test('what is unsent loses its text, its mentions and its reactions', () => {
  const unsend = changedBy({ type: 'unsent', ...place, unsentAt: '5' });
  const full = { ...message, mentions: [], reactions: [{ emoji: '👍', userIds: [haru] }] };
  assert.deepEqual(unsend(full), { ...message, message: '', unsentAt: '5' });
  assert.deepEqual(unsend(answer).replyTo, { ...answer.replyTo, message: '', unsentAt: '5' });
});

test('reactions come and go, each once per person', () => {
  const once = react(haru, '👍', true)(message);
  assert.deepEqual(once.reactions, [{ emoji: '👍', userIds: [haru] }]);
  assert.deepEqual(react(haru, '👍', true)(once), once);
  const both = react(maru, '👍', true)(once);
  assert.deepEqual(both.reactions, [{ emoji: '👍', userIds: [haru, maru] }]);
  assert.deepEqual(react(haru, '👍', false)(both).reactions, [{ emoji: '👍', userIds: [maru] }]);
  assert.deepEqual(react(haru, '👍', false)(once).reactions, []);
});
