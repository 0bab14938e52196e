import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A screen that nobody sees, for one test file; where there is one already (macOS, Windows) nothing is started. */
export interface Screen extends AsyncDisposable {
  environment: Record<string, string>;
}

export async function openScreen(): Promise<Screen> {
  if (process.platform !== 'linux') return { environment: {}, async [Symbol.asyncDispose]() {} };
  const size = ['-screen', '0', '1280x800x24', '-nolisten', 'tcp'];
  const server = spawn('Xvfb', ['-displayfd', '1', ...size], { stdio: ['ignore', 'pipe', 'ignore'] });
  const display = await displayOf(server);
  return {
    environment: { DISPLAY: `:${display}` },
    async [Symbol.asyncDispose]() {
      const ended = once(server, 'exit');
      if (server.kill()) await ended;
    },
  };
}

/** The server says its number once it is ready. */
async function displayOf(server: ChildProcess): Promise<string> {
  const failed = once(server, 'exit').then(() => {
    throw new Error('Xvfb ended at its start');
  });
  const [line] = (await Promise.race([once(server.stdout as never, 'data'), failed])) as [Buffer];
  return line.toString().trim();
}
