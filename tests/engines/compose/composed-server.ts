import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../support/maru-wait.ts';
import { end, endWithTests, isRunning } from './child-process.ts';
import type { Service } from './compose-project.ts';
import type { ImageFolder } from './image-folder.ts';
import type { LocalAddresses } from './local-addresses.ts';

const run = promisify(execFile);
const startPatience = 180_000;

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
    const child = spawn(program, parameters, {
      cwd: image.path,
      env: environmentOf(service, addresses),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = endWithTests(child);
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.#output = (this.#output + text).slice(-10_000);
      });
  }

  /** The end of what it said. */
  get output(): string {
    return this.#output;
  }

  get isRunning(): boolean {
    return isRunning(this.#process);
  }

  /** Its exit code, once it has ended by itself. */
  ended(): Promise<number | null> {
    return end(this.#process);
  }

  /** What `docker compose stop` does. */
  stop(): Promise<number | null> {
    return end(this.#process, 'SIGTERM');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await end(this.#process, 'SIGKILL');
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
