import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '../../../backend/main.ts';
import type { BenchEngines, EngineKind } from './bench-engines.ts';
import { type ProcessUsage, usageOf } from './process-usage.ts';
import { spawnServer, stopServer } from './server-process.ts';

/** Which servers run, and which of them share a process. */
export const layouts: Record<EngineKind | 'separate', readonly (readonly ServiceName[])[]> = {
  embedded: [['user', 'friend', 'chat', 'front', 'web', 'log-shipper', 'abuse-detector']],
  real: [['user', 'friend', 'chat', 'front']],
  separate: [['user', 'friend'], ['chat'], ['front']],
};

export interface BenchServerOptions {
  engines: BenchEngines;
  /** Front, chat and the others as processes of their own; real engines only. */
  separate?: boolean;
  /** Where a CPU profile is written when the server ends. */
  profileDirectory?: string | undefined;
}

/** The production entry as a child process, or as several. */
export class BenchServer implements AsyncDisposable {
  readonly #children: readonly ChildProcess[];
  readonly frontPort: number;

  private constructor(children: readonly ChildProcess[], frontPort: number) {
    this.#children = children;
    this.frontPort = frontPort;
  }

  /** Resolves when the front answers, and the web server where there is one. */
  static async start({
    engines,
    separate = false,
    profileDirectory,
  }: BenchServerOptions): Promise<BenchServer> {
    const [frontPort, webPort] = [await freePort(), await freePort()];
    const ports = { MARU_FRONT_PORT: String(frontPort), MARU_WEB_PORT: String(webPort) };
    const environment = { ...engines.settings, ...ports };
    const layout = layouts[separate ? 'separate' : engines.kind];
    const children = layout.map((services) => spawnServer({ services, environment, profileDirectory }));
    const server = new BenchServer(children, frontPort);
    try {
      await server.#answers(`http://127.0.0.1:${frontPort}/healthz`);
      if (layout.flat().includes('web')) await server.#answers(`http://127.0.0.1:${webPort}/`);
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** Of all its processes together. */
  usage(): ProcessUsage {
    const each = this.#children.map(({ pid }) => usageOf(pid as number));
    return {
      cpuSeconds: each.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      residentBytes: each.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
      fileDescriptors: each.reduce((sum, { fileDescriptors }) => sum + fileDescriptors, 0),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The front first: it is the last that may ask the others something.
    for (const child of this.#children.toReversed()) await stopServer(child);
  }

  /** Asks until something answers, whatever it says; a process that ends before is an error. */
  async #answers(url: string): Promise<void> {
    for (;;) {
      if (await isAnswered(url)) return;
      const ended = this.#children.find(({ exitCode }) => exitCode !== null);
      if (ended) throw new Error(`a server ended with code ${ended.exitCode}`);
      await pause(50);
    }
  }
}

const isAnswered = (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
