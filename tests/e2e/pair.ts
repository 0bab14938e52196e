import type { Room, RoomId } from '../../backend/contract/index.ts';
import type { Person } from '../support/maru-person.ts';
import type { Stage } from './stage.ts';
import type { Look, Visitor } from './visitor.ts';

/** Two friends at their pages, with a direct room and a group of the two. */
export interface Pair {
  hana: Visitor;
  dul: Visitor;
  people: { hana: Person; dul: Person };
  direct: RoomId;
  group: Room;
}

export const names = { hana: '김하나', dul: '강미래', group: '주말 산책' } as const;

/** The two, their rooms and what they have said so far; nobody is at a page yet. */
export async function seatPair(stage: Stage): Promise<Pick<Pair, 'people' | 'direct' | 'group'>> {
  const [hana, dul] = await Promise.all([stage.person(names.hana), stage.person(names.dul)]);
  await Promise.all([befriend(hana, dul), befriend(dul, hana)]);
  const direct = await hana.directRoom(dul);
  const group = await hana.call('createRoom', {
    body: { kind: 'group', userIds: [dul.userId], title: names.group },
  });
  await hana.say(direct.roomId, '처음');
  await hana.say(group.roomId, '모두 모였어요');
  return { people: { hana, dul }, direct: direct.roomId, group };
}

/** Both are logged in; neither has a room open. */
export async function openPair(stage: Stage, look: Partial<Look> = {}): Promise<Pair> {
  const seated = await seatPair(stage);
  const { people } = seated;
  const [hana, dul] = await Promise.all([stage.enter(people.hana, look), stage.enter(people.dul, look)]);
  return { ...seated, hana, dul };
}

export const befriend = (one: Person, other: Person) =>
  one.call('addFriend', { params: { userId: other.userId } });

/** Both look at their direct room. */
export async function meet({ hana, dul }: Pair): Promise<void> {
  await Promise.all([hana.openChat(names.dul), dul.openChat(names.hana)]);
}

/** Both look at the group. */
export async function gather({ hana, dul }: Pair): Promise<void> {
  await Promise.all([hana.openChat(names.group), dul.openChat(names.group)]);
}
