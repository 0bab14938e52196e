import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { openSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installKafka, javaOptions } from '../kafka/kafka-installation.ts';
import { end, endWithTests } from './child-process.ts';

const run = promisify(execFile);

const logging = `Configuration:
  Properties: { Property: [] }
  Appenders: { Console: { name: STDOUT, PatternLayout: { pattern: "%m%n" } } }
  Loggers: { Root: { level: WARN, AppenderRef: [{ ref: STDOUT }] }, Logger: [] }
`;

/**
 * A Kafka broker from the environment of its container: the program that runs in Apache's image makes the properties of it and
 * formats the data folder.
 */
export class ComposedBroker implements AsyncDisposable {
  readonly #folder: string;
  readonly #process: ChildProcess;

  private constructor(folder: string, child: ChildProcess) {
    this.#folder = folder;
    this.#process = endWithTests(child);
  }

  /** Starts it; the health check of its container tells when it serves. */
  static async start(environment: Readonly<Record<string, string>>): Promise<ComposedBroker> {
    const classPath = ['-cp', join(await installKafka(), '*')];
    const folder = await mkdtemp(join(tmpdir(), 'maru-composed-kafka-'));
    for (const name of ['default', 'mounted', 'final']) await mkdir(join(folder, name));
    await writeFile(join(folder, 'default/server.properties'), '');
    for (const name of ['log4j2.yaml', 'tools-log4j2.yaml'])
      await writeFile(join(folder, 'default', name), logging);
    const folders = ['default', 'mounted', 'final'].flatMap((name) => [`--${name}-configs-dir`, name]);
    const setup = [...javaOptions, ...classPath, 'kafka.docker.KafkaDockerWrapper', 'setup', ...folders];
    const { KAFKA_HEAP_OPTS: _, ...settings } = environment;
    const env = { ...settings, PATH: process.env.PATH, KAFKA_LOG_DIRS: join(folder, 'data') };
    await run('java', setup, { cwd: folder, env });
    const output = openSync(join(folder, 'broker.out'), 'w');
    const broker = ['-Xmx256m', ...classPath, 'kafka.Kafka', 'final/server.properties'];
    const child = spawn('java', [...javaOptions, ...broker], {
      cwd: folder,
      stdio: ['ignore', output, output],
    });
    return new ComposedBroker(folder, child);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await end(this.#process, 'SIGKILL');
    await rm(this.#folder, { recursive: true, force: true });
  }
}
