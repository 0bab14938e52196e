import type { Profile, UserId } from '../../../backend/contract/index.ts';
import type { FriendEntry } from '../../client/index.ts';

const rows = [
  ['minsu.kim', '김민수', '오늘도 좋은 하루 ☀️', 'preset:1'],
  ['younghee', '이영희', '', ''],
  ['park.jh', '박지훈', '회의 중입니다. 급한 일은 전화 주세요', 'preset:3'],
  ['haneul', '정하늘', '제주도 여행 중 🍊', 'preset:6'],
  ['soyeon', '최소연', '책 추천 받아요', ''],
  ['dohyun', '강도현', '', 'preset:10'],
  ['alice.w', 'Alice Walker', 'Seoul ↔ London', ''],
  ['garam', '윤가람', '고양이 두 마리와 살아요', 'preset:7'],
  ['jiwoo', '한지우', '', ''],
  ['seojun', '오서준', '운동은 내일부터', 'preset:12'],
  ['narae', '서나래', '', 'preset:4'],
  [
    'tester01',
    '가나다라마바사아자차카타파하 아주 긴 이름을 가진 사람',
    '상태 메시지도 아주 길게 적어 두어서 한 줄에 다 들어가지 않습니다',
    '',
  ],
] as const;

export const me: Profile = {
  userId: 'maru.me' as UserId,
  nickname: '나마루',
  statusMessage: '마루에서 뒹굴뒹굴',
  avatar: 'preset:8',
};

export const people: readonly Profile[] = rows.map(([userId, nickname, statusMessage, avatar]) => ({
  userId: userId as UserId,
  nickname,
  statusMessage,
  avatar,
}));

export const friends: readonly FriendEntry[] = people.map((person, index) => ({
  userId: person.userId,
  favourite: index === 0 || index === 3,
  blocked: false,
  alias: index === 4 ? '소연이' : '',
  since: '2026-10-01T00:00:00.000Z',
}));

export const byId = <T extends { userId: string }>(list: readonly T[]): Record<string, T> =>
  Object.fromEntries(list.map((item) => [item.userId, item]));
