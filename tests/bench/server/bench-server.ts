import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ProcessUsage, usageOf } from './process-usage.ts';

const entry = fileURLToPath(new URL('../../../backend/main.ts', import.meta.url));
const servers = ['user', 'friend', 'chat', 'front', 'web'];

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

  /** Resolves when the server says that it is ready. */
  static async start(options: BenchServerOptions): Promise<BenchServer> {
    const child = spawnServer(options);
    return new BenchServer(child, await readPorts(child));
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
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Reads log lines until the one that names the ports; later ones that are errors go to standard error. */
function readPorts(child: ChildProcess): Promise<{ front: number; web: number }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ front: number; web: number }>();
  child.once('exit', (code) => reject(new Error(`the server ended with code ${code}`)));
  if (child.stdout)
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { level, msg, ports } = JSON.parse(line);
      if (msg === 'Maru is ready.') resolve(ports);
      if (level >= 50) console.error(line.slice(0, 2_000));
    });
  return promise;
}

/** A data folder of its own that goes with the scenario. */
export function temporaryDirectory(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'maru-bench-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}
