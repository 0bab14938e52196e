import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { parseSendTarget, parseSubscription, sendTo, subscribeTo } from './stomp.ts';

test('each address that Maru gives means what it says', () => {
  assert.deepEqual(parseSubscription(subscribeTo.room('a-B_9')), { kind: 'room', roomId: 'a-B_9' });
  assert.deepEqual(parseSubscription(subscribeTo.roomEvents('a')), { kind: 'roomEvents', roomId: 'a' });
  assert.deepEqual(parseSubscription(subscribeTo.personal), { kind: 'personal' });
  assert.deepEqual(parseSubscription(subscribeTo.readPosition), { kind: 'readPosition' });
  assert.deepEqual(parseSendTarget(sendTo.room('a')), { kind: 'room', roomId: 'a' });
  assert.deepEqual(parseSendTarget(sendTo.enter), { kind: 'enter' });
  assert.deepEqual(parseSendTarget(sendTo.read), { kind: 'read' });
});

test('nothing else means anything', () => {
  const addresses = [
    '',
    '/',
    '/sub/chat/room/',
    '/sub/chat/room/a/',
    '/sub/chat/room/a/events/',
    '/sub/chat/room/a\n',
    ' /sub/chat/room/a',
    '/sub/chat/room/a/../b',
    `/sub/chat/room/${'a'.repeat(65)}`,
    '/SUB/chat/room/a',
    '/pub/chat/room/a/events',
    '/pub/chat/enter/',
    '/user/queue',
  ];
  for (const address of addresses) {
    assert.equal(parseSubscription(address), undefined, address);
    assert.equal(parseSendTarget(address), undefined, address);
  }
  assert.equal(parseSubscription(sendTo.room('a')), undefined);
  assert.equal(parseSendTarget(subscribeTo.room('a')), undefined);
});
