import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import { startTranslation } from '../../i18n/start-translation.ts';
import { createConversationText } from './conversation-text.ts';

const at = (day: number, hour: number, minute: number): string =>
  new Date(2026, 10, day, hour, minute).toISOString();

const said = (message: string, more: object = {}): ChatMessage =>
  ({
    userId: 'hana',
    nickname: '김하나',
    message,
    kind: 'text',
    createdAt: at(23, 15, 12),
    ...more,
  }) as ChatMessage;

const writer = (language: 'ko' | 'en' = 'ko') =>
  createConversationText({
    t: startTranslation(language).t,
    language,
    nameOf: (userId, fallback) => (userId === 'dul' ? '둘째' : (fallback ?? userId)),
  });

const line = (message: ChatMessage): string | undefined => writer().next([message]).split('\n').at(2);

test('days are headings, each message is a line with name and time, over pages, too', () => {
  const text = writer();
  assert.equal(
    text.title('주말 산책', at(24, 9, 5)),
    '주말 산책\n저장한 때: 2026년 11월 24일 화요일 오전 9:05\n',
  );
  assert.equal(
    text.next([said('안녕'), said('잘 지내요?', { createdAt: at(23, 15, 13) })]),
    '\n--------------- 2026년 11월 23일 월요일 ---------------\n' +
      '[김하나] [오후 3:12] 안녕\n[김하나] [오후 3:13] 잘 지내요?\n',
  );
  assert.equal(
    text.next([said('밤이에요', { createdAt: at(23, 23, 59) }), said('아침', { createdAt: at(24, 0, 0) })]),
    '[김하나] [오후 11:59] 밤이에요\n\n' +
      '--------------- 2026년 11월 24일 화요일 ---------------\n[김하나] [오전 12:00] 아침\n',
  );
});

test('people are called as the reader calls them', () => {
  assert.equal(line(said('네', { userId: 'dul', nickname: '강미래' })), '[둘째] [오후 3:12] 네');
});

test('answers, edits, what was passed on and what was unsent are marked', () => {
  const replyTo = { userId: 'dul', nickname: '강미래', seq: 1, message: '언제\n만나요?' };
  assert.equal(
    line(said('열 시요', { replyTo })),
    '[김하나] [오후 3:12] (둘째 님에게 답장: 언제 만나요?) 열 시요',
  );
  assert.equal(
    line(said('열 시요', { replyTo: { ...replyTo, message: '', unsentAt: at(23, 15, 0) } })),
    '[김하나] [오후 3:12] (둘째 님에게 답장: 삭제된 메시지예요) 열 시요',
  );
  assert.equal(line(said('열한 시', { editedAt: at(23, 15, 14) })), '[김하나] [오후 3:12] 열한 시 (수정됨)');
  assert.equal(line(said('소식', { forwarded: true })), '[김하나] [오후 3:12] (전달된 메시지) 소식');
  assert.equal(line(said('', { unsentAt: at(23, 15, 14) })), '[김하나] [오후 3:12] 삭제된 메시지예요');
});

test('what happened in the room is said in words', () => {
  const note = (system: object) => said('', { kind: 'system', system });
  const people = [{ userId: 'set', nickname: 'Seth' }];
  assert.equal(line(note({ type: 'joined', people })), '김하나 님이 Seth 님을 초대했어요');
  assert.equal(line(note({ type: 'left', people })), 'Seth 님이 나갔어요');
  assert.equal(line(note({ type: 'notice', people: [], text: '' })), '김하나 님이 공지를 내렸어요');
});

test('it speaks the language of the app', () => {
  const text = writer('en')
    .next([said('hi', { editedAt: at(23, 15, 14) })])
    .replaceAll('\u202f', ' ');
  assert.equal(
    text,
    '\n--------------- Monday, November 23, 2026 ---------------\n[김하나] [3:12 PM] hi (edited)\n',
  );
});
