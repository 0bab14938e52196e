import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../support/maru-wait.ts';
import type { Service } from './compose-project.ts';
import type { ImageFolder } from './image-folder.ts';
import type { LocalAddresses } from './local-addresses.ts';

const run = promisify(execFile);
const startPatience = 90_000;

/** A process in the place of a container: the command, the environment and the health check that docker-compose.yml gives it. */
export class ComposedServer implements AsyncDisposable {
  readonly name: string;
  readonly #process: ChildProcess;
  #output = '';

  constructor(name: string, service: Service, image: ImageFolder, addresses: LocalAddresses) {
    this.name = name;
    const [program = '', ...parameters] = [
      ...(service.entrypoint ?? image.entrypoint),
      ...(service.command ?? []),
    ];
    this.#process = spawn(program, parameters, {
      cwd: image.path,
      env: environmentOf(service, addresses),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#process.stdout, this.#process.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-10_000);
      });
  }

  /** The end of what it said. */
  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  /** Its exit code, once it has ended by itself. */
  async ended(): Promise<number | null> {
    if (this.isRunning) await once(this.#process, 'exit');
    return this.#process.exitCode;
  }

  /** What `docker compose stop` does. */
  stop(): Promise<number | null> {
    this.#process.kill('SIGTERM');
    return this.ended();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.isRunning) return;
    this.#process.kill('SIGKILL');
    await this.ended();
  }
}

/** Repeats the health check's own command until it passes; `mayPass` throws when that is out of the question. */
export async function untilHealthy(
  name: string,
  service: Service,
  addresses: LocalAddresses,
  { cwd = '.', mayPass = () => {} }: { cwd?: string; mayPass?: () => void } = {},
): Promise<void> {
  const [kind, ...command] = (service.healthcheck?.test ?? []).map((part) => addresses.localize(part));
  const [program = '', ...parameters] = kind === 'CMD-SHELL' ? ['sh', '-c', ...command] : command;
  const env = environmentOf(service, addresses);
  const check = async () => {
    mayPass();
    return run(program, parameters, { cwd, env, timeout: 10_000 }).then(
      () => true,
      () => false,
    );
  };
  await until(`${name} to be healthy`, check, startPatience);
}

const environmentOf = ({ environment }: Service, addresses: LocalAddresses): Record<string, string> => ({
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  NODE_ENV: 'production',
  ...addresses.environment(environment),
});
