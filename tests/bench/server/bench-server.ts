import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ProcessUsage, usageOf } from './process-usage.ts';

const entry = fileURLToPath(new URL('../../../backend/main.ts', import.meta.url));
const servers = ['user', 'friend', 'chat', 'front', 'web', 'log-shipper', 'abuse-detector'];
/** As `npm start` and the container image do: compiled modules are kept from one start to the next. */
const compileCache = fileURLToPath(new URL('../../../node_modules/.cache/maru', import.meta.url));

/** Base of the server's keys, so that the bench can make tokens for people it put into the store. */
export const benchSecret = 'bench-secret-bench-secret-bench-secret-0123';

export interface BenchServerOptions {
  directory: string;
  /** Where a CPU profile is written when the server ends. */
  profileDirectory?: string;
  /** 0 takes any. */
  frontPort?: number;
  webPort?: number;
}

/** The production entry as a child process on embedded engines. */
export class BenchServer implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly frontPort: number;
  readonly webPort: number;

  private constructor(child: ChildProcess, ports: { front: number; web: number }) {
    this.#child = child;
    this.frontPort = ports.front;
    this.webPort = ports.web;
  }

  /** Resolves when the front and the web server answer. */
  static async start(options: BenchServerOptions): Promise<BenchServer> {
    const [front, web] = [options.frontPort || (await freePort()), options.webPort || (await freePort())];
    const child = spawnServer({ ...options, frontPort: front, webPort: web });
    await Promise.all([
      answers(child, `http://127.0.0.1:${front}/healthz`),
      answers(child, `http://127.0.0.1:${web}/`),
    ]);
    return new BenchServer(child, { front, web });
  }

  get processId(): number {
    return this.#child.pid as number;
  }

  usage(): ProcessUsage {
    return usageOf(this.processId);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    const impatience = setTimeout(() => this.#child.kill('SIGKILL'), 20_000);
    this.#child.kill('SIGTERM');
    await exited;
    clearTimeout(impatience);
  }
}

export function spawnServer(options: BenchServerOptions): ChildProcess {
  const { directory, profileDirectory, frontPort = 0, webPort = 0 } = options;
  const profiling =
    profileDirectory === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`];
  return spawn(process.execPath, [...profiling, entry, ...servers], {
    env: {
      PATH: process.env.PATH,
      MARU_STORE: `embedded:${directory}`,
      MARU_EVENT_LOG: `embedded:${directory}`,
      MARU_LOG_INDEX: `embedded:${directory}`,
      MARU_SECRET: benchSecret,
      MARU_FRONT_PORT: String(frontPort),
      MARU_WEB_PORT: String(webPort),
      MARU_LOG_LEVEL: 'warn',
      NODE_COMPILE_CACHE: compileCache,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Asks until something answers, whatever it says; a server that ends before is an error. */
async function answers(child: ChildProcess, url: string): Promise<void> {
  while (child.exitCode === null) {
    if (
      await fetch(url).then(
        () => true,
        () => false,
      )
    )
      return;
    await pause(50);
  }
  throw new Error(`the server ended with code ${child.exitCode}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** A data folder of its own that goes with the scenario. */
export function temporaryDirectory(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'maru-bench-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
