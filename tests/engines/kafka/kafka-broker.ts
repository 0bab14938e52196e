import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brokerProperties } from './broker-properties.ts';
import { javaOptions } from './kafka-installation.ts';
import type { KafkaSecurity } from './kafka-security.ts';

const run = promisify(execFile);
const clusterId = 'maru-cluster-000000001';
const started = 'Kafka Server started';

export interface BrokerOptions {
  id: number;
  ports: readonly number[];
  /** Folder with Kafka's jars. */
  jars: string;
  /** Folder of the whole cluster; the broker takes one of its own in it. */
  directory: string;
  security?: KafkaSecurity | undefined;
}

/** One broker process, with its data in a folder that survives it. */
export class KafkaBroker {
  readonly id: number;
  readonly #options: BrokerOptions;
  readonly #directory: string;
  #process: ChildProcess | undefined;

  constructor(options: BrokerOptions) {
    this.id = options.id;
    this.#options = options;
    this.#directory = join(options.directory, String(options.id));
  }

  /** Writes the configuration and formats the data folder. */
  async prepare(): Promise<void> {
    const { ports, jars, security } = this.#options;
    await mkdir(this.#directory, { recursive: true });
    const properties = brokerProperties({ id: this.id, ports, directory: this.#logs, security });
    await writeFile(join(this.#directory, 'server.properties'), properties);
    const tool = ['-Xmx128m', '-Dkafka.log=WARN', '-cp', join(jars, '*'), 'kafka.tools.StorageTool'];
    const logins = security?.formatArguments ?? [];
    const format = ['format', '-t', clusterId, '-c', 'server.properties', ...logins];
    await run('java', [...javaOptions, ...tool, ...format], { cwd: this.#directory });
  }

  /** Starts the process; `ready` tells when it serves. */
  boot(): void {
    const output = openSync(join(this.#directory, 'server.out'), 'w');
    const memory = ['-Xms256m', '-Xmx256m', '-cp', join(this.#options.jars, '*')];
    this.#process = spawn('java', [...javaOptions, ...memory, 'kafka.Kafka', 'server.properties'], {
      cwd: this.#directory,
      stdio: ['ignore', output, output],
    });
  }

  async ready(): Promise<void> {
    const deadline = Date.now() + 60_000;
    for (;;) {
      const output = await readFile(join(this.#directory, 'server.out'), 'utf8');
      if (output.includes(started)) return;
      if (!this.isRunning || Date.now() > deadline)
        throw new Error(`Kafka broker ${this.id} did not start:\n${output.slice(-3_000)}`);
      await pause(50);
    }
  }

  get isRunning(): boolean {
    return this.#process !== undefined && this.#process.exitCode === null && !this.#process.signalCode;
  }

  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** kill -9, SIGSTOP or SIGCONT. */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    this.#process?.kill(signal);
  }

  async kill(): Promise<void> {
    if (!this.#process || !this.isRunning) return;
    const exit = once(this.#process, 'exit');
    this.signal('SIGKILL');
    await exit;
  }

  /** Who leads the controllers as far as this one knows, and since which election. */
  async quorum(): Promise<{ leader: number; epoch: number }> {
    const file = join(this.#logs, '__cluster_metadata-0', 'quorum-state');
    const { leaderId, leaderEpoch } = JSON.parse(await readFile(file, 'utf8'));
    return { leader: leaderId, epoch: leaderEpoch };
  }

  get #logs(): string {
    return join(this.#directory, 'log');
  }
}
