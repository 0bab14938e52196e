import { type RoomId, sendTo } from '../../backend/contract/index.ts';
import type { Device } from '../support/maru-device.ts';
import type { Person } from '../support/maru-person.ts';
import { inParallel, upTo } from '../support/maru-wait.ts';
import { befriend } from './pair.ts';
import type { Stage } from './stage.ts';
import { createWorld, type World, worldNames } from './world.ts';

export const oddNames = {
  ...worldNames,
  /** A friend to whom nobody has written yet. */
  silent: '백로',
  hidden: '숨은벗',
  blocked: '막은이',
  /** A friend who lets no message of mine through any more. */
  closed: '한결',
  /** A group of somebody else with more unread messages than fit on a screen. */
  news: '동네 소식',
} as const;

/** A world with everything that a screen can have to show, long and odd things included. */
export interface OddWorld extends World, AsyncDisposable {
  news: RoomId;
  /** Of Yejun, who is there. */
  device: Device;
}

export async function createOddWorld(stage: Stage): Promise<OddWorld> {
  const world = await createWorld(stage);
  await oddTalk(world);
  await oddFriends(stage, world);
  const news = await newsOf(world);
  const device = await there(world.yejun, 'online');
  const away = await there(world.maryam, 'away');
  return {
    ...world,
    news,
    device,
    [Symbol.asyncDispose]: async () => {
      for (const one of [device, away]) await one[Symbol.asyncDispose]();
    },
  };
}

async function there(person: Person, state: 'online' | 'away'): Promise<Device> {
  const device = await person.connect();
  await device.send(sendTo.presence, { state });
  return device;
}

async function oddTalk({ me, longName, maryam }: World): Promise<void> {
  await maryam.call('changeProfile', { body: { statusMessage: 'صباح الخير من بيروت' } });
  const { roomId } = await me.directRoom(maryam);
  await maryam.say(roomId, 'صباح الخير! كيف كان يومك؟ سأصل في الساعة العاشرة.');
  await me.say(roomId, `${'아주긴낱말'.repeat(12)} ${'https://example.com/'}${'path/'.repeat(30)}`);
  await maryam.say(roomId, 'ㅋ'.repeat(180));
  const { roomId: other } = await me.directRoom(longName);
  await longName.say(other, '긴 이야기입니다. '.repeat(120));
}

async function oddFriends(stage: Stage, { me, yejun }: World): Promise<void> {
  const { silent, hidden, blocked, closed } = oddNames;
  const people = await Promise.all([silent, hidden, blocked, closed].map((name) => stage.person(name)));
  for (const person of people) await befriend(me, person);
  const [, hiddenOne, blockedOne, closedOne] = people as [Person, Person, Person, Person];
  const change = (
    person: Person,
    body: { hidden?: true; blocked?: true; favourite?: true; alias?: string },
  ) => me.call('changeFriend', { params: { userId: person.userId }, body });
  await change(hiddenOne, { hidden: true });
  await change(blockedOne, { blocked: true });
  await change(yejun, { favourite: true });
  const { roomId } = await me.directRoom(closedOne);
  await closedOne.say(roomId, '이제 그만 연락해 주세요');
  await befriend(closedOne, me);
  await closedOne.call('changeFriend', { params: { userId: me.userId }, body: { blocked: true } });
}

async function newsOf({ me, yejun, longName }: World): Promise<RoomId> {
  const userIds = [me.userId, longName.userId];
  const { roomId } = await yejun.call('createRoom', {
    body: { kind: 'group', userIds, title: oddNames.news },
  });
  await me.say(roomId, '소식 기다릴게요');
  await inParallel(upTo(40), 8, (number) => yejun.say(roomId, `${number}번째 동네 소식을 전해요`));
  await me.call('changeRoomSettings', { params: { roomId }, body: { muted: true, favourite: true } });
  return roomId;
}
