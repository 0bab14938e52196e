import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTranslation } from '../../i18n/start-translation.ts';
import { notificationWords, type Told } from './notification-words.ts';

const { t } = startTranslation('ko');
const words = (told: Partial<Told>, preview = true) =>
  notificationWords(
    { room: '이두리', sender: undefined, text: '안녕하세요', unread: 1, ...told },
    preview,
    t,
  );

test('a direct room tells the person and the words', () => {
  assert.deepEqual(words({}), { title: '이두리', body: '안녕하세요' });
});

test('a group tells also who wrote', () => {
  assert.deepEqual(words({ room: '산책', sender: '이두리' }), { title: '산책', body: '이두리: 안녕하세요' });
});

test('the second message comes with a count', () => {
  assert.equal(words({ unread: 2 }).title, '이두리 (2)');
});

test('without a preview no word of the message is told', () => {
  assert.deepEqual(words({ sender: '하나', room: '산책' }, false), {
    title: '산책',
    body: '새 메시지가 왔어요',
  });
  assert.equal(words({ unread: 3 }, false).body, '새 메시지 3개');
});

test('markup stays text, and what is long is cut between letters', () => {
  assert.equal(words({ text: '<b>{{name}}</b>', sender: '하나', room: '방' }).body, '하나: <b>{{name}}</b>');
  const { body } = words({ text: '😀'.repeat(400) });
  assert.ok(body.length <= 300);
  assert.ok(body.isWellFormed());
});
