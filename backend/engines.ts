import * as embedded from './adapters/embedded/index.ts';
import type {
  AbuseStore,
  AlertStore,
  EventLog,
  FriendStore,
  LogIndex,
  MessageStore,
  ProfileStore,
  RoomStore,
  UserStore,
} from './ports/index.ts';
import { type Configuration, readOrCreateSecret, StartError } from './runtime/index.ts';

type Opened<T> = Promise<T & AsyncDisposable>;

/** What the servers run on; each is opened by the servers that need it, and is closed with them. */
export interface Engines {
  log(clientId: string): Promise<EventLog>;
  userStores(): Opened<{ users: UserStore; alerts: AlertStore }>;
  friendStores(): Opened<{ friends: FriendStore; profiles: ProfileStore }>;
  chatStores(): Opened<{ rooms: RoomStore; messages: MessageStore; profiles: ProfileStore }>;
  abuseStore(): Opened<AbuseStore>;
  logIndex(): Promise<LogIndex>;
  secret(): string;
}

export const clock = embedded.systemClock;
export const ids = embedded.systemIds;

/**
 * Picks the adapters by the URLs of the configuration, and loads a real engine's client only where a URL names it. A URL that no adapter knows is a StartError.
 * Together with main.ts the only place that knows adapters.
 */
export function chooseEngines(configuration: Configuration): Engines {
  return { ...chooseStores(configuration), ...chooseLog(configuration), ...chooseLogIndex(configuration) };
}

function chooseLog({
  MARU_EVENT_LOG: url,
  MARU_SYNCHRONOUS: synchronous,
}: Configuration): Pick<Engines, 'log'> {
  const directory = embedded.embeddedDirectory(url);
  return {
    async log(clientId) {
      if (directory !== undefined) {
        return embedded.openEmbeddedEventLog({
          directory,
          synchronous,
        });
      }
      const kafka = await import('./adapters/kafka/index.ts');
      const options = kafka.kafkaOptions(url);
      if (!options) throw unknownUrl('MARU_EVENT_LOG', 'embedded:DIRECTORY or kafka://host:9092,…');
      return kafka.openKafkaEventLog({ ...options, clientId });
    },
  };
}

function chooseStores(configuration: Configuration): Omit<Engines, 'log' | 'logIndex'> {
  const { MARU_STORE: url, MARU_SYNCHRONOUS: synchronous, MARU_SECRET: secret } = configuration;
  const directory = embedded.embeddedDirectory(url);
  if (directory !== undefined) return embeddedStores({ directory, synchronous }, secret);
  if (!/^mongodb(\+srv)?:\/\//.test(url)) throw unknownUrl('MARU_STORE', 'embedded:DIRECTORY or mongodb://…');
  const mongo = () => import('./adapters/mongo/index.ts');
  return {
    userStores: async () => (await mongo()).openMongoUserStores({ url }),
    friendStores: async () => (await mongo()).openMongoFriendStores({ url }),
    chatStores: async () => (await mongo()).openMongoChatStores({ url }),
    abuseStore: async () => (await mongo()).openMongoAbuseStore({ url }),
    secret() {
      if (secret === undefined)
        throw new StartError('MARU_SECRET: set one secret of 32 characters or more for all servers.');
      return secret;
    },
  };
}

function embeddedStores(
  options: { directory: string; synchronous: 'normal' | 'full' },
  secret: string | undefined,
): Omit<Engines, 'log' | 'logIndex'> {
  return {
    userStores: () => embedded.openEmbeddedUserStores(options),
    friendStores: () => embedded.openEmbeddedFriendStores(options),
    chatStores: () => embedded.openEmbeddedChatStores(options),
    abuseStore: () => embedded.openEmbeddedAbuseStore(options),
    secret: () => secret ?? readOrCreateSecret(options.directory),
  };
}

function chooseLogIndex({ MARU_LOG_INDEX: url }: Configuration): Pick<Engines, 'logIndex'> {
  const directory = embedded.embeddedDirectory(url);
  return {
    async logIndex() {
      if (directory !== undefined) {
        return embedded.openEmbeddedLogIndex({ directory });
      }
      if (!/^https?:\/\//.test(url))
        throw unknownUrl('MARU_LOG_INDEX', 'embedded:DIRECTORY or http(s)://host:9200');
      return (await import('./adapters/elasticsearch/index.ts')).openElasticsearchLogIndex({ url });
    },
  };
}

/** URLs may hold passwords, so what was given is not repeated. */
const unknownUrl = (setting: string, known: string): StartError =>
  new StartError(`${setting}: no engine has such a URL; known are ${known}.`);
