import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type {
  Alert,
  ClientMessageId,
  MessageId,
  Profile,
  RoomId,
  SessionId,
  UserId,
} from '../../backend/contract/index.ts';
import type {
  Account,
  MessageRecord,
  ParticipantRecord,
  RoomRecord,
  SessionRecord,
} from '../../backend/ports/index.ts';
import { unique } from './subject.ts';

export const newUserId = (): UserId => unique('u') as UserId;
export const newRoomId = (): RoomId => unique('room-') as RoomId;
export const newClientMessageId = (): ClientMessageId => v7() as ClientMessageId;

/** Texts that have broken engines before. */
export const oddTexts = [
  '',
  ' ',
  '안녕하세요, 마루!',
  '각'.normalize('NFD'),
  '👩‍👩‍👧‍👦🏴󠁧󠁢󠁳󠁣󠁴󠁿',
  `"quotes" 'and' \\backslashes\\ and \`ticks\``,
  'line\nbreak\r\n\ttab',
  '%_*?[]{}()$.$',
  '{"json": [1, null]}',
  '\u202eright to left\u202c \u0001\u001f\u007f\ufeff',
  '__proto__',
];

export const message = (given: Partial<MessageRecord> = {}): MessageRecord => ({
  roomId: newRoomId(),
  seq: 1,
  textCount: given.seq ?? 1,
  messageId: v7() as MessageId,
  clientMessageId: newClientMessageId(),
  userId: newUserId(),
  nickname: '마루',
  message: '점심 먹었어요?',
  kind: 'text',
  createdAt: '2026-11-23T04:05:06.789Z',
  ...given,
});

/** Messages 1 to `count` of a room. */
export const conversation = (roomId: RoomId, count: number): MessageRecord[] =>
  Array.from({ length: count }, (_, at) => message({ roomId, seq: at + 1, message: `${at + 1}번째` }));

export const account = (given: Partial<Account> = {}): Account => ({
  userId: newUserId(),
  nickname: '마루',
  statusMessage: '오늘도 화이팅 💪',
  avatar: 'preset:7',
  passwordHash: '$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA',
  createdAt: 1_795_000_000_123,
  ...given,
});

export const session = (given: Partial<SessionRecord> = {}): SessionRecord => ({
  sessionId: v7() as SessionId,
  userId: newUserId(),
  device: '마루의 맥북',
  generation: 1,
  createdAt: 1_795_000_000_123,
  rotatedAt: 1_795_000_000_123,
  ...given,
});

export const profile = (given: Partial<Profile> = {}): Profile => ({
  userId: newUserId(),
  nickname: '하루',
  statusMessage: '',
  avatar: '',
  ...given,
});

export const room = (given: Partial<RoomRecord> = {}): RoomRecord => ({
  roomId: newRoomId(),
  kind: 'group',
  title: '점심 모임',
  owner: newUserId(),
  createdAt: 1_795_000_000_123,
  changes: 0,
  ...given,
});

export const participant = (roomId: RoomId, userId: UserId): ParticipantRecord => ({
  roomId,
  userId,
  joinedSeq: 0,
  joinedTextCount: 0,
  readSeq: 0,
  readTextCount: 0,
  muted: false,
  favourite: false,
});

/** An alert so many milliseconds after the others. */
export const alertAt = (userId: UserId, milliseconds: number): Alert => ({
  alertId: randomUUID(),
  userId,
  rule: 'flooding',
  roomId: newRoomId(),
  at: new Date(1_795_000_000_000 + milliseconds).toISOString(),
  evidence: {
    messageIds: Array.from({ length: 10 }, () => randomUUID() as MessageId),
    count: 30,
    within: 9_000,
  },
});
