import assert from 'node:assert/strict';
import type { EventEmitter } from 'node:events';
import { test } from 'node:test';
import * as ws from 'ws';
import { acknowledgementId, parseAcknowledgementId } from './acknowledgement-id.ts';
import { assembleFrame, writeFrame } from './frame-writer.ts';
import { MessageEncoder } from './message-encoder.ts';
import { closeReason, headerLength } from './web-socket-frame.ts';

/** Exported by `ws`, but not in its types. */
const { Receiver } = ws as unknown as {
  Receiver: new (options: object) => EventEmitter & { write(bytes: Buffer): void };
};

/** What `ws` itself reads in a frame. */
async function payloadOf(frame: Buffer): Promise<{ data: Buffer; binary: boolean }> {
  const receiver = new Receiver({ isServer: false, maxPayload: 0, binaryType: 'nodebuffer' });
  const { promise, resolve } = Promise.withResolvers<{ data: Buffer; binary: boolean }>();
  receiver.on('message', (data: Buffer, binary: boolean) => resolve({ data, binary }));
  receiver.write(frame);
  return promise;
}

test('WebSocket headers are right on both sides of every length boundary', async () => {
  for (const length of [0, 100, 119, 120, 121, 65_529, 65_530, 65_531, 200_000]) {
    const body = Buffer.alloc(length, 'x');
    for (const binary of [true, false]) {
      const read = await payloadOf(assembleFrame('A\n', body, binary));
      assert.equal(read.binary, binary);
      assert.ok(read.data.equals(Buffer.concat([Buffer.from('A\n\n'), body, Buffer.from([0])])), `${length}`);
    }
  }
  assert.deepEqual([125, 126, 65_535, 65_536].map(headerLength), [2, 4, 4, 10]);
});

test('CONNECTED is written without escapes, the rest with those of its version', () => {
  const bytes = (version: '1.0' | '1.1' | '1.2') =>
    writeFrame('X', { a: '1:2\r' }, version, false).subarray(2).toString();
  assert.equal(bytes('1.0'), 'X\na:1:2 \n\n\0');
  assert.equal(bytes('1.1'), 'X\na:1\\c2\r\n\n\0');
  assert.equal(bytes('1.2'), 'X\na:1\\c2\\r\n\n\0');
});

test('headers that the library sets cannot be set by a message', () => {
  const encoder = new MessageEncoder(
    '/a',
    {
      body: 'x',
      headers: {
        destination: '/b',
        'message-id': '1',
        subscription: '2',
        ack: '3',
        'content-length': '4',
        d: '5',
      },
    },
    'm1',
  );
  const frame = encoder
    .encode({ id: 's', version: '1.2', binary: false, ack: 'auto' })
    .subarray(2)
    .toString();
  assert.equal(frame, 'MESSAGE\nsubscription:s\nmessage-id:m1\ndestination:/a\nd:5\ncontent-length:1\n\nx\0');
});

test('bytes that are not UTF-8 go out in a binary message to everybody', async () => {
  const shape = { id: 's', version: '1.2', binary: false, ack: 'auto' } as const;
  const bytes = new MessageEncoder('/a', { body: Buffer.from([0xff, 0xfe]) }, 'm').encode(shape);
  const utf8 = new MessageEncoder('/a', { body: Buffer.from('한') }, 'm').encode(shape);
  assert.equal((await payloadOf(bytes)).binary, true);
  assert.equal((await payloadOf(utf8)).binary, false);
});

test('an acknowledgement id gives back its two parts whatever they contain', () => {
  for (const [messageId, subscriptionId] of [
    ['a-b-c', '1-2'],
    ['', ''],
    ['한-', '-'],
    ['7', ''],
  ] as const) {
    assert.deepEqual(parseAcknowledgementId(acknowledgementId(messageId, subscriptionId)), {
      messageId,
      subscriptionId,
    });
  }
  for (const id of ['', 'x', '-', '3-ab', '99-ab-c', 'x-a-b', '-1-a-b'])
    assert.equal(parseAcknowledgementId(id), undefined);
});

test('a close reason fits a control frame and is cut between characters', () => {
  const reason = closeReason('가'.repeat(100));
  assert.equal(reason, '가'.repeat(41));
  assert.equal(closeReason('short'), 'short');
});
