import { readConfiguration } from '../../backend/runtime/index.ts';
import { startMaru } from '../../backend/start-maru.ts';
import type { ServiceName } from '../../backend/starters.ts';
import { temporaryFolder } from './maru-folder.ts';
import { Person } from './maru-person.ts';

export interface TestMaru extends AsyncDisposable {
  /** Base address of the front. */
  url: string;
  /** Base address of the web server. */
  webUrl: string;
  directory: string;
  /** Signs up somebody new and logs them in. */
  person(nickname?: string): Promise<Person>;
}

interface Options {
  /** A folder to go on with; a fresh one that disappears with the server unless given. */
  directory?: string;
  services?: readonly ServiceName[];
  environment?: Record<string, string>;
}

const everything = ['user', 'friend', 'chat', 'front', 'web'] as const;

/** The settings of a Maru that disturbs nobody: free ports, one folder, no log lines. */
export const quietSettings = (directory: string): Record<string, string> => ({
  MARU_STORE: `embedded:${directory}`,
  MARU_EVENT_LOG: `embedded:${directory}`,
  MARU_FRONT_PORT: '0',
  MARU_WEB_PORT: '0',
  MARU_LOG_LEVEL: 'silent',
  MARU_RATE_LIMITS: '0',
});

/** A whole Maru in this process. */
export async function startTestMaru({ directory, services, environment }: Options = {}): Promise<TestMaru> {
  await using starting = new AsyncDisposableStack();
  const path = directory ?? starting.use(await temporaryFolder()).path;
  const configuration = readConfiguration({ ...quietSettings(path), ...environment });
  const { ports } = starting.use(await startMaru(services ?? everything, configuration));
  const url = `http://127.0.0.1:${ports.front}`;
  const running = starting.move();
  return {
    url,
    webUrl: `http://127.0.0.1:${ports.web}`,
    directory: path,
    person: (nickname) => Person.join(url, nickname),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
