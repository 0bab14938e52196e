import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '../support/maru-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const services = ['front', 'chat', 'user', 'friend', 'web', 'abuse-detector', 'log-shipper'];
const startsWithin = 20_000;

/** A whole Maru as people run it: a process of its own, which can be stopped and started again on the same data. */
export interface ServerProcess extends AsyncDisposable {
  webUrl: string;
  frontUrl: string;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export async function startServerProcess(): Promise<ServerProcess> {
  await using starting = new AsyncDisposableStack();
  const folder = starting.use(await temporaryFolder());
  const [frontPort, webPort] = [await freePort(), await freePort()];
  const environment = settings(folder.path, frontPort, webPort);
  const webUrl = `http://127.0.0.1:${webPort}`;
  const frontUrl = `http://127.0.0.1:${frontPort}`;
  let child: ChildProcess | undefined;
  const server = {
    webUrl,
    frontUrl,
    async start() {
      child = spawn(process.execPath, ['backend/main.ts', ...services], {
        cwd: root,
        env: { ...process.env, ...environment },
        stdio: ['ignore', 'inherit', 'inherit'],
      });
      await answering(`${webUrl}/configuration.json`, child);
    },
    async stop() {
      const stopping = child;
      child = undefined;
      if (!stopping || stopping.exitCode !== null) return;
      stopping.kill('SIGTERM');
      await once(stopping, 'exit');
    },
  };
  starting.defer(server.stop);
  await server.start();
  const running = starting.move();
  return { ...server, [Symbol.asyncDispose]: () => running.disposeAsync() };
}

const settings = (directory: string, frontPort: number, webPort: number) => ({
  MARU_STORE: `embedded:${directory}`,
  MARU_EVENT_LOG: `embedded:${directory}`,
  MARU_LOG_INDEX: `embedded:${directory}`,
  MARU_FRONT_PORT: String(frontPort),
  MARU_WEB_PORT: String(webPort),
  MARU_LOG_LEVEL: 'warn',
  MARU_RATE_LIMITS: '0',
});

async function answering(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + startsWithin;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode} at its start`);
    if (
      await fetch(url).then(
        (response) => response.ok,
        () => false,
      )
    )
      return;
    await pause(100);
  }
  throw new Error(`the server did not answer at ${url} within ${startsWithin} ms`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
