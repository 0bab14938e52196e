import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServiceName } from '../../../backend/starters.ts';

const productionEntry = fileURLToPath(new URL('../../../backend/main.ts', import.meta.url));
/** As `npm start` and the container image do: compiled modules are kept from one start to the next. */
const compileCache = fileURLToPath(new URL('../../../node_modules/.cache/maru', import.meta.url));
/** Milliseconds until a server that does not end by itself is killed. */
const patience = 20_000;

export interface ServerProcessOptions {
  services: readonly ServiceName[];
  /** A module to run; the production entry unless given. */
  entry?: string;
  environment: Readonly<Record<string, string>>;
  /** Where a CPU profile is written when the server ends. */
  profileDirectory?: string | undefined;
}

/** Starts servers as a child process. */
export function spawnServer(options: ServerProcessOptions): ChildProcess {
  const { services, entry = productionEntry, environment, profileDirectory } = options;
  const profiling =
    profileDirectory === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`];
  // kafkajs computes timeouts that may be negative, and Node says so.
  const quiet = '--disable-warning=TimeoutNegativeWarning';
  return spawn(process.execPath, [quiet, ...profiling, entry, ...services], {
    env: {
      PATH: process.env.PATH,
      MARU_LOG_LEVEL: 'warn',
      MARU_RATE_LIMITS: '1000',
      NODE_COMPILE_CACHE: compileCache,
      ...environment,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}

/** Asks it to end, and ends it when it does not. */
export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  const impatience = setTimeout(() => child.kill('SIGKILL'), patience);
  child.kill('SIGTERM');
  await exited;
  clearTimeout(impatience);
}
