/**
 * `npm run rebuild -- friend|chat|search`: makes anew what a service keeps of others. `friend` and `chat`: the copy of the profiles,
 * from kakao.user.EVENT; `chat` also its copy of the blocks, which the friend servers tell again; `search`: the index of the
 * messages. On real engines it runs beside the servers. The embedded engines belong to one process: stop Maru first.
 */
import { fileURLToPath } from 'node:url';
import { rebuildSearch } from './core/chat/index.ts';
import { belongsToOneProcess, chooseEngines, clock, type Engines, ids } from './engines.ts';
import { EngineSetupError, EngineUnavailable } from './ports/index.ts';
import { rebuildBlocks } from './rebuilding/blocks.ts';
import { rebuildProfiles } from './rebuilding/profiles.ts';
import {
  type Configuration,
  createLogger,
  createMetrics,
  openEngine,
  readConfiguration,
  type ServerContext,
  StartError,
  topicSettings,
} from './runtime/index.ts';
import { startChat } from './services/chat/index.ts';
import { startFriend } from './services/friend/index.ts';

interface Rebuilding {
  configuration: Configuration;
  engines: Engines;
  context: ServerContext;
  /** Keeps what was opened, to be closed in reverse order. */
  use<T extends AsyncDisposable>(opened: T): T;
}

/** Each says in one line what it did. */
const rebuilders: Record<string, (rebuilding: Rebuilding) => Promise<string>> = {
  async friend({ engines, context, use }) {
    const { profiles } = use(await engines.friendStores());
    const { userIds, gone } = await rebuildProfiles(context, profiles);
    return `friend: ${userIds.size} profiles are there, ${gone.length} were dropped.`;
  },

  async chat(rebuilding) {
    const { configuration, engines, context, use } = rebuilding;
    const stores = use(await engines.chatStores());
    const { userIds, gone } = await rebuildProfiles(context, stores.profiles);
    for (const userId of gone) await stores.blocks.forgetUser(userId);
    if (belongsToOneProcess(configuration)) {
      const { friends: store, profiles } = use(await engines.friendStores());
      use(await startFriend({ ...context, store, profiles }));
      use(await startChat({ ...context, ...stores }));
    }
    await rebuildBlocks(context, [...userIds]);
    return `chat: ${userIds.size} profiles and their blocks are there, ${gone.length} were dropped.`;
  },

  async search({ engines, use }) {
    const { rooms, messages } = await rebuildSearch(use(await engines.chatStores()));
    return `search: ${messages} messages of ${rooms} rooms were gone through.`;
  },
};

/** Rebuilds and resolves with a line for people. Rejects with a StartError, an EngineUnavailable or an EngineSetupError. */
export async function rebuild(
  names: readonly string[],
  environment: Record<string, string | undefined>,
): Promise<string> {
  const [name = ''] = names;
  const run = Object.hasOwn(rebuilders, name) ? rebuilders[name] : undefined;
  if (!run || names.length !== 1)
    throw new StartError(`Usage: npm run rebuild -- ${Object.keys(rebuilders).join('|')}`);
  const configuration = readConfiguration(environment);
  await using opened = new AsyncDisposableStack();
  const engines = chooseEngines(configuration);
  const log = opened.use(await engines.log('maru-rebuild'));
  await openEngine('MARU_EVENT_LOG', configuration, () =>
    log.createTopics(topicSettings(configuration.MARU_PARTITIONS)),
  );
  const context: ServerContext = {
    log,
    clock,
    ids,
    logger: createLogger({ level: configuration.MARU_LOG_LEVEL, service: 'rebuild' }),
    metrics: createMetrics(),
    secret: engines.secret(),
    requestTimeout: configuration.MARU_REQUEST_TIMEOUT,
  };
  return await run({ configuration, engines, context, use: (server) => opened.use(server) });
}

async function main(names: readonly string[]): Promise<void> {
  try {
    process.stdout.write(`${await rebuild(names, process.env)}\n`);
  } catch (error) {
    if (![StartError, EngineUnavailable, EngineSetupError].some((kind) => error instanceof kind)) throw error;
    console.error(`maru: ${(error as Error).message}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2));
