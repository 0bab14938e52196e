import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { startWeb } from '../../backend/services/web/index.ts';
import { buildRenderer } from '../../scripts/build-renderer.ts';
import { Person } from '../support/maru-person.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';
import { type Look, type Preparation, Visitor } from './visitor.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

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
  visitor(look?: Partial<Look>, prepare?: Preparation): Promise<Visitor>;
  /** Somebody with an account, who acts by REST: for what has to be there before a test begins. */
  person(nickname: string): Promise<Person>;
  /** The same somebody at the page, logged in. */
  enter(person: Person, look?: Partial<Look>, prepare?: Preparation): Promise<Visitor>;
}

interface StageOptions {
  /** The page comes from a server of its own, which stays when the messenger's goes away. */
  ownPage?: boolean;
}

export async function openStage({ ownPage = false }: StageOptions = {}): Promise<Stage> {
  if (!existsSync(executablePath))
    throw new Error(`There is no Chromium at ${executablePath}: install it or set MARU_CHROMIUM.`);
  buildRenderer(root);
  await using opening = new AsyncDisposableStack();
  const server = opening.use(await startServerProcess());
  const page = ownPage ? opening.use(await startPage(server.frontUrl)) : undefined;
  const pageUrl = page ? `http://127.0.0.1:${page.port}` : server.webUrl;
  const browser = await chromium.launch({ executablePath, args: quiet });
  opening.defer(() => browser.close());
  const open = opening.move();
  const visitor: Stage['visitor'] = (look, prepare) => Visitor.enter(browser, pageUrl, look, prepare);
  return {
    server,
    browser,
    visitor,
    person: (nickname) => Person.join(server.frontUrl, nickname),
    enter: async (person, look, prepare) => {
      const entered = await visitor(look, prepare);
      await entered.logIn(person.userId, person.password);
      await entered.inside();
      return entered;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

const startPage = (frontUrl: string) =>
  startWeb({ host: '127.0.0.1', port: 0, directory: `${root}/out/renderer`, frontUrl, frontPort: 0 });

let made = 0;

/** An id that nobody has yet. */
export const freshId = (name: string): string => `${name}.${process.pid % 10_000}.${++made}`.slice(0, 20);

export const password = 'correct-horse-battery';
