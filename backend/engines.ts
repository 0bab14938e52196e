import * as embedded from './adapters/embedded/index.ts';
import type {
  AbuseStore,
  ChatStores,
  EventLog,
  Examine,
  FriendStore,
  LogDiagnosis,
  LogIndex,
  ProfileStore,
  UserStores,
} from './ports/index.ts';
import {
  type Configuration,
  hasSecret,
  openEngine,
  readOrCreateSecret,
  StartError,
} from './runtime/index.ts';

type Opened<T> = Promise<T & AsyncDisposable>;

/** What the servers run on; each is opened by the servers that need it, and is closed with them. */
export interface Engines {
  log(clientId: string): Promise<EventLog>;
  userStores(): Opened<UserStores>;
  friendStores(): Opened<{ friends: FriendStore; profiles: ProfileStore }>;
  chatStores(): Opened<ChatStores>;
  abuseStore(): Opened<AbuseStore>;
  logIndex(): Promise<LogIndex>;
  secret(): string;
}

/** The same engines as whoever runs them looks at them; nothing is made or changed. */
export interface Diagnoses {
  log(): Promise<LogDiagnosis>;
  userStores: Examine;
  friendStores: Examine;
  chatStores: Examine;
  abuseStore: Examine;
  logIndex: Examine;
  /** Whether servers would have a secret, or one of them may make it. */
  hasSecret(): boolean;
}

export const clock = embedded.systemClock;
export const ids = embedded.systemIds;

/** Whether the event log is embedded: nobody else can answer through it while this process has it. */
export const belongsToOneProcess = ({ MARU_EVENT_LOG: url }: Configuration): boolean =>
  embedded.embeddedDirectory(url) !== undefined;

/**
 * Picks the adapters by the URLs of the configuration, and loads a real engine's client only where a URL names it. A URL that no adapter knows is a StartError.
 * Together with main.ts the only place that knows adapters.
 */
export function chooseEngines(configuration: Configuration): Engines {
  return { ...chooseStores(configuration), ...chooseLog(configuration), ...chooseLogIndex(configuration) };
}

function chooseLog(configuration: Configuration): Pick<Engines, 'log'> {
  const { MARU_EVENT_LOG: url, MARU_SYNCHRONOUS: synchronous } = configuration;
  const directory = embedded.embeddedDirectory(url);
  return {
    log: (clientId) =>
      openEngine('MARU_EVENT_LOG', configuration, async () => {
        if (directory !== undefined) return embedded.openEmbeddedEventLog({ directory, synchronous });
        const { options, openKafkaEventLog } = await kafkaAt(url);
        const openWithin = configuration.MARU_START_PATIENCE;
        return openKafkaEventLog({ ...options, clientId, openWithin });
      }),
  };
}

async function kafkaAt(url: string) {
  const kafka = await import('./adapters/kafka/index.ts');
  const options = kafka.kafkaOptions(url);
  if (!options) throw unknownUrl('MARU_EVENT_LOG', 'embedded:DIRECTORY or kafka://host:9092,…');
  return { ...kafka, options };
}

function chooseStores(configuration: Configuration): Omit<Engines, 'log' | 'logIndex'> {
  const { MARU_STORE: url, MARU_SECRET: secret } = configuration;
  const directory = embedded.embeddedDirectory(url);
  if (directory !== undefined) return embeddedStores(directory, configuration);
  requireMongo(url);
  const mongo = () => import('./adapters/mongo/index.ts');
  const open = <T>(stores: () => Promise<T>) => openEngine('MARU_STORE', configuration, stores);
  return {
    userStores: () => open(async () => (await mongo()).openMongoUserStores({ url })),
    friendStores: () => open(async () => (await mongo()).openMongoFriendStores({ url })),
    chatStores: () => open(async () => (await mongo()).openMongoChatStores({ url })),
    abuseStore: () => open(async () => (await mongo()).openMongoAbuseStore({ url })),
    secret() {
      if (secret === undefined)
        throw new StartError('MARU_SECRET: set one secret of 32 characters or more for all servers.');
      return secret;
    },
  };
}

function requireMongo(url: string): void {
  if (!/^mongodb(\+srv)?:\/\//.test(url)) throw unknownUrl('MARU_STORE', 'embedded:DIRECTORY or mongodb://…');
}

function embeddedStores(directory: string, configuration: Configuration): Omit<Engines, 'log' | 'logIndex'> {
  const { MARU_SYNCHRONOUS: synchronous, MARU_SECRET: secret } = configuration;
  const options = { directory, synchronous };
  const open = <T>(stores: () => Promise<T>) => openEngine('MARU_STORE', configuration, stores);
  return {
    userStores: () => open(() => embedded.openEmbeddedUserStores(options)),
    friendStores: () => open(() => embedded.openEmbeddedFriendStores(options)),
    chatStores: () => open(() => embedded.openEmbeddedChatStores(options)),
    abuseStore: () => open(() => embedded.openEmbeddedAbuseStore(options)),
    secret: () => secret ?? readOrCreateSecret(directory),
  };
}

function chooseLogIndex(configuration: Configuration): Pick<Engines, 'logIndex'> {
  const { MARU_LOG_INDEX: url } = configuration;
  const directory = embedded.embeddedDirectory(url);
  return {
    logIndex: () =>
      openEngine('MARU_LOG_INDEX', configuration, async () => {
        if (directory !== undefined) return embedded.openEmbeddedLogIndex({ directory });
        return (await elasticsearchAt(url)).openElasticsearchLogIndex({ url });
      }),
  };
}

async function elasticsearchAt(url: string) {
  const elasticsearch = await import('./adapters/elasticsearch/index.ts');
  if (!elasticsearch.isElasticsearchUrl(url))
    throw unknownUrl('MARU_LOG_INDEX', 'embedded:DIRECTORY or http(s)://host:9200');
  if (!URL.canParse(url)) throw new StartError('MARU_LOG_INDEX: this is not a valid URL.');
  return elasticsearch;
}

/** Picks the adapters as `chooseEngines` does. */
export function chooseDiagnoses(configuration: Configuration): Diagnoses {
  const { MARU_EVENT_LOG: log, MARU_STORE: store, MARU_LOG_INDEX: index, MARU_SECRET } = configuration;
  const directoryOf = embedded.embeddedDirectory;
  const examineStore = (name: 'user' | 'friend' | 'chat' | 'abuse') => async () => {
    const directory = directoryOf(store);
    if (directory !== undefined) return embedded.examineEmbeddedFile(directory, name);
    requireMongo(store);
    return (await import('./adapters/mongo/index.ts')).examineMongoDatabase(name, { url: store });
  };
  return {
    async log() {
      const directory = directoryOf(log);
      if (directory !== undefined) return embedded.openEmbeddedLogDiagnosis(directory);
      const { options, openKafkaDiagnosis } = await kafkaAt(log);
      return openKafkaDiagnosis({ ...options, clientId: 'maru-doctor' });
    },
    userStores: examineStore('user'),
    friendStores: examineStore('friend'),
    chatStores: examineStore('chat'),
    abuseStore: examineStore('abuse'),
    async logIndex() {
      const directory = directoryOf(index);
      if (directory !== undefined) return embedded.examineEmbeddedFile(directory, 'logs');
      return (await elasticsearchAt(index)).examineElasticsearch({ url: index });
    },
    hasSecret: () => MARU_SECRET !== undefined || hasSecret(directoryOf(store)),
  };
}

/** URLs may hold passwords, so what was given is not repeated. */
const unknownUrl = (setting: string, known: string): StartError =>
  new StartError(`${setting}: no engine has such a URL; known are ${known}.`);
