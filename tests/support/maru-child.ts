import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { quietSettings } from './maru-server.ts';
import { until } from './maru-wait.ts';

const main = fileURLToPath(new URL('../../backend/main.ts', import.meta.url));
const everything = ['user', 'friend', 'chat', 'front', 'web'];

/** A whole Maru as a process of its own, which a test may kill. */
export class MaruChild implements AsyncDisposable {
  readonly process: ChildProcess;
  output = '';
  errors = '';
  /** Base address of the front; set once it is ready. */
  url = '';

  private constructor(environment: Record<string, string>, names: readonly string[]) {
    this.process = spawn(process.execPath, [main, ...names], {
      env: { ...environment, PATH: process.env.PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.process.stdout?.on('data', (text) => {
      this.output += text;
    });
    this.process.stderr?.on('data', (text) => {
      this.errors += text;
    });
  }

  /** Started, whether it comes to anything or not. */
  static spawn(environment: Record<string, string>, names: readonly string[] = everything): MaruChild {
    return new MaruChild(environment, names);
  }

  static async start(directory: string): Promise<MaruChild> {
    const child = MaruChild.spawn({ ...quietSettings(directory), MARU_LOG_LEVEL: 'info' });
    const ready = await until('the child to be ready', () => {
      if (child.process.exitCode !== null) throw new Error(`the child ended: ${child.errors}`);
      return /\{.*Maru is ready.*\}/.exec(child.output)?.[0];
    });
    child.url = `http://127.0.0.1:${JSON.parse(ready).ports.front}`;
    return child;
  }

  get over(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  /** Ends it and gives the exit code, or null when the signal ended it. */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
    this.process.kill(signal);
    return this.exit();
  }

  async exit(): Promise<number | null> {
    if (!this.over) await once(this.process, 'exit');
    return this.process.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.over) await this.end('SIGKILL');
  }
}
