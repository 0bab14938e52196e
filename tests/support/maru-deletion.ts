import { randomUUID } from 'node:crypto';
import type { Alert, DeletionId, DeletionProgress, UserId } from '../../backend/contract/index.ts';
import { call } from './maru-call.ts';
import { newMessageId, Person } from './maru-person.ts';
import { until } from './maru-wait.ts';

/** Asks for it. */
export const deleteAccount = (person: Person) =>
  person.call('deleteAccount', { body: { password: person.password } });

export const progressOf = (maru: { url: string }, deletionId: DeletionId): Promise<DeletionProgress> =>
  call(maru, 'deletion', { params: { deletionId } });

/** The progress once everybody has reported. */
export const completed = (maru: { url: string }, deletionId: DeletionId): Promise<DeletionProgress> =>
  until(
    'the deletion to be complete',
    async () => {
      const progress = await progressOf(maru, deletionId);
      return progress.completedAt === undefined ? undefined : progress;
    },
    20_000,
  );

/** What keeps a service's alerts and lines, however they get there. */
export interface Keepers {
  keepAlert(alert: Alert): Promise<void>;
  keepLine(userId: UserId): Promise<void>;
}

/** Words that stand in what `live` leaves behind, beside the names and ids of who leaves. */
export const secretWords = ['떠나는상태말', '비밀문장', '비밀쪽지'];

/** Leaves traces of a person wherever one can, among friends. */
export async function live([leaving, friend, third]: [Person, Person, Person], keepers: Keepers) {
  await leaving.call('changeProfile', { body: { statusMessage: '떠나는상태말' } });
  await leaving.call('addFriend', { params: { userId: friend.userId } });
  await friend.call('addFriend', { params: { userId: leaving.userId } });
  const direct = await leaving.directRoom(friend);
  const group = await leaving.groupRoom([friend, third]);
  const params = { roomId: group.roomId };
  await leaving.call('changeRoom', { params, body: { notice: '안내' } });
  for (const { roomId } of [direct, group]) await leaving.say(roomId, '비밀문장 하나');
  const { seq } = await friend.say(group.roomId, '남는 말');
  await leaving.call('addReaction', { params: { roomId: group.roomId, seq, emoji: '👍' } });
  await leaving.call('keepBookmark', { params: { roomId: group.roomId, seq }, body: { note: '비밀쪽지' } });
  await friend.call('sendMessage', {
    params,
    body: {
      clientMessageId: newMessageId(),
      message: '@너 어디',
      replyTo: seq,
      mentions: [{ userId: leaving.userId, start: 0, length: 2 }],
    },
  });
  await leaving.call('moveReadPosition', { params, body: { seq } });
  const evidence = { messageIds: [], count: 30, within: 9_000 };
  const at = new Date().toISOString();
  const alert = { alertId: randomUUID(), userId: leaving.userId, roomId: group.roomId, at, evidence };
  await keepers.keepAlert({ ...alert, rule: 'flooding' });
  await keepers.keepLine(leaving.userId);
  await until('the alert', async () => (await leaving.call('alerts', { query: {} })).alerts.length === 1);
  await Person.logIn(leaving.url, leaving.userId, 'a wrong password').catch(() => {});
}
