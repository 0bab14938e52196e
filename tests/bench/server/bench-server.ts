import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { ServiceName } from '../../../backend/starters.ts';
import type { BenchEngines, EngineKind } from './bench-engines.ts';
import { type ProcessUsage, usageOf } from './process-usage.ts';
import { spawnServer, stopServer } from './server-process.ts';

/** Which servers run, and which of them share a process. */
export const layouts: Record<EngineKind | 'separate', readonly (readonly ServiceName[])[]> = {
  embedded: [['user', 'friend', 'chat', 'front', 'web', 'log-shipper', 'abuse-detector']],
  real: [['user', 'friend', 'chat', 'front']],
  separate: [['user', 'friend'], ['chat'], ['front']],
};

const twoFronts = fileURLToPath(new URL('two-fronts.ts', import.meta.url));

export interface BenchServerOptions {
  engines: BenchEngines;
  /** Front, chat and the others as processes of their own; real engines only. */
  separate?: boolean;
  /** A second front: on real engines a process of its own, embedded ones have all in one. */
  secondFront?: boolean;
  /** Lets `counted` look. */
  metrics?: boolean;
  /** Where a CPU profile is written when the server ends. */
  profileDirectory?: string | undefined;
}

interface Process {
  child: ChildProcess;
  healthPort: number | undefined;
}

interface Plan {
  services: readonly ServiceName[];
  environment: Record<string, string>;
  entry?: string;
}

/** The production entry as a child process, or as several. */
export class BenchServer implements AsyncDisposable {
  readonly #processes: readonly Process[];
  readonly frontPort: number;
  /** Of the second front; 0 without one. */
  readonly secondFrontPort: number;

  private constructor(processes: readonly Process[], frontPort: number, secondFrontPort: number) {
    this.#processes = processes;
    this.frontPort = frontPort;
    this.secondFrontPort = secondFrontPort;
  }

  /** Resolves when the fronts answer, and the web server where there is one. */
  static async start(options: BenchServerOptions): Promise<BenchServer> {
    const { engines, metrics = false, profileDirectory } = options;
    const [frontPort, secondFrontPort, webPort] = [await freePort(), await freePort(), await freePort()];
    const ports = { MARU_FRONT_PORT: String(frontPort), MARU_WEB_PORT: String(webPort) };
    const plans = planOf(options, { ...engines.settings, ...ports }, String(secondFrontPort));
    const processes: Process[] = [];
    for (const { environment, ...plan } of plans) {
      const healthPort = metrics ? await freePort() : undefined;
      const health: Record<string, string> = healthPort ? { MARU_HEALTH_PORT: String(healthPort) } : {};
      const child = spawnServer({ ...plan, environment: { ...environment, ...health }, profileDirectory });
      processes.push({ child, healthPort });
    }
    const server = new BenchServer(processes, frontPort, options.secondFront ? secondFrontPort : 0);
    try {
      await server.#answers(`http://127.0.0.1:${frontPort}/healthz`);
      if (options.secondFront) await server.#answers(`http://127.0.0.1:${secondFrontPort}/healthz`);
      if (plans.some(({ services }) => services.includes('web')))
        await server.#answers(`http://127.0.0.1:${webPort}/`);
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The sum of a metric over all processes and all labels that match, since the start. */
  async counted(name: string, labels = ''): Promise<number> {
    let sum = 0;
    for (const { healthPort } of this.#processes) {
      const response = await fetch(`http://127.0.0.1:${healthPort}/metrics`);
      for (const line of (await response.text()).split('\n'))
        if (/^[^ {]*/.exec(line)?.[0] === name && line.includes(labels))
          sum += Number(line.split(' ').at(-1));
    }
    return sum;
  }

  /** Of all its processes together. */
  usage(): ProcessUsage {
    const each = this.#processes.map(({ child }) => usageOf(child.pid as number));
    return {
      cpuSeconds: each.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
      residentBytes: each.reduce((sum, { residentBytes }) => sum + residentBytes, 0),
      fileDescriptors: each.reduce((sum, { fileDescriptors }) => sum + fileDescriptors, 0),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // The front first: it is the last that may ask the others something.
    for (const { child } of this.#processes.toReversed()) await stopServer(child);
  }

  /** Asks until something answers, whatever it says; a process that ends before is an error. */
  async #answers(url: string): Promise<void> {
    for (;;) {
      if (await isAnswered(url)) return;
      const ended = this.#processes.find(({ child }) => child.exitCode !== null);
      if (ended) throw new Error(`a server ended with code ${ended.child.exitCode}`);
      await pause(50);
    }
  }
}

/** Which processes run, and how each is set up. */
function planOf(
  { engines, separate = false, secondFront = false }: BenchServerOptions,
  environment: Record<string, string>,
  secondPort: string,
): Plan[] {
  if (secondFront && engines.kind === 'embedded')
    return [
      {
        services: [],
        environment: { ...environment, BENCH_SECOND_FRONT_PORT: secondPort },
        entry: twoFronts,
      },
    ];
  const plans: Plan[] = layouts[separate ? 'separate' : engines.kind].map((services) => ({
    services,
    environment,
  }));
  const second = {
    services: ['front'] as const,
    environment: { ...environment, MARU_FRONT_PORT: secondPort },
  };
  return secondFront ? [...plans, second] : plans;
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
