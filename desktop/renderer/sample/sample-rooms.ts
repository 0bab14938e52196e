import type {
  ChatMessage,
  ClientMessageId,
  MessageId,
  RoomId,
  UserId,
} from '../../../backend/contract/index.ts';
import type { RoomEntry } from '../../client/index.ts';
import { me, people } from './sample-people.ts';

const words = [
  '점심 뭐 먹을까요?',
  '저는 김치찌개요!',
  '👍',
  '어제 말한 자료 여기 있어요 https://example.com/docs/2026/plan?id=42 확인 부탁드려요.',
  '네',
  '오늘 회의는 세 시에서 네 시로 옮겼습니다. 늦지 않게 와 주세요. 그리고 지난번에 이야기한 일정표도 같이 보면 좋겠어요.',
  'ㅋㅋㅋㅋㅋㅋ',
  '그럼 이따 봐요~\n비 온다니까 우산 챙기세요',
  'See you at 7 then! Text me when you get there.',
  '🎉🎉',
  `긴 글이에요. ${'마루는 나무로 깐 바닥이고, 사람들이 둘러앉아 이야기하는 자리입니다. '.repeat(24)}`,
];

export const text = (seq: number): string => words[seq % words.length] ?? '';

export function message(
  roomId: RoomId,
  seq: number,
  userId: UserId,
  at: number,
  body = text(seq),
): ChatMessage {
  return {
    roomId,
    seq,
    messageId: `${roomId}-m-${seq}` as MessageId,
    clientMessageId: `${roomId}-c-${seq}` as ClientMessageId,
    userId,
    nickname: people.find((person) => person.userId === userId)?.nickname ?? me.nickname,
    message: body,
    kind: 'text',
    createdAt: new Date(at).toISOString(),
  };
}

/** `count` messages up to now, a few hundred for each day, by the people of the room in turns. */
export function history(roomId: RoomId, userIds: readonly UserId[], count: number): ChatMessage[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, index) => {
    const seq = index + 1;
    const author = userIds[Math.floor(seq / 2.4) % userIds.length] ?? me.userId;
    return message(roomId, seq, author, now - (count - seq) * 47_000 - (count - seq > 12 ? 86_400_000 : 0));
  });
}

interface RoomPlan {
  others: number;
  kind?: RoomEntry['kind'];
  title?: string;
  unread?: number;
  muted?: boolean;
  favourite?: boolean;
  last: string;
  daysAgo: number;
}

const plans: readonly RoomPlan[] = [
  {
    others: 4,
    title: '제주 여행 준비방',
    unread: 3,
    favourite: true,
    last: '비행기 표 예매했어요! 확인해 주세요',
    daysAgo: 0,
  },
  { others: 1, last: '그럼 이따 봐요~', daysAgo: 0 },
  { others: 1, unread: 128, last: '사진 잘 받았어 고마워', daysAgo: 0 },
  {
    others: 3,
    unread: 1042,
    muted: true,
    last: '다들 주말 잘 보내세요. 다음 주에는 새 일정이 있으니 공지를 꼭 읽어 주세요!',
    daysAgo: 1,
  },
  { others: 0, kind: 'self', last: '우유, 달걀, 대파', daysAgo: 3 },
  { others: 2, last: 'See you at 7 then!', daysAgo: 400 },
];

/** The rooms of the sample; the first one is `room1`. */
export const rooms: readonly RoomEntry[] = plans.map((plan, index) => {
  const roomId = `room${index + 1}` as RoomId;
  const others = people.slice(index, index + plan.others).map((person) => person.userId);
  const at = Date.now() - plan.daysAgo * 86_400_000 - index * 600_000;
  return {
    roomId,
    kind: plan.kind ?? (plan.others === 1 ? 'direct' : 'group'),
    title: plan.title ?? '',
    createdAt: '2026-10-01T00:00:00.000Z',
    participantCount: plan.others + 1,
    participantIds: [me.userId, ...others],
    notice: null,
    lastMessage: message(roomId, 60, others[0] ?? me.userId, at, plan.last),
    lastSeq: 60,
    readSeq: 60 - Math.min(plan.unread ?? 0, 60),
    unread: plan.unread ?? 0,
    muted: plan.muted ?? false,
    favourite: plan.favourite ?? false,
  };
});
