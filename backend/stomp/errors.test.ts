import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RawClient } from './test-support/raw-client.ts';
import { startServer } from './test-support/start-server.ts';

interface Case {
  readonly what: string;
  readonly frame: string;
  readonly code: string;
  readonly close?: number;
  readonly version?: string;
  readonly before?: string;
}

const cases: readonly Case[] = [
  { what: 'an unknown command', frame: 'HELLO\n', code: 'unknown-command' },
  { what: "a server's command", frame: 'MESSAGE\n', code: 'unknown-command' },
  { what: 'lower case', frame: 'send\ndestination:/a\n', code: 'unknown-command' },
  { what: 'a header without colon', frame: 'SEND\ndestination\n', code: 'malformed-header' },
  { what: 'an undefined escape', frame: 'SEND\ndestination:/a\\t\n', code: 'undefined-escape' },
  { what: '\\r in 1.1', frame: 'SEND\ndestination:/a\\r\n', code: 'undefined-escape', version: '1.1' },
  { what: 'SEND without destination', frame: 'SEND\n', code: 'missing-header' },
  { what: 'SUBSCRIBE without destination', frame: 'SUBSCRIBE\nid:1\n', code: 'missing-header' },
  { what: 'SUBSCRIBE without id', frame: 'SUBSCRIBE\ndestination:/a\n', code: 'missing-header' },
  {
    what: 'UNSUBSCRIBE without id',
    frame: 'UNSUBSCRIBE\ndestination:/a\n',
    code: 'missing-header',
    version: '1.1',
  },
  {
    what: 'UNSUBSCRIBE without anything in 1.0',
    frame: 'UNSUBSCRIBE\n',
    code: 'missing-header',
    version: '1.0',
  },
  {
    what: 'an unknown ack mode',
    frame: 'SUBSCRIBE\nid:1\ndestination:/a\nack:maybe\n',
    code: 'invalid-header',
  },
  {
    what: 'a subscription id in use',
    before: 'SUBSCRIBE\nid:1\ndestination:/a\n',
    frame: 'SUBSCRIBE\nid:1\ndestination:/b\n',
    code: 'duplicate-subscription',
  },
  { what: 'ACK without id', frame: 'ACK\nmessage-id:1\n', code: 'missing-header' },
  {
    what: 'ACK without subscription in 1.1',
    frame: 'ACK\nmessage-id:1\n',
    code: 'missing-header',
    version: '1.1',
  },
  { what: 'ACK without message-id in 1.0', frame: 'ACK\n', code: 'missing-header', version: '1.0' },
  { what: 'NACK in 1.0', frame: 'NACK\nmessage-id:1\n', code: 'unknown-command', version: '1.0' },
  { what: 'BEGIN without transaction', frame: 'BEGIN\n', code: 'missing-header' },
  { what: 'COMMIT without transaction', frame: 'COMMIT\n', code: 'missing-header' },
  { what: 'ABORT without transaction', frame: 'ABORT\n', code: 'missing-header' },
  { what: 'COMMIT of nothing', frame: 'COMMIT\ntransaction:1\n', code: 'unknown-transaction' },
  { what: 'ABORT of nothing', frame: 'ABORT\ntransaction:1\n', code: 'unknown-transaction' },
  {
    what: 'SEND in no transaction',
    frame: 'SEND\ndestination:/a\ntransaction:1\n',
    code: 'unknown-transaction',
  },
  {
    what: 'a transaction id in use',
    before: 'BEGIN\ntransaction:1\n',
    frame: 'BEGIN\ntransaction:1\n',
    code: 'duplicate-transaction',
  },
  {
    what: 'a content-length that is none',
    frame: 'SEND\ndestination:/a\ncontent-length:ten\n',
    code: 'invalid-header',
  },
  {
    what: 'a body too large',
    frame: 'SEND\ndestination:/a\ncontent-length:999999\n',
    code: 'body-too-large',
    close: 1009,
  },
  {
    what: 'a header line too long',
    frame: `SEND\na:${'x'.repeat(9_000)}\n`,
    code: 'header-line-too-long',
    close: 1009,
  },
  { what: 'too many headers', frame: `SEND\n${'a:b\n'.repeat(70)}`, code: 'too-many-headers', close: 1009 },
];

for (const { what, frame, code, close = 1002, version = '1.2', before } of cases) {
  test(`${what}: ERROR ${code}, then close`, async () => {
    await using started = await startServer();
    await using client = await RawClient.connected(started.port, version);
    if (before !== undefined) client.write(`${before}\n\0`);
    const [command, ...rest] = frame.split('\n');
    client.write(`${[command, 'receipt:r-1', ...rest].join('\n')}\n\0`);
    const { command: answer, headers } = await client.next();
    assert.deepEqual([answer, headers.code, headers['receipt-id']], ['ERROR', code, 'r-1']);
    assert.ok(headers.message);
    assert.equal((await client.closed).code, close);
    assert.equal(started.server.counters.errorsOut, 1);
  });
}

test('only SEND may have a body', async () => {
  await using started = await startServer();
  await using client = await RawClient.connected(started.port);
  client.write('BEGIN\ntransaction:1\n\nbody\0');
  assert.equal((await client.next()).headers.code, 'unexpected-body');
});

test('a content-length that does not end at a NUL is fatal', async () => {
  await using started = await startServer();
  await using client = await RawClient.connected(started.port);
  client.write('SEND\ndestination:/a\ncontent-length:2\n\nabc\0');
  assert.equal((await client.next()).headers.code, 'malformed-frame');
});

test('what follows a fatal frame in the same message is not handled', async () => {
  const sent: string[] = [];
  await using started = await startServer({
    onSend: (_session, { destination }) => {
      sent.push(destination);
      return undefined;
    },
  });
  await using client = await RawClient.connected(started.port);
  client.write('SEND\ndestination:/1\n\n\0HELLO\n\n\0SEND\ndestination:/2\n\n\0');
  await client.closed;
  assert.deepEqual(sent, ['/1']);
});

test('a WebSocket message over the limit is closed with 1009, text that is not UTF-8 with 1007', async () => {
  await using started = await startServer({}, { limits: { webSocketMessage: 1_000 } });
  await using large = await RawClient.connected(started.port);
  large.write('x'.repeat(1_001));
  assert.equal((await large.closed).code, 1009);
  await using broken = await RawClient.connected(started.port);
  broken.socket.send(Buffer.from([0xff, 0xff]), { binary: false });
  assert.equal((await broken.closed).code, 1007);
  assert.equal(started.server.counters.sessions, 0);
});

test('a handler that throws or rejects: generic ERROR, onError, and the receipt', async () => {
  for (const onSend of [
    () => {
      throw new Error('password=1234');
    },
    () => Promise.reject(new Error('password=1234')),
  ]) {
    await using started = await startServer({ onSend });
    await using client = await RawClient.connected(started.port);
    client.write('SEND\ndestination:/a\nreceipt:5\n\n\0');
    const frame = await client.next();
    assert.deepEqual([frame.headers.code, frame.headers['receipt-id']], ['internal-error', '5']);
    assert.doesNotMatch(frame.raw.toString(), /1234|\.ts/);
    assert.equal((await client.closed).code, 1011);
    assert.equal(started.bugs.length, 1);
  }
});

test('bugs in notifications are reported and harm nobody', async () => {
  const throwing = () => {
    throw new Error('bug');
  };
  await using started = await startServer({
    onConnect: throwing,
    onUnsubscribe: throwing,
    onClose: throwing,
  });
  await using client = await RawClient.connected(started.port);
  await client.subscribe('1', '/a');
  await client.settled('DISCONNECT\nreceipt:1\n\n\0');
  await client.closed;
  assert.equal(started.bugs.length, 3);
});
