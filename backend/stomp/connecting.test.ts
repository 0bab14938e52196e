import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { WebSocket } from 'ws';
import { accept, type ConnectRequest, createStompServer, refuse } from './index.ts';
import { ManualClock } from './test-support/manual-clock.ts';
import { RawClient } from './test-support/raw-client.ts';
import { deferred, startServer } from './test-support/start-server.ts';

test('the newest common version is spoken', async () => {
  await using started = await startServer();
  const expected = [
    ['1.0,1.1,1.2', '1.2'],
    ['1.2', '1.2'],
    ['1.1,1.0', '1.1'],
    ['1.0', '1.0'],
    [' 1.1 , 9.9', '1.1'],
  ] as const;
  for (const [offer, version] of expected) {
    await using client = await RawClient.open(started.port);
    client.write(`CONNECT\naccept-version:${offer}\nhost:x\n\n\0`);
    const { command, headers } = await client.next();
    assert.deepEqual([command, headers.version], ['CONNECTED', version]);
  }
});

test('no accept-version is 1.0, and padded headers are understood', async () => {
  const seen: ConnectRequest[] = [];
  await using started = await startServer({
    authenticate: (connecting) => {
      seen.push(connecting);
      return accept('x');
    },
  });
  await using client = await RawClient.open(started.port);
  client.write('CONNECT\nlogin: mina\npasscode: secret \n\n\0');
  const { headers } = await client.next();
  assert.equal(headers.version, '1.0');
  assert.equal(headers['heart-beat'], undefined);
  assert.deepEqual([seen[0]?.login, seen[0]?.passcode, seen[0]?.version], ['mina', 'secret', '1.0']);
});

test('no common version is an ERROR that lists ours', async () => {
  await using started = await startServer();
  await using client = await RawClient.open(started.port);
  client.write('CONNECT\naccept-version:1.3,2.0\n\n\0');
  const { command, headers } = await client.next();
  assert.deepEqual([command, headers.code, headers.version], ['ERROR', 'unsupported-version', '1.0,1.1,1.2']);
  assert.equal((await client.closed).code, 1002);
});

test('STOMP is CONNECT by another name', async () => {
  await using started = await startServer();
  await using client = await RawClient.open(started.port);
  client.write('STOMP\naccept-version:1.2\nhost:x\n\n\0');
  assert.equal((await client.next()).command, 'CONNECTED');
});

test('the newest subprotocol that was offered is chosen, and none is fine', async () => {
  await using started = await startServer();
  const offers: [string[], string][] = [
    [['v10.stomp', 'v11.stomp', 'v12.stomp'], 'v12.stomp'],
    [['v11.stomp', 'v10.stomp'], 'v11.stomp'],
    [['other', 'v10.stomp'], 'v10.stomp'],
    [[], ''],
  ];
  for (const [offer, chosen] of offers) {
    await using client = await RawClient.open(started.port, offer);
    assert.equal(client.socket.protocol, chosen);
  }
});

test('authenticate sees headers unescaped by nobody, and the HTTP request', async () => {
  const seen: ConnectRequest[] = [];
  await using started = await startServer({
    authenticate: async (connecting) => {
      seen.push(connecting);
      return accept('mina', { 'user-name': 'mina' });
    },
  });
  await using client = await RawClient.open(started.port, [], '/ws?a=1');
  client.write('CONNECT\naccept-version:1.2\nhost:maru\nAuthorization:Bearer a:b\\c\n\n\0');
  assert.equal((await client.next()).headers['user-name'], 'mina');
  assert.equal(seen[0]?.headers.Authorization, 'Bearer a:b\\c');
  assert.equal(seen[0]?.host, 'maru');
  assert.equal(seen[0]?.request.url, '/ws?a=1');
});

test('a refused login gets an ERROR with what the application says, then the close code', async () => {
  await using started = await startServer({
    authenticate: () =>
      refuse('bad-credentials', 'Who are you?', {
        headers: { retry: 'no' },
        body: 'details',
        closeCode: 4001,
      }),
  });
  await using client = await RawClient.open(started.port);
  client.write('CONNECT\naccept-version:1.2\n\n\0');
  const { command, headers, body } = await client.next();
  assert.deepEqual(
    { command, body, ...headers },
    {
      command: 'ERROR',
      body: 'details',
      code: 'bad-credentials',
      message: 'Who are you?',
      retry: 'no',
      'content-type': 'text/plain',
      'content-length': '7',
    },
  );
  assert.deepEqual(await client.closed, { code: 4001, reason: 'Who are you?' });
  assert.equal(started.server.counters.sessions, 0);
});

test('a bug in authenticate is reported, and the client learns no more than that', async () => {
  await using started = await startServer({
    authenticate: () => {
      throw new Error('secret table missing');
    },
  });
  await using client = await RawClient.open(started.port);
  client.write('CONNECT\naccept-version:1.2\n\n\0');
  const frame = await client.next();
  assert.equal(frame.headers.code, 'internal-error');
  assert.doesNotMatch(frame.raw.toString(), /secret|at /);
  assert.match(String(started.bugs[0]), /secret table missing/);
});

test('frames sent right behind CONNECT wait for it', async () => {
  const authenticated = deferred<void>();
  await using started = await startServer({
    authenticate: async () => {
      await authenticated.promise;
      return accept('x');
    },
  });
  await using client = await RawClient.open(started.port);
  client.write('CONNECT\naccept-version:1.2\n\n\0SUBSCRIBE\nid:1\ndestination:/a\\cb\nreceipt:1\n\n\0');
  client.write('SEND\ndestination:/a\\cb\n\nhello\0');
  authenticated.resolve();
  assert.equal((await client.next()).command, 'CONNECTED');
  assert.equal((await client.next()).command, 'RECEIPT');
  const message = await client.next();
  assert.deepEqual([message.command, message.headers.destination], ['MESSAGE', '/a\\cb']);
});

test('any other frame before CONNECT is an ERROR, with its receipt', async () => {
  await using started = await startServer();
  await using client = await RawClient.open(started.port);
  client.write('SEND\ndestination:/a\nreceipt:9\n\n\0');
  const { command, headers } = await client.next();
  assert.deepEqual([command, headers.code, headers['receipt-id']], ['ERROR', 'not-connected', '9']);
  assert.equal((await client.closed).code, 1002);
});

test('a second CONNECT is an ERROR', async () => {
  await using started = await startServer();
  await using client = await RawClient.connected(started.port);
  client.write('CONNECT\naccept-version:1.2\nhost:x\n\n\0');
  assert.equal((await client.next()).headers.code, 'already-connected');
});

test('who does not connect in time is sent away, authentication included', async () => {
  const clock = new ManualClock();
  await using started = await startServer(
    { authenticate: () => new Promise(() => undefined) },
    { clock, limits: { connectTimeout: 5_000 } },
  );
  await using silent = await RawClient.open(started.port);
  await using waiting = await RawClient.open(started.port);
  waiting.write('CONNECT\naccept-version:1.2\n\n\0');
  clock.advance(4_000);
  assert.equal(silent.waiting.length, 0);
  clock.advance(3_000);
  assert.equal((await silent.next()).headers.code, 'connect-timeout');
  assert.equal((await waiting.next()).headers.code, 'connect-timeout');
});

test('upgrades of other paths are left to the caller', async () => {
  await using started = await startServer();
  const socket = new WebSocket(`ws://127.0.0.1:${started.port}/other`);
  socket.on('error', () => undefined);
  const raw = request({
    port: started.port,
    path: '/ws',
    headers: { connection: 'upgrade', upgrade: 'nonsense' },
  }).end();
  const [response] = await once(raw, 'response');
  assert.equal(response.statusCode, 400);
  assert.equal(socket.readyState, WebSocket.CONNECTING);
  socket.terminate();
});

test('the application can refuse the handshake with an HTTP status', async () => {
  await using started = await startServer(
    {},
    { acceptUpgrade: ({ headers }) => (headers.origin === 'https://maru' ? undefined : 403) },
  );
  const refused = new WebSocket(`ws://127.0.0.1:${started.port}/ws`);
  const [error] = await once(refused, 'error');
  assert.match(String(error), /403/);
  const accepted = new WebSocket(`ws://127.0.0.1:${started.port}/ws`, { origin: 'https://maru' });
  await once(accepted, 'open');
  accepted.terminate();
});

test('without attach: an upgrade listener of the application hands the socket over', async () => {
  const server = createStompServer<string>({ authenticate: () => accept('x'), onError: () => undefined });
  const http = createServer().listen(0, '127.0.0.1');
  http.on('upgrade', (upgrade, socket, head) => server.handleUpgrade(upgrade, socket, head));
  await once(http, 'listening');
  const client = await RawClient.connected((http.address() as AddressInfo).port);
  assert.equal(server.counters.connections, 1);
  await server.close();
  assert.equal((await client.closed).code, 1012);
  http.close();
});

test('detached, a server takes no more upgrades and keeps the connections it has', async () => {
  const server = createStompServer<string>({ authenticate: () => accept('x'), onError: () => undefined });
  const http = createServer((_request, response) => response.writeHead(426).end()).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const detach = server.attach(http, '/ws');
  await using client = await RawClient.connected(port);
  detach();
  await assert.rejects(RawClient.open(port), /426/);
  await client.subscribe('1', '/a');
  await server.close();
  http.close();
});
