import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServiceName } from '../../backend/starters.ts';
import { until } from './maru-wait.ts';

const main = fileURLToPath(new URL('../../backend/main.ts', import.meta.url));

/** Milliseconds for a server to be ready on engines that are up, on a machine that is busy with them. */
const patience = 60_000;
/** Characters of output that are kept. */
const mostOutput = 2_000_000;

/** One server as a process of its own, as compose runs it. Whatever the test does, the process ends with it. */
export class ServerProcess implements AsyncDisposable {
  readonly service: ServiceName;
  /** Base addresses; the front's only where it is one. */
  url = '';
  healthUrl = '';
  output = '';
  readonly #process: ChildProcess;
  #isWanted = true;
  readonly #killOnExit = (): void => void this.#process.kill('SIGKILL');

  private constructor(service: ServiceName, environment: Record<string, string>) {
    this.service = service;
    this.#process = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', main, service], {
      env: { ...environment, PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    process.on('exit', this.#killOnExit);
    this.#process.once('exit', () => process.off('exit', this.#killOnExit));
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output = (this.output + text).slice(-mostOutput);
      });
  }

  static async start(service: ServiceName, environment: Record<string, string>): Promise<ServerProcess> {
    const server = new ServerProcess(service, environment);
    try {
      await server.#ready();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  async #ready(): Promise<void> {
    const ready = await until(
      `${this.service} to be ready`,
      () => {
        if (this.isOver) throw new Error(`${this.service} ended: ${this.output.slice(-4_000)}`);
        return /^\{.*Maru is ready.*\}$/m.exec(this.output)?.[0];
      },
      patience,
    ).catch((cause: unknown) => {
      throw new Error(`${this.service} is not ready: ${this.output.slice(-4_000)}`, { cause });
    });
    const { ports } = JSON.parse(ready) as { ports: { front?: number; health?: number } };
    if (ports.front !== undefined) this.url = `http://127.0.0.1:${ports.front}`;
    this.healthUrl = `http://127.0.0.1:${ports.health}`;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get isOver(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }

  /** It ended, and nobody made it. */
  get hasFallen(): boolean {
    return this.isOver && this.#isWanted;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    this.#isWanted = false;
    this.#process.kill('SIGKILL');
    await this.#exit();
  }

  /** SIGTERM; gives the exit code and how many milliseconds it took. */
  async stop(): Promise<{ code: number | null; milliseconds: number }> {
    const begin = performance.now();
    this.#isWanted = false;
    this.#process.kill('SIGTERM');
    await this.#exit();
    return { code: this.#process.exitCode, milliseconds: Math.round(performance.now() - begin) };
  }

  /** Stops it in its tracks: connections stay and nothing is answered. */
  freeze(): void {
    this.#process.kill('SIGSTOP');
  }

  resume(): void {
    this.#process.kill('SIGCONT');
  }

  /** One of its own addresses for health, as text with its status. */
  async ask(path: '/healthz' | '/readyz' | '/metrics'): Promise<{ status: number; text: string }> {
    const answer = await fetch(this.healthUrl + path, { signal: AbortSignal.timeout(5_000) });
    return { status: answer.status, text: await answer.text() };
  }

  async #exit(): Promise<void> {
    if (!this.isOver) await once(this.#process, 'exit');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.isOver) await this.kill();
  }
}
