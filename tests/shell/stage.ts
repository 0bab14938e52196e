import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { findProgram, removeFolder } from './program.ts';
import { openScreen } from './screen.ts';
import { ShellApp, startAgain } from './shell-app.ts';

/** A person's computer: a screen, the app, and a folder where it keeps things. */
export interface Computer {
  start(...args: string[]): Promise<ShellApp>;
  startAgain(...args: string[]): Promise<number | null>;
}

/** A screen and a built app for one test file. Each start has a fresh home, unless it is of a computer of its own. */
export async function openStage({ serverUrl = 'http://localhost:8081' } = {}) {
  const cleanup = new AsyncDisposableStack();
  after(() => cleanup.disposeAsync());
  const screen = cleanup.use(await openScreen());
  const program = cleanup.use(await findProgram());
  async function computer(): Promise<Computer> {
    const home = await mkdtemp(join(tmpdir(), 'maru-shell-'));
    cleanup.defer(() => removeFolder(home));
    const places = { XDG_CONFIG_HOME: home, HOME: home, APPDATA: home };
    const environment = { ...screen.environment, ...places, MARU_SERVER_URL: serverUrl };
    return {
      start: (...args) => ShellApp.start({ program, environment, args }),
      startAgain: (...args) => startAgain({ program, environment, args }),
    };
  }
  return { computer, start: async (...args: string[]) => (await computer()).start(...args) };
}
