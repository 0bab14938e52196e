import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** Where the clients of other languages are installed, once. */
export const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'maru', 'stomp-clients');

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string>;
  readonly minutes?: number;
}

/** Runs a program to its end and gives what it printed; fails with all of it otherwise. */
export async function run(
  program: string,
  parameters: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  const { cwd, env = {}, minutes = 2 } = options;
  try {
    const { stdout } = await execute(program, parameters, {
      cwd,
      env: { ...process.env, ...env },
      timeout: minutes * 60_000,
    });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${parameters.join(' ')} failed\n${stdout}\n${stderr}`, { cause: error });
  }
}

/** The names in lines of the form `passed <name>`. */
export function passedChecks(output: string): string[] {
  return [...output.matchAll(/^passed (\S+)$/gm)].map(([, name = '']) => name);
}
