import type { ChatMessage, Room, RoomId } from '../../backend/contract/index.ts';
import { newMessageId, type Person } from '../support/maru-person.ts';
import { befriend } from './pair.ts';
import type { Stage } from './stage.ts';

/** Some people and their conversations. */
export interface World {
  me: Person;
  /** Three friends of mine. */
  yejun: Person;
  longName: Person;
  maryam: Person;
  /** With Yejun. */
  direct: RoomId;
  /** With all of them; it is mine. */
  group: RoomId;
}

export const worldNames = {
  me: '윤서하',
  friend: '도예준',
  long: '가나다라마바사아자차카타파하가나다라마바사아자차카타파하가나',
  arabic: 'مريم الصباغ',
  group: '주말 산책 모임',
  longGroup: 'A group whose name is as long as names may be, sixty in all',
} as const;

export type WorldNames = { readonly [K in keyof typeof worldNames]: string };

export async function createWorld(stage: Stage, names: WorldNames = worldNames): Promise<World> {
  const { me: myName, friend, long, arabic } = names;
  const [me, yejun, longName, maryam] = (await Promise.all(
    [myName, friend, long, arabic].map((name) => stage.person(name)),
  )) as [Person, Person, Person, Person];
  for (const other of [yejun, longName, maryam])
    await Promise.all([befriend(me, other), befriend(other, me)]);
  await yejun.call('changeProfile', { body: { statusMessage: '오늘도 한 걸음씩', avatar: 'preset:3' } });
  await maryam.call('changeProfile', { body: { statusMessage: '좋은 아침이에요', avatar: 'preset:6' } });
  const direct = await directTalk(me, yejun);
  const group = await groupTalk(names, me, yejun, longName, maryam);
  await memos(me);
  return { me, yejun, longName, maryam, direct, group };
}

async function directTalk(me: Person, yejun: Person): Promise<RoomId> {
  const { roomId } = await me.directRoom(yejun);
  await yejun.say(roomId, '이번 주말에 산책 갈래요? 단풍이 다 들었대요');
  const asked = await me.say(roomId, '좋아요! 어디로 갈까요?');
  const place = await yejun.say(
    roomId,
    '강가 길이 좋아요. 지도는 여기 있어요 https://example.com/map/riverside',
  );
  await me.call('keepBookmark', {
    params: { roomId, seq: place.seq },
    body: { labels: ['약속', '주말'], note: '열 시까지 나가기' },
  });
  await yejun.call('addReaction', { params: { roomId, seq: asked.seq, emoji: '👍' } });
  await me.say(roomId, '👟');
  const wrong = await me.say(roomId, '아홉 시');
  await me.call('unsendMessage', { params: { roomId, seq: wrong.seq } });
  const time = await me.say(roomId, '열 시에 만나요');
  await me.call('editMessage', {
    params: { roomId, seq: time.seq },
    body: { message: '열 시에 다리 앞에서 만나요' },
  });
  await answer(yejun, roomId, time, '네, **꼭** 갈게요. 따뜻하게 입고 와요');
  return roomId;
}

async function groupTalk(
  names: WorldNames,
  me: Person,
  ...others: [Person, Person, Person]
): Promise<RoomId> {
  const [yejun, longName, maryam] = others;
  const userIds = others.map(({ userId }) => userId);
  await me.call('createRoom', {
    body: { kind: 'group', userIds: userIds.slice(0, 2), title: names.longGroup },
  });
  const group: Room = await me.call('createRoom', {
    body: { kind: 'group', userIds, title: names.group },
  });
  const { roomId } = group;
  await me.call('changeRoom', {
    params: { roomId },
    body: {
      notice:
        '토요일 열 시, 다리 앞에서 만나요. 비가 오면 일요일로 미룹니다. 따뜻한 음료를 하나씩 가져와 주세요.',
    },
  });
  await longName.say(roomId, '준비물 목록이에요\n```\n물 2병\n간식\n우산\n```');
  const wish = await me.say(roomId, '사진기를 가져올 사람 있나요?');
  for (const emoji of ['👍', '❤️', '😂', '🎉', '🚀', '🍁', '☕', '🐻', '🌧️', '👨‍👩‍👧', '🇰🇷', '✨'])
    await yejun.call('addReaction', { params: { roomId, seq: wish.seq, emoji } });
  await me.call('addReaction', { params: { roomId, seq: wish.seq, emoji: '🎉' } });
  await maryam.say(roomId, 'I can bring mine 📷');
  const mention = `@${names.me} 우산도 부탁해요`;
  await yejun.call('sendMessage', {
    params: { roomId },
    body: {
      clientMessageId: newMessageId(),
      message: mention,
      mentions: [{ userId: me.userId, start: 0, length: names.me.length + 1 }],
    },
  });
  await yejun.call('sendMessage', {
    params: { roomId },
    body: { clientMessageId: newMessageId(), message: '내일은 맑고 바람이 분대요', forwarded: true },
  });
  await answer(me, roomId, wish, '제 것도 가져갈게요');
  await longName.say(roomId, '모두 고마워요 🙌');
  return roomId;
}

async function memos(me: Person): Promise<void> {
  const { roomId } = await me.call('createRoom', { body: { kind: 'self' } });
  await me.say(roomId, '우유, 달걀, 식빵');
  await me.say(roomId, '읽을 글 https://example.com/essay/walking');
}

const answer = (person: Person, roomId: RoomId, to: ChatMessage, message: string) =>
  person.call('sendMessage', {
    params: { roomId },
    body: { clientMessageId: newMessageId(), message, replyTo: to.seq },
  });
