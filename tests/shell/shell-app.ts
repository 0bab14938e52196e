import { type ChildProcess, spawn } from 'node:child_process';
import { until } from '../support/maru-wait.ts';
import { Inspector } from './inspector.ts';
import type { Program } from './program.ts';

// The types at hand describe one Electron, the tests run on two.
// biome-ignore lint/suspicious/noExplicitAny: see above
type Electron = any;

export interface Start {
  program: Program;
  /** The screen, and the folder of the user's configuration. */
  environment: Record<string, string>;
  args?: readonly string[];
}

export interface WindowSeen {
  id: number;
  url: string;
  visible: boolean;
}

const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function spawnApp({ program, environment, args = [] }: Start, more: readonly string[] = []): ChildProcess {
  const switches = [...asRoot, '--disable-gpu', '--lang=ko', ...more];
  return spawn(program.electron, [...switches, program.app, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** Starts the app beside one that runs already; resolves with the exit code of the second process. */
export async function startAgain(start: Start): Promise<number | null> {
  const child = spawnApp(start);
  child.stderr?.resume();
  await until('the second start ends', () => hasEnded(child));
  return child.exitCode;
}

/** The desktop app as a process, looked at from its inside. */
export class ShellApp implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #inspector: Inspector;

  private constructor(child: ChildProcess, inspector: Inspector) {
    this.#child = child;
    this.#inspector = inspector;
  }

  static async start(start: Start): Promise<ShellApp> {
    const child = spawnApp(start, ['--inspect=0', '--remote-debugging-port=0']);
    let said = '';
    child.stderr?.on('data', (text) => {
      said = `${said}${text}`.slice(-20_000);
    });
    // The second line comes when Electron is complete; whoever asks before that disturbs its start.
    const lines = /Debugger listening on (ws:\S+).*DevTools listening on/s;
    const address = () => lines.exec(said)?.[1] ?? ended(child, said);
    const app = new ShellApp(child, await Inspector.connect(await until('the app starts', address)));
    await until('a window has its page', async () => {
      ended(child, said);
      // Before it has loaded everything it cannot be asked.
      const windows = await app.windows().catch(() => []);
      return windows.some(({ url, visible }) => url !== '' && visible);
    });
    return app;
  }

  /** Runs in the main process. */
  system<A extends unknown[], R>(
    run: (electron: Electron, ...args: A) => R,
    ...args: A
  ): Promise<Awaited<R>> {
    const electron = `(typeof require === 'function' ? require
      : process.getBuiltinModule('module').createRequire(process.cwd() + '/'))('electron')`;
    const given = args.map((argument) => `, ${JSON.stringify(argument)}`).join('');
    return this.#inspector.evaluate(`(${run})(${electron}${given})`) as Promise<Awaited<R>>;
  }

  windows(): Promise<WindowSeen[]> {
    return this.system(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window: Electron) => ({
        id: window.id,
        url: window.webContents.getURL(),
        visible: window.isVisible(),
      })),
    );
  }

  /** The window whose address has this in it. */
  async windowOf(part: string): Promise<WindowSeen | undefined> {
    return (await this.windows()).find(({ url }) => url.includes(part));
  }

  /** The value of an expression in a window's page; what it throws or rejects with is thrown here. */
  async page(expression: string, window?: WindowSeen): Promise<unknown> {
    const id = (window ?? (await this.windowOf('index.html')))?.id;
    const settled = `(async () => ({ value: await (${expression}) }))().catch((error) => ({ refused: String(error) }))`;
    const outcome = await this.system(
      ({ BrowserWindow }, id, code) => BrowserWindow.fromId(id).webContents.executeJavaScript(code),
      id ?? 0,
      settled,
    );
    if (outcome.refused !== undefined) throw new Error(outcome.refused);
    return outcome.value;
  }

  async quit(): Promise<void> {
    await this.system(({ app }) => setTimeout(() => app.quit(), 0) && undefined);
    await this.ended();
  }

  /** Resolves with the exit code once the process has ended. */
  async ended(): Promise<number | null> {
    const closed = () =>
      this.windows().then(
        ({ length }) => length === 0,
        () => true,
      );
    await until('the windows close', closed);
    // A process that is looked at from outside waits for the onlooker before it ends.
    this.#inspector.close();
    await until('the app ends', () => hasEnded(this.#child));
    return this.#child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#inspector.close();
    this.#child.kill('SIGKILL');
    await until('the app dies', () => hasEnded(this.#child));
  }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess): boolean =>
  exitCode !== null || signalCode !== null;

function ended(child: ChildProcess, said: string): undefined {
  if (child.exitCode !== null) throw new Error(`the app ended with ${child.exitCode}:\n${said}`);
}
