import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EngineProcess, freePort, startEngine } from '../engine-process.ts';

/** An Elasticsearch of the tests' own on the loopback, with its data in a folder that survives a kill. */
export class ElasticsearchNode implements EngineProcess {
  readonly url: string;
  readonly #port: number;
  readonly #data: string;
  /** Undefined while it does not run. */
  #engine: EngineProcess | undefined;

  /** Not running yet. */
  constructor(port: number, data: string) {
    this.url = `http://127.0.0.1:${port}`;
    this.#port = port;
    this.#data = data;
  }

  /** Starts it, after a kill on the data that it left; resolves when it answers. */
  async boot(): Promise<void> {
    const command = [join(import.meta.dirname, 'run.sh'), String(this.#port), this.#data];
    this.#engine ??= await startEngine(command, () => answers(this.url));
  }

  pause(): void {
    this.#engine?.pause();
  }

  resume(): void {
    this.#engine?.resume();
  }

  async kill(): Promise<void> {
    await this.#engine?.kill();
    this.#engine = undefined;
  }

  async stop(): Promise<void> {
    await this.#engine?.stop();
    await rm(this.#data, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }
}

/** Starts a node, which is installed on demand (a large download); by default on a port that is free. */
export async function startElasticsearchNode(port?: number): Promise<ElasticsearchNode> {
  const data = await mkdtemp(join(tmpdir(), 'maru-elasticsearch-'));
  const node = new ElasticsearchNode(port ?? (await freePort()), data);
  try {
    await node.boot();
    return node;
  } catch (error) {
    await node.stop();
    throw error;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_cluster/health?wait_for_status=yellow&timeout=1s`)).ok;
  } catch {
    return false;
  }
}
