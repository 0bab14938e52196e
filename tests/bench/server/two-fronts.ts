/** Maru with two fronts in one process: on embedded engines there is no other way to have two, and production needs one. */
import { chooseEngines, clock, ids } from '../../../backend/engines.ts';
import {
  createLogger,
  createMetrics,
  readConfiguration,
  topicSettings,
} from '../../../backend/runtime/index.ts';
import { startChat } from '../../../backend/services/chat/index.ts';
import { startFriend } from '../../../backend/services/friend/index.ts';
import { startFront } from '../../../backend/services/front/index.ts';
import { startUser } from '../../../backend/services/user/index.ts';

const configuration = readConfiguration(process.env);
const engines = chooseEngines(configuration);
const log = await engines.log('bench');
await log.createTopics(topicSettings(configuration.MARU_PARTITIONS));

const { MARU_LOG_LEVEL: level, MARU_REQUEST_TIMEOUT: requestTimeout } = configuration;
const logger = createLogger({ level, service: 'bench' });
const context = {
  log,
  clock,
  ids,
  logger,
  metrics: createMetrics(),
  secret: engines.secret(),
  requestTimeout,
};

const { users: store, ...userStores } = await engines.userStores();
await startUser({ ...context, store, ...userStores, services: configuration.MARU_DELETION_SERVICES });
const { friends, profiles } = await engines.friendStores();
await startFriend({ ...context, store: friends, profiles });
await startChat({ ...context, ...(await engines.chatStores()) });

const { MARU_HOST: host, MARU_FRONT_PORT, MARU_RATE_LIMITS: rateLimits } = configuration;
for (const port of [MARU_FRONT_PORT, Number(process.env.BENCH_SECOND_FRONT_PORT)])
  await startFront({ ...context, host, port, publicUrl: undefined, rateLimits });
