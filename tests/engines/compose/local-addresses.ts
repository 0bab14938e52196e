import { createServer } from 'node:net';
import type { Project } from './compose-project.ts';

/** Ports below those that operating systems give to outgoing connections, and apart from those of other engine tests. */
const [firstPort, lastPort] = [10_000, 11_980];

/** Containers have an address each; here all of them share the loopback, so that each port becomes another one. */
export class LocalAddresses {
  readonly #hosts: RegExp;
  readonly #ports: ReadonlyMap<string, number>;
  readonly #numbers: RegExp;

  private constructor(hosts: readonly string[], ports: ReadonlyMap<string, number>) {
    this.#hosts = new RegExp(`(?<![\\w-])(${hosts.join('|')})(?=:\\d)`, 'g');
    this.#ports = ports;
    this.#numbers = new RegExp(`\\b(${[...ports.keys()].join('|')})\\b`, 'g');
  }

  /** For the services' names as hosts, and for these ports. */
  static async of({ services }: Project, ports: readonly number[]): Promise<LocalAddresses> {
    const free = await freePorts(ports.length);
    const table = new Map(ports.map((port, at) => [String(port), free[at] ?? 0]));
    return new LocalAddresses(Object.keys(services), table);
  }

  port(port: number): number {
    return this.#ports.get(String(port)) ?? port;
  }

  /** A setting or a command of a container as it has to be here. */
  localize(text: string): string {
    return text
      .replace(this.#hosts, '127.0.0.1')
      .replace(/:\/\/:(?=\d)/g, '://127.0.0.1:')
      .replace(/^0\.0\.0\.0$/, '127.0.0.1')
      .replace(this.#numbers, (number) => String(this.#ports.get(number)));
  }

  /** The environment of a service; what has no value there is not set. */
  environment(values: Readonly<Record<string, string | null>> = {}): Record<string, string> {
    const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null);
    return Object.fromEntries(given.map(([name, value]) => [name, this.localize(value)]));
  }
}

async function freePorts(count: number): Promise<number[]> {
  const found: number[] = [];
  const start = (process.pid * 40) % (lastPort - firstPort);
  for (let at = 0; found.length < count; at++) {
    if (at > lastPort - firstPort) throw new Error(`No free ports between ${firstPort} and ${lastPort}.`);
    const port = firstPort + ((start + at) % (lastPort - firstPort));
    if (await isFree(port)) found.push(port);
  }
  return found;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
