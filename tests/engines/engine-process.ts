import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { freeze } from './freeze.ts';

const patience = 120_000;

/** An engine that a test started, as a process that can be stopped in its tracks. */
export interface EngineProcess extends AsyncDisposable {
  /** Freezes the engine: it keeps its connections and answers nothing. */
  pause(): void;
  resume(): void;
  /** kill -9. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs a script that starts an engine, prints its process id and keeps it running until standard input ends; resolves when
 * the engine is ready. Rejects, with what the script said, when it cannot be installed or started.
 */
export async function startEngine(
  command: readonly string[],
  isReady: () => Promise<boolean>,
): Promise<EngineProcess> {
  const script = spawn('bash', command, { stdio: ['pipe', 'pipe', 'pipe'] });
  const said = collect(script);
  const stop = async () => {
    script.stdin?.end();
    if (script.exitCode === null && script.signalCode === null) await once(script, 'exit');
  };
  try {
    const pid = await readPid(script);
    await untilReady(pid, isReady);
    return {
      pause: () => freeze(pid),
      resume: () => void process.kill(pid, 'SIGCONT'),
      kill: () => {
        process.kill(pid, 'SIGKILL');
        return stop();
      },
      stop,
      [Symbol.asyncDispose]: stop,
    };
  } catch (cause) {
    await stop();
    throw new Error(`The engine did not start: ${said()}`, { cause });
  }
}

/** A port of the loopback that is free at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('no port is free');
  return address.port;
}

/** The last of what a script says on standard error. */
function collect(script: ChildProcess): () => string {
  let text = '';
  script.stderr?.setEncoding('utf8').on('data', (part: string) => {
    text = (text + part).slice(-4_000);
  });
  return () => text;
}

async function readPid(script: ChildProcess): Promise<number> {
  if (!script.stdout) throw new Error('no standard output');
  for await (const line of createInterface(script.stdout)) {
    const pid = Number(line);
    if (Number.isInteger(pid) && pid > 1) return pid;
    throw new Error(`not a process id: ${line}`);
  }
  throw new Error('the script ended before the engine ran');
}

async function untilReady(pid: number, isReady: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patience;
  while (!(await isReady())) {
    if (Date.now() > deadline) throw new Error(`not ready after ${patience} ms`);
    // Throws when the process is gone.
    process.kill(pid, 0);
    await wait(100);
  }
}
