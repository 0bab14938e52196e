import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ChatMessage } from '../../../../backend/contract/index.ts';
import type { OutboxEntry } from '../../../client/index.ts';
import { placeOf, timelineOf } from './timeline.ts';

const message = (seq: number, userId: string, createdAt: string, kind = 'text') =>
  ({
    roomId: 'room',
    seq,
    messageId: `m${seq}`,
    clientMessageId: `c${seq}`,
    userId,
    nickname: userId,
    message: `text ${seq}`,
    kind,
    createdAt,
  }) as ChatMessage;

const entry = (clientMessageId: string) =>
  ({
    clientMessageId,
    userId: 'me',
    message: 'x',
    createdAt: '2026-11-23T03:10:30.000Z',
    status: 'pending',
  }) as OutboxEntry;

test('messages of one sender in one minute are one group', () => {
  const timeline = timelineOf(
    [
      message(1, 'a', '2026-11-23T03:10:01.000Z'),
      message(2, 'a', '2026-11-23T03:10:59.000Z'),
      message(3, 'a', '2026-11-23T03:11:00.000Z'),
      message(4, 'b', '2026-11-23T03:11:10.000Z'),
    ],
    [],
  );
  assert.deepEqual(placeOf(timeline, 0), { day: true, first: true, last: false });
  assert.deepEqual(placeOf(timeline, 1), { day: false, first: false, last: true });
  assert.deepEqual(placeOf(timeline, 2), { day: false, first: true, last: true });
  assert.deepEqual(placeOf(timeline, 3), { day: false, first: true, last: true });
});

test('a system message is in no group', () => {
  const at = '2026-11-23T03:10:01.000Z';
  const timeline = timelineOf([message(1, 'a', at), message(2, 'a', at, 'system'), message(3, 'a', at)], []);
  assert.equal(placeOf(timeline, 0).last, true);
  assert.equal(placeOf(timeline, 2).first, true);
});

test('what waits stands after what is stored, and nothing is shown twice', () => {
  const timeline = timelineOf([message(1, 'me', '2026-11-23T03:10:01.000Z')], [entry('c1'), entry('c2')]);
  assert.equal(timeline.count, 2);
  assert.equal(timeline.keyAt(0), 'c1');
  assert.equal(timeline.keyAt(1), 'c2');
  assert.equal(timeline.at(1)?.entry?.status, 'pending');
  assert.equal(timeline.at(2), undefined);
});

test('a message keeps its line object, so that rows need not render again', () => {
  const messages = [message(1, 'a', '2026-11-23T03:10:01.000Z')];
  assert.equal(timelineOf(messages, []).at(0), timelineOf([...messages], []).at(0));
});

test('a new message in a room of 100,000 costs no work per old message', () => {
  const messages = Array.from({ length: 100_000 }, (_, i) => message(i + 1, 'a', '2026-11-23T03:10:01.000Z'));
  const started = performance.now();
  for (let round = 0; round < 100; round++) {
    const timeline = timelineOf(messages, [entry('new')]);
    for (let index = 99_970; index < timeline.count; index++) placeOf(timeline, index);
  }
  assert.ok((performance.now() - started) / 100 < 5, 'under 5 ms for each');
});
