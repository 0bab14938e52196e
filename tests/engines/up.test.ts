/** `node tests/engines/up.ts`: it comes up, carries a talk, and leaves nothing behind. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { Person } from '../support/maru-person.ts';
import { until } from '../support/maru-wait.ts';
import { usualPorts } from './up/ports.ts';

/** Milliseconds for three brokers, two more engines and eight servers on a busy machine. */
const patience = 120_000;

test('everything comes up on free ports, says where it is, and stops at Ctrl+C', async (context) => {
  const begin = performance.now();
  await using up = run('--free-ports');
  const said = await until('the table', () => /Maru is up.*Ctrl\+C/s.exec(up.output())?.[0], patience);
  context.diagnostic(`up after ${Math.round(performance.now() - begin)} ms`);
  const address = (name: string) =>
    new RegExp(`^ {2}${name} +(\\S+)`, 'm').exec(said)?.[1] ?? assert.fail(`no ${name} in ${said}`);
  const jimin = await Person.join(address('front'));
  const { roomId } = await jimin.call('createRoom', { body: { kind: 'self' } });
  assert.equal((await jimin.say(roomId, '안녕')).seq, 1);
  assert.match(await (await fetch(address('web client'))).text(), /<div id="root">/);
  const ready = ['chat 1', 'chat 2', 'user', 'friend', 'abuse-detector', 'log-shipper'].map(address);
  for (const url of ready) assert.equal((await fetch(url)).status, 200, url);

  const stop = performance.now();
  up.child.kill('SIGINT');
  assert.equal(await up.exit(), 0, up.output());
  context.diagnostic(`down after ${Math.round(performance.now() - stop)} ms`);
  assert.match(up.output(), /Everything has stopped\.\n$/);
  for (const url of [address('front'), address('web client'), ...ready, address('Elasticsearch')])
    await assert.rejects(fetch(url), url);
});

test('a port in use is one line that names it, and nothing is started', async () => {
  const server = createServer()
    .listen(usualPorts.web, '127.0.0.1')
    .on('error', () => {});
  await using up = run();
  assert.equal(await up.exit(), 1);
  server.close();
  assert.match(up.output(), /^maru: Ports in use: .*\b8080 \(web\).*--free-ports\.\n$/);
});

function run(...options: string[]) {
  const child: ChildProcess = spawn(process.execPath, [join(import.meta.dirname, 'up.ts'), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const exit = async () => {
    if (!isOver()) await once(child, 'close');
    return child.exitCode;
  };
  return {
    child,
    output: () => text,
    exit,
    async [Symbol.asyncDispose]() {
      if (!isOver()) child.kill('SIGTERM');
      await exit();
    },
  };
}
