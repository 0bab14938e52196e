/**
 * A small open STOMP broker on backend/stomp, for test suites of STOMP clients.
 *
 *   node tests/support/stomp-broker.ts --port 15674 --path /ws [--heart-beat 10000]
 *
 * Login guest, passcode guest. /topic/* goes to whoever is subscribed, /queue/* to one consumer each and is kept
 * until there is one, /temp-queue/* is private to a session (reply-to). Port 0 takes a free one; the line it
 * prints names it.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { Broker } from './stomp-broker/broker.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '15674' },
    path: { type: 'string', default: '/ws' },
    'heart-beat': { type: 'string', default: '10000' },
  },
});

const interval = Number(values['heart-beat']);
const broker = new Broker({ heartBeat: { send: interval, receive: interval } });
const http = createServer((_request, response) => response.writeHead(426).end('STOMP over WebSocket only\n'));
broker.server.attach(http, values.path);
http.listen(Number(values.port), '127.0.0.1', () => {
  const { port } = http.address() as AddressInfo;
  process.stdout.write(`listening on ws://127.0.0.1:${port}${values.path}\n`);
});

async function stop(): Promise<void> {
  http.close();
  await broker.server.close(undefined, 1_000);
  process.exit(0);
}

process.once('SIGTERM', stop);
process.once('SIGINT', stop);
