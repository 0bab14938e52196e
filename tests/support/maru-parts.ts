import {
  openEmbeddedChatStores,
  openEmbeddedEventLog,
  openEmbeddedFriendStores,
  openEmbeddedUserStores,
  systemClock,
  systemIds,
} from '../../backend/adapters/embedded/index.ts';
import type { ChatStores, Clock, EventLog } from '../../backend/ports/index.ts';
import {
  createLogger,
  createMetrics,
  type Logger,
  type Metrics,
  topicSettings,
} from '../../backend/runtime/index.ts';
import { startChat } from '../../backend/services/chat/index.ts';
import { startFriend } from '../../backend/services/friend/index.ts';
import { startFront } from '../../backend/services/front/index.ts';
import { startUser, type UserDependencies } from '../../backend/services/user/index.ts';
import { temporaryFolder } from './maru-folder.ts';
import { Person } from './maru-person.ts';

export interface Server extends AsyncDisposable {
  url: string;
}

export interface PartsOptions {
  directory?: string;
  clock?: Clock;
  partitions?: number;
  requestTimeout?: number;
  /** Milliseconds between two sweeps of removed rooms. */
  sweepInterval?: number;
  /** Whom a deletion waits for; nobody unless given. */
  deletionServices?: UserDependencies['services'];
  /** Milliseconds between reminders of open deletions. */
  remindEvery?: number;
  /** Where each server writes its log lines; nowhere unless given. The fronts are `front 1`, `front 2`, … */
  loggerOf?(server: string): Logger;
  /** Instead of the embedded one; closed with the parts. */
  log?: EventLog;
  /** Puts something between the chat servers and their stores: an engine that goes away, a bug. */
  wrapStores?(stores: ChatStores): ChatStores;
}

/** A Maru put together by hand, so that a test can stop, double or disturb single servers and write to the log itself. */
export interface MaruParts extends AsyncDisposable {
  log: EventLog;
  /** Of all servers together. */
  metrics: Metrics;
  stores: ChatStores;
  /** One front runs from the start; more are more hosts. */
  url: string;
  startFront(): Promise<Server>;
  /** One chat server runs from the start; more join its group. */
  chat: AsyncDisposable;
  startChat(): Promise<AsyncDisposable>;
  person(nickname?: string): Promise<Person>;
}

const secret = 'a secret of thirty-two characters or more';
const silent = createLogger({ level: 'silent', service: 'test' });

export async function startParts(options: PartsOptions = {}): Promise<MaruParts> {
  await using starting = new AsyncDisposableStack();
  const { loggerOf = () => silent } = options;
  const { clock = systemClock, partitions = 4, requestTimeout = 10_000, sweepInterval = 20 } = options;
  const directory = options.directory ?? starting.use(await temporaryFolder()).path;
  const log = starting.use(options.log ?? (await openEmbeddedEventLog({ directory, clock })));
  await log.createTopics(topicSettings(partitions));
  const metrics = createMetrics();
  const common = { log, clock, ids: systemIds, logger: silent, metrics, secret, requestTimeout };

  const { users, ...userStores } = starting.use(await openEmbeddedUserStores({ directory }));
  const { deletionServices: services = [], remindEvery } = options;
  const user = { ...common, ...userStores, store: users, services, remindEvery };
  starting.use(await startUser(user));
  const friends = starting.use(await openEmbeddedFriendStores({ directory }));
  starting.use(await startFriend({ ...common, store: friends.friends, profiles: friends.profiles }));
  const stores = starting.use(await openEmbeddedChatStores({ directory }));
  const chatStores = options.wrapStores?.(stores) ?? stores;
  const settings = { host: '127.0.0.1', port: 0, publicUrl: undefined, rateLimits: 0 };

  let running = starting;
  let fronts = 0;
  const parts = {
    startChat: async () =>
      running.use(
        stoppableTwice(
          await startChat({ ...common, sweepInterval, logger: loggerOf('chat'), ...chatStores }),
        ),
      ),
    async startFront() {
      const front = stoppableTwice(
        await startFront({ ...common, logger: loggerOf(`front ${++fronts}`), ...settings }),
      );
      return running.use(Object.assign(front, { url: `http://127.0.0.1:${front.port}` }));
    },
  };
  const chat = await parts.startChat();
  const { url } = await parts.startFront();
  running = starting.move();
  return {
    log,
    metrics,
    stores,
    url,
    chat,
    ...parts,
    person: (nickname) => Person.join(url, nickname),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** A test may stop a server before everything stops. */
function stoppableTwice<S extends AsyncDisposable>(server: S): S {
  let stopped: PromiseLike<void> | undefined;
  const stop = () => {
    stopped ??= server[Symbol.asyncDispose]();
    return stopped;
  };
  return { ...server, [Symbol.asyncDispose]: stop };
}
