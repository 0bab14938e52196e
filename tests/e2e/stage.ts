import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { buildRenderer } from '../../scripts/build-renderer.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { type Look, Visitor } from './visitor.ts';

/** Debian's Chromium; where it is missing the tests fail, because then nobody knows whether the page works. */
const executablePath = process.env.MARU_CHROMIUM ?? '/usr/bin/chromium';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A server and a browser for one test file. */
export interface Stage extends AsyncDisposable {
  server: ServerProcess;
  browser: Browser;
  /** Somebody opens the page: a browser context of their own. */
  visitor(look?: Partial<Look>): Promise<Visitor>;
}

export async function openStage(): Promise<Stage> {
  if (!existsSync(executablePath))
    throw new Error(`There is no Chromium at ${executablePath}: install it or set MARU_CHROMIUM.`);
  buildRenderer(fileURLToPath(new URL('../..', import.meta.url)));
  await using opening = new AsyncDisposableStack();
  const server = opening.use(await startServerProcess());
  const browser = await chromium.launch({ executablePath, args: quiet });
  opening.defer(() => browser.close());
  const open = opening.move();
  return {
    server,
    browser,
    visitor: (look) => Visitor.enter(browser, server.webUrl, look),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

let made = 0;

/** An id that nobody has yet. */
export const freshId = (name: string): string => `${name}.${process.pid % 10_000}.${++made}`.slice(0, 20);

export const password = 'correct-horse-battery';
